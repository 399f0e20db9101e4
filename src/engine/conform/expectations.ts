/**
 * What the rules expect of an implementation: the look of every answer, in one dialect.
 */
import { commandText } from '../../kst/commands.ts';
import { answerOf, lookOf } from './look.ts';
import { Remembered } from './remembered.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Answer, Observes } from './look.ts';

export class Expectations {
  readonly model: Model;
  readonly observes: Observes;
  readonly dialect: Dialect;
  private readonly rules: Remembered<{ readonly look: string; readonly answer: Answer }>;
  private readonly keys = new WeakMap<Command, string>();

  constructor(model: Model, observes: Observes, dialect: Dialect) {
    this.model = model;
    this.observes = observes;
    this.dialect = dialect;
    this.rules = new Remembered(model, dialect, (outcome) => {
      const answer = answerOf(outcome);
      return { look: lookOf(answer, observes), answer };
    });
  }

  /** The looks of the answers to commands, from a reset on. */
  looks(commands: readonly Command[]): readonly string[] {
    return this.walk(commands).map(({ look }) => look);
  }

  /** The answers to commands, from a reset on. */
  answers(commands: readonly Command[]): readonly Answer[] {
    return this.walk(commands).map(({ answer }) => answer);
  }

  /** The first answer that does not look as expected, by its place; -1 where all do. */
  firstMismatch(commands: readonly Command[], looks: readonly string[]): number {
    let at = this.rules.start;
    for (const [index, command] of commands.entries()) {
      const { next, value } = this.rules.take(at, command, this.keyOf(command));
      if (value.look !== looks[index]) return index;
      at = next;
    }
    return -1;
  }

  private walk(commands: readonly Command[]) {
    let at = this.rules.start;
    return commands.map((command) => {
      const { next, value } = this.rules.take(at, command, this.keyOf(command));
      at = next;
      return value;
    });
  }

  private keyOf(command: Command): string {
    let key = this.keys.get(command);
    if (key === undefined) this.keys.set(command, (key = commandText(command)));
    return key;
  }
}
