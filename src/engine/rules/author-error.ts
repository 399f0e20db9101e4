/**
 * A function of the specification throws: that is a verdict about it, and no fault of the kit.
 */
import type { VariantSet } from '../dialects/set.ts';
import type { Command } from '../specification.ts';

/** Commands from the start on, the last of them at work; and the dialects in which they lead there. */
export interface WayThere {
  readonly commands: readonly Command[];
  readonly variants: VariantSet;
}

export class AuthorError extends Error {
  override readonly name = 'AuthorError';
  /** What threw: `rule R04`, `invariant I05`. */
  readonly what: string;
  /** How one comes there; null as long as nobody has told. Who is nearest knows best. */
  way: WayThere | null = null;

  constructor(what: string, cause: unknown) {
    super(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.what = what;
  }

  /** An error as one of the author's; one that is told already stays as it is. */
  static of(what: string, error: unknown): AuthorError {
    return error instanceof AuthorError ? error : new AuthorError(what, error);
  }

  /** Where it was thrown: the stack of the error itself, without its message. */
  get frames(): readonly string[] {
    const { stack = '' } = this.cause instanceof Error ? this.cause : this;
    return stack.split('\n').filter((line) => /^\s+at /.test(line));
  }
}

/** Does something in which a function of the author's is at work, called `what`. @throws AuthorError where that throws. */
export function guarded<T>(what: string, doing: () => T): T {
  try {
    return doing();
  } catch (error) {
    throw AuthorError.of(what, error);
  }
}

/** Does something in which functions of the author's are at work. @throws AuthorError where one throws, with the way that leads there. */
export function onTheWay<T>(way: () => WayThere, doing: () => T): T {
  try {
    return doing();
  } catch (error) {
    if (error instanceof AuthorError) error.way ??= way();
    throw error;
  }
}
