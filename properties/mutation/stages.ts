/**
 * What judges a mutant of src/kst in one process, the quickest first: each stage says what is wrong with the specification, or null.
 * Like every module that imports src/kst, it is loaded anew for a mutant that shows while that is loaded.
 */
import { join } from 'node:path';
import { alphabetsFor } from '../../src/engine/explore/exploration.ts';
import { prove, type Proof } from '../../src/engine/prove/prove.ts';
import { playSequences } from '../../src/engine/random/sequences.ts';
import { recordsIn } from '../../src/cli/rule-places.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { textMistakes } from '../citations.ts';
import { allFaults } from '../faults/index.ts';
import { noticing } from '../faults/notice.ts';
import { seed } from '../seed.ts';

/** @param around the rule or invariant in whose lines the mutant stands; null outside of them. */
export type Stage = (around: string | null) => string | null;

const root = join(import.meta.dirname, '../..');

/** By name, in the order in which they are asked. */
export const stages: Readonly<Record<string, Stage>> = {
  'texts': () => {
    const project = { specification: knownServersTable(), faults: [], folder: root, sources: [], file: null };
    return textMistakes(project)[0] ?? null;
  },
  'quick proof': () => {
    const right = knownServersTable();
    return wrongIn(prove(right, alphabetsFor(right, 'quick')));
  },
  'its own planted faults': (around) => (around === null ? null : unnoticed(({ breaks }) => breaks.includes(around))),
  'proof': () => wrongIn(prove(knownServersTable())),
  'random sequences': () => {
    const { counterexample } = playSequences(knownServersTable(), { runs: 100, seed, parts: 3 });
    return counterexample === null ? null : `${counterexample.id}: ${counterexample.says}`;
  },
  'planted faults': (around) => unnoticed(({ breaks }) => around === null || !breaks.includes(around)),
};

function wrongIn({ verdict, counterexample, rules, invariants }: Proof): string | null {
  if (counterexample !== null) return `${counterexample.id}: ${counterexample.says}`;
  const wrong = [...invariants, ...rules].find((each) => each.verdict !== 'upheld');
  if (wrong !== undefined) return `${wrong.id} is ${wrong.verdict}`;
  return verdict === 'upheld' ? null : `the proof is ${verdict}`;
}

/** What shows over the wide alphabet alone takes a second to find: those faults are left to the tests. */
function unnoticed(asked: (fault: ReturnType<typeof allFaults>[number]) => boolean): string | null {
  const broken = noticing(knownServersTable());
  for (const fault of allFaults().filter((each) => each.shownBy !== 'wide' && asked(each))) {
    const noticed = broken(fault);
    const missed = fault.breaks.find((id) => !noticed.includes(id));
    if (missed !== undefined) return `${missed} does not notice ${fault.id}`;
  }
  return null;
}

/** The rule or the invariant in whose lines something stands; null outside of them. */
export function recordAround(source: string, line: number): string | null {
  return recordsIn(source).find(({ from, to }) => from <= line && line <= to)?.id ?? null;
}
