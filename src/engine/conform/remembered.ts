/**
 * The rules in one dialect, with every step worked out once: whoever plays the same commands again and again looks them up.
 */
import { type Outcome, play, type Played } from '../rules/play.ts';
import { type System, systemOf } from '../rules/system.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Command, Rulebook, State } from '../specification.ts';

/** A state, and its number, which is the same as long as the state is remembered. */
export interface RememberedState {
  readonly state: State<any>;
  readonly number: number;
}

/** A step that has been worked out: where it leads, and what was made of it. */
interface RememberedStep<T> {
  readonly next: RememberedState;
  readonly value: T;
}

/** Maximum number of characters of keys: somebody else may choose the commands, and go on for ever. */
const most = 20_000_000;

export class Remembered<T> {
  readonly start: RememberedState;
  private readonly system: System;
  private readonly dialect: Dialect;
  private readonly valueOf: (outcome: Played) => T;
  private readonly states = new Map<string, RememberedState>();
  private readonly steps = new Map<string, RememberedStep<T>>();
  private count = 0;
  private size = 0;

  /** `valueOf` makes of each outcome what is remembered of it. */
  constructor(rulebook: Rulebook, dialect: Dialect, valueOf: (outcome: Played) => T) {
    this.system = systemOf(rulebook);
    this.dialect = dialect;
    this.valueOf = valueOf;
    this.start = this.at(this.system.start);
  }

  /**
   * @param command one that has been checked.
   * @throws AuthorError as `play` does, and Gap where the rules do not decide.
   */
  take(from: RememberedState, command: Command<any>): RememberedStep<T> {
    const key = `${from.number} ${this.system.text(command)}`;
    return this.steps.get(key) ?? this.keep(this.steps, key, this.step(from, command));
  }

  private step({ state }: RememberedState, command: Command<any>): RememberedStep<T> {
    const outcome = play(this.system, state, command, this.dialect);
    if (outcome.kind !== 'taken') throw new Gap(outcome);
    return { next: this.at(outcome.next), value: this.valueOf(outcome) };
  }

  private at(state: State<any>): RememberedState {
    const key = this.system.keys.ofState(state);
    return this.states.get(key) ?? this.keep(this.states, key, { state, number: this.count++ });
  }

  /** Forgets everything before one key too many. */
  private keep<V>(values: Map<string, V>, key: string, value: V): V {
    this.size += key.length;
    if (this.size > most) {
      this.size = key.length;
      this.states.clear();
      this.steps.clear();
    }
    values.set(key, value);
    return value;
  }
}

/** The rules do not decide a step. */
export class Gap extends Error {
  constructor({ kind, where }: Exclude<Outcome, Played>) {
    super(`the rules do not decide this: ${kind} in ${where}`);
  }
}
