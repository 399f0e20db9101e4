/**
 * One step: the rules that apply to a command, and what comes of their effects. Total: no command is skipped, a refusal
 * is an outcome, and a table with no rule or two for a view is an outcome as well.
 */
import { checkCommand, isServerCommand } from './commands.ts';
import { Play } from './play.ts';
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
  return play(model, world, command, dialect).finish();
}

/** A command in play, before its first rule. */
export function play(model: Model, world: World, command: Command, dialect: Dialect): Play {
  const subject = isServerCommand(command) ? model.canonicalName(command.server) : null;
  return new Play(model, world, command, subject, dialect);
}
