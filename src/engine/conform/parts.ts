/**
 * What an implementation is tried with: the complete suite, what lies beyond its alphabet, and random sequences.
 */
import { steeredSequences } from '../random/steered.ts';
import { accessWords } from './mealy.ts';
import { partNameOf } from './part-names.ts';
import { specifiedOver } from './specified.ts';
import { completeSuite, tour } from './suite.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { SteeredSize } from '../random/steered.ts';
import type { Specification } from '../specification.ts';
import type { Onlooker } from './look.ts';
import type { AnyCommand, TestCase } from './player.ts';
import type { ConformOptions } from './result.ts';
import type { InputWord } from './separate.ts';
import type { DialectClass, Specified } from './specified.ts';

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
  const further = specification.alphabets.slice(1).map((alphabet) => {
    const make = (): ConformPart => furtherPart(specifiedOver(specification, onlooker, dialect, alphabet));
    return [partNameOf(alphabet), make] as const;
  });
  const makers: readonly (readonly [string, () => ConformPart])[] = [
    ['corpus', () => corpusPart(asked.corpus)],
    ['complete', () => completePart(specified, asked.extraStates)],
    ...further,
    ['random', () => randomPart(specification, dialect, asked)],
  ];
  return makers.flatMap(([name, make]) => ((asked.only?.includes(name) ?? true) ? [make()] : [])).filter(({ about }) => about > 0);
}

/** Sequences that somebody has kept. */
function corpusPart(sequences: readonly (readonly AnyCommand[])[]): ConformPart {
  const about = sequences.reduce((sum, { length }) => sum + length, 0);
  return { name: 'corpus', says: 'scenarios kept from earlier runs', specified: null, tests: sequencesOf(sequences), about };
}

/** Every (command, state) row of the smallest machine over the first alphabet, each state after it identified. */
export function completePart(first: Specified, extraStates: number): ConformPart {
  const says = `every command in every state of the rules over the ${first.alphabet.name} alphabet, ${extraStates} more states allowed for`;
  return { name: 'complete', says, ...wordsOf(first, completeSuite(first.machine, extraStates)) };
}

/** One of the alphabets beyond the first one: each row once, the states after them not identified. */
export function furtherPart(specified: Specified): ConformPart {
  const name = partNameOf(specified.alphabet);
  const says = `every command in every state of the rules over the alphabet ${name}`;
  return { name, says, ...wordsOf(specified, tour(specified.machine, longestTour)) };
}

function randomPart(specification: Specification, dialect: Dialect, size: SteeredSize): ConformPart {
  const says = `random sequences over up to ${size.parts} ${specification.part}s, seed ${size.seed}`;
  const tests = sequencesOf(steeredSequences(specification, dialect, size));
  return { name: 'random', says, specified: null, tests, about: size.commands };
}

function wordsOf(specified: Specified, words: readonly InputWord[]): Pick<ConformPart, 'specified' | 'tests' | 'about'> {
  const about = words.reduce((sum, { length }) => sum + length, 0);
  return { specified, tests: words.map((word) => caseOf(specified, word)), about };
}

function* sequencesOf(sequences: Iterable<readonly AnyCommand[]>): Generator<WordCase> {
  for (const commands of sequences) yield { commands, word: null };
}

/** The rows that a word would have taken after a mismatch, each by a way of its own. */
export function* untaken(specified: Specified, word: InputWord, mismatch: number): Generator<WordCase> {
  const { inputs, next } = specified.machine;
  const access = accessWords(specified.machine);
  let state = 0;
  for (const [index, input] of word.entries()) {
    if (index > mismatch) yield caseOf(specified, [...access[state]!, input]);
    state = next[state * inputs + input]!;
  }
}

/** The rows that words have taken. */
export class TakenRows {
  private readonly specified: Specified;
  private readonly taken: Uint8Array;
  private readonly wrong: Uint8Array;

  constructor(specified: Specified) {
    this.specified = specified;
    this.taken = new Uint8Array(specified.machine.next.length);
    this.wrong = new Uint8Array(specified.machine.next.length);
  }

  /** A word was played; after a mismatch (-1: there was none) nobody knows where it went. */
  add(word: InputWord, mismatch: number): void {
    for (const [index, row] of rowsOf(this.specified, word).entries()) {
      this.taken[row] = 1;
      if (index !== mismatch) continue;
      this.wrong[row] = 1;
      return;
    }
  }

  /** The test cases whose way to their last row takes no row that was found wrong by then. */
  *reachableIn(tests: Iterable<WordCase>): Generator<WordCase> {
    for (const test of tests) if (!rowsOf(this.specified, test.word!.slice(0, -1)).some((row) => this.wrong[row] === 1)) yield test;
  }

  /** The rows that were taken, as a text of 0 and 1. */
  get list(): string {
    return this.taken.join('');
  }
}

/** The rows that a word takes. */
function rowsOf({ machine: { inputs, next } }: Specified, word: InputWord): readonly number[] {
  let state = 0;
  return word.map((input) => {
    const row = state * inputs + input;
    state = next[row]!;
    return row;
  });
}

function caseOf({ alphabet }: Specified, word: InputWord): WordCase {
  return { commands: word.map((input) => alphabet.commands[input]!), word };
}
