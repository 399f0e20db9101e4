/**
 * How a server stands, as far as what was logged tells: what all states say in which it can be.
 */
import { integrationOf } from '../../kst/integration.ts';
import { blankServer } from '../../kst/state.ts';
import { kindOf } from './sight.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { Server, World } from '../../kst/state.ts';
import type { Belief } from '../../verify/track.ts';
import type { Remedy, Status } from './diagnosis.ts';
import type { TakenEvent } from './judge.ts';
import type { ServerTracker } from './sight.ts';

/** A state in which a server can be, and the dialects in which it can. */
export interface Possible {
  readonly state: number;
  readonly dialects: DialectSet;
}

/** The states in which a server can be right after the last event about it, between two commands. */
export function possibleStates(tracker: ServerTracker, belief: Belief, dialects: DialectSet): readonly Possible[] {
  return positionsOf(tracker, belief, dialects).filter(({ pending }) => pending === null);
}

/** The events of which one must come next, where the last event can only stand in the middle of what a command logs; else none. */
export function awaitedEvents(tracker: ServerTracker, belief: Belief, dialects: DialectSet): readonly number[] {
  const all = positionsOf(tracker, belief, dialects);
  return all.some(({ pending }) => pending === null) ? [] : [...new Set(all.map(({ pending }) => Number(pending!.split(':')[0])))].sort((a, b) => a - b);
}

function positionsOf(tracker: ServerTracker, belief: Belief, dialects: DialectSet): readonly (Possible & { readonly pending: string | null })[] {
  return tracker.positions.map(({ state, pending }, at) => ({ state, pending: pending[0] ?? null, dialects: belief.exact[at]! & dialects })).filter((each) => each.dialects !== 0);
}

/** How a server stands in the middle of what a command logs: nothing is listed but what was logged last. */
export function statusAsLogged(server: string, taken: readonly TakenEvent[]): Status {
  const last = taken.findLast(({ event: { observation: { id } } }) => id === 14492 || id === 14493 || id === 14495 || id === 14563)?.event.observation;
  const version = last?.id === 14493 ? last.version : last?.id === 14492 ? (last.servers?.find((each) => each.server === server)?.version ?? null) : null;
  const unread = last === undefined || (last.id === 14492 && last.servers === null);
  const known = unread ? null : last.id === 14493 || (last.id === 14492 && last.servers!.some((each) => each.server === server));
  return { known, version, conflict: last?.id === 14563 ? 'open' : null, um: known === false ? 'broken' : null, owaIm: known === null ? null : known ? 'works' : 'broken' };
}

/** What all of the states say; null where they differ. */
export function statusOf(tracker: ServerTracker, possible: readonly Possible[]): Status {
  const all = possible.map(({ state }) => statusIn(tracker.graph.states[state]!));
  const agreed = <K extends keyof Status>(field: K): Status[K] | null => (all.length > 0 && all.every((each) => each[field] === all[0]![field]) ? all[0]![field] : null);
  return { known: agreed('known'), version: agreed('version'), conflict: agreed('conflict'), um: agreed('um'), owaIm: agreed('owaIm') };
}

/** What can have happened to a server since, without a numbered event, and would matter. */
export function silentChanges(tracker: ServerTracker, possible: readonly Possible[]): readonly string[] {
  const { graph } = tracker;
  const kinds = new Set<CommandKind>();
  for (const { state, dialects } of possible) {
    for (const command of graph.machine.commands.keys()) {
      for (const { outcome, to, variants } of graph.edges(state, command)) {
        if ((variants & dialects) === 0 || outcome.kind !== 'taken' || to === state) continue;
        if (outcome.events.every(({ id }) => id === null)) kinds.add(kindOf(tracker, command));
      }
    }
  }
  return [...kinds].map((kind) => silent[kind]);
}

const silent: Readonly<Record<CommandKind, string>> = {
  'pool.add': 'its pool may have been added: that logs nothing while RTCSRV is stopped',
  'pool.remove': 'its pool may have been removed: that logs nothing while the pool is not listed',
  'dialPlan.host': 'it may host a SipName dial plan by now: UM Routing finds that in its next cycle',
  'dialPlan.unhost': 'it may host no SipName dial plan any more: then UM integration is broken, and UM Routing gives it up in its next cycle',
  'umRouting.discover': 'UM Routing may have found it or given it up: the events about that have no published number',
  'rtcsrv.start': 'RTCSRV may have been started',
  'rtcsrv.stop': 'RTCSRV may have been stopped: that is not logged, and nothing is known while it is',
  'rtcsrv.restart': 'RTCSRV may have been restarted',
};

/**
 * The ways out that make what is broken work, if only from some of the states: nobody sees whether a dial plan went silently, and
 * what each option asks for is told with it. Options 1 and 2 are ways out of a conflict, a pool is one for a server without (C17..C19).
 */
export function remediesFor(tracker: ServerTracker, possible: readonly Possible[]): readonly Remedy[] {
  const broken = possible.filter(({ state }) => !isHealthy(statusIn(tracker.graph.states[state]!)));
  if (broken.length < possible.length) return [];
  const inConflict = broken.filter(({ state }) => statusIn(tracker.graph.states[state]!).conflict !== 'none');
  const free = broken.filter((each) => !inConflict.includes(each));
  const remedies: readonly (readonly [Remedy, readonly Possible[], readonly CommandKind[]])[] = [
    ['option-1', inConflict, ['pool.remove', 'umRouting.discover']],
    ['option-2', inConflict, ['rtcsrv.restart']],
    ['add-pool', free, ['pool.add']],
  ];
  return remedies.filter(([, states, commands]) => states.some((each) => heals(tracker, each, commands))).map(([remedy]) => remedy);
}

/** Whether OWA IM works, and UM where the server has to do with it. */
export function isHealthy({ um, owaIm }: Status): boolean {
  return owaIm === 'works' && (um === 'works' || um === 'none');
}

/** Whether one of the integrations is broken, whatever is open. */
export function isBroken({ um, owaIm }: Status): boolean {
  return um === 'broken' || owaIm === 'broken';
}

/** Whether the commands, each of which must do something, lead to where all works. */
function heals(tracker: ServerTracker, { state, dialects }: Possible, kinds: readonly CommandKind[]): boolean {
  const [kind, ...later] = kinds;
  const { graph } = tracker;
  if (kind === undefined) return isHealthy(statusIn(graph.states[state]!));
  const command = graph.machine.commands.findIndex((each) => each.do === kind);
  const ways = graph.edges(state, command).filter(({ variants }) => (variants & dialects) !== 0);
  return ways.every(({ outcome, to, variants }) => outcome.kind === 'taken' && outcome.refused === null && heals(tracker, { state: to!, dialects: variants & dialects }, later));
}

function statusIn({ running, servers: [first] }: World): Status {
  const server: Server = first ?? blankServer('');
  const { um, owaIm } = integrationOf(running, server);
  return { known: server.known.length > 0, version: server.known[0] ?? null, conflict: server.conflict, um, owaIm };
}
