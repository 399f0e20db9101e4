/**
 * In which order planned changes break nothing that works.
 */
import { commandText } from '../../kst/commands.ts';
import { dialects } from '../../kst/dialect.ts';
import { concerns, cyclesByThemselves, playChange, serversNamed, startOf } from './changes.ts';
import { alternativesOf } from './possibilities.ts';
import { standingIn } from './standing.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { SafeOrder } from './advice.ts';
import type { ServerFacts } from './facts.ts';
import type { Possibility } from './possibilities.ts';

/** The orders of so many changes are all tried: there are 120. */
const mostChanges = 5;

/**
 * An order is safe when no change is refused and none stops an integration that works, in any dialect and under any answer to the
 * assumptions. What lasts no longer than a restart or a discovery cycle does not count.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function safeOrder(model: Model, facts: readonly ServerFacts[], changes: readonly Command[]): SafeOrder {
  const starts = startsOf(model, facts, changes);
  const cycles = cyclesByThemselves(changes);
  const given = firstBreak(model, starts, changes, cycles);
  if (given === null) return { given: true, order: changes, says: 'In the order given, no change breaks what works.' };
  const breaks = `In the order given, change ${given.index + 1} (${commandText(changes[given.index]!)}) ${given.says}`;
  if (changes.length > mostChanges) return { given: false, order: null, says: `${breaks}. Other orders are tried for at most ${mostChanges} changes.` };
  const order = search(model, starts, changes, cycles);
  if (order === null) {
    const others = changes.length === 1 ? '' : ' No other order spares it: each breaks something that works, or has a change that is refused.';
    return { given: false, order, says: `${breaks}.${others}` };
  }
  return { given: false, order, says: `${breaks}. In this order no change does: ${order.map(commandText).join(', then ')}.` };
}

/** One server by itself, in one dialect. */
interface Alone {
  readonly server: string;
  readonly world: World;
  readonly dialect: Dialect;
  /** Whether some change is about it. */
  readonly touched: boolean;
}

/** Each server as it may be at the start; those that no change names and that are alike, once. */
function startsOf(model: Model, all: readonly ServerFacts[], changes: readonly Command[]): readonly Alone[] {
  const named = serversNamed(changes);
  const starts = new Map<string, { readonly server: string; readonly possibility: Possibility; readonly touched: boolean }>();
  for (const facts of all) {
    const touched = named.has(facts.server);
    const server = touched ? facts.server : 'server';
    for (const { possibilities } of alternativesOf(facts)) {
      const [possibility] = possibilities;
      starts.set(JSON.stringify([server, possibility]), { server, possibility: possibility!, touched });
    }
  }
  return [...starts.values()].flatMap(({ server, possibility, touched }) =>
    dialects().map((dialect): Alone => ({ server, world: startOf(model, [[server, possibility]], dialect), dialect, touched })),
  );
}

/** Plays the changes until one is refused or breaks something; null when none does. */
function firstBreak(model: Model, starts: readonly Alone[], changes: readonly Command[], cycles: boolean): { readonly index: number; readonly says: string } | null {
  let before = starts;
  for (const [index, change] of changes.entries()) {
    const { after, says } = playOn(model, before, change, cycles);
    if (says !== null) return { index, says };
    before = after;
  }
  return null;
}

/** The first order that is safe, of all that begin with some changes that are; each beginning is played once. */
function search(model: Model, before: readonly Alone[], left: readonly Command[], cycles: boolean): readonly Command[] | null {
  if (left.length === 0) return [];
  for (const [index, change] of left.entries()) {
    const { after, says } = playOn(model, before, change, cycles);
    if (says !== null) continue;
    const rest = search(model, after, left.toSpliced(index, 1), cycles);
    if (rest !== null) return [change, ...rest];
  }
  return null;
}

/** Each server after one change; `says` what it breaks, null for nothing. */
function playOn(model: Model, before: readonly Alone[], change: Command, cycles: boolean): { readonly after: readonly Alone[]; readonly says: string | null } {
  const after: Alone[] = [];
  for (const alone of before) {
    if (!concerns(change, alone.server)) {
      after.push(alone);
      continue;
    }
    const { world, rejected } = playChange(model, alone.world, change, cycles, alone.dialect);
    if (rejected !== null) return { after, says: `is refused: ${rejected}` };
    const [was, is] = [standingIn(model, alone.world, alone.server), standingIn(model, world, alone.server)];
    const stopped = [...(was.um === 'works' && is.um === 'broken' ? ['UM'] : []), ...(was.owaIm === 'works' && is.owaIm === 'broken' ? ['OWA IM'] : [])];
    if (stopped.length > 0) return { after, says: `stops ${stopped.join(' and ')} of ${alone.touched ? alone.server : 'a server that it does not name'}` };
    after.push({ ...alone, world });
  }
  return { after, says: null };
}
