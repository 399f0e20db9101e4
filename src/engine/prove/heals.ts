/**
 * Ways out: from every state in which something holds, certain commands lead to something else; and from every state
 * there is some way to a goal.
 */
import { both, either, isEmpty, noneLike, type VariantSet, without } from '../dialects/set.ts';
import { edgesOf, type Graph, inState } from '../explore/explore.ts';
import { type Finding, traceOf } from '../explore/finding.ts';
import { tallyOf } from './tally.ts';
import type { Machine, Taken } from '../explore/machine.ts';

/** A stage of an attempt to heal: stages follow one another, each judged at its end by what its own commands logged. */
export interface TrialStage<S, C, O> {
  /** Asked at the state in which the stage begins. */
  readonly doing: (state: S) => readonly C[];
  readonly to: (state: S, steps: readonly O[]) => boolean;
}

/** Tries every trial, stage by stage, of every reachable state, in every variant in which the state is reachable. */
export function heals<S, C, O extends Taken<S>>(
  id: string,
  graph: Graph<S, C, O>,
  trialsOf: (state: S) => readonly (readonly TrialStage<S, C, O>[])[],
): Finding<C> {
  const tally = tallyOf(id, graph.machine.variants);
  for (const visit of graph.visits) {
    const start = graph.states[visit.state]!;
    for (const stages of inState(graph, visit, [], () => trialsOf(start))) {
      tally.count(visit.variants);
      const failed = inState(graph, visit, [], () => tryOut(graph.machine, start, visit.variants, stages));
      if (failed !== null) return tally.finding('violated', failed.reason, traceOf(graph, visit, failed.variants, failed.commands));
    }
  }
  return tally.unbroken();
}

/**
 * Finds, going backwards, the states from which the goal can be reached. A state from which it cannot be is a violation. Where the
 * exploration was cut off, a way may lead through what lies beyond.
 */
export function alwaysAWay<S, C>(id: string, graph: Graph<S, C>, goal: (state: S) => boolean): Finding<C> {
  const tally = tallyOf(id, graph.machine.variants);
  if (!graph.complete) return tally.finding('inconclusive', 'the exploration was cut off');
  const none = noneLike(graph.machine.variants);
  const edges = [...edgesOf(graph)];
  const able = graph.states.map((at, state): VariantSet => {
    const variants = graph.reached[state]!;
    return inState(graph, { state, variants }, [], () => goal(at)) ? variants : none;
  });
  for (let changed = true; changed; ) {
    changed = false;
    for (const { state, edge, variants } of edges) {
      const gained = edge.to === null ? none : without(both(variants, able[edge.to]!), able[state]!);
      if (isEmpty(gained)) continue;
      changed = true;
      able[state] = either(able[state]!, gained);
    }
  }
  for (const { variants } of graph.visits) tally.count(variants);
  const lost = graph.visits.find(({ state, variants }) => !isEmpty(without(variants, able[state]!)));
  if (lost === undefined) return tally.unbroken();
  const trace = traceOf(graph, lost, without(lost.variants, able[lost.state]!));
  return tally.finding('violated', 'no commands lead from here to the goal', trace);
}

interface Failure<C> {
  readonly variants: VariantSet;
  readonly commands: readonly C[];
  readonly reason: string;
}

/** The first way in which stages fail that are tried from a state on; null where each leads where it should. */
function tryOut<S, C, O extends Taken<S>>(
  machine: Machine<S, C, O>,
  start: S,
  within: VariantSet,
  [stage, ...later]: readonly TrialStage<S, C, O>[],
): Failure<C> | null {
  if (stage === undefined) return null;
  const commands = stage.doing(start);
  const goOn = (state: S, variants: VariantSet, steps: readonly O[]): Failure<C> | null => {
    if (steps.length === commands.length) {
      if (!stage.to(state, steps)) return { variants, commands, reason: 'the commands do not lead there' };
      const failed = tryOut(machine, state, variants, later);
      return failed && { ...failed, commands: [...commands, ...failed.commands] };
    }
    for (const { variants: taken, outcome } of machine.step(state, commands[steps.length]!)) {
      const left = both(variants, taken);
      if (isEmpty(left)) continue;
      if (outcome.kind !== 'taken') return { variants: left, commands, reason: 'the rules do not decide' };
      const failed = goOn(outcome.next, left, [...steps, outcome]);
      if (failed !== null) return failed;
    }
    return null;
  };
  return goOn(start, within, []);
}
