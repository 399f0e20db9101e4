/**
 * In which order planned changes break nothing that works.
 */
import { standingIn, type KstSystem } from '../standing.ts';
import { changeFor, type PlannedChange, playChange, serversNamed, startOf } from './planned.ts';
import { alternativesOf } from './possibilities.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { Refusal } from '../../kst/commands.ts';
import type { World } from '../../kst/state.ts';
import type { SafeOrder } from './advice.ts';
import type { ServerFacts } from './facts.ts';

/** The orders of so many changes are all tried: there are 120. */
const mostChanges = 5;

/**
 * An order is safe when no change is refused and none stops an integration that works, in any dialect and under any answer to the
 * assumptions. What lasts no longer than a restart or a discovery cycle does not count.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function safeOrder(system: KstSystem, facts: readonly ServerFacts[], changes: readonly PlannedChange[]): SafeOrder {
  let breaks: string | null = null;
  /** The first order that is safe, of all that begin with some changes that are; each beginning is played once, the one given first. */
  const search = (before: readonly Alone[], left: readonly PlannedChange[]): readonly PlannedChange[] | null => {
    for (const [index, change] of left.entries()) {
      const { after, says } = playOn(system, before, change);
      if (says !== null) breaks ??= `In the order given, change ${changes.indexOf(change) + 1} (${system.text(change.command)}) ${says}`;
      const rest = says === null ? search(after, left.toSpliced(index, 1)) : null;
      if (rest !== null) return [change, ...rest];
      if (changes.length > mostChanges) return null;
    }
    return left.length === 0 ? [] : null;
  };
  const order = search(startsOf(system, facts, changes), changes)?.map(({ command }) => command) ?? null;
  const given = breaks === null;
  if (given) return { given, order, says: 'In the order given, no change breaks what works.' };
  const broken = (more: string) => ({ given, order, says: `${breaks}.${more}` });
  if (order !== null) return broken(` In this order no change does: ${order.map((command) => system.text(command)).join(', then ')}.`);
  if (changes.length > mostChanges) return broken(` Other orders are tried for at most ${mostChanges} changes.`);
  const others = ' No other order spares it: each breaks something that works, or has a change that is refused.';
  return broken(changes.length === 1 ? '' : others);
}

/** One server by itself, in one dialect. */
interface Alone {
  readonly server: string; readonly state: World; readonly dialect: Dialect;
  /** Whether some change is about it. */
  readonly touched: boolean;
  /** Whether it is a pool's own name, and no server: nothing of it can stop. */
  readonly nameOnly: boolean;
}

/** Each server as it may be at the start; those that no change names and that are alike, once. */
function startsOf(system: KstSystem, all: readonly ServerFacts[], changes: readonly PlannedChange[]): readonly Alone[] {
  const named = serversNamed(changes);
  const starts = all.flatMap((facts) => {
    const touched = named.has(facts.server);
    const nameOnly = facts.stranger && facts.pools.length > 0 && facts.pools.every((pool) => pool.nameOnly);
    const server = touched ? facts.server : 'server';
    return alternativesOf(facts).map(({ possibilities }) => ({ server, touched, nameOnly, possibility: possibilities[0]! }));
  });
  const unlike = [...new Map(starts.map((start) => [JSON.stringify(start), start])).values()];
  return unlike.flatMap(({ possibility, ...start }) =>
    system.dialects.list.map((dialect) => ({ ...start, state: startOf(system, [[start.server, possibility]], dialect), dialect })),
  );
}

/** Each server after one change, and what the change breaks, or why it is refused; null for neither. */
function playOn(system: KstSystem, before: readonly Alone[], change: PlannedChange) {
  const after: Alone[] = [];
  const refusals: (Refusal | null)[] = [];
  for (const alone of before) {
    const own = changeFor(change, alone.server);
    if (own.parts.length === 0) {
      after.push(alone);
      continue;
    }
    const { state, rejected } = playChange(system, alone.state, own, alone.dialect);
    refusals.push(rejected);
    const stopped = alone.nameOnly ? '' : stoppedIn(system, alone, state);
    if (stopped !== '') return { after, says: `stops ${stopped} of ${alone.touched ? alone.server : 'a server that it does not name'}` };
    after.push({ ...alone, state });
  }
  // Some parts of a change may find nothing to do, as a pool's own name that is not listed.
  const refusal = change.parts.length > 1 && refusals.includes(null) ? undefined : refusals.find((rejected) => rejected !== null);
  return { after, says: refusal === undefined ? null : `is refused: ${refusal}` };
}

/** The integrations that work in one state and no longer in the next; empty for none. */
function stoppedIn(system: KstSystem, { server, state }: Alone, next: World) {
  const [was, is] = [standingIn(system, state, server), standingIn(system, next, server)];
  const lights = [['um', 'UM'], ['owaIm', 'OWA IM']] as const;
  return lights.filter(([light]) => was[light] === 'works' && is[light] === 'broken').map(([, name]) => name).join(' and ');
}
