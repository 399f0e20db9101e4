/**
 * What the engine knows of a system: a deterministic machine over a finite alphabet, or a family of such machines
 * that differ in a few places (its variants).
 */
import type { VariantSet } from '../dialects/set.ts';

/** The command was taken or refused. `rules` names what decided it, in order. A machine may say more of its steps. */
export interface Taken<S> {
  readonly kind: 'taken';
  readonly next: S;
  readonly events: readonly unknown[];
  readonly rules: readonly string[];
  readonly refused: string | null;
}

/** The rules do not decide what happens: none applies (gap), or several do (overlap). */
export interface Stuck {
  readonly kind: 'gap' | 'overlap';
  readonly where: string;
  readonly rules: readonly string[];
}

/** What happens, and in which variants. */
export interface Branch<O> {
  readonly variants: VariantSet;
  readonly outcome: O | Stuck;
}

/** States S, commands C, and what a machine says of a step that it takes, O. */
export interface Machine<S, C, O extends Taken<S>> {
  readonly initial: S;
  readonly commands: readonly C[];
  readonly variants: VariantSet;
  /** Equal exactly for states that nothing tells apart. */
  key(state: S): string;
  /** Total; the branches are a partition of the variants. */
  step(state: S, command: C): readonly Branch<O>[];
}

/** One step as it was taken. */
export interface Transition<S, C, O> {
  readonly before: S;
  readonly command: C;
  readonly outcome: O;
}
