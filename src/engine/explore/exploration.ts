/**
 * A specification explored over its alphabets, each of them once, whoever asks for it.
 */
import { kept } from '../kept.ts';
import { type Watched, type WatchedMachine, type WatchedStep, Witness } from '../prove/witness.ts';
import { type System, systemOf } from '../rules/system.ts';
import { explore, type Graph } from './explore.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Alphabet, Command, Specification, Words } from '../specification.ts';

export type WatchedGraph<W extends Words = any> = Graph<Watched<W>, Command<W>, WatchedStep<W>>;

/** Maximum number of states of one exploration; what has more has no end, as far as anybody can tell. */
export const mostStates = 20_000;

/** The alphabets that are proved at once; all that are proved; all over which rulebooks are told apart. */
export function alphabetsFor<W extends Words>(
  { alphabets }: Specification<W>, purpose: 'quick' | 'proof' | 'compare',
): readonly Alphabet<W>[] {
  const purposes = { quick: ['quick'], proof: ['quick', 'proof'], compare: ['quick', 'proof', 'compare'] }[purpose];
  return alphabets.filter((alphabet) => purposes.includes(alphabet.for));
}

export class Exploration<W extends Words = any> {
  readonly specification: Specification<W>;
  readonly system: System<W>;
  readonly within: VariantSet;
  readonly witness: Witness<W>;
  /** Told every now and then how many states of an alphabet have been found. */
  onProgress: (alphabet: string, states: number) => void = () => {};
  /** Maximum number of states of an alphabet. */
  limit = mostStates;
  private readonly graphs = new Map<string, WatchedGraph<W>>();

  /**
   * @param within the dialects; all, unless told.
   * @param witness of a specification that differs in its rules alone: what it has seen it need not look at again.
   */
  constructor(specification: Specification<W>, within?: VariantSet, witness: Witness<W> = new Witness(specification)) {
    this.specification = specification;
    this.system = systemOf(specification);
    this.within = within ?? this.system.dialects.all;
    this.witness = witness;
  }

  /** The same, where somebody has asked already; else null. */
  explored({ name }: Alphabet<W>): WatchedGraph<W> | null {
    return this.graphs.get(name) ?? null;
  }

  /** Everything that can be reached over the commands of an alphabet; cut off at the maximum number of states. */
  graph({ name, commands }: Alphabet<W>): WatchedGraph<W> {
    const onProgress = (states: number) => this.onProgress(name, states);
    return kept(this.graphs, name, () => explore(this.machine(commands), this.limit, onProgress));
  }

  /** The watched machine over some commands. */
  machine(commands: readonly Command<W>[], within = this.within): WatchedMachine<W> {
    return this.witness.machine(commands, within, this.system);
  }
}
