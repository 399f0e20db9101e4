/**
 * What a comparison tells: of an implementation that is not itself twice, or fails as a partner; in every format; and of shards, which
 * come to what the whole run comes to.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformance } from '../src/engine/conform/conformance.ts';
import { merge, NotOneRun } from '../src/engine/conform/merge.ts';
import { partNames } from '../src/engine/conform/part-names.ts';
import { ImplementationFault } from '../src/engine/conform/player.ts';
import { guaranteeOf, observedNames } from '../src/engine/conform/summary.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { conformFromJson, conformJson } from '../src/reports/conform/conform-json.ts';
import { conformJunit } from '../src/reports/conform/conform-junit.ts';
import { conformMarkdown } from '../src/reports/conform/conform-markdown.ts';
import { conformSarif } from '../src/reports/conform/conform-sarif.ts';
import { conformText } from '../src/reports/conform/conform-text.ts';
import { unstyled } from '../src/reports/styles.ts';
import { compare, inDialect, usual } from './conform/compare.ts';
import { faultyImplementations } from './conform/faulty.ts';
import { InProcess } from './conform/in-process.ts';
import { rulebooks } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';
import type { Conformance } from '../src/engine/conform/result.ts';
import type { Specification } from '../src/engine/specification.ts';
import type { CompareOptions } from './conform/compare.ts';
import type { Implementation } from './conform/in-process.ts';

const title = { specification: 'leases', config: 'kst.config.ts' };

const kst = knownServersTable();
const { dialects } = systemOf(kst);
const right = inDialect(kst, dialects.usual);
const faulty = (says: string) => faultyImplementations().find((each) => each.says.startsWith(says))!.make;

describe('an implementation that fails as a partner', () => {
  test('has its nonsense told once, though it stops answering while another divergence is made short', async () => {
    let starts = 0;
    const start = async (): Promise<InProcess> => {
      const rules = right();
      const isSecond = ++starts > 1;
      let left = 200;
      return new InProcess(kst, {
        answer: (line) => {
          if (isSecond && --left < 0) throw new ImplementationFault('it has gone');
          const answer = rules.answer(line);
          if (line.includes('pool.add') && answer.includes('rejected')) return '{"seq":0,"nonsense":1}';
          return answer.includes('14495') ? answer.replace('14495', '14493') : answer;
        },
      });
    };
    const { divergences, fault } = await conformance(kst, start, { ...usual, only: ['complete'] });
    expect(fault?.says).toBe('it has gone');
    const nonsense = divergences.filter(({ rule }) => rule === null);
    expect(nonsense.map(({ says }) => says)).toEqual(['A command is answered by its events and the table, or by rejected alone']);
    expect(divergences.length).toBeGreaterThan(1);
  });

  test('has what was found told though it does not start a second time', async () => {
    let starts = 0;
    const start = async (): Promise<InProcess> => {
      if (++starts > 1) throw new ImplementationFault('it cannot be started');
      return new InProcess(kst, faulty('an entry of version 6')());
    };
    const { verdict, divergences, fault } = await conformance(kst, start, { ...usual, only: ['complete'] });
    expect([verdict, fault?.says]).toEqual(['diverges', 'it cannot be started']);
    expect(divergences.length).toBeGreaterThan(0);
    expect(divergences.every(({ shortest }) => !shortest)).toBe(true);
  });
});

describe('an implementation that is not itself twice', () => {
  test('answers in two ways: both are told', async () => {
    let asked = 0;
    const strange = '{"seq":0,"events":[],"table":[{"server":"x","version":0}]}';
    const flaky = (): Implementation => {
      const rules = right();
      return { answer: (line) => (line.includes('discover') && ++asked % 97 === 0 ? strange : rules.answer(line)) };
    };
    const result = await compare(kst, flaky, { only: ['complete'] });
    expect(result.verdict).toBe('diverges');
    expect(result.twoAnswers?.answers[0]).not.toEqual(result.twoAnswers?.answers[1]);
    expect(conformText(kst, title, result, unstyled)).toContain('nondeterministic  The same commands after a reset were answered in two ways');
  });

  test('keeps its table over a reset, and shows it', async () => {
    const sticky = (): Implementation => {
      const rules = right();
      let last: unknown = [];
      return {
        answer: (line) => {
          const answer = rules.answer(line);
          if (line.includes('"reset"')) return JSON.stringify({ seq: 0, events: [], table: last });
          last = (JSON.parse(answer) as { table?: unknown }).table ?? last;
          return answer;
        },
      };
    };
    const { verdict, divergences } = await compare(kst, sticky, { only: ['complete'] });
    expect([verdict, divergences[0]?.rule]).toEqual(['diverges', null]);
    expect(divergences[0]?.says).toBe('A reset goes back to the empty start, and shows no event and an empty table');
    expect(divergences[0]?.commands).toEqual([{ do: 'pool.add', server: 'ex1.contoso.com', version: 5 }, { do: 'rtcsrv.start' }]);
  });

  test('keeps its pools over a reset, and hides that', async () => {
    const sticky = (): Implementation => {
      const rules = right();
      let resets = 0;
      return {
        answer: (line) => {
          if (!line.includes('"reset"') || ++resets === 1) return rules.answer(line);
          rules.answer('{"seq":0,"do":"rtcsrv.stop"}');
          return '{"seq":0,"events":[],"table":[]}';
        },
      };
    };
    expect((await compare(kst, sticky, { only: ['complete'] })).verdict).toBe('diverges');
  });
});

test('nothing is concluded where no sequence was there to be judged by, whatever the answers', async () => {
  const liar = (): Implementation => ({ answer: () => '{"seq":0,"events":[],"table":[]}' });
  for (const options of [{ only: ['corpus'] }, { only: ['random'], commands: 0 }]) {
    const nothing = await compare(kst, liar, options);
    expect([nothing.verdict, guaranteeOf(kst, nothing)]).toEqual(['inconclusive', 'None: nothing was tried.']);
    expect(conformText(kst, title, nothing, unstyled)).toContain('Nothing was tried');
    expect(conformJunit(kst, title, nothing)).toMatch(/ errors="1" [^]*nothing was tried/);
    expect(JSON.parse(conformSarif(kst, title, nothing, 'x')).runs[0].invocations).toEqual([{ executionSuccessful: false }]);
    expect(merge(kst, await shardsOf(kst, liar, 2, options)).verdict).toBe('inconclusive');
  }
  expect((await compare(kst, liar, { only: ['complete'] })).verdict).toBe('diverges');
});

describe('it is told', () => {
  test('which rules are broken, and which of them shorter sequences break', async () => {
    const { divergences } = await compare(kst, faulty('a restart only starts'), { only: ['complete'] });
    expect(divergences.map(({ rule, shorterBreak }) => [rule, shorterBreak])).toEqual([['R18', []], ['R17', ['R18']]]);
  });

  test('that nothing is guaranteed by a shard, nor after a fault', async () => {
    const shard = await compare(kst, right, { only: ['complete'], shard: { index: 1, of: 2 } });
    expect(guaranteeOf(kst, shard)).toMatch(/^None by itself: this is shard 1 of 2/);
    const whole = await compare(kst, right, { only: ['complete'] });
    const shown = /^Whatever sequence of the 9 commands of the narrow alphabet .*shows in its table and its events/;
    expect(guaranteeOf(kst, whole)).toMatch(shown);
    const fault = { says: 'gone', unanswered: null, since: [], lastLines: [] };
    expect(guaranteeOf(kst, { ...whole, verdict: 'inconclusive', fault })).toMatch(/^None: /);
  });

  test('with nothing from an answer that steers a terminal', async () => {
    const evil = (): Implementation => {
      const rules = right();
      return { answer: (line) => rules.answer(line).replaceAll('ex1.contoso.com', 'ex1\\u001b[31m\\u202e') };
    };
    const result = await compare(kst, evil, { only: ['complete'] });
    expect(conformText(kst, title, result, unstyled)).toContain('ex1\\u{1b}[31m');
    for (const text of [conformText(kst, title, result, unstyled), conformMarkdown(kst, title, result)]) expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  test('by kst merge what the whole run would have ended with', async () => {
    const folder = temporaryFolder();
    const shards = await shardsOf(kst, faulty('14493 is not logged'), 2, { only: ['complete'] });
    const files = shards.map(({ result }, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, conformJson(kst, title, result));
      return file;
    });
    const { code, out } = await runKst(['merge', ...files]);
    expect([code, out.split('\n')[1]]).toEqual([1, 'diverges: "in this process", which shows its table and its events']);
    expect(JSON.parse((await runKst(['merge', '--json', ...files])).out).verdict).toBe('diverges');
    expect((await runKst(['merge', files[0]!])).code).toBe(2);
  });
});

/** Every shard of a run, each written as JSON and read again. */
async function shardsOf(specification: Specification, make: () => Implementation, of: number, options: CompareOptions) {
  const shards = Array.from({ length: of }, (_, index) => ({ index: index + 1, of }));
  return Promise.all(
    shards.map(async (shard) => {
      const json = conformJson(specification, title, await compare(specification, make, { ...options, shard }));
      return { name: `shard ${shard.index}`, result: conformFromJson(specification, JSON.parse(json)) };
    }),
  );
}

