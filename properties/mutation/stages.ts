/**
 * What judges a mutant of src/kst in one process, the quickest first: each stage says what is wrong with the specification, or null.
 * Like every module that imports src/kst, it is loaded anew for a mutant that shows while that is loaded.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Measures, reportedSequences } from '../../src/cli/gate/measures.ts';
import { sha256 } from '../../src/cli/hash.ts';
import { generateReports } from '../../src/cli/reports.ts';
import { recordsIn } from '../../src/cli/rule-places.ts';
import { alphabetsFor, Exploration } from '../../src/engine/explore/exploration.ts';
import { prove, type Proof } from '../../src/engine/prove/prove.ts';
import { playSequences } from '../../src/engine/random/sequences.ts';
import { behaviourTable } from '../../src/engine/table/behaviour.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { textMistakes } from '../citations.ts';
import { allFaults } from '../faults/index.ts';
import { noticing } from '../faults/notice.ts';
import { seed } from '../seed.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Kst } from '../../src/kst/words.ts';

/** Where a mutant stands. */
export interface Spot {
  /** The rule or the invariant in whose lines it is; null outside of them. */
  readonly around: string | null;
  /** In a file of rules or of invariants: there an invariant has to notice it, and no page is one. */
  readonly judges: boolean;
}

export type Stage = (spot: Spot) => string | null;

const root = join(import.meta.dirname, '../..');

/** By name, in the order in which they are asked; what several of them need is made once. */
export function stages(): Readonly<Record<string, Stage>> {
  const right = once(knownServersTable);
  const exploration = once(() => bounded(right()));
  const quick = once(() => prove(right(), alphabetsFor(right(), 'quick'), exploration()));
  const proof = once(() => prove(right(), undefined, exploration()));
  const random = once(() => playSequences(right(), { runs: 100, seed, parts: 3 }));
  const table = once(() => behaviourTable(right(), sha256, exploration()));
  const project = once(() => ({ specification: right(), faults: [], folder: root, sources: [], file: null }));
  return {
    'texts': () => textMistakes(project())[0] ?? null,
    'quick proof': () => wrongIn(quick()),
    'its own planted faults': ({ around }) => (around === null ? null : unnoticed(({ breaks }) => breaks.includes(around))),
    'random sequences': () => {
      const { counterexample } = random();
      return counterexample === null ? null : `${counterexample.id}: ${counterexample.says}`;
    },
    'quick pages': ({ judges }) => (judges ? null : otherPage({ proof: quick(), random: random(), table: table(), strength }, ofProof)),
    'proof': () => wrongIn(proof()),
    'pages': ({ judges }) =>
      judges ? null : otherPage({ proof: proof(), random: playSequences(right(), reportedSequences), table: table(), strength }, []),
  };

  /** A page that is another one than is committed, those left out that a measure is not at hand for. */
  function otherPage(measures: Measures, leftOut: readonly string[]): string | null {
    const pages = generateReports(project(), measures);
    const committed = (file: string): string => readFileSync(join(root, 'reports', file), 'utf8').replaceAll(ofStrength, '');
    const asked = [...pages.keys()].filter((file) => file !== 'strength.md' && !leftOut.includes(file));
    const other = asked.find((file) => pages.get(file) !== committed(file));
    return other === undefined ? null : `${other} is another one`;
  }
}

/** What takes longest, asked after the properties. */
export const lastStages: Readonly<Record<string, Stage>> = {
  'planted faults': ({ around }) => unnoticed(({ breaks }) => around === null || !breaks.includes(around)),
};

/** What tells figures of the whole proof. */
const ofProof = ['proof.md', 'rules.md', 'invariants.md'];

/** The strength is not measured here: it takes longer than all else. What the pages tell of it is left out. */
const strength = { operators: [], survivors: [], killers: [] };
const ofStrength = /^- (?:\*Alone\*|alone): .*\n/gm;

/** More than twice the states that there are: a mutant without an end is told by work done, on any machine, and at once. */
function bounded(specification: Specification<Kst>): Exploration<Kst> {
  return Object.assign(new Exploration(specification), { limit: 3000 });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

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

/** What a mutant stands in, by its file and line. */
export function spotOf(file: string, line: number): Spot {
  return { around: recordAround(readFileSync(file, 'utf8'), line), judges: /\/kst\/(?:rules|invariants)\//.test(file) };
}
