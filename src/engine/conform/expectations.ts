/**
 * The rules in one dialect, with every step worked out once: whoever plays the same commands again and again looks them up. From them
 * comes what is expected of an implementation.
 */
import { kept } from '../kept.ts';
import { type Outcome, play, type Played } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { answerOf, type Onlooker, type RulesAnswer } from './look.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Command, Rulebook, Specification, State } from '../specification.ts';
import type { Sequence } from './sequences.ts';

/** A state, and its key. */
interface Standing {
  readonly state: State;
  readonly key: string;
}

/** Maximum number of characters of keys: somebody else may choose the commands, and go on for ever. */
const most = 20_000_000;

/** `valueOf` makes of each outcome what is remembered of it. */
export function rememberedRules<T>(rulebook: Rulebook, dialect: Dialect, valueOf: (outcome: Played) => T) {
  const system = systemOf(rulebook);
  const steps = new Map<string, { readonly next: Standing; readonly value: T }>();
  let size = 0;
  const standingAt = (state: State) => ({ state, key: system.keys.ofState(state) });
  /**
   * @param command one that has been checked.
   * @throws AuthorError as `play` does, and Gap where the rules do not decide.
   */
  const take = (from: Standing, command: Command) => {
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

export type Expectations = ReturnType<typeof expectationsOf>;

export function expectationsOf(specification: Specification, onlooker: Onlooker, dialect: Dialect) {
  const rules = rememberedRules(specification, dialect, (outcome) => {
    const answer = answerOf(specification, outcome);
    return { look: onlooker.lookOf(answer), answer };
  });
  function* walk(commands: Sequence) {
    let at = rules.start;
    for (const command of commands) {
      const { next, value } = rules.take(at, command);
      at = next;
      yield value;
    }
  }
  return {
    specification, onlooker, dialect,
    /** The answers to commands, from a reset on. */
    answers: (commands: Sequence): readonly RulesAnswer[] => [...walk(commands)].map(({ answer }) => answer),
    /** The first answer that does not look as expected, by its place; -1 where all do. */
    firstMismatch(commands: Sequence, looks: readonly string[]) {
      let index = -1;
      for (const { look } of walk(commands)) if (look !== looks[++index]) return index;
      return -1;
    },
  };
}
