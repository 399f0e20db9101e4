/**
 * Words that tell states or machines apart by what they show.
 */
import { outputsOf } from './mealy.ts';
import type { Mealy } from './mealy.ts';

export type InputWord = readonly number[];

/** A state of a machine. */
export interface At {
  readonly machine: Mealy;
  readonly state: number;
}

/** The shortest word, of several the first in the order of inputs, for which two states show different things; null where they never do. */
export function separatingWord(one: At, other: At): InputWord | null {
  const { inputs } = one.machine;
  interface Pair {
    readonly a: number;
    readonly b: number;
    readonly from: Pair | null;
    readonly input: number;
  }
  const open: Pair[] = [{ a: one.state, b: other.state, from: null, input: -1 }];
  const met = new Set([one.state * other.machine.states + other.state]);
  for (const pair of open) {
    for (let input = 0; input < inputs; input++) {
      const [x, y] = [pair.a * inputs + input, pair.b * inputs + input];
      if (one.machine.output[x] !== other.machine.output[y]) {
        const word = [input];
        for (let at = pair; at.from !== null; at = at.from) word.push(at.input);
        return word.reverse();
      }
      const [a, b] = [one.machine.next[x]!, other.machine.next[y]!];
      const key = a * other.machine.states + b;
      if (met.has(key)) continue;
      met.add(key);
      open.push({ a, b, from: pair, input });
    }
  }
  return null;
}

/**
 * For each state of a smallest machine the words that identify it: any two states share a word for which they show
 * different things. These are harmonised state identifiers (HSI: Petrenko, Yevtushenko et al., 1994), found by
 * parting a set of states with one word after the other.
 *
 * @throws RangeError where two states never show anything different.
 */
export function identifiers(machine: Mealy): readonly (readonly InputWord[])[] {
  const words: InputWord[][] = Array.from({ length: machine.states }, () => []);
  const open: (readonly number[])[] = [Array.from({ length: machine.states }, (_, state) => state)];
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    if (block.length < 2) continue;
    const word = separatingWord({ machine, state: block[0]! }, { machine, state: block[1]! });
    if (word === null) throw new RangeError('two states of the machine show the same for ever');
    const parts = new Map<string, number[]>();
    for (const state of block) {
      const shown = outputsOf(machine, word, state).join(' ');
      parts.set(shown, [...(parts.get(shown) ?? []), state]);
      words[state]!.push(word);
    }
    open.push(...parts.values());
  }
  return words.map(withoutPrefixes);
}

/**
 * Words that between them tell any two of these machines apart by what they show from the start on: as long as a machine shows for
 * all words what a later one shows, the word that separates the two is added.
 */
export function tellingApart(machines: readonly Mealy[]): readonly InputWord[] {
  const words: InputWord[] = [];
  let shown: readonly string[] = machines.map(() => '');
  for (const [index, machine] of machines.entries()) {
    for (let other = index + 1; other < machines.length; other++) {
      if (shown[other] !== shown[index]) continue;
      const word = separatingWord({ machine, state: 0 }, { machine: machines[other]!, state: 0 });
      if (word === null) continue;
      words.push(word);
      shown = machines.map((each, at) => `${shown[at]};${outputsOf(each, word).join()}`);
    }
  }
  return withoutPrefixes(words);
}

/** A word that another one begins with need not be tried by itself. */
function withoutPrefixes(words: readonly InputWord[]): readonly InputWord[] {
  const begins = (word: InputWord, other: InputWord): boolean =>
    word.length < other.length && word.every((input, index) => input === other[index]);
  const different = [...new Map(words.map((word) => [word.join(), word])).values()];
  return different.filter((word) => !different.some((other) => begins(word, other)));
}
