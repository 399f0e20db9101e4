/**
 * The rules in one dialect, with every step worked out once: whoever plays the same commands again and again looks them up.
 */
import { emptyWorld, worldKey } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Outcome, Taken } from '../../kst/step.ts';

/** A world, and what the commands that have been given there so far come to. */
export interface Standing<T> {
  readonly world: World;
  readonly steps: Map<string, Step<T>>;
}

/** A step that has been worked out: where it leads, and what was made of it. */
export interface Step<T> {
  readonly next: Standing<T>;
  readonly value: T;
}

/** So many characters of keys are remembered: somebody else may choose the commands, and go on for ever. */
const most = 20_000_000;

export class Remembered<T> {
  /** The empty start. */
  readonly start: Standing<T> = { world: emptyWorld(), steps: new Map() };
  private readonly model: Model;
  private readonly dialect: Dialect;
  private readonly valueOf: (outcome: Taken) => T;
  private standings = new Map<string, Standing<T>>();
  private size = 0;

  /** `valueOf` makes of each outcome what is remembered of it. */
  constructor(model: Model, dialect: Dialect, valueOf: (outcome: Taken) => T) {
    this.model = model;
    this.dialect = dialect;
    this.valueOf = valueOf;
  }

  /**
   * @param key a text of its own for each command.
   * @throws what `step` throws, and Gap where the rules do not decide.
   */
  take(from: Standing<T>, command: Command, key: string): Step<T> {
    const known = from.steps.get(key);
    if (known !== undefined) return known;
    const outcome = step(this.model, from.world, command, this.dialect);
    if (outcome.kind !== 'taken') throw new Gap(outcome);
    const taken = { next: this.standing(outcome.next), value: this.valueOf(outcome) };
    this.grow(key);
    from.steps.set(key, taken);
    return taken;
  }

  /** Where a world stands; the same object for the same world, as long as it is remembered. */
  standing(world: World): Standing<T> {
    const key = worldKey(world);
    let standing = this.standings.get(key);
    if (standing === undefined) {
      this.grow(key);
      this.standings.set(key, (standing = key === worldKey(this.start.world) ? this.start : { world, steps: new Map() }));
    }
    return standing;
  }

  /** Forgets everything before one key too many. */
  private grow(key: string): void {
    this.size += key.length;
    if (this.size <= most) return;
    this.size = key.length;
    for (const { steps } of this.standings.values()) steps.clear();
    this.start.steps.clear();
    this.standings = new Map();
  }
}

/** The rules do not decide a step. */
export class Gap extends Error {
  constructor({ kind, where }: Exclude<Outcome, Taken>) {
    super(`the rules do not decide this: ${kind} in ${where}`);
  }
}
