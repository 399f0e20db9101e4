/**
 * What the rules expect of an implementation: the look of every answer, in one dialect.
 */
import { answerOf, type Onlooker, type RulesAnswer } from './look.ts';
import { rememberedRules } from './remembered.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Specification } from '../specification.ts';
import type { Sequence } from './order.ts';

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
    firstMismatch(commands: Sequence, looks: readonly string[]): number {
      let index = -1;
      for (const { look } of walk(commands)) if (look !== looks[++index]) return index;
      return -1;
    },
  };
}
