/**
 * Judges every step that a machine can take, in every variant.
 */
import { both, either, isEmpty, noneLike, sizeOf } from '../dialects/set.ts';
import { edgesOf, inState, rowsOf } from '../explore/explore.ts';
import { countedFinding, traceOf } from '../explore/finding.ts';
import type { Edge, Graph, Row } from '../explore/explore.ts';
import type { Finding } from '../explore/finding.ts';
import type { Taken, Transition } from '../explore/machine.ts';
import type { VariantSet } from '../dialects/set.ts';

/** Something that judges a step by several invariants at once. */
export interface Jury<S, C, O> {
  /** Each with the variants that it speaks of. */
  readonly invariants: readonly { readonly id: string; readonly variants: VariantSet }[];
  judge(transition: Transition<S, C, O>): Judgements;
}

/** The invariants, by their index, that a step keeps, and those that it breaks; about the others it says nothing. */
export interface Judgements {
  readonly held: readonly number[];
  readonly violated: readonly number[];
}

/** What the steps said of one invariant. */
interface Tally<O> {
  readonly id: string;
  /** How many steps it was judged on, each counted in every variant. */
  judged: number;
  /** The variants in which it was judged at least once. */
  judgedIn: VariantSet;
  /** The first step that breaks it, none earlier in breadth-first order: the end of a shortest trace. */
  violation: Row<O> | null;
}

/** Tallies every invariant over all rows. Steps that the rules do not decide are passed over. */
function judgeSteps<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, jury: Jury<S, C, O>): readonly Tally<O>[] {
  const none = noneLike(graph.machine.variants);
  const tallies = jury.invariants.map(({ id }): Tally<O> => ({ id, judged: 0, judgedIn: none, violation: null }));
  const breaking = new Map<Edge<O>, readonly number[]>();

  for (const { state, before, command, edge, variants } of edgesOf(graph)) {
    const { outcome } = edge;
    if (outcome.kind !== 'taken') continue;
    const { held, violated } = inState(graph, { state, variants }, [command], () => jury.judge({ before, command, outcome }));
    for (const index of [...held, ...violated]) {
      const spoken = both(variants, jury.invariants[index]!.variants);
      tallies[index]!.judged += sizeOf(spoken);
      tallies[index]!.judgedIn = either(tallies[index]!.judgedIn, spoken);
    }
    if (violated.length > 0) breaking.set(edge, violated);
  }
  if (breaking.size === 0) return tallies;

  for (const row of rowsOf(graph)) {
    for (const index of breaking.get(row.edge) ?? []) {
      const variants = both(row.variants, jury.invariants[index]!.variants);
      if (!isEmpty(variants)) tallies[index]!.violation ??= { ...row, variants };
    }
  }
  return tallies;
}

/** The tallies as findings; a part of a proof may leave some invariants vacuous that another part judges. */
export function findingsOf<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, jury: Jury<S, C, O>): readonly Finding<C>[] {
  return judgeSteps(graph, jury).map(({ id, judged, judgedIn, violation }, index) => {
    const expected = both(jury.invariants[index]!.variants, graph.machine.variants);
    if (violation === null) return countedFinding(id, judged, judgedIn, expected);
    const trace = traceOf(graph, violation.visit, violation.variants, [graph.machine.commands[violation.command]!]);
    return { id, verdict: 'violated', judged, judgedIn, reason: 'the last step breaks it', trace };
  });
}
