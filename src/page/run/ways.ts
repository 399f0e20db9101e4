/**
 * Ways through the behaviour table: how the page comes into a state.
 */
import { shortestPaths } from '../../engine/breadth-first.ts';
import type { Command, Words } from '../../engine/specification.ts';
import type { BehaviourRow } from '../../engine/table/row.ts';

/** For each row of one dialect, the shortest commands from the empty start into its state. */
export function waysTo<W extends Words>(rows: readonly BehaviourRow<W>[]): (row: BehaviourRow<W>) => readonly Command<W>[] {
  const hops = rows.map(({ state, command, next }) => ({ from: JSON.stringify(state), command, to: JSON.stringify(next) }));
  const paths = shortestPaths(hops, hops[0]!.from);
  return ({ state }) => paths.get(JSON.stringify(state))!;
}

/** The way with the fewest commands; of equal ones the first. */
export function shortest<C>(ways: readonly (readonly C[])[]): readonly C[] {
  return ways.reduce((a, b) => (b.length < a.length ? b : a));
}
