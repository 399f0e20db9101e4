/**
 * An implementation in play: words of commands, each from a reset on, and how the answers to them look.
 */
import type { Command, Words } from '../specification.ts';

/** A command of whatever specification. */
export type AnyCommand = Command<Words>;

/** Commands to be done from a reset on. */
export interface TestCase {
  readonly commands: readonly AnyCommand[];
}

/** Commands that were done, and how the answer to each looked. */
export interface Tried<T extends TestCase = TestCase> {
  readonly test: T;
  readonly looks: readonly string[];
  /** How the answer to the reset before it looked. */
  readonly reset: string;
}

/** What an implementation said of itself. */
export interface Hello {
  readonly name: string;
  /** What it lets see: names of what is observed, and `events`, in the order of the specification. */
  readonly observes: readonly string[];
}

export interface Player {
  readonly hello: Hello;
  /**
   * Plays test cases and yields how each went, in their order; may play several at once, and ahead of those that were yielded.
   *
   * @throws ImplementationFault when the implementation does not keep to the protocol.
   */
  play<T extends TestCase>(tests: Iterable<T>): AsyncIterable<Tried<T>>;
  /** An answer that looked like that, as it came, without its `seq`. */
  answerLike(look: string): unknown;
  /**
   * Ends the input, and waits for the end.
   *
   * @returns what was wrong with how it ended, if anything.
   * @throws ImplementationFault where it still says something.
   */
  end(): Promise<string | null>;
  /** Stops at once, and leaves nothing behind. */
  stop(): void;
}

/** The implementation has failed as a partner, so that nothing more can be said of its rules. */
export class ImplementationFault extends Error {
  override readonly name = 'ImplementationFault';
  readonly told: FaultTold;

  constructor(says: string, more: Partial<Omit<FaultTold, 'says'>> = {}) {
    super(says);
    this.told = { says, unanswered: null, since: [], lastLines: [], ...more };
  }
}

/** Why the implementation could not be judged to the end. */
export interface FaultTold {
  readonly says: string;
  /** The oldest command that it had not answered, as text; null where it had answered all. */
  readonly unanswered: string | null;
  /** The commands before it, since the last reset, as text. */
  readonly since: readonly string[];
  /** The last lines of its standard error. */
  readonly lastLines: readonly string[];
}
