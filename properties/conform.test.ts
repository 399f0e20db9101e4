/**
 * Comparing implementations with the rules: the right ones are recognised in every dialect, faulty ones are caught on the
 * shortest commands, and shards come to what the whole run comes to.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Looks } from '../src/cli/conform/looks.ts';
import { Adapter } from '../src/kit/adapter.ts';
import { conformance } from '../src/kit/conform/conformance.ts';
import { lookOf } from '../src/kit/conform/look.ts';
import { merge, NotOneRun } from '../src/kit/conform/merge.ts';
import { ImplementationFault } from '../src/kit/conform/player.ts';
import { countsOf, guaranteeOf, scenarioOf } from '../src/kit/conform/summary.ts';
import { Remembered } from '../src/kit/conform/remembered.ts';
import { randomSequences } from '../src/kit/conform/sequences.ts';
import { partNames } from '../src/kit/conform/trials.ts';
import { simulate } from '../src/kit/simulate.ts';
import { dialects, dialectsWith, listDialects } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { conformFromJson, conformJson } from '../src/reports/conform/conform-json.ts';
import { conformJunit } from '../src/reports/conform/conform-junit.ts';
import { conformMarkdown } from '../src/reports/conform/conform-markdown.ts';
import { conformSarif } from '../src/reports/conform/conform-sarif.ts';
import { conformText } from '../src/reports/conform/conform-text.ts';
import { unstyled } from '../src/reports/styles.ts';
import { faultyImplementations } from './conform/faulty.ts';
import { InProcess } from './conform/in-process.ts';
import { runKst } from './run-kst.ts';
import type { Conformance, ConformOptions, Shard } from '../src/kit/conform/result.ts';
import type { Observes } from '../src/kit/conform/look.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Implementation } from './conform/in-process.ts';

const model = knownServersTable();
const usual: ConformOptions = { choices: {}, servers: 3, extraStates: 0, commands: 1000, seed: 1, shrinkBudget: 10_000, corpus: [], only: null };

function compare(make: () => Implementation, options: Partial<ConformOptions> = {}, observes: Observes = 'table and events', shard: Shard | null = null): Promise<Conformance> {
  return conformance(model, async () => new InProcess(make(), observes), { ...usual, ...options }, shard);
}

const inDialect = (dialect: Dialect) => () => new Adapter(model, dialect);

describe('the right rules', () => {
  test.for(dialects().map((dialect) => [Object.values(dialect).join(' '), dialect] as const))('conform and are recognised: %s', async ([, dialect]) => {
    const result = await compare(inDialect(dialect), { only: ['complete', 'random'], commands: 100 });
    expect([result.verdict, result.dialects, result.divergences]).toEqual(['conforms', [dialect], []]);
    const { rows } = countsOf(result);
    expect(rows.covered).toBe(rows.of);
    expect(rows.of).toBe(9 * (dialect.survivor === 'restored' ? 28 : dialect['restart-winner'] === 'um' ? 32 : 36));
    expect(guaranteeOf(result)).toContain('deterministic');
  });

  test('are told apart by the table as far as it shows them: what an eviction logs stays open', async () => {
    const [first] = dialects();
    const result = await compare(inDialect(first!), { only: ['complete', 'two-servers'] }, 'table');
    expect(result.verdict).toBe('conforms');
    expect(result.dialects).toEqual(listDialects(dialectsWith({ 'restart-winner': 'um', 'um-conflict': 'stays-open', survivor: 'restored' })));
  });

  test('are wrong in a dialect that was not asked for, and it is said which rule and which assumption', async () => {
    const result = await compare(inDialect({ ...dialects()[0]!, survivor: 'stays-absent' }), { commands: 0, choices: { survivor: 'restored' } });
    expect([result.verdict, result.dialects]).toEqual(['diverges', []]);
    for (const { claims, allowedIn } of result.divergences) {
      expect(claims).toContain('A4');
      expect(new Set(allowedIn.map(({ survivor }) => survivor))).toEqual(new Set(['stays-absent']));
    }
  });
});

describe('a faulty implementation is caught on commands of which none can be left out', () => {
  const all = faultyImplementations();
  test('there are 25 of them at least', () => expect(all.length).toBeGreaterThanOrEqual(25));

  test.for(all.map((faulty) => [faulty.says, faulty] as const))('%s', async ([, { make }]) => {
    let result = await compare(make, { only: ['complete'] });
    if (result.verdict === 'conforms') result = await compare(make, { only: ['spellings', 'another-server', 'random'] });
    expect(result.verdict).toBe('diverges');
    expect(result.dialects).toEqual([]);
    expect(result.divergences.length).toBeGreaterThan(0);
    for (const { commands, observed, expected, shortest } of result.divergences) {
      expect(diverges(make(), commands, result.compared!)).toBe(true);
      if (shortest) for (const left of commands.keys()) expect(diverges(make(), commands.toSpliced(left, 1), result.compared!), JSON.stringify(commands)).toBe(false);
      expect(observed).not.toEqual(expected);
    }
  });

  /** Whether the last command is answered otherwise than the rules do, and no one before. */
  function diverges(implementation: Implementation, commands: readonly Command[], dialect: Dialect): boolean {
    return lastOnly(answersOf(implementation, commands), answersOf(new Adapter(model, dialect), commands));
  }
});

