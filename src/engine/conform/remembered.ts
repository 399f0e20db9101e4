/**
 * The rules in one dialect, with every step worked out once: whoever plays the same commands again and again looks them up.
 */
import { kept } from '../kept.ts';
import { type Outcome, play, type Played } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Command, Rulebook, State } from '../specification.ts';

/** A state, and its key. */
export interface Standing {
  readonly state: State<any>;
  readonly key: string;
}

/** Maximum number of characters of keys: somebody else may choose the commands, and go on for ever. */
const most = 20_000_000;

/** `valueOf` makes of each outcome what is remembered of it. */
export function rememberedRules<T>(rulebook: Rulebook, dialect: Dialect, valueOf: (outcome: Played) => T) {
  const system = systemOf(rulebook);
  const steps = new Map<string, { readonly next: Standing; readonly value: T }>();
  let size = 0;
  const standingAt = (state: State<any>): Standing => ({ state, key: system.keys.ofState(state) });
  /**
   * @param command one that has been checked.
   * @throws AuthorError as `play` does, and Gap where the rules do not decide.
   */
  const take = (from: Standing, command: Command<any>) => {
    const key = `${from.key} ${system.text(command)}`;
    return kept(steps, key, () => {
      const outcome = play(system, from.state, command, dialect);
      if (outcome.kind !== 'taken') throw new Gap(outcome);
      if ((size += key.length) > most) {
        steps.clear();
        size = key.length;
      }
      return { next: standingAt(outcome.next), value: valueOf(outcome) };
    });
  };
  return { start: standingAt(system.start), take };
}

/** The rules do not decide a step. */
export class Gap extends Error {
  constructor({ kind, where }: Exclude<Outcome, Played>) {
    super(`the rules do not decide this: ${kind} in ${where}`);
  }
}
