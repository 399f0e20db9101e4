/**
 * What-if: the events of each change, and where each server stands after it.
 */
import { conditionOf, conditionText } from '../../kst/conditions.ts';
import { perDialect } from '../../kst/dialect.ts';
import { hosting } from '../../kst/integration.ts';
import { serverIn } from '../../kst/state.ts';
import { changeFor, cyclesByThemselves, playChange, serversNamed, startOf } from './changes.ts';
import { alternativesOf } from './possibilities.ts';
import { agreed, standingIn } from './standing.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { ChangedServer, Standing, WhatIfStep } from './advice.ts';
import type { Changed } from './changes.ts';
import type { ServerFacts } from './facts.ts';
import type { Change } from './planned.ts';
import type { Possibility } from './possibilities.ts';

/**
 * Plays the changes from a running RTCSRV. Events are told for the facts as they are taken (the first possibility of each server);
 * standings hold for all possibilities in all dialects, and are null where these differ.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function whatIf(model: Model, facts: readonly ServerFacts[], changes: readonly Change[]): readonly WhatIfStep[] {
  if (changes.length === 0) return [];
  const taken = facts.map((server) => [server.server, alternativesOf(server)[0]!.possibilities[0]!] as const);
  const cycles = cyclesByThemselves(changes);
  const played = perDialect((dialect) => playAll(model, startOf(model, taken, dialect), changes, cycles, dialect));
  // Those that hold in the default dialect come first.
  const inOrder = played.toSorted((a, b) => Number((b.dialects & 1) !== 0) - Number((a.dialects & 1) !== 0));
  const standings = new Standings(model, changes);
  const servers = facts.map((server) => standings.of(server));
  return changes.map(({ command }, index) => {
    const { rejected, cycle, events } = inOrder[0]!.value[index]!;
    const different = inOrder.filter(({ value }) => !sameEvents(value[index]!, inOrder[0]!.value[index]!));
    const groups = [...Map.groupBy(different, ({ value }) => JSON.stringify(value[index]!.events)).values()];
    const otherwise = groups.map((group) => {
      const condition = conditionOf(group.reduce((set, { dialects }) => set | dialects, 0));
      return { when: conditionText(condition), events: group[0]!.value[index]!.events };
    });
    return { command, rejected, cycle, events, otherwise, servers: servers.map((steps) => steps[index]!) };
  });
}

function playAll(model: Model, start: World, changes: readonly Change[], cycles: boolean, dialect: Dialect): readonly Changed[] {
  let world = start;
  return changes.map((change) => {
    const changed = playChange(model, world, change, cycles, dialect);
    world = changed.world;
    return changed;
  });
}

function sameEvents(a: Changed, b: Changed): boolean {
  return JSON.stringify(a.events) === JSON.stringify(b.events);
}

/** Where servers stand after each change. Servers do not disturb each other, so each is played by itself, and those that are alike once. */
class Standings {
  private readonly model: Model;
  private readonly changes: readonly Change[];
  private readonly played = new Map<string, readonly (readonly After[])[]>();

  constructor(model: Model, changes: readonly Change[]) {
    this.model = model;
    this.changes = changes;
  }

  of(facts: ServerFacts): readonly ChangedServer[] {
    const { server } = facts;
    const possible = alternativesOf(facts).flatMap(({ possibilities }) => possibilities.flatMap((possibility) => this.play(server, possibility)));
    return this.changes.map((_, index) => {
      const after = possible.map((steps) => steps[index]!);
      const conflicts = new Set(after.map(({ conflict }) => conflict));
      return { server, ...agreed(after), conflict: conflicts.size === 1 ? after[0]!.conflict : null };
    });
  }

  /** What the changes do to one server that is so, in each dialect that matters. */
  private play(server: string, possibility: Possibility): readonly (readonly After[])[] {
    const key = JSON.stringify([serversNamed(this.changes).has(server) ? server : null, possibility]);
    let played = this.played.get(key);
    if (played === undefined) this.played.set(key, (played = this.playAlone(server, possibility)));
    return played;
  }

  private playAlone(server: string, possibility: Possibility): readonly (readonly After[])[] {
    const cycles = cyclesByThemselves(this.changes);
    return perDialect((dialect) => {
      let world = startOf(this.model, [[server, possibility]], dialect);
      return this.changes.map((change) => {
        const own = changeFor(change, server);
        if (own !== null) world = playChange(this.model, world, own, cycles, dialect).world;
        return { ...standingIn(this.model, world, server), conflict: inConflict(world, server) };
      });
    }).map(({ value }) => value);
  }
}

interface After extends Standing {
  readonly conflict: boolean;
}

/** Whether both claims are there, whether or not they have met yet, or have met and are not settled (C14). */
function inConflict(world: World, name: string): boolean {
  const { pool, plans, conflict } = serverIn(world, name);
  return (pool !== null && hosting(plans)) || conflict !== 'none';
}
