/**
 * A deterministic machine for what it shows: states, inputs and outputs are small integers. Conformance is tested against
 * the smallest such machine, since states that show the same for ever cannot be told apart by anyone outside.
 */
import { breadthFirst } from '../breadth-first.ts';
import { haveCommon, type VariantSet } from '../dialects/set.ts';
import { Numbering } from '../explore/numbering.ts';
import type { Graph } from '../explore/explore.ts';
import type { Played } from '../rules/play.ts';
import type { Command, State } from '../specification.ts';

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
export function mealyOf(
  graph: Graph<State, Command, Played>, variant: VariantSet, looks: (outcome: Played) => string, outputs: Numbering,
): Mealy {
  if (!graph.complete) throw new NoMachine(`they reach more than ${graph.states.length - 1} states`);
  return reached(graph.visits[0]!.state, graph.machine.commands.length, (state, input) => {
    const { outcome, to } = graph.edges(state, input).find(({ variants }) => haveCommon(variants, variant))!;
    if (outcome.kind !== 'taken') throw new NoMachine(`they do not decide all that is asked: ${outcome.kind} in ${outcome.where}`);
    return [to!, outputs.numberOf(looks(outcome))];
  });
}

/** What is reached from a state, by a step that gives the next state and what is shown; states are numbered breadth-first. */
function reached(first: number, inputs: number, step: (state: number, input: number) => readonly [to: number, shown: number]) {
  const states = new Numbering<number>();
  states.numberOf(first);
  const [next, output] = [[] as number[], [] as number[]];
  for (const state of states.values) {
    for (let input = 0; input < inputs; input++) {
      const [to, shown] = step(state, input);
      next.push(states.numberOf(to));
      output.push(shown);
    }
  }
  return { states: states.values.length, inputs, next: Int32Array.from(next), output: Int32Array.from(output) };
}

/**
 * The smallest machine that shows the same (Moore 1956: states are parted for as long as a step tells them apart). Its
 * states are numbered breadth-first, so that machines that show the same are equal, number by number.
 */
export function smallest({ states, inputs, next, output }: Mealy): Mealy {
  let classes = new Int32Array(states);
  for (let [count, before] = [1, 0]; count > before; ) {
    const parted = new Numbering();
    classes = classes.map((own, state) => {
      const row = state * inputs;
      const looks = Array.from({ length: inputs }, (_, input) => `${output[row + input]}>${classes[next[row + input]!]}`);
      return parted.numberOf(`${own}:${looks.join(' ')}`);
    });
    [count, before] = [parted.values.length, count];
  }
  const members = new Map(Array.from(classes, (own, state) => [own, state]));
  return reached(classes[0]!, inputs, (own, input) => {
    const row = members.get(own)! * inputs + input;
    return [classes[next[row]!]!, output[row]!];
  });
}

/** A text that is equal exactly for machines that show the same: each the smallest of its kind, with outputs numbered alike. */
export function machineKey({ inputs, next, output }: Mealy): string {
  return `${inputs} ${next.join()} ${output.join()}`;
}

/** The state after a word. */
export function after(machine: Mealy, word: readonly number[]): number {
  return word.length === 0 ? 0 : machine.next[rowsTaken(machine, word).at(-1)!]!;
}

/** What a word shows, step by step. */
export function outputsOf(machine: Mealy, word: readonly number[], from = 0): readonly number[] {
  return rowsTaken(machine, word, from).map((row) => machine.output[row]!);
}

/** The rows that a word takes. */
export function rowsTaken({ inputs, next }: Mealy, word: readonly number[], from = 0): readonly number[] {
  let state = from;
  return word.map((input) => {
    const row = state * inputs + input;
    state = next[row]!;
    return row;
  });
}

/** The states that a state leads to, input by input. */
export function* leadsTo({ inputs, next }: Mealy, state: number): Generator<readonly [input: number, to: number]> {
  for (let input = 0; input < inputs; input++) yield [input, next[state * inputs + input]!];
}

/** The shortest word to each state, breadth-first. */
export function accessWords(machine: Mealy): readonly (readonly number[])[] {
  const words: (readonly number[])[] = [];
  for (const { at, way } of breadthFirst<number, number>(0, (state) => leadsTo(machine, state))) words[at] = way;
  return words;
}