/** The answers without `seq`, one by one, from a reset on. */
function answersOf(implementation: Implementation, commands: readonly Command[]): readonly string[] {
  implementation.answer('{"seq":0,"do":"reset"}');
  return commands.map((command) => implementation.answer(JSON.stringify({ seq: 0, ...command })));
}

function lastOnly(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.every((answer, index) => (answer === other[index]) === (index < one.length - 1));
}

describe('a divergence', () => {
  const fifth = faultyImplementations().find(({ says }) => says.startsWith('the fifth restart'))!;

  test('is the same whatever seed found it, and as short as can be', async () => {
    const seeds = await Promise.all([1, 2].map((seed) => compare(fifth.make, { seed, commands: 4000, shrinkBudget: 20_000, only: ['random'] })));
    const [first, ...others] = seeds.map(({ divergences }) => divergences.map(({ commands, rule, shortest }) => ({ commands, rule, shortest })));
    expect(first).toEqual([{ rule: first![0]!.rule, shortest: true, commands: [{ do: 'rtcsrv.start' }, ...Array(5).fill({ do: 'rtcsrv.restart' })] }]);
    for (const other of others) expect(other).toEqual(first);
  });

  test('is a scenario that plays as the rules expect', async () => {
    const result = await compare(faultyImplementations()[4]!.make, { only: ['complete'] });
    const simulation = simulate(model, scenarioOf(model, result.divergences[0]!, result.compared!));
    expect(simulation.expectations.failed).toEqual([]);
    expect(simulation.expectations.checked).toBeGreaterThan(0);
  });

  test('is not said to be the shortest when the budget ended first', async () => {
    const { divergences } = await compare(fifth.make, { commands: 4000, shrinkBudget: 10, only: ['random'] });
    expect(divergences.map(({ shortest }) => shortest)).toEqual([false]);
  });

  test('that was kept is played first', async () => {
    const commands = [{ do: 'rtcsrv.start' as const }, ...Array<Command>(5).fill({ do: 'rtcsrv.restart' })];
    const result = await compare(fifth.make, { only: ['corpus', 'complete'], corpus: [commands] });
    expect(result.parts.map(({ name }) => name).slice(0, 3)).toEqual(['dialect', 'corpus', 'complete']);
    expect(result.divergences.map((divergence) => divergence.commands)).toEqual([commands]);
  });
});

test('nonsense is told once, though the implementation stops answering while another divergence is made short', async () => {
  let starts = 0;
  const start = async (): Promise<InProcess> => {
    const right = new Adapter(model, dialects()[0]!);
    const isSecond = ++starts > 1;
    let left = 200;
    return new InProcess({
      answer: (line) => {
        if (isSecond && --left < 0) throw new ImplementationFault('it has gone');
        const answer = right.answer(line);
        if (line.includes('pool.add') && answer.includes('rejected')) return '{"seq":0,"nonsense":1}';
        return answer.includes('14495') ? answer.replace('14495', '14493') : answer;
      },
    });
  };
  const { divergences, fault } = await conformance(model, start, { ...usual, only: ['complete'] });
  expect(fault?.says).toBe('it has gone');
  expect(divergences.filter(({ rule }) => rule === null)).toHaveLength(1);
  expect(divergences.length).toBeGreaterThan(1);
});

