/**
 * Test suites computed from a machine: words whose outputs, all as the machine has them, say how far an implementation
 * can be trusted.
 */
import { accessWords, after } from './mealy.ts';
import { identifiers } from './separate.ts';
import type { Mealy } from './mealy.ts';
import type { InputWord } from './separate.ts';

/**
 * The words of the HSI method, none of them the beginning of another, in the order of inputs. An implementation that is
 * deterministic, has a reset that works, at most `extra` states more than the machine (which must be a smallest one), and
 * shows for every word what the machine shows, shows the same for every word there is (Petrenko, Yevtushenko et al., 1994).
 */
export function completeSuite(machine: Mealy, extra: number): readonly InputWord[] {
  const identify = identifiers(machine);
  const words = new Trie(machine.inputs);
  const reach = (word: InputWord, left: number): void => {
    const state = after(machine, word);
    for (const identifier of identify[state]!) words.add([...word, ...identifier]);
    if (identify[state]!.length === 0) words.add(word);
    if (left > 0) for (let input = 0; input < machine.inputs; input++) reach([...word, input], left - 1);
  };
  for (const word of accessWords(machine)) reach(word, extra + 1);
  return [...words.longest()];
}

/**
 * Few words that between them take every row: each goes on to the nearest row that nobody has taken, up to `most` inputs,
 * so that a fault hides no more than what comes after it in its own word.
 */
export function tour(machine: Mealy, most: number): readonly InputWord[] {
  const { inputs, next } = machine;
  const access = accessWords(machine);
  const taken = new Uint8Array(machine.next.length);
  const left = new Int32Array(machine.states).fill(inputs);
  const words: InputWord[] = [];
  let pending = 0;

  /** The shortest way from a state to one with a row that nobody has taken. */
  const nearest = (from: number): InputWord | null => {
    const open: { readonly state: number; readonly word: InputWord }[] = [{ state: from, word: [] }];
    const met = new Set([from]);
    for (const { state, word } of open) {
      if (left[state]! > 0) return word;
      if (word.length === 4) return null; // from the start it is hardly farther
      for (let input = 0; input < inputs; input++) {
        const to = next[state * inputs + input]!;
        if (!met.has(to)) open.push({ state: to, word: [...word, input] });
        met.add(to);
      }
    }
    return null;
  };

  while (pending < machine.states) {
    if (left[pending] === 0) {
      pending++;
      continue;
    }
    const word: number[] = [...access[pending]!];
    for (let way: InputWord | null = []; way !== null; way = word.length < most ? nearest(after(machine, word)) : null) {
      word.push(...way);
      let state = after(machine, word);
      for (let row = nextRow(state); row !== -1; row = nextRow(state)) {
        taken[row] = 1;
        left[state]!--;
        word.push(row - state * inputs);
        state = next[row]!;
      }
    }
    words.push(word);
  }
  return words;

  /** A row that nobody has taken; those that stay where they are first. */
  function nextRow(state: number): number {
    let moving = -1;
    for (let row = state * inputs; row < (state + 1) * inputs; row++) {
      if (taken[row] === 1) continue;
      if (next[row] === state) return row;
      if (moving === -1) moving = row;
    }
    return moving;
  }
}

/** Words by their common beginnings. */
class Trie {
  private readonly inputs: number;
  private children: Int32Array;
  private nodes = 1;

  constructor(inputs: number) {
    this.inputs = inputs;
    this.children = new Int32Array(1024 * inputs);
  }

  add(word: InputWord): void {
    let node = 0;
    for (const input of word) {
      const at = node * this.inputs + input;
      node = this.children[at]! || this.grow(at);
    }
  }

  /** The words that none of the others begins with, in the order of inputs. */
  *longest(node = 0, word: InputWord = []): Generator<InputWord> {
    let leaf = true;
    for (let input = 0; input < this.inputs; input++) {
      const child = this.children[node * this.inputs + input]!;
      if (child === 0) continue;
      leaf = false;
      yield* this.longest(child, [...word, input]);
    }
    if (leaf && word.length > 0) yield word;
  }

  private grow(at: number): number {
    const node = this.nodes++;
    if ((node + 1) * this.inputs > this.children.length) {
      const larger = new Int32Array(this.children.length * 2);
      larger.set(this.children);
      this.children = larger;
    }
    this.children[at] = node;
    return node;
  }
}
