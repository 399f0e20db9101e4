/**
 * A story of commands, played to its end.
 */
import { Undecided } from '../../engine/replay/simulate.ts';
import { play } from '../../engine/rules/play.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { Command, Refusal } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { World } from '../../kst/state.ts';
import type { Kst } from '../../kst/words.ts';

/** Where a story leads, what it logs, and why some of its commands were refused. */
export interface PlayedStory {
  readonly state: World;
  readonly events: readonly Event[];
  readonly refusals: readonly Refusal[];
}

/**
 * Plays the commands one after the other.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playThrough(system: System<Kst>, start: World, commands: readonly Command[], dialect: Dialect): PlayedStory {
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
