/**
 * The log, the newest event first.
 */
import { useMemo } from 'preact/hooks';
import { eventSays } from '../../reports/words.ts';
import { useMatter } from '../context.ts';
import { headOf } from '../event-head.ts';
import { Wide } from './wide.tsx';
import type { Simulation } from '../../engine/replay/simulate.ts';

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
function Line({ event, step, isNew }: LoggedInStep & { readonly isNew: boolean }) {
  const { system } = useMatter();
  return useMemo(() => {
    const { level, stream } = system.eventWord(event);
    return (
      <tr class={isNew ? 'new' : ''}>
        <td class={`level ${level}`}>{level}</td>
        <td class="number">{headOf(system, event) ?? '–'}</td>
        <td>
          {eventSays(system, event)}
          <span class="source">{stream}</span>
        </td>
        <td class="number">{step}</td>
      </tr>
    );
  }, [event, step, isNew]);
}

interface LoggedInStep {
  readonly event: object;
  readonly step: number;
}

function newest(steps: Simulation['steps'], at: number): { readonly events: readonly LoggedInStep[]; readonly left: boolean } {
  const found: LoggedInStep[] = [];
  for (let step = at; step > 0 && found.length <= most; step--) {
    const { events = [] } = steps[step - 1]!;
    found.push(...events.toReversed().map((event) => ({ event, step })));
  }
  return { events: found.slice(0, most), left: found.length > most };
}
