/**
 * Ways out: from every state in which something holds, certain commands lead to something else; and from every state
 * there is some way to a goal.
 */
import { both, either, isEmpty, noneLike, type VariantSet, without } from '../dialects/set.ts';
import { edgesOf, type Graph, inState } from '../explore/explore.ts';
import { type Finding, traceOf } from '../explore/finding.ts';
import { Tally } from './tally.ts';
import type { Machine, Taken } from '../explore/machine.ts';

/** One attempt to heal: the stages follow one another, each judged at its end by what its own commands logged. */
export interface Trial<S, C, O> {
  readonly stages: readonly TrialStage<S, C, O>[];
}

export interface TrialStage<S, C, O> {
  /** Asked at the state in which the stage begins. */
  readonly doing: (state: S) => readonly C[];
  readonly to: (state: S, steps: readonly O[]) => boolean;
}

/** Tries every trial of every reachable state, in every variant in which the state is reachable. */
export function heals<S, C, O extends Taken<S>>(
  id: string,
  graph: Graph<S, C, O>,
  trialsOf: (state: S) => readonly Trial<S, C, O>[],
): Finding<C> {
  const tally = new Tally<C>(id, graph.machine.variants);
  for (const visit of graph.visits) {
    const start = graph.states[visit.state]!;
    for (const { stages } of inState(graph, visit, [], () => trialsOf(start))) {
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
  const tally = new Tally<C>(id, graph.machine.variants);
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

function tryOut<S, C, O extends Taken<S>>(
  machine: Machine<S, C, O>,
  state: S,
  variants: VariantSet,
  [stage, ...later]: readonly TrialStage<S, C, O>[],
): Failure<C> | null {
  if (stage === undefined) return null;
  const commands = stage.doing(state);
  for (const run of runs(machine, { variants, end: state, steps: [] }, commands)) {
    if (run.end === null) return { variants: run.variants, commands, reason: 'the rules do not decide' };
    if (!stage.to(run.end, run.steps)) return { variants: run.variants, commands, reason: 'the commands do not lead there' };
    const failed = tryOut(machine, run.end, run.variants, later);
    if (failed !== null) return { ...failed, commands: [...commands, ...failed.commands] };
  }
  return null;
}

/** One way in which a sequence of commands goes; the end is null where the rules did not decide. */
interface Run<S, O> {
  readonly variants: VariantSet;
  readonly end: S | null;
  readonly steps: readonly O[];
}

function runs<S, C, O extends Taken<S>>(machine: Machine<S, C, O>, from: Run<S, O>, commands: readonly C[]): readonly Run<S, O>[] {
  const onwards = (run: Run<S, O>, command: C): readonly Run<S, O>[] => {
    if (run.end === null) return [run];
    const next = machine.step(run.end, command).map(({ variants, outcome }): Run<S, O> => {
      const taken = outcome.kind === 'taken' ? { end: outcome.next, steps: [...run.steps, outcome] } : { end: null, steps: run.steps };
      return { ...taken, variants: both(run.variants, variants) };
    });
    return next.filter(({ variants }) => !isEmpty(variants));
  };
  return commands.reduce<readonly Run<S, O>[]>((open, command) => open.flatMap((run) => onwards(run, command)), [from]);
}
