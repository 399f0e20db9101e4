/**
 * How a server stands, as far as what was logged tells: what all states say in which it can be. And what each event means for it.
 */
import { both, haveCommon, isEmpty, type VariantSet } from '../../engine/dialects/set.ts';
import { toldBy } from '../../engine/log/readings.ts';
import { anyServer, kindOf, serverAt, type ServerSight } from './sight.ts';
import { agreed, helps, isHealthy, type Remedy, shared, type Standing, standingIn } from '../standing.ts';
import type { TakenEvent } from '../../engine/log/judge.ts';
import type { Belief } from '../../engine/log/track.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { ToldEvent } from '../../kst/invariants/seen.ts';
import type { Conflict, Version } from '../../kst/state.ts';
import type { LoggedEvent, Observation } from '../observation.ts';

/** How a server stands, and whether it is in conflict; null where what was logged leaves it open. */
interface ServerStatus extends Standing {
  readonly conflict: Conflict | null;
}

/** The states in which a server can be, and the dialects in which it can. */
type Possible = ReturnType<typeof endOf>['possible'];

/**
 * Where a server can be right after the last event about it: the states between two commands. Where there is none, the log ends in the
 * middle of what a command logs, and of the events that are awaited one must come next.
 */
export function endOf({ tracker }: ServerSight, { exact }: Belief, dialects: VariantSet) {
  const all = tracker.positions
    .map(({ state, pending }, at) => ({ state, pending: pending[0] ?? null, dialects: both(exact[at]!, dialects) }))
    .filter((each) => !isEmpty(each.dialects));
  const possible = all.filter(({ pending }) => pending === null);
  const numbers = possible.length > 0 ? [] : all.map(({ pending }) => toldBy<ToldEvent>(pending!).id!);
  return { possible, awaited: [...new Set(numbers)].sort((a, b) => a - b) };
}

/** How a server stands in the middle of what a command logs: nothing is listed but what was logged last. */
export function statusAsLogged(server: string, logged: readonly Observation[]): ServerStatus {
  const last = logged.findLast(({ id }) => id === 14492 || id === 14493 || id === 14495 || id === 14563);
  const entry = last?.id === 14492 ? last.servers?.find((each) => each.server === server) : undefined;
  const unread = last === undefined || (last.id === 14492 && last.servers === null);
  const known = unread ? null : last.id === 14493 || entry !== undefined;
  return {
    known,
    version: last?.id === 14493 ? last.version : (entry?.version ?? null),
    conflict: last?.id === 14563 ? 'open' : null,
    um: known === false ? 'broken' : null,
    owaIm: known === null ? null : known ? 'works' : 'broken',
  };
}

/** What all of the states say; null where they differ. */
export function statusOf(sight: ServerSight, possible: Possible): ServerStatus {
  const { known, version, um, owaIm } = agreed(possible.map(({ state }) => standingAt(sight, state)));
  return { known, version, conflict: shared(possible.map(({ state }) => serverAt(sight, state).conflict)), um, owaIm };
}

/** What can have happened to a server since, without a numbered event, and would matter. */
export function silentChanges(sight: ServerSight, possible: Possible): readonly string[] {
  const { graph } = sight.tracker;
  const kinds = new Set<CommandKind>();
  for (const { state, dialects } of possible) {
    for (const command of graph.machine.commands.keys()) {
      for (const { outcome, to, variants } of graph.edges(state, command)) {
        if (!haveCommon(variants, dialects) || outcome.kind !== 'taken' || to === state) continue;
        if (outcome.events.every(({ id }) => id === null)) kinds.add(kindOf(sight, command));
      }
    }
  }
  return [...kinds].map((kind) => silent[kind]);
}

