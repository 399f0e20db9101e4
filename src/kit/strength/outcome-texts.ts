/**
 * Outcomes as texts: two are the same, or look the same, exactly when their texts are.
 */
import { inOrder, worldKey } from '../../kst/state.ts';
import type { World } from '../../kst/state.ts';
import type { Outcome, Stuck, Taken } from '../../kst/step.ts';

/** What an outcome does, as a text; which rules brought it about does not matter. */
export function outcomeText(outcome: Outcome): string {
  return textsOf(outcome).text;
}

/** What an outcome shows at once, as a text: all but the conflict, which is hidden. */
export function visibleText(outcome: Outcome): string {
  return textsOf(outcome).looks;
}

/** Both texts of an outcome. */
export function textsOf(outcome: Outcome): { readonly text: string; readonly looks: string } {
  if (outcome.kind !== 'taken') return { text: outcome.kind, looks: outcome.kind };
  const { refused, events, next } = outcome;
  const told = `${refused} ${events.length === 0 ? '' : JSON.stringify(events)} `;
  if (next.servers.every(({ conflict }) => conflict === 'none')) {
    const text = `${told}${worldKey(next)}`;
    return { text, looks: text };
  }
  const seen = inOrder(next.servers.map((server) => (server.conflict === 'none' ? server : { ...server, conflict: 'none' as const })));
  return { text: `${told}${worldKey(next)}`, looks: `${told}${worldKey({ running: next.running, servers: seen })}` };
}

/** What a step that was watched shows at once. */
export function looksOf(outcome: WatchedOutcome): string {
  return visibleText(outcome.kind === 'taken' ? { ...outcome, next: outcome.next.world } : outcome);
}

export type WatchedOutcome = Stuck | (Omit<Taken, 'next'> & { readonly next: { readonly world: World } });
