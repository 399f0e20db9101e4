/**
 * Comparing implementations with the rules: the right ones are recognised in every dialect, faulty ones are caught on the shortest
 * commands.
 */
import { describe, expect, test } from 'vitest';
import { Adapter } from '../src/engine/conform/adapter.ts';
import { partNames } from '../src/engine/conform/part-names.ts';
import { rememberedRules } from '../src/engine/conform/expectations.ts';
import { countsOf, guaranteeOf, scenarioOf } from '../src/engine/conform/summary.ts';
import { steeredSequences } from '../src/engine/random/steered.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { compare, inDialect } from './conform/compare.ts';
import { faultyImplementations } from './conform/faulty.ts';
import { rulebooks } from './rulebooks.ts';
import type { AnyCommand } from '../src/engine/conform/player.ts';
import type { Implementation } from './conform/in-process.ts';

const kst = knownServersTable();
const { dialects } = systemOf(kst);
const server = 'ex1.contoso.com';

describe.each(rulebooks)('the rules of the $name themselves', ({ project }) => {
  const { specification } = project();
  const system = systemOf(specification);

  test.for(system.dialects.list.map((dialect) => [Object.values(dialect).join(' '), dialect] as const))(
    'conform and are recognised: %s',
    async ([, dialect]) => {
      const result = await compare(specification, inDialect(specification, dialect), { only: ['complete', 'random'], commands: 100 });
      expect([result.verdict, result.dialects, result.divergences]).toEqual(['conforms', [dialect], []]);
      const { rows } = countsOf(result);
      expect(rows.covered).toBe(rows.of);
      expect(guaranteeOf(specification, result)).toContain(`has at most ${rows.of / specification.alphabets[0]!.commands.length} states`);
    },
  );

  test('conform in every part, each named after its alphabet', async () => {
    const result = await compare(specification, inDialect(specification, system.dialects.usual));
    expect(result.verdict).toBe('conforms');
    expect(result.parts.map(({ name }) => name)).toEqual(['dialect', ...partNames(specification).slice(1)]);
    for (const { name, rows } of result.parts) if (rows !== null) expect(rows, name).toMatch(/^1+$/);
  });

  test('random sequences have the commands that were asked for, about as many parts at most, and others for each seed', () => {
    const played = (seed: number): readonly (readonly AnyCommand[])[] => [
      ...steeredSequences(specification, system.dialects.usual, { commands: 5000, parts: 2, seed }),
    ];
    const [one, again, other] = [played(1), played(1), played(2)];
    expect(one.flat()).toHaveLength(5000);
    expect(again).toEqual(one);
    const partsIn = (sequence: readonly AnyCommand[]) => new Set(sequence.flatMap((each) => system.subjectOf(each) ?? []));
    expect(Math.max(...one.map((sequence) => partsIn(sequence).size))).toBe(2);
    for (const command of one.flat()) expect(() => system.check(command)).not.toThrow();
    const long = new Set(one.filter(({ length }) => length > 5).map((sequence) => JSON.stringify(sequence)));
    expect(long.size).toBeGreaterThan(50);
    expect(other.filter((sequence) => long.has(JSON.stringify(sequence)))).toEqual([]);
  });
});

test('parts are called by the names that the change log tells, and are no longer than they were', async () => {
  expect(partNames(kst)).toEqual(
    ['corpus', 'complete', 'bystander', 'spellings', 'two-servers', 'wide', 'three-servers', 'three-hosting', 'random'],
  );
  const whole = await compare(kst, inDialect(kst, dialects.usual), { parts: 4, commands: 10_000 });
  expect([whole.verdict, countsOf(whole).rows.of]).toEqual(['conforms', 9 * 28]);
  expect(countsOf(whole).commands).toBeLessThanOrEqual(39_266);
});

