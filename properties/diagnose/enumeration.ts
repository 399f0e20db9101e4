/**
 * An independent judge of one server's log: it steps the rules from every reachable world, in one dialect, and keeps every world
 * that has logged what was read. It knows nothing of trackers, and is slow.
 */
import { emptyWorld, worldKey } from '../../src/kst/state.ts';
import { step } from '../../src/kst/step.ts';
import type { Command } from '../../src/kst/commands.ts';
import type { Dialect } from '../../src/kst/dialect.ts';
import type { Event } from '../../src/kst/events.ts';
import type { Model } from '../../src/kst/model.ts';
import type { World } from '../../src/kst/state.ts';

/** A world, and what the command that led there has still to log. */
interface At {
  readonly world: World;
  readonly still: readonly string[];
}

/** Worlds by a key of their own. */
export type Worlds = ReadonlyMap<string, At>;

export const nameOf = (event: Event): string => JSON.stringify(event);

export class Enumeration {
  readonly start: Worlds;
  /** Every event that is logged anywhere. */
  readonly events = new Map<string, Event>();
  private readonly moves = new Map<string, readonly At[]>();
  private readonly read = new WeakMap<Worlds, ReadonlyMap<string, Worlds>>();
  private readonly model: Model;
  private readonly commands: readonly Command[];
  private readonly dialect: Dialect;

  constructor(model: Model, commands: readonly Command[], dialect: Dialect) {
    this.model = model;
    this.commands = commands;
    this.dialect = dialect;
    const found = new Map<string, At>();
    const open: World[] = [emptyWorld()];
    for (let world = open.pop(); world !== undefined; world = open.pop()) {
      if (found.has(worldKey(world))) continue;
      found.set(worldKey(world), { world, still: [] });
      open.push(...this.movesFrom(world).map(({ world: next }) => next));
    }
    this.start = found;
  }

  /** The worlds in which the log can go on with an event; none, when it cannot. */
  after(worlds: Worlds, event: string): Worlds {
    let byEvent = this.read.get(worlds);
    if (byEvent === undefined) this.read.set(worlds, (byEvent = this.goingOn(worlds)));
    return byEvent.get(event) ?? new Map();
  }

  private goingOn(worlds: Worlds): ReadonlyMap<string, Worlds> {
    const byEvent = new Map<string, Map<string, At>>();
    const read = ({ world, still: [event, ...rest] }: At): void => {
      let next = byEvent.get(event!);
      if (next === undefined) byEvent.set(event!, (next = new Map()));
      next.set(`${worldKey(world)} ${rest.join(' ')}`, { world, still: rest });
    };
    const silent = new Set<string>();
    const open: World[] = [];
    for (const at of worlds.values()) {
      if (at.still.length > 0) read(at);
      else open.push(at.world);
    }
    for (let world = open.pop(); world !== undefined; world = open.pop()) {
      if (silent.has(worldKey(world))) continue;
      silent.add(worldKey(world));
      for (const move of this.movesFrom(world)) {
        if (move.still.length > 0) read(move);
        else open.push(move.world);
      }
    }
    return byEvent;
  }

  private movesFrom(world: World): readonly At[] {
    let moves = this.moves.get(worldKey(world));
    if (moves === undefined) {
      moves = this.commands.map((command) => {
        const outcome = step(this.model, world, command, this.dialect);
        if (outcome.kind !== 'taken') throw new Error(outcome.where);
        const numbered = outcome.events.filter(({ id }) => id !== null);
        for (const event of numbered) this.events.set(nameOf(event), event);
        return { world: outcome.next, still: numbered.map(nameOf) };
      });
      this.moves.set(worldKey(world), moves);
    }
    return moves;
  }
}
