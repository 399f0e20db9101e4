/**
 * The rules behind the adapter protocol: the reference that others are compared with, and the other side of the tests of
 * `kst conform`.
 */
import { NotACommand } from '../fields.ts';
import { type System, systemOf } from '../rules/system.ts';
import { answerOf, answerToReset } from './look.ts';
import { Gap, rememberedRules } from './expectations.ts';
import type { Command, Rulebook, Words } from '../specification.ts';

/** The version of the protocol that is spoken here. */
export const protocolVersion = 1;

/** No line of the protocol is nearly as long. */
export const longestLine = 1 << 20;

export class Adapter<W extends Words = any> {
  private readonly system: System<W>;
  private readonly rules;
  private at;

  constructor(rulebook: Rulebook<W>, dialect: W['Dialect']) {
    this.system = systemOf(rulebook);
    // What is remembered of a step is its answer as JSON, without `seq` and the braces.
    this.rules = rememberedRules(rulebook, dialect, (outcome) => bodyOf(answerOf(rulebook, outcome)));
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
    if (typeof message !== 'object' || message === null || !Number.isSafeInteger(message.seq)) {
      return errorAnswer(null, 'expected an object with a whole number seq');
    }
    const { seq, ...command } = message;
    try {
      return `{"seq":${seq},${this.bodyFor(command)}}`;
    } catch (error) {
      if (error instanceof NotACommand || error instanceof Gap || error instanceof NotSpoken) return errorAnswer(seq, error.message);
      throw error;
    }
  }

  private bodyFor(command: Omit<Message, 'seq'>) {
    const { observes, rulebook } = this.system;
    if (command.do === 'hello') {
      if (command.protocol !== protocolVersion) throw new NotSpoken(`expected protocol ${protocolVersion}`);
      return bodyOf({ protocol: protocolVersion, name: 'kst-kit', observes: [...observes, 'events'] });
    }
    if (command.do === 'reset') {
      this.at = this.rules.start;
      return bodyOf(answerToReset(rulebook));
    }
    const asked = command as Command<W>;
    this.system.check(asked);
    const { next, value } = this.rules.take(this.at, asked);
    this.at = next;
    return value;
  }
}

interface Message { readonly seq: number; readonly do?: unknown; readonly protocol?: unknown }

/** What the protocol has no word for. */
class NotSpoken extends Error {}

function bodyOf(answer: object) {
  return JSON.stringify(answer).slice(1, -1);
}

function errorAnswer(seq: number | null, message: string) {
  return JSON.stringify({ seq, error: message });
}
