/**
 * What-if: the events of each change, where each server stands after it, and in which order planned changes break nothing that works.
 */
import { conditionOf, conditionText } from '../../engine/dialects/conditions.ts';
import { either, haveCommon } from '../../engine/dialects/set.ts';
import { kept } from '../../engine/kept.ts';
import { hosting } from '../../kst/integration.ts';
import { changeFor, type PlannedChange, playChange, playChanges, serversNamed, startOf } from './planned.ts';
import { alternativesOf, type Possibility } from './possibilities.ts';
import { agreed, type KstSystem, shared, standingIn } from '../standing.ts';
import type { PerDialect } from '../../engine/dialects/dialects.ts';
import type { Refusal } from '../../kst/commands.ts';
import type { World } from '../../kst/state.ts';
import type { ServerFacts } from './facts.ts';

/** A change, and what comes of it. Its events are those of the default dialect; `otherwise` has those of the dialects that differ. */
export type WhatIfStep = ReturnType<typeof whatIf>[number];

/**
 * Plays the changes from a running RTCSRV. Events are told for the facts as they are taken (the first possibility of each server);
 * standings hold for all possibilities in all dialects, and are null where these differ.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function whatIf(system: KstSystem, facts: readonly ServerFacts[], changes: readonly PlannedChange[]) {
  if (changes.length === 0) return [];
  const taken = facts.map((server) => [server.server, alternativesOf(server)[0]!.possibilities[0]!] as const);
  const { dialects: all } = system;
  const played = all.each((dialect) => playChanges(system, startOf(system, taken, dialect), changes, dialect));
  // Those that hold in the default dialect come first.
  const isUsual = ({ dialects }: PerDialect<unknown>) => haveCommon(dialects, all.only(all.usual));
  const inOrder = played.toSorted((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
  const servers = standingsAfter(system, changes, facts);
  return changes.map(({ command }, index) => {
    const { rejected, cycle, events } = inOrder[0]!.value[index]!;
    const [, ...different] = Map.groupBy(inOrder, ({ value }) => JSON.stringify(value[index]!.events)).values();
    const otherwise = different.map((group) => {
      const condition = conditionOf(all, group.reduce((set, { dialects }) => either(set, dialects), all.none));
      return { when: conditionText(condition), events: group[0]!.value[index]!.events };
    });
    // The command is as it was given, but with the FQDN in the place of a short name; the events are those of the cycle as well.
    return { command, rejected, cycle, events, otherwise, servers: servers.map((steps) => steps[index]!) };
  });
}

/**
 * Where a server stands after each change. Servers do not disturb each other, so each is played by itself, and those that are alike once.
 */
function standingsAfter(system: KstSystem, changes: readonly PlannedChange[], all: readonly ServerFacts[]) {
  const named = serversNamed(changes);
  const known = new Map<string, ReturnType<typeof playAlone>>();
  return all.map((facts) => {
    const { server } = facts;
    const possibilities = alternativesOf(facts).flatMap((alternative) => alternative.possibilities);
    const possible = possibilities.flatMap((possibility) => {
      const key = JSON.stringify([named.has(server) ? server : null, possibility]);
      return kept(known, key, () => playAlone(system, changes, server, possibility));
    });
    return changes.map((_, index) => {
      const after = possible.map((steps) => steps[index]!);
      return { server, ...agreed(after), conflict: shared(after.map(({ conflict }) => conflict)) };
    });
  });
}

/** What the changes, as far as they mean something for it, do to one server that is so, in each dialect that matters. */
function playAlone(system: KstSystem, changes: readonly PlannedChange[], server: string, possibility: Possibility) {
  const own = changes.map((change) => changeFor(change, server));
  const played = system.dialects.each((dialect) => playChanges(system, startOf(system, [[server, possibility]], dialect), own, dialect));
  return played.map(({ value }) =>
    value.map(({ state }) => ({ ...standingIn(system, state, server), conflict: inConflict(system, state, server) })),
  );
}

/** Whether both claims are there, whether or not they have met yet, or have met and are not settled (C14). */
function inConflict(system: KstSystem, state: World, name: string) {
  const { pool, plans, conflict } = system.partIn(state, name);
  return (pool !== null && hosting(plans)) || conflict !== 'none';
}

/** The orders of so many changes are all tried: there are 120. */
const mostChanges = 5;

/**
 * An order is safe when no change is refused and none stops an integration that works, in any dialect and under any answer to the
 * assumptions. What lasts no longer than a restart or a discovery cycle does not count.
 *
 * @returns whether the order in which they were given is such; such an order, the one given if it is one, null when there is none, or
 *   none was looked for; and a sentence.
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function safeOrder(system: KstSystem, facts: readonly ServerFacts[], changes: readonly PlannedChange[]) {
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
type Alone = ReturnType<typeof startsOf>[number];

/** Each server as it may be at the start; those that no change names and that are alike, once. */
function startsOf(system: KstSystem, all: readonly ServerFacts[], changes: readonly PlannedChange[]) {
  const named = serversNamed(changes);
  const starts = all.flatMap((facts) => {
    /** Whether some change is about it. */
    const touched = named.has(facts.server);
    /** Whether it is a pool's own name, and no server: nothing of it can stop. */
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
