/**
 * An implementation in play: words of commands, each from a reset on, and how the answers to them look.
 */
import type { Command } from '../../kst/commands.ts';
import type { Observes } from './look.ts';

/** Commands to be done from a reset on. */
export interface Trial {
  readonly commands: readonly Command[];
}

/** A trial, and how the answer to each command looked. */
export interface Tried<T extends Trial = Trial> {
  readonly trial: T;
  readonly looks: readonly string[];
  /** How the answer to the reset before it looked. */
  readonly reset: string;
}

/** What an implementation said of itself. */
export interface Hello {
  readonly name: string;
  readonly observes: Observes;
}

export interface Player {
  readonly hello: Hello;
  /**
   * Plays trials and yields how each went, in their order; may play several at once, and ahead of those that were yielded.
   *
   * @throws ImplementationFault when the implementation does not keep to the protocol.
   */
  play<T extends Trial>(trials: Iterable<T>): AsyncIterable<Tried<T>>;
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
  /** The oldest command that it had not answered, as text; null where it had answered all. */
  readonly unanswered: string | null;
  /** The commands before it, since the last reset, as text. */
  readonly since: readonly string[];
  /** The last lines of its standard error. */
  readonly lastLines: readonly string[];

  constructor(says: string, { unanswered = null, since = [], lastLines = [] }: { readonly unanswered?: string | null; readonly since?: readonly string[]; readonly lastLines?: readonly string[] } = {}) {
    super(says);
    this.unanswered = unanswered;
    this.since = since;
    this.lastLines = lastLines;
  }
}