test('what was found is told though the implementation does not start a second time', async () => {
  let starts = 0;
  const start = async (): Promise<InProcess> => {
    if (++starts > 1) throw new ImplementationFault('it cannot be started');
    return new InProcess(faultyImplementations()[0]!.make());
  };
  const { verdict, divergences, fault } = await conformance(model, start, { ...usual, only: ['complete'] });
  expect([verdict, fault?.says]).toEqual(['diverges', 'it cannot be started']);
  expect(divergences.length).toBeGreaterThan(0);
  expect(divergences.every(({ shortest }) => !shortest)).toBe(true);
});

describe('states that nobody sees', () => {
  /** A refused stop puts it into a state of its own, in which it refuses a cycle by the wrong word. */
  const hidden = (): Implementation => {
    const right = new Adapter(model, dialects()[0]!);
    let stopRefused = false;
    return {
      answer: (line) => {
        const { do: kind } = JSON.parse(line) as Command;
        const answer = JSON.parse(right.answer(line)) as { seq: number; rejected?: string };
        const wrong = stopRefused && kind === 'umRouting.discover' && answer.rejected !== undefined;
        stopRefused = kind === 'rtcsrv.stop' && answer.rejected !== undefined;
        return JSON.stringify(wrong ? { seq: answer.seq, rejected: 'no-such-pool' } : answer);
      },
    };
  };

  test('are found by the complete part when it allows for more states, and not when it does not', async () => {
    const parts = async (extraStates: number) => {
      const result = await compare(hidden, { extraStates, only: ['complete'] });
      return result.divergences.map(({ commands }) => commands.length);
    };
    expect([await parts(0), await parts(1)]).toEqual([[], [2]]);
  });
});

test('is inconclusive where no sequence was there to be judged by, whatever the answers', async () => {
  const liar = (): Implementation => ({ answer: (line) => JSON.stringify({ seq: (JSON.parse(line) as { seq: number }).seq, events: [], table: [] }) });
  for (const options of [{ only: ['corpus'] }, { only: ['random'], commands: 0 }]) {
    const nothing = await compare(liar, options);
    expect([nothing.verdict, guaranteeOf(nothing)]).toEqual(['inconclusive', 'None: nothing was tried.']);
    expect(conformText(nothing, unstyled)).toContain('Nothing was tried');
    const shards = await Promise.all([1, 2].map(async (index) => ({ name: `${index}`, result: await compare(liar, options, 'table and events', { index, of: 2 }) })));
    expect(merge(shards).verdict).toBe('inconclusive');
  }
  expect((await compare(liar, { only: ['complete'] })).verdict).toBe('diverges');
});

test('seeds next to each other play other sequences', () => {
  const played = (seed: number): ReadonlySet<string> => new Set([...randomSequences(model, dialects()[0]!, { commands: 5000, servers: 3, seed })].filter(({ length }) => length > 5).map((sequence) => JSON.stringify(sequence)));
  const [one, other] = [played(1), played(2)];
  expect(one.size).toBeGreaterThan(50);
  expect([...one].filter((sequence) => other.has(sequence))).toEqual([]);
});

describe('the adapter', () => {
  test('answers a command that is nested without end with an error, and looks at nothing that is no part of a command', () => {
    const adapter = new Adapter(model, dialects()[0]!);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(JSON.parse(adapter.answer(`{"seq":1,"do":"pool.remove","server":${deep}}`))).toEqual({ seq: 1, error: 'not a command: expected server to be a text, got an object' });
    expect(JSON.parse(adapter.answer(`{"seq":2,"do":"rtcsrv.stop","server":${deep}}`))).toEqual({ seq: 2, error: 'expected fewer levels of nesting' });
    expect(adapter.answer(`{"seq":3,"do":"rtcsrv.stop","took":${deep}}`)).toBe('{"seq":3,"rejected":"not-running"}');
    expect(JSON.parse(adapter.answer(`{"seq":4,"do":"rtcsrv.start","x":"${'x'.repeat(1 << 20)}"}`))).toEqual({ seq: null, error: 'expected a line of at most 1048576 characters' });
  });

  test('remembers so much and no more', () => {
    let worked = 0;
    const rules = new Remembered(model, dialects()[0]!, () => ++worked);
    const take = (key: string): number => rules.take(rules.start, { do: 'rtcsrv.start' }, key).value;
    expect([take('a'), take('b'), take('a')]).toEqual([1, 2, 1]);
    for (const key of ['x', 'y', 'z']) take(key.repeat(9_000_000));
    expect([take('a'), worked]).toEqual([6, 6]);
  });
});

