/**
 * Tracks a machine of which only the labels of its steps are seen: the set of all places in which it can be, in every
 * variant, after what was read (subset construction, Rabin and Scott 1959, made as it is needed). A step may show nothing.
 */
import { both, either, haveCommon, isEmpty, noneLike, setKey, type VariantSet, without } from '../dialects/set.ts';
import { kept } from '../kept.ts';
import type { Graph } from '../explore/explore.ts';
import type { Taken } from '../explore/machine.ts';

/** What is seen of a machine. */
export interface Sight<S, C, O> {
  /** What a step shows, in order. */
  readonly labels: (outcome: O) => readonly string[];
  /** Whether something else may be seen while the machine is in a state. */
  readonly waits: (state: S) => boolean;
  /** Whether something else may be seen in the middle of a command's step, right before it shows the label. */
  readonly waitsBefore: (label: string, command: C) => boolean;
}

/** Where a machine can be: in a state, with labels of the command that led there still to be shown. */
export interface Position {
  readonly state: number;
  /** What is still to be shown, the next one first; nothing between two steps. */
  readonly pending: readonly string[];
  /** The command under way; null between two steps. */
  readonly command: number | null;
}

/** One thing that was seen: one of these labels, or (also) something else that leaves the machine as it is. */
export interface Reading {
  readonly labels: ReadonlySet<string>;
  readonly other: boolean;
}

/** The positions that are possible, each with the variants in which it is. Equal beliefs are one object. */
export interface Belief {
  /** By position, right after the last label. */
  readonly exact: readonly VariantSet[];
  /** The same, closed under the steps that show nothing. */
  readonly closed: readonly VariantSet[];
  /** The variants in which the machine can be anywhere at all. */
  readonly variants: VariantSet;
  /** What came of what was read next. */
  readonly next: Map<Reading, Belief>;
}

/** An arc from one position to another: the step, or the part of it up to its next label. */
interface Arc {
  readonly from: number;
  readonly to: number;
  readonly variants: VariantSet;
  readonly command: number;
}

export class Tracker<S, C, O extends Taken<S>> {
  readonly graph: Graph<S, C, O>;
  /** The states are the first of them, under their own numbers. */
  readonly positions: readonly Position[];
  /** Every label that some step shows. */
  readonly labels: ReadonlySet<string>;
  /** In any reachable state, between two steps. */
  readonly anyState: Belief;
  /** Anywhere, in the middle of a step as well. */
  readonly anywhere: Belief;
  private readonly arcs = new Map<string, Arc[]>();
  private readonly silent: Arc[] = [];
  private readonly none: VariantSet;
  private readonly mayWait: readonly boolean[];
  private readonly beliefs = new Map<string, Belief>();

  /** @param graph what the machine can reach, explored to its end. */
  constructor(graph: Graph<S, C, O>, sight: Sight<S, C, O>) {
    this.graph = graph;
    const none = (this.none = noneLike(graph.machine.variants));
    const positions: Position[] = graph.states.map((_, state) => ({ state, pending: [], command: null }));
    const numbers = new Map<string, number>();
    const inTheMiddle = new Map<number, VariantSet>();
    const positionOf = (state: number, pending: readonly string[], command: number) => {
      if (pending.length === 0) return state;
      return kept(numbers, `${command} ${state} ${pending.join(' ')}`, () => {
        const from = positions.push({ state, pending, command }) - 1;
        const to = positionOf(state, pending.slice(1), command);
        this.arcsOf(pending[0]!).push({ from, to, variants: graph.machine.variants, command });
        return from;
      });
    };
    for (const state of graph.states.keys()) {
      for (const command of graph.machine.commands.keys()) {
        for (const { outcome, to, variants } of isEmpty(graph.reached[state]!) ? [] : graph.edges(state, command)) {
          if (outcome.kind !== 'taken' || !haveCommon(variants, graph.reached[state]!)) continue;
          const [first, ...rest] = sight.labels(outcome);
          if (first === undefined) {
            if (to !== state) this.silent.push({ from: state, to: to!, variants, command });
            continue;
          }
          const next = positionOf(to!, rest, command);
          this.arcsOf(first).push({ from: state, to: next, variants, command });
          for (let at = next; at >= graph.states.length; at = positionOf(to!, positions[at]!.pending.slice(1), command)) {
            inTheMiddle.set(at, either(inTheMiddle.get(at) ?? none, both(variants, graph.reached[state]!)));
          }
        }
      }
    }
    this.positions = positions;
    this.labels = new Set(this.arcs.keys());
    this.mayWait = positions.map(({ state, pending: [label], command }) =>
      label === undefined ? sight.waits(graph.states[state]!) : sight.waitsBefore(label, graph.machine.commands[command!]!),
    );
    const reached = positions.map((_, at) => graph.reached[at] ?? none);
    this.anyState = this.belief(reached);
    this.anywhere = this.belief(positions.map((_, at) => (at < graph.states.length ? reached[at]! : inTheMiddle.get(at)!)));
  }

  /** Where the machine can be after something was seen; nowhere, in a belief without variants, when nothing explains it. */
  read(belief: Belief, reading: Reading): Belief {
    return kept(belief.next, reading, () => {
      const exact = new Array<VariantSet>(this.positions.length).fill(this.none);
      for (const { from, to, variants } of this.arcsFor(reading)) exact[to] = either(exact[to]!, both(belief.closed[from]!, variants));
      if (reading.other) for (const [at, waits] of this.mayWait.entries()) if (waits) exact[at] = either(exact[at]!, belief.closed[at]!);
      return this.belief(exact);
    });
  }

  /** The commands, by their numbers, that can have shown what was read, in some of these variants. */
  causes(belief: Belief, reading: Reading, among: VariantSet = this.graph.machine.variants): ReadonlySet<number> {
    return new Set(this.arcsFor(reading).filter(leadsFrom(belief, among)).map(({ command }) => command));
  }

  /** What may be read next, in some of these variants. */
  readable(belief: Belief, among: VariantSet = this.graph.machine.variants): readonly string[] {
    const leads = leadsFrom(belief, among);
    return [...this.labels].filter((label) => this.arcs.get(label)!.some(leads));
  }

  private arcsOf(label: string) {
    return kept(this.arcs, label, () => []);
  }

  private arcsFor({ labels }: Reading) {
    return [...labels].flatMap((label) => this.arcs.get(label) ?? []);
  }

  private belief(exact: readonly VariantSet[]) {
    return kept(this.beliefs, exact.map(setKey).join(), () => {
      return { exact, closed: this.close(exact), variants: exact.reduce(either, this.none), next: new Map() };
    });
  }

  private close(exact: readonly VariantSet[]) {
    const closed = [...exact];
    for (let grown = true; grown; ) {
      grown = false;
      for (const { from, to, variants } of this.silent) {
        const fresh = without(both(closed[from]!, variants), closed[to]!);
        if (isEmpty(fresh)) continue;
        closed[to] = either(closed[to]!, fresh);
        grown = true;
      }
    }
    return closed;
  }
}

/** Whether an arc leads on from a belief, in some of these variants. */
function leadsFrom({ closed }: Belief, among: VariantSet) {
  return ({ from, variants }: Arc) => haveCommon(both(closed[from]!, variants), among);
}
