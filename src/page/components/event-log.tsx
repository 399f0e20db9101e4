/**
 * The log, the newest event first.
 */
import { eventSays } from '../../reports/words.ts';
import { useMatter } from '../context.ts';
import { Panel, Table } from './blocks.tsx';
import type { Simulation } from '../../engine/replay/simulate.ts';
import type { System } from '../../engine/rules/system.ts';

/** More than anybody scrolls through; the timeline leads to the older ones. */
const most = 50;

export function EventLog({ steps, at }: { readonly steps: Simulation['steps']; readonly at: number }) {
  const { system } = useMatter();
  const played = steps.slice(0, at).map(({ events = [] }, index) => events.map((event) => ({ event, step: index + 1 })));
  const logged = played.flat().reverse();
  return (
    <Panel name="log" kind="panel log" title="Event log">
      {logged.length === 0 ? (
        <p class="dim">Nothing is logged yet.</p>
      ) : (
        <Table label="Events" headings={['Level', 'Event', 'What it says, and its source', 'Step']}>
          {logged.slice(0, most).map(({ event, step }, index) => {
            const { level, stream } = system.eventWord(event);
            return (
              <tr key={index} class={step === at ? 'new' : ''}>
                <td class={`level ${level}`}>{level}</td>
                <td class="number">{headOf(system, event) ?? '–'}</td>
                <td>{eventSays(system, event)}<span class="source">{stream}</span></td>
                <td class="number">{step}</td>
              </tr>
            );
          })}
        </Table>
      )}
      {logged.length > most && <p class="dim">Only the newest {most} events are shown; go back along the timeline for older ones.</p>}
    </Panel>
  );
}

/** What heads an event in the log: its label, or its name; null where the label is a mere dash. */
export function headOf(system: System, event: object): string | null {
  const head = system.eventWord(event).label ?? system.rulebook.nameOf(event);
  return /\w/.test(head) ? head : null;
}
