/**
 * How a server stands, as far as what was logged tells: what all states say in which it can be.
 */
import { both, haveCommon, isEmpty, type VariantSet } from '../../engine/dialects/set.ts';
import { helps, type Remedy } from '../remedies.ts';
import { agreed, isHealthy, shared, type Standing, standingIn } from '../standing.ts';
import { anyServer, kindOf, serverAt, type ServerSight, told } from './sight.ts';
import type { Belief } from '../../engine/log/track.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { Observation } from '../observation.ts';
import type { ServerStatus } from './diagnosis.ts';

/** A state in which a server can be, and the dialects in which it can. */
interface PossibleState {
  readonly state: number; readonly dialects: VariantSet;
}

/**
 * Where a server can be right after the last event about it: the states between two commands. Where there is none, the log ends in the
 * middle of what a command logs, and of the events that are awaited one must come next.
 */
export function endOf({ tracker }: ServerSight, { exact }: Belief, dialects: VariantSet): LogEndStates {
  const all = tracker.positions
    .map(({ state, pending }, at) => ({ state, pending: pending[0] ?? null, dialects: both(exact[at]!, dialects) }))
    .filter((each) => !isEmpty(each.dialects));
  const possible = all.filter(({ pending }) => pending === null);
  const numbers = possible.length > 0 ? [] : all.map(({ pending }) => told(pending!).id!);
  return { possible, awaited: [...new Set(numbers)].sort((a, b) => a - b) };
}

interface LogEndStates {
  readonly possible: readonly PossibleState[]; readonly awaited: readonly number[];
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
export function statusOf(sight: ServerSight, possible: readonly PossibleState[]): ServerStatus {
  const { known, version, um, owaIm } = agreed(possible.map(({ state }) => standingAt(sight, state)));
  return { known, version, conflict: shared(possible.map(({ state }) => serverAt(sight, state).conflict)), um, owaIm };
}

/** What can have happened to a server since, without a numbered event, and would matter. */
export function silentChanges(sight: ServerSight, possible: readonly PossibleState[]): readonly string[] {
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
export function remediesFor(sight: ServerSight, possible: readonly PossibleState[]): readonly Remedy[] {
  if (possible.some(({ state }) => isHealthy(standingAt(sight, state)))) return [];
  const inConflict = possible.filter(({ state }) => serverAt(sight, state).conflict !== 'none');
  const free = possible.filter((each) => !inConflict.includes(each));
  const ways: readonly (readonly [Remedy, readonly PossibleState[]])[] = [
    ['option-1', inConflict],
    ['option-2', inConflict],
    ['add-pool', free],
  ];
  const { graph } = sight.tracker;
  const helpsIn = (remedy: Remedy, { state, dialects }: PossibleState): boolean =>
    helps(remedy, sight.system, graph.states[state]!, anyServer, dialects);
  return ways.filter(([remedy, states]) => states.some((each) => helpsIn(remedy, each))).map(([remedy]) => remedy);
}

function standingAt({ system, tracker }: ServerSight, state: number): Standing {
  return standingIn(system, tracker.graph.states[state]!, anyServer);
}
