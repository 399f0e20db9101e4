/**
 * Test suites computed from a machine: words whose outputs, all as the machine has them, say how far an implementation
 * can be trusted.
 */
import { breadthFirst } from '../breadth-first.ts';
import { accessWords, after, leadsTo, type Mealy } from './mealy.ts';
import { identifiers, type InputWord, longest } from './separate.ts';

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
  const nextRow = (state: number): number | undefined => {
    let moving: number | undefined;
    for (let row = state * inputs; row < (state + 1) * inputs; row++) {
      if (taken[row] === 1) continue;
      if (next[row] === state) return row;
      moving ??= row;
    }
    return moving;
  };
  /** The shortest way from a state to one with a row that nobody has taken. */
  const nearest = (from: number): InputWord | null => {
    // From the start it is hardly farther than four.
    const near = breadthFirst<number, number>(from, (state, way) => (way.length < 4 ? leadsTo(machine, state) : []));
    return near.find(({ at }) => nextRow(at) !== undefined)?.way ?? null;
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