describe('shards', () => {
  describe.each(rulebooks)('of the $name', ({ project }) => {
    const { specification } = project();
    const make = inDialect(specification, systemOf(specification).dialects.list.at(-1)!);

    test('come to the whole run', async () => {
      const options = { only: partNames(specification).filter((name) => !['corpus', 'wide'].includes(name)), commands: 300 };
      const whole = await compare(specification, make, options);
      expect(whole.verdict).toBe('conforms');
      // That one alone is the whole costs a small rulebook least.
      for (const of of specification.name === 'leases' ? [1, 4] : [4]) {
        const merged = merge(specification, (await shardsOf(specification, make, of, options)).toReversed());
        expect(conformJson(specification, title, merged), `${of} shards`).toBe(conformJson(specification, title, whole));
      }
    });
  });

  test('come to the whole run of a faulty implementation', async () => {
    const make = faulty('a restart only starts');
    const options = { only: ['complete', 'bystander', 'random'] };
    const [whole, shards] = [await compare(kst, make, options), await shardsOf(kst, make, 2, options)];
    const told = ({ verdict, divergences }: Conformance) => {
      return [verdict, divergences.map(({ rule, commands, observed, sequences }) => ({ rule, commands, observed, sequences }))];
    };
    expect(whole.verdict).toBe('diverges');
    expect(told(merge(kst, shards))).toEqual(told(whole));
  });

  test('that are missing, there twice, or of another run are refused', async () => {
    const only = ['complete'];
    const [a, b, c] = await shardsOf(kst, right, 3, { only });
    const other = { name: 'other', result: await compare(kst, right, { only, seed: 2, shard: { index: 3, of: 3 } }) };
    const whole = { name: 'whole', result: await compare(kst, right, { only }) };
    const merged = (...shards: Parameters<typeof merge>[1]) => () => merge(kst, shards);
    const changed = (change: Partial<Conformance>) => merged(a!, b!, { name: 'c', result: { ...c!.result, ...change } });
    expect(merged(a!, b!)).toThrow('of 3 shards 3 is missing');
    expect(merged(a!, b!, b!, c!)).toThrow('shard 2 is shard 2 of 3, as shard 2 is');
    expect(merged(a!, b!, other)).toThrow('other does not belong with shard 1: they were asked for different things: --seed');
    expect(merged(a!, b!, whole)).toThrow('whole is no shard');
    expect(changed({ parts: [] })).toThrow('c does not belong with shard 1: not the same parts were played');
    const fewer = c!.result.parts.map((part) => ({ ...part, planned: part.planned - Number(part.name === 'complete') }));
    expect(changed({ parts: fewer })).toThrow('the shards have 762 of the 763 sequences of the part complete');
    const implementation = { name: 'another', observes: ['table', 'events'] };
    expect(changed({ implementation })).toThrow('they are of different implementations');
    expect(changed({ compared: dialects.list[3]! })).toThrow('the implementation spoke different dialects');
    expect(changed({ shard: { index: 3, of: 4 } })).toThrow('one is of 3 shards, the other of 4');
    expect(merged()).toThrow(NotOneRun);
  });
});

