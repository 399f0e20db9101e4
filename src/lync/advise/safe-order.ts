/**
 * In which order planned changes break nothing that works.
 */
import { standingIn, type KstSystem } from '../standing.ts';
import { changeFor, type PlannedChange, playChange, serversNamed, startOf } from './planned.ts';
import { alternativesOf, type Possibility } from './possibilities.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { Command, Refusal } from '../../kst/commands.ts';
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
  const starts = startsOf(system, facts, changes);
  const given = firstBreak(system, starts, changes);
  if (given === null) return { given: true, order: commandsOf(changes), says: 'In the order given, no change breaks what works.' };
  const breaks = `In the order given, change ${given.index + 1} (${system.text(changes[given.index]!.command)}) ${given.says}`;
  if (changes.length > mostChanges) {
    return { given: false, order: null, says: `${breaks}. Other orders are tried for at most ${mostChanges} changes.` };
  }
  const order = search(system, starts, changes);
  if (order === null) {
    const others = ' No other order spares it: each breaks something that works, or has a change that is refused.';
    return { given: false, order, says: `${breaks}.${changes.length === 1 ? '' : others}` };
  }
  const commands = commandsOf(order);
  const texts = commands.map((command) => system.text(command)).join(', then ');
  return { given: false, order: commands, says: `${breaks}. In this order no change does: ${texts}.` };
}

function commandsOf(changes: readonly PlannedChange[]): readonly Command[] {
  return changes.map(({ command }) => command);
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
  const starts = new Map<string, Omit<Alone, 'state' | 'dialect'> & { readonly possibility: Possibility }>();
  for (const facts of all) {
    const touched = named.has(facts.server);
    const server = touched ? facts.server : 'server';
    const nameOnly = facts.stranger && facts.pools.length > 0 && facts.pools.every((pool) => pool.nameOnly);
    for (const { possibilities } of alternativesOf(facts)) {
      const [possibility] = possibilities;
      starts.set(JSON.stringify([server, possibility, nameOnly]), { server, possibility: possibility!, touched, nameOnly });
    }
  }
  return [...starts.values()].flatMap(({ possibility, ...start }) =>
    system.dialects.list.map((dialect): Alone => ({ ...start, state: startOf(system, [[start.server, possibility]], dialect), dialect })),
  );
}

interface BrokenChange {
  readonly index: number; readonly says: string;
}

/** Plays the changes until one is refused or breaks something; null when none does. */
function firstBreak(system: KstSystem, starts: readonly Alone[], changes: readonly PlannedChange[]): BrokenChange | null {
  let before = starts;
  for (const [index, change] of changes.entries()) {
    const { after, says } = playOn(system, before, change);
    if (says !== null) return { index, says };
    before = after;
  }
  return null;
}

/** The first order that is safe, of all that begin with some changes that are; each beginning is played once. */
function search(system: KstSystem, before: readonly Alone[], left: readonly PlannedChange[]): readonly PlannedChange[] | null {
  if (left.length === 0) return [];
  for (const [index, change] of left.entries()) {
    const { after, says } = playOn(system, before, change);
    if (says !== null) continue;
    const rest = search(system, after, left.toSpliced(index, 1));
    if (rest !== null) return [change, ...rest];
  }
  return null;
}

interface AfterChange {
  readonly after: readonly Alone[];
  /** What the change breaks, or why it is refused; null for neither. */
  readonly says: string | null;
}

/** Each server after one change. */
function playOn(system: KstSystem, before: readonly Alone[], change: PlannedChange): AfterChange {
  const after: Alone[] = [];
  const refusals: Refusal[] = [];
  let taken = false;
  for (const alone of before) {
    const own = changeFor(change, alone.server);
    if (own.parts.length === 0) {
      after.push(alone);
      continue;
    }
    const { state, rejected } = playChange(system, alone.state, own, alone.dialect);
    if (rejected === null) taken = true;
    else refusals.push(rejected);
    const stopped = alone.nameOnly ? '' : stoppedIn(system, alone, state);
    if (stopped !== '') return { after, says: `stops ${stopped} of ${alone.touched ? alone.server : 'a server that it does not name'}` };
    after.push({ ...alone, state });
  }
  // Some parts of a change may find nothing to do, as a pool's own name that is not listed.
  const refused = refusals.length > 0 && (change.parts.length === 1 || !taken);
  return { after, says: refused ? `is refused: ${refusals[0]}` : null };
}

/** The integrations that work in one state and no longer in the next; empty for none. */
function stoppedIn(system: KstSystem, { server, state }: Alone, next: World): string {
  const [was, is] = [standingIn(system, state, server), standingIn(system, next, server)];
  const stops = (light: 'um' | 'owaIm'): boolean => was[light] === 'works' && is[light] === 'broken';
  return [...(stops('um') ? ['UM'] : []), ...(stops('owaIm') ? ['OWA IM'] : [])].join(' and ');
}
