/**
 * What an event means for a server: what it says of the table, and which commands can have brought it about.
 */
import { kindOf } from './sight.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { TakenEvent } from './judge.ts';
import type { ServerTracker } from './sight.ts';

/** The story of an event that was taken for the server, told by the dialects that explain the whole log. */
export function storyOf(tracker: ServerTracker, server: string, { event, reading, before, after }: TakenEvent, dialects: DialectSet): string {
  const kinds = new Set([...tracker.causes(before, reading, dialects)].map((command) => kindOf(tracker, command)));
  const because = (reasons: Partial<Record<CommandKind, string>>): string => {
    const told = new Set([...kinds].map((kind) => reasons[kind]).filter((reason) => reason !== undefined));
    return told.size === 0 ? '' : `: ${[...told].join(', or ')}`;
  };
  const { observation } = event;
  const name = 'server' in observation && observation.server === null ? 'a server whose name cannot be read, perhaps this one: ' : '';
  switch (observation.id) {
    case 14492: {
      const entry = observation.servers?.find((each) => each.server === server);
      if (entry === undefined) return reading.labels.size > 1 ? 'RTCSRV started; what it knew cannot be read' : 'RTCSRV started: not listed, there is no pool';
      return `RTCSRV started: known as ${versionText(entry.version)}, from the topology`;
    }
    case 44024:
      if (reading.labels.size > 1) return 'UM Routing started; what it found cannot be read';
      return observation.servers!.includes(server) ? 'UM Routing started and found it: it hosts a SipName dial plan' : 'UM Routing started without it: it hosts no SipName dial plan';
    case 14493: {
      const settled = conflictAfter(tracker, after.exact, dialects) === 'settled' ? ': the conflict is settled' : '';
      const start = settled === '' ? 'UM Routing found it at the start' : 'the start settled the conflict';
      const reasons = observation.version === 0
        ? { 'umRouting.discover': settled === '' ? 'UM Routing found it' : 'the conflict is settled', 'rtcsrv.start': start, 'rtcsrv.restart': start }
        : { 'pool.add': 'its pool was added', 'umRouting.discover': settled === '' ? "its pool's entry came back when UM Routing gave it up" : 'the conflict is settled', 'rtcsrv.start': start, 'rtcsrv.restart': start };
      return `${name}known as ${versionText(observation.version)}${because(reasons)}`;
    }
    case 14495:
      return `${name}version ${versionText(observation.version)} no longer listed${because({
        'pool.remove': 'its pool was removed',
        'pool.add': 'the conflict took it out',
        'umRouting.discover': observation.version === 0 ? 'it hosts no SipName dial plan any more' : 'the conflict took it out',
        'rtcsrv.start': 'the conflict took it out',
        'rtcsrv.restart': 'the conflict took it out',
      })}`;
    case 14563: {
      const start = 'its pool and its SipName dial plan met at the start';
      return `${name}evicted by conflict, versions ${observation.versions?.join(' and ') ?? 'that cannot be read'}${because({
        'pool.add': "its pool was added beside UM Routing's entry",
        'umRouting.discover': "UM Routing found it beside its pool's entry",
        'rtcsrv.start': start,
        'rtcsrv.restart': start,
      })}`;
    }
    case 44030:
      return `${name}UM Routing's own entry was refused`;
  }
}

/** The conflict that all states agree on in which the server can be; null where they do not. */
function conflictAfter(tracker: ServerTracker, exact: readonly DialectSet[], dialects: DialectSet): string | null {
  const found = new Set<string>();
  for (const [at, { state }] of tracker.positions.entries()) {
    if ((exact[at]! & dialects) !== 0) found.add(tracker.graph.states[state]!.servers[0]?.conflict ?? 'none');
  }
  return found.size === 1 ? [...found][0]! : null;
}

const versionText = (version: number | null): string => (version === null ? 'a version that cannot be read' : `${version}`);