test('bad usage is told before anything is started', async () => {
  const started = join(temporaryFolder(), 'started');
  const start = [process.execPath, '-e', `fs.writeFileSync(${JSON.stringify(started)}, '')`];
  for (const [words, message] of [
    [['conform'], "missing required argument 'command'"],
    [['conform', '--shard', '3/2', '--', ...start], '--shard: expected I/N'],
    [['conform', '--only', 'complete,corpus', '--', ...start], '--only: the part corpus needs --corpus DIR'],
    [['conform', '--dialect', 'all', '--', ...start], '--dialect: there is no assumption "all"'],
    [['conform', '--extra-states', '9', '--', ...start], '--extra-states: expected a whole number from 0 to 3'],
    [['conform', '--format', 'xml', '--', ...start], '--format: expected text or json'],
    [['conform', '--only', 'most', '--', ...start], `--only: expected ${partNames(kst).join(' or ')}, got "most"`],
    [['conform', '--corpus', 'spec/schema', '--', ...start], 'spec/schema/'],
    [['conform', '--corpus', 'package.json', '--', ...start], '--corpus: package.json is a file, expected a folder'],
    [['merge', 'package.json'], 'package.json:1:1: expected a field "verdict"'],
    [['merge', 'nowhere.json'], 'nowhere.json: cannot be read: there is no such file'],
  ] as const) {
    const { code, out, err } = await runKst(words);
    expect([code, out], words.join(' ')).toEqual([2, '']);
    expect(err).toContain(message);
  }
  expect(existsSync(started)).toBe(false);
});

test('rules that are no machine themselves are nothing to be compared with: inconclusive, and told why', async () => {
  const gap = { ...kst, wholeTables: { ...kst.wholeTables, 'rtcsrv.stop': () => [] } };
  const start = async () => new InProcess(gap, right());
  const why = /the rules themselves are not fit to be compared with: .*gap in table rtcsrv.stop/;
  await expect(conformance(gap, start, usual)).rejects.toThrow(why);
});

test.for([[['table'], 'table'], [['table', 'events'], 'table and its events'], [['a', 'b', 'c'], 'a, its b and its c']] as const)(
  'what an implementation shows is listed: %j', ([observes, text]) => expect(observedNames(observes)).toBe(text),
);
