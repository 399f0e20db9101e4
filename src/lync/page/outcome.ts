import type { Event } from '../../kst/events.ts';
import type { Server } from '../../kst/state.ts';

/** What has become of a server's entry in a step that has logged these events of it; null where it is as it was. */
export function changeText({ known: before }: Server, { known: after }: Server, events: readonly Event[]): string | null {
  if (before.join() === after.join()) return null;
  if (after.length > 0) return `listed with ${after.join(' and ')}`;
  return events.some(({ id }) => id === 14563) ? 'evicted by conflict' : 'no longer listed';
}
