/** Shortest ways through the rows of a table, breadth-first. */

/** A row as a step from one state to another. */
export interface Hop<C> {
  readonly from: string;
  readonly command: C;
  readonly to: string;
}

/** For each state that the hops lead to from the start, the commands of a shortest way; of equal ones the first, as the hops stand. */
export function shortestPaths<C>(hops: readonly Hop<C>[], start: string): ReadonlyMap<string, readonly C[]> {
  const from = Map.groupBy(hops, (hop) => hop.from);
  const paths = new Map<string, readonly C[]>([[start, []]]);
  for (const [state, path] of paths) {
    for (const { command, to } of from.get(state) ?? []) if (!paths.has(to)) paths.set(to, [...path, command]);
  }
  return paths;
}
