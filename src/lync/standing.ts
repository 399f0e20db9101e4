/**
 * How a server stands: whether it is listed and by which version, and what its users notice.
 */
import { Undecided } from '../engine/replay/simulate.ts';
import { play } from '../engine/rules/play.ts';
import type { System } from '../engine/rules/system.ts';
import type { Dialect } from '../kst/assumptions.ts';
import type { Command, Refusal } from '../kst/commands.ts';
import type { Event } from '../kst/events.ts';
import type { Integration } from '../kst/integration.ts';
import type { Version, World } from '../kst/state.ts';
import type { Kst } from '../kst/words.ts';

export type KstSystem = System<Kst>;

/** Null stands for what is open. */
export interface Standing {
  readonly known: boolean | null;
  /** The version that is listed; null where none is, too. */
  readonly version: Version | null;
  readonly um: Integration['um'] | null; readonly owaIm: Integration['owaIm'] | null;
}

/** A server's standing in a state; its name is canonical. */
export function standingIn(system: KstSystem, state: World, name: string): Standing {
  const server = system.partIn(state, name);
  const { um, owaIm } = system.rulebook.status!.of(state.whole, server) as Integration;
  const known = state.whole.running && server.known.length > 0;
  return { known, version: known ? server.known[0]! : null, um, owaIm };
}

/** A server's standing after some commands; null where one of them is refused or not decided. */
export function standingAfter(
  system: KstSystem, state: World, name: string, commands: readonly Command[], dialect: Dialect,
): Standing | null {
  let at = state;
  for (const command of commands) {
    const outcome = play(system, at, command, dialect);
    if (outcome.kind !== 'taken' || outcome.refused !== null) return null;
    at = outcome.next;
  }
  return standingIn(system, at, name);
}

/** Where a story leads, what it logs, and why some of its commands were refused. */
interface PlayedStory {
  readonly state: World; readonly events: readonly Event[]; readonly refusals: readonly Refusal[];
}

/**
 * Plays the commands one after the other.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playThrough(system: KstSystem, start: World, commands: readonly Command[], dialect: Dialect): PlayedStory {
  let state = start;
  const events: Event[] = [];
  const refusals: Refusal[] = [];
  for (const [index, command] of commands.entries()) {
    const outcome = play(system, state, command, dialect);
    if (outcome.kind !== 'taken') throw new Undecided(index, outcome);
    state = outcome.next;
    events.push(...outcome.events);
    if (outcome.refused !== null) refusals.push(outcome.refused);
  }
  return { state, events, refusals };
}

/** What all of the standings have in common; null where they differ. */
export function agreed(standings: readonly Standing[]): Standing {
  const common = <F extends keyof Standing>(field: F): Standing[F] | null => shared(standings.map((standing) => standing[field]));
  return { known: common('known'), version: common('version'), um: common('um'), owaIm: common('owaIm') };
}

/** The value that all of the values are; null where they differ, or there is none. */
export function shared<T>(values: readonly T[]): T | null {
  return new Set(values).size === 1 ? values[0]! : null;
}

/** Whether OWA IM works, and UM where the server has to do with it. */
export function isHealthy({ um, owaIm }: Pick<Standing, 'um' | 'owaIm'>): boolean {
  return owaIm === 'works' && (um === 'works' || um === 'none');
}

/** Whether one of the integrations is broken, whatever is open. */
export function isBroken({ um, owaIm }: Pick<Standing, 'um' | 'owaIm'>): boolean {
  return um === 'broken' || owaIm === 'broken';
}
