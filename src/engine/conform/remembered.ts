/**
 * The rules in one dialect, with every step worked out once: whoever plays the same commands again and again looks them up.
 */
import { systemOf } from '../rules/system.ts';
import { play } from '../rules/play.ts';
import type { Outcome, Played } from '../rules/play.ts';
import type { System } from '../rules/system.ts';
import type { Command, Rulebook, State, Words } from '../specification.ts';

/** A state, and what the commands that have been given there so far come to. */
export interface RememberedState<W extends Words, T> {
  readonly state: State<W>;
  readonly steps: Map<string, RememberedStep<W, T>>;
}

/** A step that has been worked out: where it leads, and what was made of it. */
export interface RememberedStep<W extends Words, T> {
  readonly next: RememberedState<W, T>;
  readonly value: T;
}

/** Maximum number of characters of keys: somebody else may choose the commands, and go on for ever. */
const most = 20_000_000;

export class Remembered<W extends Words, T> {
  readonly start: RememberedState<W, T>;
  private readonly system: System<W>;
  private readonly dialect: W['Dialect'];
  private readonly valueOf: (outcome: Played<W>) => T;
  private readonly states = new Map<string, RememberedState<W, T>>();
  private size = 0;

  /** `valueOf` makes of each outcome what is remembered of it. */
  constructor(rulebook: Rulebook<W>, dialect: W['Dialect'], valueOf: (outcome: Played<W>) => T) {
    this.system = systemOf(rulebook);
    this.start = { state: this.system.start, steps: new Map() };
    this.dialect = dialect;
    this.valueOf = valueOf;
  }

  /**
   * @param command one that has been checked.
   * @throws AuthorError as `play` does, and Gap where the rules do not decide.
   */
  take(from: RememberedState<W, T>, command: Command<W>): RememberedStep<W, T> {
    const key = this.system.text(command);
    const known = from.steps.get(key);
    if (known !== undefined) return known;
    const outcome = play(this.system, from.state, command, this.dialect);
    if (outcome.kind !== 'taken') throw new Gap(outcome);
    const taken = { next: this.at(outcome.next), value: this.valueOf(outcome) };
    this.grow(key);
    from.steps.set(key, taken);
    return taken;
  }

  /** What is remembered of a state; the same object for the same state, as long as it is remembered. */
  private at(state: State<W>): RememberedState<W, T> {
    const key = this.system.keys.ofState(state);
    let remembered = this.states.get(key);
    if (remembered === undefined) {
      this.grow(key);
      remembered = key === this.system.keys.ofState(this.start.state) ? this.start : { state, steps: new Map() };
      this.states.set(key, remembered);
    }
    return remembered;
  }

  /** Forgets everything before one key too many. */
  private grow(key: string): void {
    this.size += key.length;
    if (this.size <= most) return;
    this.size = key.length;
    for (const { steps } of this.states.values()) steps.clear();
    this.start.steps.clear();
    this.states.clear();
  }
}

/** The rules do not decide a step. */
export class Gap extends Error {
  constructor({ kind, where }: Exclude<Outcome, Played>) {
    super(`the rules do not decide this: ${kind} in ${where}`);
  }
}
