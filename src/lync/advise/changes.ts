/**
 * Planned changes, played one after the other from what there is now, each with the discovery cycle that follows it.
 */
import { canonicalName } from '../../kst/names.ts';
import { playThrough, type KstSystem } from '../standing.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { World } from '../../kst/state.ts';
import type { WhatIfStep } from './advice.ts';
import type { PlannedChange } from './planned.ts';
import { commandsFor, type Possibility } from './possibilities.ts';

/** What a change brings about, its cycle included. */
export interface Changed extends Pick<WhatIfStep, 'events' | 'rejected' | 'cycle'> {
  readonly state: World;
}

/** The world after a start of RTCSRV with servers that are so: what the changes start from. */
export function startOf(system: KstSystem, servers: Iterable<readonly [string, Possibility]>, dialect: Dialect): World {
  const commands = [...servers].flatMap(([server, possibility]) => Object.values(commandsFor(possibility, server)).flat());
  return playThrough(system, system.start, [...commands, { do: 'rtcsrv.start' }], dialect).state;
}

/** The servers that changes are about, by their canonical names. */
export function serversNamed(changes: readonly PlannedChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ parts }) => parts.flatMap((part) => ('server' in part ? [canonicalName(part.server)] : []))));
}

/** What a change means for one server. Servers do not disturb each other, and a cycle tells nothing new to the others. */
export function changeFor({ parts, ...change }: PlannedChange, server: string): PlannedChange {
  return { ...change, parts: parts.filter((part) => !('server' in part) || canonicalName(part.server) === server) };
}

/**
 * Plays one change, which is refused when each of its parts is. One that waits for a discovery cycle is followed by one at once, while
 * RTCSRV runs: nobody plans what lasts only until then.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playChange(system: KstSystem, start: World, { parts, waits }: PlannedChange, dialect: Dialect): Changed {
  const { state, events, refusals } = playThrough(system, start, parts, dialect);
  if (refusals.length === parts.length) return { state, events, rejected: refusals[0] ?? null, cycle: false };
  if (!waits || !state.whole.running) return { state, events, rejected: null, cycle: false };
  const after = playThrough(system, state, [{ do: 'umRouting.discover' }], dialect);
  return { state: after.state, events: [...events, ...after.events], rejected: null, cycle: true };
}

/** Plays changes one after the other. */
export function playChanges(system: KstSystem, start: World, changes: readonly PlannedChange[], dialect: Dialect): readonly Changed[] {
  let state = start;
  return changes.map((change) => {
    const changed = playChange(system, state, change, dialect);
    ({ state } = changed);
    return changed;
  });
}