describe('an implementation that is not itself twice', () => {
  test('answers in two ways: both are told', async () => {
    let asked = 0;
    const flaky = (): Implementation => {
      const right = new Adapter(model, dialects()[0]!);
      return { answer: (line) => (line.includes('discover') && ++asked % 97 === 0 ? '{"seq":0,"events":[],"table":[{"server":"x","version":0}]}' : right.answer(line)) };
    };
    const result = await compare(flaky, { only: ['complete'] });
    expect(result.verdict).toBe('diverges');
    expect(result.twoAnswers?.answers[0]).not.toEqual(result.twoAnswers?.answers[1]);
  });

  test('keeps its table over a reset, and shows it', async () => {
    const sticky = (): Implementation => {
      const right = new Adapter(model, dialects()[0]!);
      let last: unknown = [];
      return {
        answer: (line) => {
          if (line.includes('"reset"')) {
            right.answer(line);
            return JSON.stringify({ seq: 0, events: [], table: last });
          }
          const answer = right.answer(line);
          last = (JSON.parse(answer) as { table?: unknown }).table ?? last;
          return answer;
        },
      };
    };
    const result = await compare(sticky, { only: ['complete'] });
    expect([result.verdict, result.divergences[0]?.rule]).toEqual(['diverges', null]);
    expect(result.divergences[0]?.commands).toEqual([{ do: 'pool.add', server: 'ex1.contoso.com', version: 5 }, { do: 'rtcsrv.start' }]);
  });

  test('keeps its pools over a reset, and hides that', async () => {
    const sticky = (): Implementation => {
      const right = new Adapter(model, dialects()[0]!);
      let resets = 0;
      return { answer: (line) => (line.includes('"reset"') && ++resets > 1 ? (right.answer('{"seq":0,"do":"rtcsrv.stop"}'), '{"seq":0,"events":[],"table":[]}') : right.answer(line)) };
    };
    expect((await compare(sticky, { only: ['complete'] })).verdict).toBe('diverges');
  });
});

test('nulls for what is not there, extra fields, lists and servers in another order are right', async () => {
  const loose = (): Implementation => {
    const right = new Adapter(model, dialects()[0]!);
    return {
      answer: (line) => {
        const { events, table, ...rest } = JSON.parse(right.answer(line)) as { seq: number; rejected?: string; events?: { server?: string }[]; table?: object[] };
        if (rest.rejected !== undefined) return JSON.stringify({ ...rest, events: null, table: null, error: null, took: 3 });
        // The events of the last server first, each server's own in their order.
        const order = [...new Set(events!.map(({ server }) => server))].reverse().filter((server) => server !== undefined);
        const shuffled = [...events!.filter(({ server }) => server === undefined), ...order.flatMap((server) => events!.filter((event) => event.server === server))];
        return JSON.stringify({ ...rest, rejected: null, events: shuffled.map((event) => ({ ...event, level: 'x' })), table: table!.toReversed() });
      },
    };
  };
  expect((await compare(loose, { only: ['complete', 'two-servers', 'three-servers'] })).verdict).toBe('conforms');
});

