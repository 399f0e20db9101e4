/** What rules cite: claims, then assumptions, then choices, then all else, each by number and once. */
export function citesInOrder(ids: readonly string[]): readonly string[] {
  const kinds = 'CAF';
  const kindOf = (id: string): number => (kinds.includes(id[0]!) ? kinds.indexOf(id[0]!) : kinds.length);
  const numberOf = (id: string): number => Number(/\d+/.exec(id)?.[0] ?? 0);
  return [...new Set(ids)].sort((a, b) => kindOf(a) - kindOf(b) || numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
}