describe('the rules of a dialect', () => {
  test('are told apart as far as what is observed shows them: what an eviction logs stays open', async () => {
    const result = await compare(kst, inDialect(kst, dialects.usual), { only: ['complete', 'two-servers'], observes: ['table'] });
    expect(result.verdict).toBe('conforms');
    const alike = dialects.with({ 'restart-winner': 'um', 'um-conflict': 'stays-open', survivor: 'restored' });
    expect(result.dialects).toEqual(dialects.listed(alike));
  });

  test('are wrong where it was not asked for, and it is told which rule and which assumption', async () => {
    const other = inDialect(kst, { ...dialects.usual, survivor: 'stays-absent' });
    const result = await compare(kst, other, { commands: 0, choices: { survivor: 'restored' } });
    expect([result.verdict, result.dialects]).toEqual(['diverges', []]);
    expect(result.divergences.length).toBeGreaterThan(0);
    for (const { claims, allowedIn } of result.divergences) {
      expect(claims).toContain('A4');
      expect(new Set(allowedIn.map((dialect) => dialect['survivor']))).toEqual(new Set(['stays-absent']));
    }
  });
});

describe('a faulty implementation is caught on commands of which none can be left out', () => {
  const all = faultyImplementations();
  test('there are 25 of them at least', () => expect(all.length).toBeGreaterThanOrEqual(25));

  test.for(all.map((faulty) => [faulty.says, faulty] as const))('%s', async ([, { make }]) => {
    let result = await compare(kst, make, { only: ['complete'] });
    if (result.verdict === 'conforms') result = await compare(kst, make, { only: ['spellings', 'bystander', 'random'] });
    expect(result.verdict).toBe('diverges');
    expect(result.dialects).toEqual([]);
    expect(result.divergences.length).toBeGreaterThan(0);
    for (const { commands, observed, expected, shortest } of result.divergences) {
      const right = (): Implementation => inDialect(kst, result.compared!)();
      expect(lastDiverges(make(), right(), commands)).toBe(true);
      for (const left of shortest ? commands.keys() : []) {
        expect(lastDiverges(make(), right(), commands.toSpliced(left, 1)), JSON.stringify(commands)).toBe(false);
      }
      expect(observed).not.toEqual(expected);
    }
  });
});

const withFaults = rulebooks.filter(({ project }) => project().faults.length > 0);
describe.each(withFaults)('rules of the $name with a fault planted in them', ({ project }) => {
  const { specification, faults } = project();
  // The source and the level of an event are in no answer.
  const onWire = faults.filter(({ plant }) => plant(specification).events === specification.events);
  test.for(onWire.map((fault) => [fault.says, fault] as const))('are caught in some dialect: %s', async ([, { plant }]) => {
    const faulty = plant(specification);
    const verdicts: string[] = [];
    // Most are seen over the first alphabet in one of the dialects, which takes least.
    for (const only of [['complete'], null]) {
      for (const choices of systemOf(specification).dialects.list) {
        if (verdicts.at(-1) === 'diverges') break;
        verdicts.push((await compare(specification, inDialect(faulty, choices), { choices, only, shrinkBudget: 100 })).verdict);
      }
    }
    expect(verdicts).toContain('diverges');
  });
});

describe('a divergence', () => {
  const fifth = faultyImplementations().find(({ says }) => says.startsWith('the fifth restart'))!;
  const restarts: readonly AnyCommand[] = [{ do: 'rtcsrv.start' }, ...Array<AnyCommand>(5).fill({ do: 'rtcsrv.restart' })];

  test('is the same whatever seed found it, and as short as can be', async () => {
    const found = [1, 2].map((seed) => compare(kst, fifth.make, { seed, commands: 4000, shrinkBudget: 20_000, only: ['random'] }));
    const [first, other] = (await Promise.all(found)).map(({ divergences }) =>
      divergences.map(({ commands, rule, shortest }) => ({ commands, rule, shortest })),
    );
    expect(first).toEqual([{ rule: first![0]!.rule, shortest: true, commands: restarts }]);
    expect(other).toEqual(first);
  });

  test('that is the shortest has the plainest names and values, and the spellings of an alphabet where these matter', async () => {
    const dot = faultyImplementations().find(({ says }) => says.startsWith('a trailing dot'))!;
    const { divergences } = await compare(kst, dot.make, { commands: 3000, only: ['random'] });
    const commands = divergences.filter(({ shortest }) => shortest).flatMap((divergence) => divergence.commands);
    const words = commands.flatMap((each) => Object.values(each).slice(1));
    expect(words).toContain(`${server}.`);
    for (const word of words) expect([server, `${server}.`, 'DP1', 'SipName', 5, 6]).toContain(word);
  });

  test('is a scenario that plays as the rules expect', async () => {
    const result = await compare(kst, fifth.make, { only: ['random'], commands: 4000 });
    const simulation = simulate(kst, scenarioOf(kst, result.divergences[0]!, result.compared!));
    expect(simulation.expectations.failed).toEqual([]);
    expect(simulation.expectations.checked).toBeGreaterThan(0);
  });

  test('is not said to be the shortest when the budget ended first', async () => {
    const { divergences } = await compare(kst, fifth.make, { commands: 4000, shrinkBudget: 10, only: ['random'] });
    expect(divergences.map(({ shortest }) => shortest)).toEqual([false]);
  });

  test('that was kept is played first', async () => {
    const result = await compare(kst, fifth.make, { only: ['corpus', 'complete'], corpus: [restarts] });
    expect(result.parts.map(({ name }) => name).slice(0, 3)).toEqual(['dialect', 'corpus', 'complete']);
    expect(result.divergences.map((divergence) => divergence.commands)).toEqual([restarts]);
  });
});

