/**
 * A deterministic machine for what it shows: states, inputs and outputs are small integers. Conformance is tested against
 * the smallest such machine, since states that show the same for ever cannot be told apart by anyone outside.
 */
import { haveCommon } from '../dialects/set.ts';
import { Numbering } from '../explore/numbering.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Graph } from '../explore/explore.ts';
import type { Taken } from '../explore/machine.ts';

/** State 0 is the initial one; the row of an input in a state is `state * inputs + input`. */
export interface Mealy {
  readonly states: number;
  readonly inputs: number;
  /** Row -> the state that it leads to. */
  readonly next: Int32Array;
  /** Row -> the number of what it shows. */
  readonly output: Int32Array;
}

/** Rules that are no machine to compare with, and why. */
export class NoMachine extends Error {
  constructor(why: string) {
    super(`the rules themselves are not fit to be compared with: ${why}; kst verify tells more`);
  }
}

/**
 * One variant of an explored machine, for what it shows.
 *
 * @param looks what a step shows, as a text; steps that nobody outside can tell apart look the same.
 * @param outputs numbers the looks; machines that share it can be compared with each other.
 * @throws NoMachine for a graph that was cut off, or a row that the rules do not decide.
 */
export function mealyOf<S, C, O extends Taken<S>>(
  graph: Graph<S, C, O>,
  variant: VariantSet,
  looks: (outcome: O) => string,
  outputs: Numbering,
): Mealy {
  if (!graph.complete) throw new NoMachine(`they reach more than ${graph.states.length - 1} states`);
  const inputs = graph.machine.commands.length;
  const states = new Numbering<number>();
  states.numberOf(graph.visits[0]!.state);
  const next: number[] = [];
  const output: number[] = [];
  for (const state of states.values) {
    for (let input = 0; input < inputs; input++) {
      const { outcome, to } = graph.edges(state, input).find(({ variants }) => haveCommon(variants, variant))!;
      if (outcome.kind !== 'taken') throw new NoMachine(`they do not decide all that is asked: ${outcome.kind} in ${outcome.where}`);
      next.push(states.numberOf(to!));
      output.push(outputs.numberOf(looks(outcome)));
    }
  }
  return { states: states.values.length, inputs, next: Int32Array.from(next), output: Int32Array.from(output) };
}

/**
 * The smallest machine that shows the same (Moore 1956: states are parted for as long as a step tells them apart). Its
 * states are numbered breadth-first, so that machines that show the same are equal, number by number.
 */
export function smallest(machine: Mealy): Mealy {
  const { inputs, next, output } = machine;
  let classes = new Int32Array(machine.states);
  for (let count = 1; ; ) {
    const parted = new Numbering();
    const finer = classes.map((own, state) => {
      const row = state * inputs;
      const looks = Array.from({ length: inputs }, (_, input) => `${output[row + input]}>${classes[next[row + input]!]}`);
      return parted.numberOf(`${own}:${looks.join(' ')}`);
    });
    classes = finer;
    if (parted.values.length === count) break;
    count = parted.values.length;
  }
  const found = new Numbering<number>();
  const member: number[] = [0];
  found.numberOf(classes[0]!);
  const small = { next: [] as number[], output: [] as number[] };
  for (let i = 0; i < found.values.length; i++) {
    for (let row = member[i]! * inputs; row < (member[i]! + 1) * inputs; row++) {
      const to = found.numberOf(classes[next[row]!]!);
      member[to] ??= next[row]!;
      small.next.push(to);
      small.output.push(output[row]!);
    }
  }
  return { states: found.values.length, inputs, next: Int32Array.from(small.next), output: Int32Array.from(small.output) };
}

/** A text that is equal exactly for machines that show the same: each the smallest of its kind, with outputs numbered alike. */
export function machineKey({ inputs, next, output }: Mealy): string {
  return `${inputs} ${next.join()} ${output.join()}`;
}

/** The state after a word. */
export function after({ inputs, next }: Mealy, word: Iterable<number>): number {
  let state = 0;
  for (const input of word) state = next[state * inputs + input]!;
  return state;
}

/** What a word shows, step by step. */
export function outputsOf({ inputs, next, output }: Mealy, word: Iterable<number>, from = 0): readonly number[] {
  const shown: number[] = [];
  let state = from;
  for (const input of word) {
    shown.push(output[state * inputs + input]!);
    state = next[state * inputs + input]!;
  }
  return shown;
}

/** The shortest word to each state, breadth-first. */
export function accessWords({ states, inputs, next }: Mealy): readonly (readonly number[])[] {
  const words: (readonly number[])[] = new Array(states);
  words[0] = [];
  const open = [0];
  for (const state of open) {
    for (let input = 0; input < inputs; input++) {
      const to = next[state * inputs + input]!;
      if (words[to] !== undefined) continue;
      words[to] = [...words[state]!, input];
      open.push(to);
    }
  }
  return words;
}
