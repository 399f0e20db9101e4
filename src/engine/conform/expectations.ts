/**
 * What the rules expect of an implementation: the look of every answer, in one dialect.
 */
import { answerOf, type Onlooker, type RulesAnswer } from './look.ts';
import { Remembered } from './remembered.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Specification } from '../specification.ts';
import type { Sequence } from './order.ts';

export type Expectations = ReturnType<typeof expectationsOf>;

export function expectationsOf(specification: Specification, onlooker: Onlooker, dialect: Dialect) {
  const rules = new Remembered(specification, dialect, (outcome) => {
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
  /** The answers to commands, from a reset on. */
  const answers = (commands: Sequence): readonly RulesAnswer[] => [...walk(commands)].map(({ answer }) => answer);
  /** The first answer that does not look as expected, by its place; -1 where all do. */
  const firstMismatch = (commands: Sequence, looks: readonly string[]): number => {
    let index = -1;
    for (const { look } of walk(commands)) if (look !== looks[++index]) return index;
    return -1;
  };
  return { specification, onlooker, dialect, answers, firstMismatch };
}
