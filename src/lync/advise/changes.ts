/**
 * Planned changes, played one after the other from what there is now, each with the discovery cycle that follows it.
 */
import { canonicalName } from '../../kst/names.ts';
import { playThrough } from './play-through.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { Command, Refusal } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { World } from '../../kst/state.ts';
import type { Kst } from '../../kst/words.ts';
import type { PlannedChange } from './planned.ts';
import type { Possibility } from './possibilities.ts';

/** What a change brings about, its cycle included. */
export interface Changed {
  readonly state: World;
  readonly events: readonly Event[];
  readonly rejected: Refusal | null;
  readonly cycle: boolean;
}

/** The world after a start of RTCSRV with servers that are so: what the changes start from. */
export function startOf(system: System<Kst>, servers: Iterable<readonly [string, Possibility]>, dialect: Dialect): World {
  const commands: Command[] = [];
  for (const [server, { pool, plans }] of servers) {
    if (pool !== null) commands.push({ do: 'pool.add', server, version: pool });
    for (const { plan, uriType } of plans) commands.push({ do: 'dialPlan.host', server, plan, uriType });
  }
  return playThrough(system, system.start, [...commands, { do: 'rtcsrv.start' }], dialect).state;
}

/** The servers that changes are about, by their canonical names. */
export function serversNamed(changes: readonly PlannedChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ parts }) => parts.flatMap((part) => ('server' in part ? [canonicalName(part.server)] : []))));
}

/**
 * What a change means for one server; null for nothing. Servers do not disturb each other, and a cycle tells nothing new to the
 * others.
 */
export function changeFor({ command, parts }: PlannedChange, server: string): PlannedChange | null {
  const own = parts.filter((part) => !('server' in part) || canonicalName(part.server) === server);
  return own.length === 0 ? null : { command, parts: own };
}

/** Whether UM Routing's cycles are left to run by themselves: not where the changes have some of their own. */
export function cyclesByThemselves(changes: readonly PlannedChange[]): boolean {
  return !changes.some(({ command }) => command.do === 'umRouting.discover');
}

/**
 * Plays one change, which is refused when each of its parts is. UM Routing learns of dial plans, and lists a server whose pool has
 * gone, in a discovery cycle (F5, F8): one follows such a change at once, while RTCSRV runs, since nobody plans what lasts only
 * until then.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playChange(
  system: System<Kst>,
  start: World,
  { command, parts }: PlannedChange,
  cycles: boolean,
  dialect: Dialect,
): Changed {
  const { state, events, refusals } = playThrough(system, start, parts, dialect);
  const rejected = refusals.length === parts.length ? refusals[0]! : null;
  const waits = cycles && state.whole.running && waitsForCycle.has(command.do);
  if (rejected !== null || !waits) return { state, events, rejected, cycle: false };
  const after = playThrough(system, state, [{ do: 'umRouting.discover' }], dialect);
  return { state: after.state, events: [...events, ...after.events], rejected: null, cycle: true };
}

const waitsForCycle: ReadonlySet<Command['do']> = new Set(['dialPlan.host', 'dialPlan.unhost', 'pool.remove']);
