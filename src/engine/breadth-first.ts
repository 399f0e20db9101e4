/**
 * All that can be reached, each once and the nearest first, with the first of the shortest ways to it.
 *
 * @param steps where a place leads, in an order that is always the same; a way that is long enough may lead nowhere.
 * @param keyOf what two places have in common that are the same.
 */

export function* breadthFirst<P, S>(
  start: P,
  steps: (at: P, way: readonly S[]) => Iterable<readonly [step: S, to: P]>,
  keyOf: (at: P) => unknown = (at) => at,
): Generator<{ readonly at: P; readonly way: readonly S[] }> {
  const open = [{ at: start, way: [] as readonly S[] }];
  const met = new Set([keyOf(start)]);
  for (const each of open) {
    yield each;
    for (const [step, at] of steps(each.at, each.way)) {
      const key = keyOf(at);
      if (!met.has(key)) open.push({ at, way: [...each.way, step] });
      met.add(key);
    }
  }
}

/** For each state that the hops lead to from the start, the commands of a shortest way; of equal ones the first, as the hops stand. */
export function shortestPaths<C>(
  hops: readonly { readonly from: string; readonly command: C; readonly to: string }[], start: string,
): ReadonlyMap<string, readonly C[]> {
  const from = Map.groupBy(hops, (hop) => hop.from);
  const found = breadthFirst<string, C>(start, (state) => (from.get(state) ?? []).map(({ command, to }) => [command, to]));
  return new Map(found.map(({ at, way }) => [at, way]));
}
