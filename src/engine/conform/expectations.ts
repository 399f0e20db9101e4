/**
 * What the rules expect of an implementation: the look of every answer, in one dialect.
 */
import { answerOf, type Onlooker, type RulesAnswer } from './look.ts';
import { Remembered } from './remembered.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Specification } from '../specification.ts';
import type { Sequence } from './order.ts';

export class Expectations {
  readonly specification: Specification;
  readonly onlooker: Onlooker;
  readonly dialect: Dialect;
  private readonly rules: Remembered<{ readonly look: string; readonly answer: RulesAnswer }>;

  constructor(specification: Specification, onlooker: Onlooker, dialect: Dialect) {
    this.specification = specification;
    this.onlooker = onlooker;
    this.dialect = dialect;
    this.rules = new Remembered(specification, dialect, (outcome) => {
      const answer = answerOf(specification, outcome);
      return { look: onlooker.lookOf(answer), answer };
    });
  }

  /** The answers to commands, from a reset on. */
  answers(commands: Sequence): readonly RulesAnswer[] {
    return [...this.walk(commands)].map(({ answer }) => answer);
  }

  /** The first answer that does not look as expected, by its place; -1 where all do. */
  firstMismatch(commands: Sequence, looks: readonly string[]): number {
    let index = -1;
    for (const { look } of this.walk(commands)) if (look !== looks[++index]) return index;
    return -1;
  }

  private *walk(commands: Sequence) {
    let at = this.rules.start;
    for (const command of commands) {
      const { next, value } = this.rules.take(at, command);
      at = next;
      yield value;
    }
  }
}
