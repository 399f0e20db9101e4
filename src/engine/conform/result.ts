/**
 * What is asked of a comparison, and what comes of it.
 */
import type { Choices, Dialect } from '../dialects/dialects.ts';
import type { RulesAnswer } from './look.ts';
import type { AnyCommand, FaultTold, Hello } from './player.ts';

/** What is asked of a run; all shards of one run are asked the same. */
export interface ConformOptions {
  /** The dialects that count as right; none chosen, any. */
  readonly choices: Choices;
  /** Maximum number of parts in a random sequence. */
  readonly parts: number;
  /** Extra states that the implementation may have. */
  readonly extraStates: number;
  /** Commands in random sequences. */
  readonly commands: number;
  readonly seed: number;
  /** Maximum number of commands to see that a divergence has no shorter form. */
  readonly shrinkBudget: number;
  /** Sequences kept from earlier runs; they are played first. */
  readonly corpus: readonly (readonly AnyCommand[])[];
  /** The parts to play, by name; null for all. */
  readonly only: readonly string[] | null;
}

/** Shard `index` of `of`, counted from 1. */
export interface Shard { readonly index: number; readonly of: number }

/** A rule that the implementation breaks, or the protocol. */
export interface RuleDivergence {
  /** The rule behind what was expected; null for the reset of the protocol. */
  readonly rule: string | null;
  readonly says: string;
  /** The claims, assumptions and choices that the rule rests on. */
  readonly claims: readonly string[];
  /** From a reset on; the last one is answered otherwise than the rules say. */
  readonly commands: readonly AnyCommand[];
  /** Whether no shorter sequence over these commands diverges: every one of them was tried. */
  readonly shortest: boolean;
  /** Rules, beside this one, that shorter sequences over these commands show broken. */
  readonly shorterBreak: readonly string[];
  readonly expected: RulesAnswer;
  readonly observed: unknown;
  /** The dialects in which the rules would answer like that. */
  readonly allowedIn: readonly Dialect[];
  /** How many of the sequences that were played showed the rule broken. */
  readonly sequences: number;
}

/** The same commands, from a reset on, were answered in two ways. */
export interface TwoAnswers {
  readonly commands: readonly AnyCommand[];
  readonly answers: readonly [unknown, unknown];
}

/** A part of what was tried, as it was played. */
export interface PlayedPart {
  readonly name: string;
  readonly says: string;
  /** How many sequences there are in the whole run, and how many of them are this shard's. */
  readonly whole: number;
  readonly planned: number;
  /** How many were played, those included that took the place of others after a divergence. */
  readonly sequences: number;
  readonly commands: number;
  /** Row by row, 1 for those that were taken; null for sequences, which take none in particular. */
  readonly rows: string | null;
}

export interface Conformance {
  readonly verdict: 'conforms' | 'diverges' | 'inconclusive';
  /** What it said of itself; null when it never answered. */
  readonly implementation: Hello | null;
  readonly asked: ConformOptions;
  readonly shard: Shard | null;
  /** The dialects that it may speak after all; none where it contradicts them all. */
  readonly dialects: readonly Dialect[];
  /** The dialect that it is compared with: the first that it may speak, or the nearest one. */
  readonly compared: Dialect | null;
  readonly parts: readonly PlayedPart[];
  readonly divergences: readonly RuleDivergence[];
  readonly twoAnswers: TwoAnswers | null;
  readonly fault: FaultTold | null;
  /** What else is to be said of the implementation. */
  readonly note: string | null;
}
