/**
 * An independent judge of one part's log: it steps the rules from every reachable state, in one dialect, and keeps every state
 * that has logged what was read. It knows nothing of trackers, and is slow.
 */
import { play } from '../../src/engine/rules/play.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import type { System } from '../../src/engine/rules/system.ts';
import type { Command, State } from '../../src/engine/specification.ts';
import type { LogCase } from './cases.ts';

/** A state, and what the command that led there has still to log. */
interface At {
  readonly state: State<any>;
  readonly still: readonly string[];
}

/** States by a key of their own. */
export type States = ReadonlyMap<string, At>;

export const nameOf = (event: object): string => JSON.stringify(event);

export class Enumeration {
  readonly start: States;
  /** Every event that is logged anywhere. */
  readonly events = new Map<string, object>();
  private readonly moves = new Map<string, readonly At[]>();
  private readonly read = new WeakMap<States, ReadonlyMap<string, States>>();
  private readonly system: System;
  private readonly commands: readonly Command<any>[];
  private readonly isLogged: LogCase['isLogged'];
  private readonly dialect: object;

  constructor({ specification, commands, isLogged }: LogCase, dialect: object) {
    this.system = systemOf(specification);
    this.commands = commands;
    this.isLogged = isLogged;
    this.dialect = dialect;
    const found = new Map<string, At>();
    const open: State<any>[] = [this.system.start];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (found.has(keyOf(state))) continue;
      found.set(keyOf(state), { state, still: [] });
      open.push(...this.movesFrom(state).map(({ state: next }) => next));
    }
    this.start = found;
  }

  /** The states in which the log can go on with an event; none, when it cannot. */
  after(states: States, event: string): States {
    let byEvent = this.read.get(states);
    if (byEvent === undefined) this.read.set(states, (byEvent = this.goingOn(states)));
    return byEvent.get(event) ?? new Map();
  }

  private goingOn(states: States): ReadonlyMap<string, States> {
    const byEvent = new Map<string, Map<string, At>>();
    const read = ({ state, still: [event, ...rest] }: At): void => {
      let next = byEvent.get(event!);
      if (next === undefined) byEvent.set(event!, (next = new Map()));
      next.set(`${keyOf(state)} ${rest.join(' ')}`, { state, still: rest });
    };
    const silent = new Set<string>();
    const open: State<any>[] = [];
    for (const at of states.values()) {
      if (at.still.length > 0) read(at);
      else open.push(at.state);
    }
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (silent.has(keyOf(state))) continue;
      silent.add(keyOf(state));
      for (const move of this.movesFrom(state)) {
        if (move.still.length > 0) read(move);
        else open.push(move.state);
      }
    }
    return byEvent;
  }

  private movesFrom(state: State<any>): readonly At[] {
    let moves = this.moves.get(keyOf(state));
    if (moves === undefined) {
      moves = this.commands.map((command) => {
        const outcome = play(this.system, state, command, this.dialect);
        if (outcome.kind !== 'taken') throw new Error(outcome.where);
        const logged = outcome.events.filter(this.isLogged);
        for (const event of logged) this.events.set(nameOf(event), event);
        return { state: outcome.next, still: logged.map(nameOf) };
      });
      this.moves.set(keyOf(state), moves);
    }
    return moves;
  }
}

function keyOf({ whole, parts }: State<any>): string {
  return JSON.stringify([whole, [...parts]]);
}
