/**
 * The table as a machine: all dialects at once, over a finite alphabet.
 */
import { dialectsWith, perDialect } from './dialect.ts';
import { emptyWorld, worldKey } from './state.ts';
import { step } from './step.ts';
import type { Command } from './commands.ts';
import type { Dialect, DialectSet } from './dialect.ts';
import type { Model } from './model.ts';
import type { Outcome } from './step.ts';
import type { World } from './state.ts';

/** What a command does, and in which dialects. */
export interface DialectBranch {
  readonly variants: DialectSet;
  readonly outcome: Outcome;
}

/** The machine of a model over an alphabet, in the dialects that make the given choices (default: all). */
export function kstMachine(model: Model, commands: readonly Command[], choices: Partial<Dialect> = {}) {
  const variants = dialectsWith(choices);
  return {
    initial: emptyWorld(),
    commands,
    variants,
    key: worldKey,
    step: (world: World, command: Command): readonly DialectBranch[] =>
      perDialect((dialect) => step(model, world, command, dialect), variants).map(({ dialects, value }) => ({
        variants: dialects,
        outcome: value,
      })),
  };
}
