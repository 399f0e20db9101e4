/**
 * One step: the rules that apply to a command, and what comes of their effects. Total: no command is skipped, a refusal
 * is an outcome, and a table with no rule or two for a view is an outcome as well.
 */
import { checkCommand } from './commands.ts';
import { play } from './play.ts';
import type { Command } from './commands.ts';
import type { Dialect } from './dialect.ts';
import type { Model } from './model.ts';
import type { Outcome } from './play.ts';
import type { World } from './state.ts';

export type { Outcome, Stuck, Taken } from './play.ts';

/**
 * What a command does to a world, in a dialect.
 *
 * @throws NotACommand when it is none, NotAServerName when it names no server: the caller's mistakes, and no refusals.
 */
export function step(model: Model, world: World, command: Command, dialect: Dialect): Outcome {
  checkCommand(command);
  return play(model, world, command, dialect).outcome;
}
