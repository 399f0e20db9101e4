/**
 * Planned changes, played one after the other from what there is now, each with the discovery cycle that follows it.
 */
import { canonicalName } from '../../kst/names.ts';
import { emptyWorld } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import { Undecided } from '../simulate.ts';
import { playThrough } from './outcome.ts';
import type { Command, Refusal } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Event } from '../../kst/events.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Possibility } from './possibilities.ts';

/** What a change brings about, its cycle included. */
export interface Changed {
  readonly world: World;
  readonly events: readonly Event[];
  readonly rejected: Refusal | null;
  readonly cycle: boolean;
}

/** The world after a start of RTCSRV with servers that are so: what the changes start from. */
export function startOf(model: Model, servers: Iterable<readonly [string, Possibility]>, dialect: Dialect): World {
  const commands: Command[] = [];
  for (const [server, { pool, plans }] of servers) {
    if (pool !== null) commands.push({ do: 'pool.add', server, version: pool });
    for (const { plan, uriType } of plans) commands.push({ do: 'dialPlan.host', server, plan, uriType });
  }
  return playThrough(model, emptyWorld(), [...commands, { do: 'rtcsrv.start' }], dialect).world;
}

/** The servers that changes name, by their canonical names. */
export function serversNamed(changes: readonly Command[]): ReadonlySet<string> {
  return new Set(changes.flatMap((change) => ('server' in change ? [canonicalName(change.server)] : [])));
}

/** Whether a change means something for a server. Servers do not disturb each other, and a cycle tells nothing new to the others. */
export function concerns(change: Command, server: string): boolean {
  return !('server' in change) || canonicalName(change.server) === server;
}

/** Whether UM Routing's cycles are left to run by themselves: not where the changes have some of their own. */
export function cyclesByThemselves(changes: readonly Command[]): boolean {
  return !changes.some((change) => change.do === 'umRouting.discover');
}

/**
 * Plays one change. UM Routing learns of dial plans, and lists a server whose pool has gone, in a discovery cycle (F5, F8): one
 * follows such a change at once, while RTCSRV runs, since nobody plans what lasts only until then.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playChange(model: Model, world: World, change: Command, cycles: boolean, dialect: Dialect): Changed {
  const outcome = step(model, world, change, dialect);
  if (outcome.kind !== 'taken') throw new Undecided(0, outcome);
  const { next, events, refused } = outcome;
  if (refused !== null || !cycles || !next.running || !waitsForCycle.has(change.do)) return { world: next, events, rejected: refused, cycle: false };
  const after = playThrough(model, next, [{ do: 'umRouting.discover' }], dialect);
  return { world: after.world, events: [...events, ...after.events], rejected: null, cycle: true };
}

const waitsForCycle: ReadonlySet<Command['do']> = new Set(['dialPlan.host', 'dialPlan.unhost', 'pool.remove']);
