/**
 * What an implementation is tried with: the complete suite, what lies beyond its alphabet, and random sequences.
 */
import { steeredSequences } from '../random/steered.ts';
import { accessWords, rowsTaken } from './mealy.ts';
import { partNameOf } from './part-names.ts';
import { caseOf, type DialectClass, type Specified, specifiedOver } from './specified.ts';
import { completeSuite, type InputWord, tour } from './separate.ts';
import type { Specification } from '../specification.ts';
import type { Onlooker } from './look.ts';
import type { AnyCommand, TestCase } from './player.ts';
import type { ConformOptions } from './result.ts';

/** A part of what is tried. */
export interface ConformPart {
  readonly name: string;
  /** In one line, what it tries. */
  readonly says: string;
  /** The machine whose rows the words take; null where there are no words, but sequences. */
  readonly specified: Specified | null;
  readonly tests: Iterable<WordCase>;
  /** About how many commands that are. */
  readonly about: number;
}

export interface WordCase extends TestCase {
  /** The same as inputs of the machine. */
  readonly word: InputWord | null;
}

/** Length of a word that takes row after row. */
const longestTour = 100;

/** The parts that were asked for, in their order, without those that have nothing to try. @throws NoMachine */
export function partsAsked(
  specification: Specification,
  onlooker: Onlooker,
  { specified, dialect }: DialectClass,
  asked: ConformOptions,
): readonly ConformPart[] {
  const random = `random sequences over up to ${asked.parts} ${specification.part}s, seed ${asked.seed}`;
  const makers: readonly (readonly [string, () => ConformPart])[] = [
    ['corpus', () => sequencePart('corpus', 'scenarios kept from earlier runs', asked.corpus, asked.corpus.flat().length)],
    ['complete', () => completePart(specified, asked.extraStates)],
    ...specification.alphabets.slice(1).map((alphabet) => {
      return [partNameOf(alphabet), () => furtherPart(specifiedOver(specification, onlooker, dialect, alphabet))] as const;
    }),
    ['random', () => sequencePart('random', random, steeredSequences(specification, dialect, asked), asked.commands)],
  ];
  return makers.flatMap(([name, make]) => ((asked.only?.includes(name) ?? true) ? [make()] : [])).filter(({ about }) => about > 0);
}

function sequencePart(name: string, says: string, sequences: Iterable<readonly AnyCommand[]>, about: number) {
  return { name, says, specified: null, tests: Iterator.from(sequences).map((commands) => ({ commands, word: null })), about };
}

/** Every (command, state) row of the smallest machine over the first alphabet, each state after it identified. */
export function completePart(first: Specified, extraStates: number): ConformPart {
  const says = `every command in every state of the rules over the ${first.alphabet.name} alphabet, ${extraStates} more states allowed for`;
  return wordPart('complete', says, first, completeSuite(first.machine, extraStates));
}

/** One of the alphabets beyond the first one: each row once, the states after them not identified. */
export function furtherPart(specified: Specified): ConformPart {
  const name = partNameOf(specified.alphabet);
  const says = `every command in every state of the rules over the alphabet ${name}`;
  return wordPart(name, says, specified, tour(specified.machine, longestTour));
}

function wordPart(name: string, says: string, specified: Specified, words: readonly InputWord[]) {
  return { name, says, specified, tests: words.map((word) => caseOf(specified, word)), about: words.flat().length };
}

/** The rows that a word would have taken after a mismatch, each by a way of its own. */
export function untaken(specified: Specified, word: InputWord, mismatch: number): readonly WordCase[] {
  const { inputs } = specified.machine;
  const access = accessWords(specified.machine);
  const rows = rowsTaken(specified.machine, word).slice(mismatch + 1);
  return rows.map((row) => caseOf(specified, [...access[Math.floor(row / inputs)]!, row % inputs]));
}

/** The rows that words have taken. */
export function takenRows({ machine }: Specified) {
  const taken = new Uint8Array(machine.next.length);
  const wrong = new Set<number>();
  return {
    /** A word was played; after a mismatch (-1: there was none) nobody knows where it went. */
    add(word: InputWord, mismatch: number) {
      const rows = rowsTaken(machine, word);
      for (const row of mismatch === -1 ? rows : rows.slice(0, mismatch + 1)) taken[row] = 1;
      if (mismatch !== -1) wrong.add(rows[mismatch]!);
    },
    /** The test cases whose way to their last row takes no row that was found wrong by then. */
    *reachableIn(tests: Iterable<WordCase>): Generator<WordCase> {
      for (const test of tests) if (!rowsTaken(machine, test.word!.slice(0, -1)).some((row) => wrong.has(row))) yield test;
    },
    /** A text of 0 and 1. */
    list: () => taken.join(''),
  };
}
