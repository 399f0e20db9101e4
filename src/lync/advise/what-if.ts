/**
 * What-if: the events of each change, and where each server stands after it.
 */
import { conditionOf, conditionText } from '../../engine/dialects/conditions.ts';
import { either, haveCommon } from '../../engine/dialects/set.ts';
import { hosting } from '../../kst/integration.ts';
import { agreed, type KstSystem, shared, type Standing, standingIn } from '../standing.ts';
import { type Changed, changeFor, type PlannedChange, playChanges, serversNamed, startOf } from './planned.ts';
import { alternativesOf, type Possibility } from './possibilities.ts';
import type { PerDialect } from '../../engine/dialects/dialects.ts';
import type { World } from '../../kst/state.ts';
import type { ChangedServer, WhatIfStep } from './advice.ts';
import type { ServerFacts } from './facts.ts';

/**
 * Plays the changes from a running RTCSRV. Events are told for the facts as they are taken (the first possibility of each server);
 * standings hold for all possibilities in all dialects, and are null where these differ.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function whatIf(system: KstSystem, facts: readonly ServerFacts[], changes: readonly PlannedChange[]): readonly WhatIfStep[] {
  if (changes.length === 0) return [];
  const taken = facts.map((server) => [server.server, alternativesOf(server)[0]!.possibilities[0]!] as const);
  const { dialects: all } = system;
  const played = all.each((dialect) => playChanges(system, startOf(system, taken, dialect), changes, dialect));
  // Those that hold in the default dialect come first.
  const isUsual = ({ dialects }: PerDialect<unknown>): boolean => haveCommon(dialects, all.only(all.usual));
  const inOrder = played.toSorted((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
  const servers = facts.map(standingsAfter(system, changes));
  return changes.map(({ command }, index) => {
    const { rejected, cycle, events } = inOrder[0]!.value[index]!;
    const different = inOrder.filter(({ value }) => !sameEvents(value[index]!, inOrder[0]!.value[index]!));
    const groups = [...Map.groupBy(different, ({ value }) => JSON.stringify(value[index]!.events)).values()];
    const otherwise = groups.map((group) => {
      const condition = conditionOf(all, group.reduce((set, { dialects }) => either(set, dialects), all.none));
      return { when: conditionText(condition), events: group[0]!.value[index]!.events };
    });
    return { command, rejected, cycle, events, otherwise, servers: servers.map((steps) => steps[index]!) };
  });
}

function sameEvents(a: Changed, b: Changed): boolean {
  return JSON.stringify(a.events) === JSON.stringify(b.events);
}

/**
 * Where a server stands after each change. Servers do not disturb each other, so each is played by itself, and those that are alike once.
 */
function standingsAfter(system: KstSystem, changes: readonly PlannedChange[]): (facts: ServerFacts) => readonly ChangedServer[] {
  const named = serversNamed(changes);
  const known = new Map<string, readonly (readonly After[])[]>();
  return (facts) => {
    const { server } = facts;
    const possibilities = alternativesOf(facts).flatMap((alternative) => alternative.possibilities);
    const possible = possibilities.flatMap((possibility) => {
      const key = JSON.stringify([named.has(server) ? server : null, possibility]);
      const played = known.get(key) ?? playAlone(system, changes, server, possibility);
      known.set(key, played);
      return played;
    });
    return changes.map((_, index) => {
      const after = possible.map((steps) => steps[index]!);
      return { server, ...agreed(after), conflict: shared(after.map(({ conflict }) => conflict)) };
    });
  };
}

/** What the changes, as far as they mean something for it, do to one server that is so, in each dialect that matters. */
function playAlone(
  system: KstSystem, changes: readonly PlannedChange[], server: string, possibility: Possibility,
): readonly (readonly After[])[] {
  const own = changes.map((change) => changeFor(change, server));
  const played = system.dialects.each((dialect) => playChanges(system, startOf(system, [[server, possibility]], dialect), own, dialect));
  return played.map(({ value }) =>
    value.map(({ state }) => ({ ...standingIn(system, state, server), conflict: inConflict(system, state, server) })),
  );
}

interface After extends Standing {
  readonly conflict: boolean;
}

/** Whether both claims are there, whether or not they have met yet, or have met and are not settled (C14). */
function inConflict(system: KstSystem, state: World, name: string): boolean {
  const { pool, plans, conflict } = system.partIn(state, name);
  return (pool !== null && hosting(plans)) || conflict !== 'none';
}
