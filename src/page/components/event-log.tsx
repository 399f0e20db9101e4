/**
 * The Windows event log of the Front End, the newest event first, as the Event Viewer has it.
 */
import { useMemo } from 'preact/hooks';
import { headingOf } from '../../kst/events.ts';
import { eventSays } from '../../reports/events.ts';
import { Wide } from './wide.tsx';
import type { Event } from '../../kst/events.ts';
import type { Simulation } from '../../kit/simulate.ts';

interface Props {
  readonly steps: Simulation['steps'];
  readonly at: number;
}

/** More than anybody scrolls through; the timeline leads to the older ones. */
const most = 50;

export function EventLog({ steps, at }: Props) {
  const logged = newest(steps, at);
  return (
    <section class="panel log" aria-labelledby="log-title">
      <h2 id="log-title">Event log</h2>
      {logged.events.length === 0 ? (
        <p class="dim">Nothing is logged yet.</p>
      ) : (
        <Wide label="Events">
          <table>
            <thead>
              <tr>
                <th scope="col">Level</th>
                <th scope="col">Event</th>
                <th scope="col">What it says, and its source</th>
                <th scope="col">Step</th>
              </tr>
            </thead>
            <tbody>
              {logged.events.map(({ event, step }, index) => (
                <Line key={index} event={event} step={step} isNew={step === at} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {logged.left && <p class="dim">Only the newest {most} events are shown; go back along the timeline for older ones.</p>}
    </section>
  );
}

/** A line of a long list is drawn anew only when it changes. */
function Line({ event, step, isNew }: { readonly event: Event; readonly step: number; readonly isNew: boolean }) {
  return useMemo(() => {
    const { level, source } = headingOf(event);
    return (
      <tr class={isNew ? 'new' : ''}>
        <td class={`level ${level}`}>{level}</td>
        <td class="number">{event.id ?? '–'}</td>
        <td>
          {eventSays(event)}
          <span class="source">{source}</span>
        </td>
        <td class="number">{step}</td>
      </tr>
    );
  }, [event, step, isNew]);
}

interface Logged {
  readonly event: Event;
  readonly step: number;
}

function newest(steps: Simulation['steps'], at: number): { readonly events: readonly Logged[]; readonly left: boolean } {
  const found: Logged[] = [];
  for (let step = at; step > 0 && found.length <= most; step--) {
    const taken = steps[step - 1]!;
    if ('events' in taken) found.push(...taken.events.toReversed().map((event) => ({ event, step })));
  }
  return { events: found.slice(0, most), left: found.length > most };
}
