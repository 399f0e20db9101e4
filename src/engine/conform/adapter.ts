/**
 * The kit's own rules behind the adapter protocol: the reference that others are compared with, and the other side of
 * the tests of `kst conform`.
 */
import { checkCommand, commandText, NotACommand } from '../kst/commands.ts';
import { NotAServerName } from '../kst/names.ts';
import { answerOf } from './conform/look.ts';
import { Gap, Remembered } from './conform/remembered.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Model } from '../kst/model.ts';

/** The version of the protocol that is spoken here. */
export const protocolVersion = 1;

/** No line of the protocol is nearly as long. */
export const longestLine = 1 << 20;

export class Adapter {
  /** What is remembered of a step is its answer as JSON, without `seq` and the braces. */
  private readonly rules: Remembered<string>;
  private at: Remembered<string>['start'];

  constructor(model: Model, dialect: Dialect) {
    this.rules = new Remembered(model, dialect, (outcome) => JSON.stringify(answerOf(outcome)).slice(1, -1));
    this.at = this.rules.start;
  }

  /** The answer to a line, without the line's end. A line that is no command of the protocol changes nothing. */
  answer(line: string): string {
    if (line.length > longestLine) return errorAnswer(null, `expected a line of at most ${longestLine} characters`);
    let message: Message;
    try {
      message = JSON.parse(line) as Message;
    } catch {
      return errorAnswer(null, 'expected JSON');
    }
    if (typeof message !== 'object' || message === null || !Number.isSafeInteger(message.seq)) return errorAnswer(null, 'expected an object with a whole number seq');
    const { seq, ...command } = message;
    try {
      return `{"seq":${seq},${this.bodyFor(command)}}`;
    } catch (error) {
      if (error instanceof NotACommand || error instanceof NotAServerName || error instanceof Gap || error instanceof NotSpoken) return errorAnswer(seq, error.message);
      if (error instanceof RangeError) return errorAnswer(seq, 'expected fewer levels of nesting');
      throw error;
    }
  }

  private bodyFor(command: Omit<Message, 'seq'>): string {
    if (command.do === 'hello') {
      if (command.protocol !== protocolVersion) throw new NotSpoken(`expected protocol ${protocolVersion}`);
      return `"protocol":${protocolVersion},"name":"kst-kit","observes":["table","events"]`;
    }
    if (command.do === 'reset') {
      this.at = this.rules.start;
      return '"events":[],"table":[]';
    }
    const asked = command as Command;
    checkCommand(asked);
    // By its text: whatever else stands in the line does not matter.
    const { next, value } = this.rules.take(this.at, asked, commandText(asked));
    this.at = next;
    return value;
  }
}

interface Message {
  readonly seq: number;
  readonly do?: unknown;
  readonly protocol?: unknown;
}

/** What the protocol has no word for. */
class NotSpoken extends Error {}

function errorAnswer(seq: number | null, message: string): string {
  return JSON.stringify({ seq, error: message });
}
