/**
 * A function of the specification that throws is told with what threw, the commands that lead there, the state, and the author's line.
 */
import { describe, expect, test } from 'vitest';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { playSequences } from '../src/engine/random/sequences.ts';
import { AuthorError } from '../src/engine/rules/author-error.ts';
import { authorErrorLines } from '../src/reports/author-error.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { leases } from '../starter/leases.ts';
import { leasesProject } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { withRule } from './with-rule.ts';
import type { Specification, State, Step, WholeStep } from '../src/engine/specification.ts';
import type { Leases } from '../starter/words.ts';

type Right = Specification<Leases>;

function fail(): never {
  throw new TypeError('not thought of');
}

function errorOf(doing: () => unknown): AuthorError {
  try {
    doing();
  } catch (error) {
    if (error instanceof AuthorError) return error;
    throw error;
  }
  throw new Error('nothing threw');
}

const tick = { do: 'tick' } as const;
const [take, other] = (['ann', 'bob'] as const).map((by) => ({ do: 'take' as const, lease: 'x', by }));

/** The leases with other invariants. */
const judged = (invariants: () => readonly object[]) => (right: Right) => ({ ...right, invariants }) as Specification;
const judgedWhole = (ofWholeSteps: () => readonly object[]) => (right: Right) => ({ ...right, ofWholeSteps }) as Specification;
const judgedInRuns = (about: object) => (right: Right) => ({ ...right, ofRuns: () => [{ ...named, ...about } as never] }) as Specification;
const named = { id: 'I99', says: '', cites: [] };

const throwing: readonly (readonly [string, (right: Right) => Specification, string, readonly object[]])[] = [
  ['a rule', (right) => withRule(right, 'R9', (rule) => [{ ...rule, then: fail }]), 'rule R9', [take!, tick, tick]],
  [
    'a rule in some dialects',
    (right) => {
      const then = ({ renewal }: Leases['Dialect']) => (renewal === 'ignored' ? fail() : []);
      return withRule(right, 'R2', (rule) => [{ ...rule, then }]);
    },
    'rule R2',
    [take!, take!],
  ],
  [
    'an effect',
    (right) => ({ ...right, partEffects: { ...right.partEffects, age: { ...right.partEffects.age, change: fail } } }),
    'effect age',
    [take!, tick],
  ],
  ['an invariant', judged(() => [{ ...named, when: { refused: 'held' }, must: fail }]), 'invariant I99', [take!, other!]],
  [
    'an invariant of whole steps',
    judgedWhole(() => [{ ...named, when: ({ command }: WholeStep<Leases>) => command.do === 'audit', must: fail }]),
    'invariant I99',
    [{ do: 'audit' }],
  ],
  [
    'a healing',
    judgedInRuns({ kind: 'heals', from: ({ ticks }: Leases['Part']) => ticks === 1, stages: [{ doing: fail, to: fail }] }),
    'invariant I99',
    [take!, tick],
  ],
  ['a goal', judgedInRuns({ kind: 'way', to: ({ ticks }: Leases['Part']) => ticks === 0 || fail() }), 'invariant I99', [take!, tick]],
  [
    'what a result rests on',
    judgedInRuns({ kind: 'determines', command: () => tick, basis: ({ parts }: State<Leases>) => parts.size < 1 || fail(), result: () => 0 }),
    'invariant I99',
    [take!],
  ],
  [
    'the observer',
    (right) => {
      const remember = ({ command }: Pick<Step<Leases>, 'command'>) => (command.do === 'tick' ? fail() : right.observer.memory);
      return { ...right, observer: { ...right.observer, remember } };
    },
    'the observer',
    [tick],
  ],
  [
    'a cell with a value that it does not list',
    (right) => ({ ...right, cells: { ...right.cells, held: { ...right.cells.held, of: () => 'perhaps' as never } } }),
    'a cell that the table take looks at',
    [take!],
  ],
];

describe.for(throwing)('%s that throws', ([, edit, what, commands]) => {
  const specification = edit(leases());

  test('is named with the shortest commands that lead there', () => {
    const error = errorOf(() => prove(specification));
    expect(error.what).toBe(what);
    expect(error.way!.commands).toEqual(commands);
  });

  test('is told with these commands, the state, and in a dialect in which it throws', () => {
    const lines = authorErrorLines(specification, errorOf(() => prove(specification)));
    expect(lines[0]).toBe(`shortest trace: ${commands.length} command${commands.length === 1 ? '' : 's'}, then ${what} throws`);
    expect(lines.filter((line) => /^ {2}\d {2}/.test(line))).toHaveLength(commands.length);
    expect(lines.some((line) => line.startsWith('     state '))).toBe(true);
    if (what === 'rule R2') expect(lines[1]).toBe('dialect renewal=ignored');
  });
});

test('a rule that throws is shown in the state before, an invariant in the one after', () => {
  const told = ([, edit]: (typeof throwing)[number]) => authorErrorLines(edit(leases()), errorOf(() => prove(edit(leases()))));
  expect(told(throwing[0]!).slice(-2)).toEqual(['     state   x: holder ann, ticks 1', '  3  tick  throws']);
  expect(told(throwing[3]!).slice(-3)).toEqual(['  2  take x bob  R3', '     refused: held', '     state   x: holder ann, ticks 0']);
});

test('what only the table of behaviour or random sequences come upon is told as well', () => {
  const judging = throwing[3]![1](leases());
  expect(errorOf(() => behaviourTable(judging, String, new Exploration(judging))).way!.commands).toEqual([take, other]);
  const right = judged(() => [{ ...named, when: {}, must: ({ after: { holder } }: Step<Leases>) => holder !== 'bob' || fail() }])(leases());
  const withoutBob = right.alphabets.map((alphabet) => ({ ...alphabet, commands: alphabet.commands.filter((each) => each.by !== 'bob') }));
  const { what, way } = errorOf(() => playSequences({ ...right, alphabets: withoutBob }, { runs: 100, seed: 1, parts: 2 }));
  expect([what, way!.commands.length]).toEqual(['invariant I99', 1]);
});

test('verify ends with 3, and names the line', async () => {
  const project = { ...leasesProject(), specification: throwing[0]![1](leases()) };
  const { code, out, err } = await runKst(['verify', '--runs', '0'], '', {}, false, process.cwd(), project);
  expect([code, out]).toEqual([3, '']);
  expect(err).toMatch(/^kst: inconclusive: properties\/author-error\.test\.ts:\d+: rule R9: not thought of\n/);
  expect(err).toContain('\nshortest trace: 3 commands, then rule R9 throws\n');
});
