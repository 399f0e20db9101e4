/**
 * The words of the Known Servers Table on the page: its commands, as its links have them too, and what has become of an entry.
 */
import { knownServersRules, model } from '../../kst/rulebook.ts';
import { table } from '../../kst/table.ts';
import type { Controls } from '../../page/presentation.ts';
import type { Command, CommandKind } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { Server } from '../../kst/state.ts';
import type { Kst } from '../../kst/words.ts';

type FieldName = Exclude<Command extends infer C ? (C extends unknown ? keyof C : never) : never, 'do'>;

/** A letter that is given stays: links are kept. */
const commands: { readonly [kind in CommandKind]: Controls['commands'][string] } = {
  'rtcsrv.start': { label: 'Start', letter: 's' },
  'rtcsrv.stop': { label: 'Stop', letter: 't' },
  'rtcsrv.restart': { label: 'Restart', letter: 'b' },
  'umRouting.discover': { label: 'UM Routing cycle', letter: 'd' },
  'pool.add': { label: 'Add pool', letter: 'a' },
  'pool.remove': { label: 'Remove pool', letter: 'r' },
  'dialPlan.host': { label: 'Host plan', letter: 'h' },
  'dialPlan.unhost': { label: 'Unhost plan', letter: 'u' },
};

const fields: { readonly [field in FieldName]: Controls['fields'][string] } = {
  server: { label: 'Server', first: 'ex1.contoso.com' },
  // The releases that the source names (C4).
  version: { label: 'Version of the pool', first: 6, notes: { 5: '(Lync 2010)', 6: '(Lync 2013)' } },
  plan: { label: 'Dial plan', first: 'DP1' },
  uriType: { label: 'URI type', first: 'SipName' },
};

export function knownServersControls(): Controls<Kst> {
  return { rulebook: { ...knownServersRules(), table: table(model) }, commands, fields };
}

/** What has become of a server's entry in a step that has logged these events of it; null where it is as it was. */
export function changeText({ known: before }: Server, { known: after }: Server, events: readonly Event[]): string | null {
  if (before.join() === after.join()) return null;
  if (after.length > 0) return `listed with ${after.join(' and ')}`;
  return events.some(({ id }) => id === 14563) ? 'evicted by conflict' : 'no longer listed';
}
