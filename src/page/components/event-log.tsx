/**
 * The log, the newest event first.
 */
import { useMemo } from 'preact/hooks';
import { eventSays } from '../../reports/words.ts';
import { useMatter } from '../context.ts';
import { Panel } from './panel.tsx';
import { Table } from './wide.tsx';
import type { Simulation } from '../../engine/replay/simulate.ts';
import type { System } from '../../engine/rules/system.ts';

/** More than anybody scrolls through; the timeline leads to the older ones. */
const most = 50;

export function EventLog({ steps, at }: { readonly steps: Simulation['steps']; readonly at: number }) {
  const logged = newest(steps, at);
  return (
    <Panel name="log" kind="panel log" title="Event log">
      {logged.length === 0 ? (
        <p class="dim">Nothing is logged yet.</p>
      ) : (
        <Table label="Events" headings={['Level', 'Event', 'What it says, and its source', 'Step']}>
          {logged.slice(0, most).map(({ event, step }, index) => <Line key={index} event={event} step={step} isNew={step === at} />)}
        </Table>
      )}
      {logged.length > most && <p class="dim">Only the newest {most} events are shown; go back along the timeline for older ones.</p>}
    </Panel>
  );
}

interface LoggedInStep {
  readonly event: object;
  readonly step: number;
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
        <td>{eventSays(system, event)}<span class="source">{stream}</span></td>
        <td class="number">{step}</td>
      </tr>
    );
  }, [event, step, isNew]);
}

/** What heads an event in the log: its label, or its name; null where the label is a mere dash. */
export function headOf(system: System, event: object): string | null {
  const head = system.eventWord(event).label ?? system.rulebook.nameOf(event);
  return /\w/.test(head) ? head : null;
}

/** The newest events first: at least one more than is shown, where there are so many. */
function newest(steps: Simulation['steps'], at: number): readonly LoggedInStep[] {
  const found: LoggedInStep[] = [];
  for (let step = at; step > 0 && found.length <= most; step--) {
    const { events = [] } = steps[step - 1]!;
    found.push(...events.toReversed().map((event) => ({ event, step })));
  }
  return found;
}
