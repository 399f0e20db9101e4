/**
 * What an implementation is tried with: the complete suite, what lies beyond its alphabet, and random sequences.
 */
import { accessWords } from '../../verify/mealy.ts';
import { completeSuite, tour } from '../../verify/suite.ts';
import { randomSequences } from './sequences.ts';
import { furtherAlphabets } from './specification.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Word } from '../../verify/separate.ts';
import type { Trial } from './player.ts';
import type { RandomSize } from './sequences.ts';
import type { Specified } from './specification.ts';

/** A part of what is tried. */
export interface TrialPart {
  readonly name: string;
  /** In one line, what it tries. */
  readonly says: string;
  /** The machine whose rows the words take; null where there are no words, but sequences. */
  readonly specified: Specified | null;
  readonly trials: Iterable<PartTrial>;
  /** About how many commands that are. */
  readonly about: number;
}

export interface PartTrial extends Trial {
  /** The same as inputs of the machine. */
  readonly word: Word | null;
}

/** So long is a word that takes row after row. */
const longestTour = 100;

/** Every (command, state) row of the smallest machine over the narrow alphabet, each state after it identified. */
export function completePart(narrow: Specified, extraStates: number): TrialPart {
  const says = `every command in every state of the rules over the ${narrow.name} alphabet, ${extraStates} more states allowed for`;
  return { name: 'complete', says, ...wordsOf(narrow, completeSuite(narrow.machine, extraStates)) };
}

/** One of the alphabets beyond the narrow one: each row once, the states after them not identified. */
export function furtherPart(specified: Specified): TrialPart {
  const says = `every command in every state of the rules over the alphabet ${specified.name}`;
  return { name: specified.name, says, ...wordsOf(specified, tour(specified.machine, longestTour)) };
}

/** The parts that may be asked for, in their order. */
export function partNames(): readonly string[] {
  return ['corpus', 'complete', ...furtherAlphabets().map(([name]) => name), 'random'];
}

export function randomPart(model: Model, dialect: Dialect, size: RandomSize): TrialPart {
  const says = `random sequences over up to ${size.servers} servers, seed ${size.seed}`;
  return { name: 'random', says, specified: null, trials: sequencesOf(randomSequences(model, dialect, size)), about: size.commands };
}

/** Sequences that somebody has kept. */
export function corpusPart(sequences: readonly (readonly Command[])[]): TrialPart {
  const about = sequences.reduce((sum, { length }) => sum + length, 0);
  return { name: 'corpus', says: 'scenarios kept from earlier runs', specified: null, trials: sequencesOf(sequences), about };
}

function wordsOf(specified: Specified, words: readonly Word[]): Pick<TrialPart, 'specified' | 'trials' | 'about'> {
  return { specified, trials: words.map((word) => trialOf(specified, word)), about: words.reduce((sum, { length }) => sum + length, 0) };
}

function* sequencesOf(sequences: Iterable<readonly Command[]>): Generator<PartTrial> {
  for (const commands of sequences) yield { commands, word: null };
}

/** The rows that a word would have taken after a mismatch, each by a way of its own. */
export function* untaken(specified: Specified, word: Word, mismatch: number): Generator<PartTrial> {
  const { inputs, next } = specified.machine;
  const access = accessWords(specified.machine);
  let state = 0;
  for (const [index, input] of word.entries()) {
    if (index > mismatch) yield trialOf(specified, [...access[state]!, input]);
    state = next[state * inputs + input]!;
  }
}

/** The rows that words have taken. */
export class Rows {
  private readonly specified: Specified;
  private readonly taken: Uint8Array;
  private readonly wrong: Uint8Array;

  constructor(specified: Specified) {
    this.specified = specified;
    this.taken = new Uint8Array(specified.machine.next.length);
    this.wrong = new Uint8Array(specified.machine.next.length);
  }

  /** A word was played; after a mismatch (-1: there was none) nobody knows where it went. */
  add(word: Word, mismatch: number): void {
    for (const [index, row] of rowsOf(this.specified, word).entries()) {
      this.taken[row] = 1;
      if (index !== mismatch) continue;
      this.wrong[row] = 1;
      return;
    }
  }

  /** The trials whose way to their last row takes no row that was found wrong by then. */
  *reachableIn(trials: Iterable<PartTrial>): Generator<PartTrial> {
    for (const trial of trials) if (!rowsOf(this.specified, trial.word!.slice(0, -1)).some((row) => this.wrong[row] === 1)) yield trial;
  }

  /** The rows that were taken, as a text of 0 and 1. */
  get list(): string {
    return this.taken.join('');
  }
}

/** The rows that a word takes. */
function rowsOf({ machine: { inputs, next } }: Specified, word: Word): readonly number[] {
  let state = 0;
  return word.map((input) => {
    const row = state * inputs + input;
    state = next[row]!;
    return row;
  });
}

function trialOf({ commands }: Specified, word: Word): PartTrial {
  return { commands: word.map((input) => commands[input]!), word };
}