describe('what is told', () => {
  test('which rules are broken, and which of them shorter sequences break', async () => {
    const { divergences } = await compare(faultyImplementations().find(({ says }) => says.startsWith('a restart only starts'))!.make, { only: ['complete'] });
    expect(divergences.map(({ rule, shorterBreak }) => [rule, shorterBreak])).toEqual([['R18', []], ['R17', ['R18']]]);
  });

  test('no guarantee of a shard, nor after a fault', async () => {
    expect(guaranteeOf(await compare(inDialect(dialects()[0]!), { only: ['complete'] }, 'table and events', { index: 1, of: 2 }))).toMatch(/^None by itself: this is shard 1 of 2/);
    const whole = await compare(inDialect(dialects()[0]!), { only: ['complete'] });
    expect(guaranteeOf(whole)).toMatch(/^Whatever sequence /);
    expect(guaranteeOf({ ...whole, verdict: 'inconclusive', fault: { says: 'gone', unanswered: null, since: [], lastLines: [] } })).toMatch(/^None: /);
  });

  test('nothing from an answer that steers a terminal', async () => {
    const evil = (): Implementation => {
      const adapter = new Adapter(model, dialects()[0]!);
      return { answer: (line) => adapter.answer(line).replaceAll('ex1.contoso.com', 'ex1\\u001b[31m\\u202e') };
    };
    const result = await compare(evil, { only: ['complete'] });
    expect(conformText(result, unstyled)).toContain('ex1\\u{1b}[31m');
    for (const text of [conformText(result, unstyled), conformMarkdown(result)]) expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  test('no pass to a CI where nothing was tried', async () => {
    const nothing = await compare(inDialect(dialects()[0]!), { only: ['random'], commands: 0 });
    expect(conformJunit(nothing)).toMatch(/ errors="1" [^]*nothing was tried/);
    expect(JSON.parse(conformSarif(nothing, 'x')).runs[0].invocations).toEqual([{ executionSuccessful: false }]);
  });

  test('by kst merge of shards what the whole run would have ended with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kst-merge-'));
    try {
      const files = await Promise.all([1, 2].map(async (index) => {
        const shard = await compare(faultyImplementations()[9]!.make, { only: ['complete'] }, 'table and events', { index, of: 2 });
        writeFileSync(join(folder, `${index}.json`), conformJson(shard));
        return join(folder, `${index}.json`);
      }));
      const { code, out } = await runKst(['merge', ...files]);
      expect([code, out.split('\n')[0]]).toEqual([1, 'diverges: "in this process", which shows its table and its events']);
      expect(JSON.parse((await runKst(['merge', '--json', ...files])).out).verdict).toBe('diverges');
      expect((await runKst(['merge', files[0]!])).code).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('what is refused and shows events, or is an error and shows a table, is no answer', () => {
  for (const answer of [{ rejected: 'not-running', events: [] }, { error: 'x', events: [], table: [] }]) expect(lookOf(answer, 'table and events')).toMatch(/^no answer: /);
});

test('an answer that was seen long ago is still known, and one that was seen very long ago is read again', () => {
  const looks = new Looks('table and events');
  const text = '{"events":[],"table":[{"server":"a","version":1}]}';
  const first = looks.of(text)!;
  const long = (n: number): string => JSON.stringify({ events: [], table: [], n, pad: 'x'.repeat(9_000_000) });
  for (let n = 0; n < 2; n++) looks.of(long(n));
  expect(looks.answerLike(first)).toEqual(JSON.parse(text));
  for (let n = 2; n < 5; n++) looks.of(long(n));
  expect(looks.answerLike(first)).toBeUndefined();
  expect(looks.of(long(4))).toBe(looks.of(long(0)));
  expect(looks.of(text)).toBe(first);
  expect(looks.answerLike(first)).toEqual(JSON.parse(text));
});

test('of answers that look the same the first is shown, and another once that is forgotten', () => {
  const looks = new Looks('table');
  const [one, other] = ['{"seq":1,"table":[],"n":1}', '{"table":[],"n":2}'];
  const look = looks.of(one)!;
  expect([looks.of(other), looks.of('{"table":[}'), looks.answerLike('never seen')]).toEqual([look, null, undefined]);
  expect(looks.answerLike(look)).toEqual({ table: [], n: 1 });
  for (let n = 0; n < 4; n++) looks.of(JSON.stringify({ table: [{ server: 'a', version: 1 }], n, pad: 'x'.repeat(9_000_000) }));
  expect(looks.of(other)).toBe(look);
  expect(looks.answerLike(look)).toEqual({ table: [], n: 2 });
});

describe('shards', () => {
  const shardsOf = async (make: () => Implementation, of: number, options: Partial<ConformOptions> = {}) =>
    Promise.all(Array.from({ length: of }, async (_, index) => ({ name: `shard ${index + 1}`, result: conformFromJson(JSON.parse(conformJson(await compare(make, options, 'table and events', { index: index + 1, of })))) })));

  test.for([1, 4])('%i of them come to the whole run', async (of) => {
    const options = { only: ['complete', 'another-server', 'three-servers', 'random'], commands: 300 };
    const whole = await compare(inDialect(dialects()[5]!), options);
    expect(conformJson(merge((await shardsOf(inDialect(dialects()[5]!), of, options)).toReversed()))).toBe(conformJson(whole));
  });

  test.for([25])('come to the whole run of faulty implementation %i', async (index) => {
    const { make } = faultyImplementations()[index]!;
    const options = { only: ['complete', 'another-server', 'random'] };
    const [whole, shards] = [await compare(make, options), await shardsOf(make, 2, options)];
    const told = ({ verdict, divergences }: Conformance) => [verdict, divergences.map(({ rule, commands, observed, sequences }) => ({ rule, commands, observed, sequences }))];
    expect(told(merge(shards))).toEqual(told(whole));
  });

  test('that are missing, there twice, or of another run are refused', async () => {
    const only = ['complete'];
    const [a, b, c] = await shardsOf(inDialect(dialects()[0]!), 3, { only });
    const other = { name: 'other', result: await compare(inDialect(dialects()[0]!), { only, seed: 2 }, 'table and events', { index: 3, of: 3 }) };
    const whole = { name: 'whole', result: await compare(inDialect(dialects()[0]!), { only }) };
    expect(() => merge([a!, b!])).toThrow('of 3 shards 3 is missing');
    expect(() => merge([a!, b!, b!, c!])).toThrow('shard 2 is shard 2 of 3, as shard 2 is');
    expect(() => merge([a!, b!, other])).toThrow('other does not belong with shard 1: they were asked for different things: --seed');
    expect(() => merge([a!, b!, whole])).toThrow('whole is no shard');
    expect(() => merge([a!, b!, { name: 'cut', result: { ...c!.result, parts: [] } }])).toThrow('cut does not belong with shard 1: not the same parts were played');
    const fewer = c!.result.parts.map((part) => ({ ...part, planned: part.planned - Number(part.name === 'complete') }));
    expect(() => merge([a!, b!, { name: 'fewer', result: { ...c!.result, parts: fewer } }])).toThrow('the shards have 762 of the 763 sequences of the part complete');
    expect(() => merge([a!, b!, { name: 'c', result: { ...c!.result, implementation: { name: 'another', observes: 'table and events' } } }])).toThrow('they are of different implementations');
    expect(() => merge([a!, b!, { name: 'c', result: { ...c!.result, compared: dialects()[3]! } }])).toThrow('the implementation spoke different dialects');
    expect(() => merge([a!, b!, { name: 'c', result: { ...c!.result, shard: { index: 3, of: 4 } } }])).toThrow('one is of 3 shards, the other of 4');
    expect(() => merge([])).toThrow(NotOneRun);
  });
});

test('bad usage is told before anything is started', async () => {
  const started = join(tmpdir(), `kst-started-${process.pid}`);
  for (const [words, message] of [
    [['conform'], "missing required argument 'command'"],
    [['conform', '--shard', '3/2', '--', 'x'], '--shard: expected I/N'],
    [['conform', '--only', 'complete,corpus', '--', 'x'], '--only: the part corpus needs --corpus DIR'],
    [['conform', '--dialect', 'all', '--', 'x'], '--dialect: there is no assumption "all"'],
    [['conform', '--extra-states', '9', '--', 'x'], '--extra-states: expected a whole number from 0 to 3'],
    [['conform', '--format', 'xml', '--', 'x'], '--format: expected text or json'],
    [['conform', '--only', 'most', '--', 'x'], `--only: expected ${partNames().join(' or ')}, got "most"`],
    [['conform', '--corpus', 'spec/schema', '--', 'x'], 'spec/schema/'],
    [['conform', '--corpus', 'package.json', '--', 'x'], '--corpus: package.json is a file, expected a folder'],
    [['merge', 'package.json'], 'package.json:1:1: expected a field "verdict"'],
    [['merge', 'nowhere.json'], 'nowhere.json: cannot be read: there is no such file'],
  ] as const) {
    const { code, out, err } = await runKst(words.flatMap((word) => (word === 'x' ? [process.execPath, '-e', `fs.writeFileSync(${JSON.stringify(started)}, '')`] : [word])));
    expect([code, out], words.join(' ')).toEqual([2, '']);
    expect(err).toContain(message);
  }
  expect(existsSync(started)).toBe(false);
});
