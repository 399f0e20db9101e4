/**
 * What the rules expect of an implementation: the look of every answer, in one dialect.
 */
import { answerOf } from './look.ts';
import { Remembered } from './remembered.ts';
import type { Command, Rulebook, Words } from '../specification.ts';
import type { RulesAnswer, Onlooker } from './look.ts';

interface Expected<W extends Words> {
  readonly look: string;
  readonly answer: RulesAnswer<W>;
}

export class Expectations<W extends Words = any> {
  readonly rulebook: Rulebook<W>;
  readonly onlooker: Onlooker<W>;
  readonly dialect: W['Dialect'];
  private readonly rules: Remembered<W, Expected<W>>;

  constructor(onlooker: Onlooker<W>, dialect: W['Dialect']) {
    this.rulebook = onlooker.rulebook;
    this.onlooker = onlooker;
    this.dialect = dialect;
    this.rules = new Remembered(this.rulebook, dialect, (outcome) => {
      const answer = answerOf(this.rulebook, outcome);
      return { look: onlooker.lookOf(answer), answer };
    });
  }

  /** The answers to commands, from a reset on. */
  answers(commands: readonly Command<W>[]): readonly RulesAnswer<W>[] {
    return [...this.walk(commands)].map(({ answer }) => answer);
  }

  /** The first answer that does not look as expected, by its place; -1 where all do. */
  firstMismatch(commands: readonly Command<W>[], looks: readonly string[]): number {
    let index = 0;
    for (const { look } of this.walk(commands)) if (look !== looks[index++]) return index - 1;
    return -1;
  }

  private *walk(commands: readonly Command<W>[]): Generator<Expected<W>> {
    let at = this.rules.start;
    for (const command of commands) {
      const { next, value } = this.rules.take(at, command);
      at = next;
      yield value;
    }
  }
}
