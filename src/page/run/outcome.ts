/**
 * What a step has done, in a line: what was logged, and the servers for which anything has changed.
 */
import { commandText } from '../../kst/commands.ts';
import { serversOf } from '../../kst/events.ts';
import { lightsAt } from './lights.ts';
import type { AcceptedStep, RejectedStep } from '../../kit/simulate.ts';
import type { Event } from '../../kst/events.ts';
import type { Entry } from '../../kst/state.ts';

type Steps = readonly (AcceptedStep | RejectedStep)[];

/** So many servers are named; the others are counted. */
const mostNamed = 5;

/** The line of the last of the first `at` steps: `Step 4, pool.add ...: logged 14563. ex1: evicted by conflict, UM broken, OWA IM broken.` */
export function outcomeText(steps: Steps, at: number): string {
  const step = steps[at - 1];
  if (step === undefined) return 'The empty start.';
  const head = `Step ${at}, ${commandText(step.command)}: `;
  if ('rejected' in step) return `${head}refused, ${step.rejected}.`;
  const changes = changesOf(step, steps, at);
  const more = changes.length > mostNamed ? `; and ${changes.length - mostNamed} more` : '';
  const told = changes.length === 0 ? 'No entry and no integration has changed' : `${changes.slice(0, mostNamed).join('; ')}${more}`;
  return `${head}logged ${loggedWords(step.events)}. ${told}.`;
}

/** A phrase for each server whose entry or integration the step has changed. */
function changesOf({ table, integration, events }: AcceptedStep, steps: Steps, at: number): readonly string[] {
  const [before, now] = [versionsIn(steps[at - 2]?.table ?? []), versionsIn(table)];
  const lights = new Map(lightsAt(steps, at - 1).map((light) => [light.server, light]));
  const evicted = new Set(events.filter(({ id }) => id === 14563).flatMap(serversOf));
  return integration.flatMap(({ server, um, owaIm }) => {
    const [old, entry] = [before.get(server) ?? '', now.get(server) ?? ''];
    const { um: oldUm, owaIm: oldOwaIm } = lights.get(server) ?? { um: 'none', owaIm: 'none' };
    if (old === entry && oldUm === um && oldOwaIm === owaIm) return [];
    const what = old === entry ? '' : entry !== '' ? `listed with ${entry}, ` : evicted.has(server) ? 'evicted by conflict, ' : 'no longer listed, ';
    return [`${server}: ${what}UM ${um}, OWA IM ${owaIm}`];
  });
}

/** By server, the versions of its entries as words. */
function versionsIn(table: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map([...Map.groupBy(table, ({ server }) => server)].map(([server, entries]) => [server, entries.map(({ version }) => version).join(' and ')]));
}

/** Each number once, with for how many servers it was logged. */
function loggedWords(events: readonly Event[]): string {
  const kinds = Map.groupBy(events, (event) => String(event.id ?? event.name));
  const words = [...kinds].map(([kind, all]) => (all.length === 1 ? kind : `${kind} for ${new Set(all.flatMap(serversOf)).size} servers`));
  return words.join(', ') || 'nothing';
}
