/**
 * One variant of an explored machine, compiled to a table of small integers: for whatever needs speed.
 */
import { firstOf } from './machine.ts';
import { Numbering } from './numbering.ts';
import type { Edge, Graph } from './explore.ts';
import type { Jury } from './judge.ts';
import type { Taken, Variants } from './machine.ts';

/**
 * A machine as integers. States are numbered in the order in which the variant alone discovers them, 0 the initial one;
 * commands as in the alphabet. The row of a command in a state is `state * commands + command`, and every array of rows
 * has `states * commands` entries.
 */
export interface Compiled<S, O extends Taken<S>> {
  readonly states: number;
  readonly commands: number;
  /** Row -> the state that it leads to. */
  readonly next: Int32Array;
  /** Row -> 1 where the command is refused, else 0. */
  readonly refused: Uint8Array;
  /** Row -> the index in `logs` of what it logs. */
  readonly log: Int32Array;
  /** Row -> the index in the jury's invariants of the first one that the step breaks, or -1. */
  readonly broken: Int32Array;
  /** The distinct lists of events. */
  readonly logs: readonly O['events'][];
  /** State -> what it stands for in the machine. */
  readonly meanings: readonly S[];
}

/**
 * Compiles one variant (a set of one). Invariants that do not speak of it are left out.
 *
 * @throws RangeError for a graph that was cut off, a row that the rules do not decide, or no single variant of the machine.
 */
export function compile<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, jury: Jury<S, C, O>, variant: Variants): Compiled<S, O> {
  if (!graph.complete) throw new RangeError('an exploration that was cut off cannot be compiled');
  if ((variant & graph.machine.variants) === 0 || firstOf(variant) !== variant) {
    throw new RangeError(`${variant} is not a single variant of the machine`);
  }
  const { commands } = graph.machine;
  const { rows, meanings } = reachableRows(graph, variant);
  const logs = new Numbering();
  const events: O['events'][] = [];
  const logOf = (logged: O['events']): number => {
    const number = logs.numberOf(JSON.stringify(logged));
    events[number] ??= logged;
    return number;
  };
  const spoken = jury.invariants.map(({ variants }) => (variants & variant) !== 0);
  return {
    states: meanings.length,
    commands: commands.length,
    next: Int32Array.from(rows, ({ to }) => to),
    refused: Uint8Array.from(rows, ({ outcome }) => (outcome.refused === null ? 0 : 1)),
    log: Int32Array.from(rows, ({ outcome }) => logOf(outcome.events)),
    broken: Int32Array.from(rows, ({ before, command, outcome }) => {
      const { violated } = jury.judge({ before, command: commands[command]!, outcome });
      return violated.reduce((first, index) => (spoken[index] && (first === -1 || index < first) ? index : first), -1);
    }),
    logs: events,
    meanings,
  };
}

interface DecidedRow<S, O> {
  readonly before: S;
  readonly command: number;
  readonly outcome: O;
  readonly to: number;
}

/** The rows of one variant, state after state in the order of their discovery. */
function reachableRows<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, variant: Variants) {
  const { commands } = graph.machine;
  const found = new Numbering<number>();
  const rows: DecidedRow<S, O>[] = [];
  found.numberOf(graph.visits[0]!.state);
  for (const state of found.values) {
    for (let command = 0; command < commands.length; command++) {
      const { outcome, to } = edgeOf(graph, state, command, variant);
      if (outcome.kind !== 'taken' || to === null) {
        throw new RangeError(`the rules do not decide ${JSON.stringify(commands[command])} (${outcome.kind})`);
      }
      rows.push({ before: graph.states[state]!, command, outcome, to: found.numberOf(to) });
    }
  }
  return { rows, meanings: found.values.map((state) => graph.states[state]!) };
}

/** The branches of a step are a partition of the variants: one of them is this variant's. */
function edgeOf<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, state: number, command: number, variant: Variants): Edge<O> {
  return graph.edges(state, command).find(({ variants }) => (variants & variant) !== 0)!;
}
