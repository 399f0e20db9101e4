/**
 * What takes long to find out about the rules: that they are proved, what random sequences came to, and how
 * strong the invariants are. Each is taken over from an earlier run as long as nothing has changed that it depends on.
 */
import { Exploration } from '../../engine/explore/exploration.ts';
import { type Proof, prove } from '../../engine/prove/prove.ts';
import { playSequences, type RandomResult } from '../../engine/random/sequences.ts';
import { judgeMutants } from '../../engine/strength/judge.ts';
import { Reference } from '../../engine/strength/reference.ts';
import { type Strength, summary } from '../../engine/strength/summary.ts';
import { behaviourTable } from '../../engine/table/behaviour.ts';
import { sha256 } from '../hash.ts';
import { type Cache, projectCache } from './cache.ts';
import type { Specification } from '../../engine/specification.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';
import type { Project } from '../project.ts';

/** The random sequences that the reports tell of, and that the gate plays: as many as reach the floors, and no more than seconds allow. */
export const reportedSequences = { runs: 500, seed: 1, parts: 3 } as const;

/** All that the reports and the page tell of, and that takes time to find out. */
export interface Measures {
  /** Over all alphabets of the proof, in all dialects. */
  readonly proof: Proof;
  /** Of `reportedSequences`. */
  readonly random: RandomResult;
  readonly table: BehaviourTable;
  readonly strength: Strength;
}

/** What was found out, and whether it was before: nothing that it depends on has changed since. */
export interface Found<T> {
  readonly value: T; readonly reused: boolean;
}

/** The proof over all parts. One that fails is not kept: it is found anew every time. */
export function proofOf(exploration: Exploration, cache: Cache) {
  return found('proof', cache, () => prove(exploration.specification, undefined, exploration), isUpheld);
}

/** What the random sequences of the reports come to. What fails is not kept. */
export function randomOf(specification: Specification, cache: Cache) {
  return found('random', cache, () => playSequences(specification, reportedSequences), isUpheld);
}

/** How strong the rules and invariants are. */
export function strengthOf(exploration: Exploration, cache: Cache) {
  return found('strength', cache, () => summary(judgeMutants(new Reference(exploration))), () => true);
}

function found<T>(name: string, cache: Cache, find: () => T, isKept: (value: T) => boolean) {
  const kept = cache.get<T>(name);
  if (kept !== null) return { value: kept, reused: true };
  const value = find();
  if (isKept(value)) cache.put(name, value);
  return { value, reused: false };
}

function isUpheld({ verdict }: { readonly verdict: string }) {
  return verdict === 'upheld';
}

/**
 * All of it.
 *
 * @param known the table, where the caller has it at hand.
 */
export function allMeasures(project: Project, known: BehaviourTable | null = null): Measures {
  const { specification } = project;
  const exploration = new Exploration(specification);
  const cache = projectCache(project);
  return {
    proof: proofOf(exploration, cache).value,
    random: randomOf(specification, cache).value,
    table: known ?? behaviourTable(specification, sha256, exploration),
    strength: strengthOf(exploration, cache).value,
  };
}
