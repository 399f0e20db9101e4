/**
 * Words over a machine: those that tell states or machines apart by what they show, and test suites, of which all outputs, as the
 * machine has them, say how far an implementation can be trusted.
 */
import { breadthFirst } from '../breadth-first.ts';
import { accessWords, after, leadsTo, type Mealy, outputsOf } from './mealy.ts';

export type InputWord = readonly number[];

/** A state of a machine. */
export interface At {
  readonly machine: Mealy;
  readonly state: number;
}

/** The shortest word, of several the first in the order of inputs, for which two states show different things; null where they never do. */
export function separatingWord(one: At, other: At): InputWord | null {
  const [a, b] = [one.machine, other.machine];
  const pairs = breadthFirst<readonly [number, number], number>(
    [one.state, other.state],
    ([x, y]) => leadsTo(a, x).map(([input, to]) => [input, [to, b.next[y * b.inputs + input]!]]),
    ([x, y]) => x * b.states + y,
  );
  for (const { at: [x, y], way } of pairs) {
    for (let input = 0; input < a.inputs; input++) {
      if (a.output[x * a.inputs + input] !== b.output[y * b.inputs + input]) return [...way, input];
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
    for (const state of block) words[state]!.push(word);
    const parts = Map.groupBy(block, (state) => outputsOf(machine, word, state).join());
    open.push(...parts.values());
  }
  return words;
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
  return longest(words);
}

/** By input, what comes after it. */
type Beginnings = (Beginnings | undefined)[];

/** The words that none of the others begins with, in the order of inputs; those others need not be tried by themselves. */
export function longest(words: Iterable<InputWord>): readonly InputWord[] {
  const root: Beginnings = [];
  for (const word of words) word.reduce((at, input) => (at[input] ??= []), root);
  function* from(at: Beginnings, word: InputWord): Generator<InputWord> {
    if (at.length === 0 && word.length > 0) yield word;
    for (const [input, next] of at.entries()) if (next !== undefined) yield* from(next, [...word, input]);
  }
  return [...from(root, [])];
}

/**
 * The words of the HSI method, none of them the beginning of another, in the order of inputs. An implementation that is
 * deterministic, has a reset that works, at most `extra` states more than the machine (which must be a smallest one), and
 * shows for every word what the machine shows, shows the same for every word there is (Petrenko, Yevtushenko et al., 1994).
 */
export function completeSuite(machine: Mealy, extra: number): readonly InputWord[] {
  const identify = identifiers(machine);
  function* from(word: InputWord, left: number): Generator<InputWord> {
    yield word;
    for (const identifier of identify[after(machine, word)]!) yield [...word, ...identifier];
    if (left > 0) for (let input = 0; input < machine.inputs; input++) yield* from([...word, input], left - 1);
  }
  function* all(): Generator<InputWord> {
    for (const word of accessWords(machine)) yield* from(word, extra + 1);
  }
  return longest(all());
}

/**
 * Few words that between them take every row: each goes on to the nearest row that nobody has taken, up to `most` inputs,
 * so that a fault hides no more than what comes after it in its own word.
 */
export function tour(machine: Mealy, most: number): readonly InputWord[] {
  const { inputs, next } = machine;
  const taken = new Uint8Array(next.length);
  /** A row that nobody has taken; those that stay where they are first. */
  const nextRow = (state: number) => {
    let moving: number | undefined;
    for (let row = state * inputs; row < (state + 1) * inputs; row++) {
      if (taken[row] === 1) continue;
      if (next[row] === state) return row;
      moving ??= row;
    }
    return moving;
  };
  /** The shortest way from a state to one with a row that nobody has taken. */
  const nearest = (from: number) => {
    for (const { at, way } of breadthFirst<number, number>(from, (state) => leadsTo(machine, state))) {
      if (nextRow(at) !== undefined) return way;
      if (way.length === 4) break; // from the start it is hardly farther
    }
    return null;
  };

  const words: InputWord[] = [];
  for (const [first, access] of accessWords(machine).entries()) {
    while (nextRow(first) !== undefined) {
      const word = [...access];
      for (let way: InputWord | null = []; way !== null; way = word.length < most ? nearest(after(machine, word)) : null) {
        word.push(...way);
        let state = after(machine, word);
        for (let row = nextRow(state); row !== undefined; row = nextRow(state)) {
          taken[row] = 1;
          word.push(row - state * inputs);
          state = next[row]!;
        }
      }
      words.push(word);
    }
  }
  return words;
}
