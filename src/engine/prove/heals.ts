/**
 * Ways out: from every state in which something holds, certain commands lead to something else; and from every state
 * there is some way to a goal.
 */
import { edgesOf, inState } from '../explore/explore.ts';
import { countedFinding, traceOf } from '../explore/finding.ts';
import { both, either, isEmpty, noneLike, sizeOf, without } from '../dialects/set.ts';
import type { Graph } from '../explore/explore.ts';
import type { Finding } from '../explore/finding.ts';
import type { Machine, Taken } from '../explore/machine.ts';
import type { VariantSet } from '../dialects/set.ts';

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
  let judged = 0;
  let judgedIn = noneLike(graph.machine.variants);
  for (const visit of graph.visits) {
    const start = graph.states[visit.state]!;
    for (const { stages } of inState(graph, visit, [], () => trialsOf(start))) {
      judged += sizeOf(visit.variants);
      judgedIn = either(judgedIn, visit.variants);
      const failed = inState(graph, visit, [], () => tryOut(graph.machine, start, visit.variants, stages));
      if (failed === null) continue;
      const trace = traceOf(graph, visit, failed.variants, failed.commands);
      return { id, verdict: 'violated', judged, judgedIn, reason: failed.reason, trace };
    }
  }
  return countedFinding(id, judged, judgedIn, graph.machine.variants);
}

/**
 * Finds, going backwards, the states from which the goal can be reached. A state from which it cannot be is a violation. Where the
 * exploration was cut off, a way may lead through what lies beyond.
 */
export function alwaysAWay<S, C, O extends Taken<S>>(id: string, graph: Graph<S, C, O>, goal: (state: S) => boolean): Finding<C> {
  const none = noneLike(graph.machine.variants);
  if (!graph.complete) {
    return { id, verdict: 'inconclusive', judged: 0, judgedIn: none, reason: 'the exploration was cut off', trace: null };
  }
  const edges = [...edgesOf(graph)];
  const able: VariantSet[] = graph.states.map((at, state) => {
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
  const judged = graph.visits.reduce((sum, { variants }) => sum + sizeOf(variants), 0);
  const judgedIn = graph.machine.variants;
  for (const visit of graph.visits) {
    const unable = without(visit.variants, able[visit.state]!);
    if (isEmpty(unable)) continue;
    const reason = 'no commands lead from here to the goal';
    return { id, verdict: 'violated', judged, judgedIn, reason, trace: traceOf(graph, visit, unable) };
  }
  return countedFinding(id, judged, judgedIn, graph.machine.variants);
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
  stages: readonly TrialStage<S, C, O>[],
): Failure<C> | null {
  const [stage, ...later] = stages;
  if (stage === undefined) return null;
  const commands = stage.doing(state);
  for (const run of runs(machine, state, variants, commands)) {
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

function runs<S, C, O extends Taken<S>>(
  machine: Machine<S, C, O>,
  state: S,
  variants: VariantSet,
  commands: readonly C[],
): readonly Run<S, O>[] {
  let open: readonly Run<S, O>[] = [{ variants, end: state, steps: [] }];
  for (const command of commands) {
    open = open.flatMap((run) =>
      run.end === null
        ? [run]
        : machine
            .step(run.end, command)
            .map(({ variants: taken, outcome }): Run<S, O> => ({
              variants: both(run.variants, taken),
              end: outcome.kind === 'taken' ? outcome.next : null,
              steps: outcome.kind === 'taken' ? [...run.steps, outcome] : run.steps,
            }))
            .filter((next) => !isEmpty(next.variants)),
    );
  }
  return open;
}
