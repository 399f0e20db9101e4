import { emptyWorld } from '../kst/state.ts';
import { step } from '../kst/step.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Model } from '../kst/model.ts';
import type { World } from '../kst/state.ts';

/** The world after some commands; one that the rules do not decide leaves it as it is. */
export function worldAfter(model: Model, dialect: Dialect, commands: readonly Command[], from = emptyWorld()): World {
  return commands.reduce((world, command) => {
    const outcome = step(model, world, command, dialect);
    return outcome.kind === 'taken' ? outcome.next : world;
  }, from);
}