const silent: Readonly<Record<CommandKind, string>> = {
  'pool.add': 'its pool may have been added: that logs nothing while RTCSRV is stopped',
  'pool.remove': 'its pool may have been removed: that logs nothing while the pool is not listed',
  'dialPlan.host': 'it may host a SipName dial plan by now: UM Routing finds that in its next cycle',
  'dialPlan.unhost':
    'it may host no SipName dial plan any more: then UM integration is broken, and UM Routing gives it up in its next cycle',
  'umRouting.discover': 'UM Routing may have found it or given it up: the events about that have no published number',
  'rtcsrv.start': 'RTCSRV may have been started',
  'rtcsrv.stop': 'RTCSRV may have been stopped: that is not logged, and nothing is known while it is',
  'rtcsrv.restart': 'RTCSRV may have been restarted',
};

/**
 * The ways out that make what is broken work, if only from some of the states: nobody sees whether a dial plan went silently, and
 * what each option asks for is told with it. Options 1 and 2 are ways out of a conflict, a pool is one for a server without (C17..C19).
 */
export function remediesFor(sight: ServerSight, possible: Possible): readonly Remedy[] {
  if (possible.some(({ state }) => isHealthy(standingAt(sight, state)))) return [];
  const inConflict = possible.filter(({ state }) => serverAt(sight, state).conflict !== 'none');
  const free = possible.filter((each) => !inConflict.includes(each));
  const ways = [['option-1', inConflict], ['option-2', inConflict], ['add-pool', free]] as const;
  const { graph } = sight.tracker;
  const helping = ways.filter(([remedy, states]) =>
    states.some(({ state, dialects }) => helps(remedy, sight.system, graph.states[state]!, anyServer, dialects)),
  );
  return helping.map(([remedy]) => remedy);
}

function standingAt({ system, tracker }: ServerSight, state: number) {
  return standingIn(system, tracker.graph.states[state]!, anyServer);
}

/** The story of an event that was taken for the server, told by the dialects that explain the whole log. */
export function storyOf(sight: ServerSight, server: string, taken: TakenEvent<LoggedEvent>, dialects: VariantSet): string {
  const { event: { observation }, reading, before, after } = taken;
  const kinds = new Set([...sight.tracker.causes(before, reading, dialects)].map((command) => kindOf(sight, command)));
  const because = (reasons: Partial<Record<CommandKind, string>>) => {
    // What a start does, a restart does as well.
    const given = new Set([...kinds].flatMap((kind) => reasons[kind === 'rtcsrv.restart' ? 'rtcsrv.start' : kind] ?? []));
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
      })}`;
    case 14563:
      return `${name}evicted by conflict, versions ${observation.versions?.join(' and ') ?? 'that cannot be read'}${because({
        'pool.add': "its pool was added beside UM Routing's entry",
        'umRouting.discover': "UM Routing found it beside its pool's entry",
        'rtcsrv.start': 'its pool and its SipName dial plan met at the start',
      })}`;
    case 44030:
      return `${name}UM Routing's own entry was refused`;
  }
}

/** Why a server is listed, by what each command does. */
function listedSince(version: Version | null, conflict: Conflict | null) {
  const settled = conflict === 'settled';
  const start = settled ? 'the start settled the conflict' : 'UM Routing found it at the start';
  if (version === 0) return { 'umRouting.discover': settled ? 'the conflict is settled' : 'UM Routing found it', 'rtcsrv.start': start };
  const cycle = settled ? 'the conflict is settled' : "its pool's entry came back when UM Routing gave it up";
  return { 'pool.add': 'its pool was added', 'umRouting.discover': cycle, 'rtcsrv.start': start };
}

/** The conflict that all states agree on in which the server can be; null where they do not. */
function conflictAfter(sight: ServerSight, exact: readonly VariantSet[], dialects: VariantSet) {
  const possible = sight.tracker.positions.filter((_, at) => haveCommon(exact[at]!, dialects));
  return shared(possible.map(({ state }) => serverAt(sight, state).conflict));
}

const versionText = (version: Version | null) => (version === null ? 'a version that cannot be read' : `${version}`);
