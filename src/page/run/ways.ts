/**
 * Ways through the behaviour table: how the page comes into a state.
 */
import { shortestPaths } from '../../kit/diff/paths.ts';
import { stateName } from '../../kit/tables/behaviour.ts';
import type { RowInDialects } from '../../kit/tables/behaviour.ts';
import type { Command } from '../../kst/commands.ts';

/** For each row of one dialect, the shortest commands from the empty start into its state. */
export function waysTo(rows: readonly RowInDialects[]): (row: RowInDialects) => readonly Command[] {
  const hops = rows.map(({ state, command, next }) => ({ from: stateName(state), command, to: stateName(next) }));
  const paths = shortestPaths(hops, hops[0]!.from);
  return ({ state }) => paths.get(stateName(state))!;
}

/** The way with the fewest commands; of equal ones the first. */
export function shortest(ways: readonly (readonly Command[])[]): readonly Command[] {
  return ways.reduce((a, b) => (b.length < a.length ? b : a));
}
