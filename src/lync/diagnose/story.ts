/**
 * What an event means for a server: what it says of the table, and which commands can have brought it about.
 */
import { haveCommon, type VariantSet } from '../../engine/dialects/set.ts';
import { shared } from '../standing.ts';
import { kindOf, serverAt, type ServerSight } from './sight.ts';
import type { TakenEvent } from '../../engine/log/judge.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { Conflict, Version } from '../../kst/state.ts';
import type { LoggedEvent } from '../observation.ts';

/** The story of an event that was taken for the server, told by the dialects that explain the whole log. */
export function storyOf(sight: ServerSight, server: string, taken: TakenEvent<LoggedEvent>, dialects: VariantSet): string {
  const { event: { observation }, reading, before, after } = taken;
  const kinds = new Set([...sight.tracker.causes(before, reading, dialects)].map((command) => kindOf(sight, command)));
  const because = (reasons: Partial<Record<CommandKind, string>>): string => {
    const given = new Set([...kinds].map((kind) => reasons[kind]).filter((reason) => reason !== undefined));
    return given.size === 0 ? '' : `: ${[...given].join(', or ')}`;
  };
  const name = 'server' in observation && observation.server === null ? 'a server whose name cannot be read, perhaps this one: ' : '';
  switch (observation.id) {
    case 14492: {
      const entry = observation.servers?.find((each) => each.server === server);
      if (entry === undefined && reading.labels.size > 1) return 'RTCSRV started; what it knew cannot be read';
      if (entry === undefined) return 'RTCSRV started: not listed, there is no pool';
      return `RTCSRV started: known as ${versionText(entry.version)}, from the topology`;
    }
    case 44024:
      if (reading.labels.size > 1) return 'UM Routing started; what it found cannot be read';
      return observation.servers!.includes(server)
        ? 'UM Routing started and found it: it hosts a SipName dial plan'
        : 'UM Routing started without it: it hosts no SipName dial plan';
    case 14493: {
      const reasons = listedSince(observation.version, conflictAfter(sight, after.exact, dialects));
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

/** Why a server is listed, by what each command does. */
function listedSince(version: Version | null, conflict: Conflict | null): Partial<Record<CommandKind, string>> {
  const settled = conflict === 'settled';
  const start = settled ? 'the start settled the conflict' : 'UM Routing found it at the start';
  const starts = { 'rtcsrv.start': start, 'rtcsrv.restart': start };
  if (version === 0) return { 'umRouting.discover': settled ? 'the conflict is settled' : 'UM Routing found it', ...starts };
  const cycle = settled ? 'the conflict is settled' : "its pool's entry came back when UM Routing gave it up";
  return { 'pool.add': 'its pool was added', 'umRouting.discover': cycle, ...starts };
}

/** The conflict that all states agree on in which the server can be; null where they do not. */
function conflictAfter(sight: ServerSight, exact: readonly VariantSet[], dialects: VariantSet): Conflict | null {
  const possible = sight.tracker.positions.filter((_, at) => haveCommon(exact[at]!, dialects));
  return shared(possible.map(({ state }) => serverAt(sight, state).conflict));
}

const versionText = (version: Version | null): string => (version === null ? 'a version that cannot be read' : `${version}`);
