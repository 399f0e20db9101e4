/**
 * Breadth-first exploration of everything a machine can reach, all its variants at once: a state that many variants
 * share is stepped once (featured transition systems, Classen et al., ICSE 2010).
 */
import { both, either, haveCommon, isEmpty, noneLike, type VariantSet, without } from '../dialects/set.ts';
import { kept } from '../kept.ts';
import { onTheWay, type WayThere } from '../rules/author-error.ts';
import type { Branch, Machine, Taken } from './machine.ts';

/** A state was reached, in these variants for the first time; visits are in breadth-first order. */
export interface Visit {
  readonly state: number;
  readonly variants: VariantSet;
  readonly depth: number;
  /** How it was reached: null for the initial state. */
  readonly from: { readonly visit: Visit; readonly command: number } | null;
}

/** A branch of a step, with the number of the state that it leads to; null when the rules do not decide. */
export interface Edge<O> extends Branch<O> {
  readonly to: number | null;
}

export interface Graph<S = any, C = any, O extends Taken<S> = any> {
  readonly machine: Machine<S, C, O>;
  readonly states: readonly S[];
  /** For each state the variants in which it is reachable. */
  readonly reached: readonly VariantSet[];
  readonly visits: readonly Visit[];
  /** False when the exploration was cut off: then nothing is proved. */
  readonly complete: boolean;
  /** What a command does in a state, in all variants, the unreachable ones included. */
  edges(state: number, command: number): readonly Edge<O>[];
}

/**
 * Visits every reachable state. Ends at the fixpoint, or, cut off, when more than `limit` states are found.
 *
 * @throws AuthorError where the machine does, with the commands that lead there.
 * @param onProgress told every now and then how many states have been found.
 */
export function explore<S, C, O extends Taken<S>>(
  machine: Machine<S, C, O>, limit = 200_000, onProgress: (states: number) => void = () => {},
): Graph<S, C, O> {
  const states: S[] = [];
  const reached: VariantSet[] = [];
  const none = noneLike(machine.variants);
  const numbers = new Map<string, number>();
  const edgesOf: (readonly Edge<O>[])[] = [];
  const visits: Visit[] = [];

  const numberOf = (state: S): number =>
    kept(numbers, machine.key(state), () => {
      reached.push(none);
      return states.push(state) - 1;
    });
  /** Of states that are the same one stands for all: there are many more steps than states. */
  const edgeOf = ({ variants, outcome }: Branch<O>): Edge<O> => {
    if (outcome.kind !== 'taken') return { variants, outcome, to: null };
    const to = numberOf(outcome.next);
    return { variants, outcome: { ...outcome, next: states[to]! }, to };
  };
  const edges = (state: number, command: number): readonly Edge<O>[] =>
    (edgesOf[state * machine.commands.length + command] ??= onTheWay(
      () => wayTo(machine, visits.find((each) => each.state === state)!, [machine.commands[command]!]),
      () => machine.step(states[state]!, machine.commands[command]!),
    ).map(edgeOf));
  const visit = (state: number, variants: VariantSet, depth: number, from: Visit['from']): void => {
    const fresh = without(variants, reached[state]!);
    if (isEmpty(fresh)) return;
    reached[state] = either(reached[state]!, fresh);
    visits.push({ state, variants: fresh, depth, from });
  };

  visit(numberOf(machine.initial), machine.variants, 0, null);
  for (let i = 0; i < visits.length && states.length <= limit; i++) {
    const from = visits[i]!;
    if (i % 1000 === 999) onProgress(states.length);
    for (let command = 0; command < machine.commands.length; command++) {
      for (const edge of edges(from.state, command)) {
        if (edge.to !== null) visit(edge.to, both(edge.variants, from.variants), from.depth + 1, { visit: from, command });
      }
    }
  }
  return { machine, states, reached, visits, complete: states.length <= limit, edges };
}

/** The commands that led to a visit, from the initial state on. */
export function pathTo<C>({ machine }: { readonly machine: { readonly commands: readonly C[] } }, visit: Visit): readonly C[] {
  const path: C[] = [];
  for (let { from } = visit; from !== null; from = from.visit.from) path.push(machine.commands[from.command]!);
  return path.reverse();
}

/**
 * Does something that functions of the author's take part in, in a state and its dialects.
 *
 * @param onwards the commands that are at work there.
 * @throws AuthorError where one of them throws, with the commands that lead there.
 */
export function inState<C, T>(
  { machine, visits }: Graph<any, C>, at: Pick<Visit, 'state' | 'variants'>, onwards: readonly C[], doing: () => T,
): T {
  const isThere = ({ state, variants }: Visit): boolean => state === at.state && haveCommon(variants, at.variants);
  return onTheWay(() => wayTo(machine, visits.find(isThere)!, onwards), doing);
}

function wayTo(machine: { readonly commands: readonly any[] }, visit: Visit, onwards: readonly unknown[]): WayThere {
  return { commands: [...pathTo({ machine }, visit), ...onwards] as readonly any[], variants: visit.variants };
}

/** A row of the machine's table: a command in a reachable state, in the variants in which it is reached and goes this way. */
export interface Row<O> {
  readonly visit: Visit;
  readonly command: number;
  readonly variants: VariantSet;
  readonly edge: Edge<O>;
}

/** Every row of the table, in breadth-first order. */
export function* rowsOf<O extends Taken<any>>(graph: Graph<any, any, O>): Generator<Row<O>> {
  for (const visit of graph.visits) {
    for (let command = 0; command < graph.machine.commands.length; command++) {
      for (const edge of graph.edges(visit.state, command)) {
        const variants = both(edge.variants, visit.variants);
        if (!isEmpty(variants)) yield { visit, command, variants, edge };
      }
    }
  }
}

/** Every branch that is taken in some variant, once, with the variants in which it is; states in the order of their discovery. */
export function* edgesOf<S, C, O extends Taken<S>>(
  graph: Graph<S, C, O>,
): Generator<{ state: number; before: S; command: C; edge: Edge<O>; variants: VariantSet }> {
  for (const [state, before] of graph.states.entries()) {
    if (isEmpty(graph.reached[state]!)) continue;
    for (const [index, command] of graph.machine.commands.entries()) {
      for (const edge of graph.edges(state, index)) {
        const variants = both(edge.variants, graph.reached[state]!);
        if (!isEmpty(variants)) yield { state, before, command, edge, variants };
      }
    }
  }
}