describe('states that nobody sees', () => {
  /** A refused stop puts it into a state of its own, in which it refuses a cycle by the wrong word. */
  const hidden = (): Implementation => {
    const right = new Adapter(kst, dialects.usual);
    let stopRefused = false;
    return {
      answer: (line) => {
        const { do: kind } = JSON.parse(line) as AnyCommand;
        const answer = JSON.parse(right.answer(line)) as { seq: number; rejected?: string };
        const wrong = stopRefused && kind === 'umRouting.discover' && answer.rejected !== undefined;
        stopRefused = kind === 'rtcsrv.stop' && answer.rejected !== undefined;
        return JSON.stringify(wrong ? { seq: answer.seq, rejected: 'no-such-pool' } : answer);
      },
    };
  };

  test('are found by the complete part when it allows for more states, and not when it does not', async () => {
    const parts = async (extraStates: number) => {
      const result = await compare(kst, hidden, { extraStates, only: ['complete'] });
      return result.divergences.map(({ commands }) => commands.length);
    };
    expect([await parts(0), await parts(1)]).toEqual([[], [2]]);
  });
});

describe('the adapter', () => {
  test('answers a command that is nested without end with an error, and looks at nothing that is no part of a command', () => {
    const adapter = new Adapter(kst, dialects.usual);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const expected = 'not a command: expected server to be a text, got an object';
    expect(JSON.parse(adapter.answer(`{"seq":1,"do":"pool.remove","server":${deep}}`))).toEqual({ seq: 1, error: expected });
    for (const field of ['server', 'took']) {
      expect(adapter.answer(`{"seq":3,"do":"rtcsrv.stop","${field}":${deep}}`)).toBe('{"seq":3,"rejected":"not-running"}');
    }
    expect(JSON.parse(adapter.answer(`{"seq":4,"do":"rtcsrv.start","x":"${'x'.repeat(1 << 20)}"}`))).toEqual({
      seq: null,
      error: 'expected a line of at most 1048576 characters',
    });
  });

  test('remembers steps up to a number of characters', () => {
    let worked = 0;
    const rules = rememberedRules(kst, dialects.usual, () => ++worked);
    const take = (plan: string): number => rules.take(rules.start, { do: 'dialPlan.unhost', server, plan }).value;
    expect([take('a'), take('b'), take('a')]).toEqual([1, 2, 1]);
    for (const key of ['x', 'y', 'z']) take(key.repeat(9_000_000));
    expect([take('a'), worked]).toEqual([6, 6]);
  });
});

/** Whether the last command is answered otherwise than the rules do, and no one before. */
function lastDiverges(implementation: Implementation, right: Implementation, commands: readonly AnyCommand[]): boolean {
  const [one, other] = [answersOf(implementation, commands), answersOf(right, commands)];
  return one.length > 0 && one.every((answer, index) => (answer === other[index]) === (index < one.length - 1));
}

/** The answers without `seq`, one by one, from a reset on. */
function answersOf(implementation: Implementation, commands: readonly AnyCommand[]): readonly string[] {
  implementation.answer('{"seq":0,"do":"reset"}');
  return commands.map((command) => implementation.answer(JSON.stringify({ seq: 0, ...command })));
}
