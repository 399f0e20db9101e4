/**
 * What the answer to an assumption changes first: the shortest commands after which the default answer and another differ.
 */
import { mealyOf } from '../conform/mealy.ts';
import { separatingWord } from '../conform/separate.ts';
import { explore } from '../explore/explore.ts';
import { mostStates } from '../explore/exploration.ts';
import { Numbering } from '../explore/numbering.ts';
import { machineOf } from '../rules/machine.ts';
import { play, type Played, stateAfter } from '../rules/play.ts';
import { type System, systemOf } from '../rules/system.ts';
import { undecidedIn } from './behaviour.ts';
import type { Choices } from '../dialects/dialects.ts';
import type { Command, Specification, State } from '../specification.ts';

export interface Parting {
  readonly commands: readonly Command[];
  /** By answer, the state before the last command, and what that does. */
  readonly outcomes: ReadonlyMap<string, { readonly before: State; readonly outcome: Played }>;
}

/** By assumption, over the first alphabet; those left out change nothing there. None, where the rules do not decide everything. */
export function partings(specification: Specification): ReadonlyMap<string, Parting> {
  const system = systemOf(specification);
  const { dialects } = system;
  const { commands: alphabet } = specification.alphabets[0]!;
  const graph = explore(machineOf(system, alphabet), mostStates);
  const { gaps, overlaps } = undecidedIn(graph);
  if (!graph.complete || gaps + overlaps > 0) return new Map();
  const looks = new Numbering();
  const shown = ({ refused, events, next }: Played) => JSON.stringify([refused, events, specification.observed(next)]);
  const startIn = (dialect: Choices) => ({ machine: mealyOf(graph, dialects.only(dialect), shown, looks), state: 0 });
  const usual = startIn(dialects.usual);
  return new Map(
    dialects.names.flatMap((name) => {
      const answers = dialects.choices[name]!.map((choice) => [choice, { ...dialects.usual, [name]: choice }] as const);
      const words = answers.slice(1).map(([, dialect]) => separatingWord(usual, startIn(dialect))).filter((word) => word !== null);
      const [word] = words.sort((a, b) => a.length - b.length);
      if (word === undefined) return [];
      const commands = word.map((input) => alphabet[input]!);
      const outcomes = new Map(answers.map(([choice, dialect]) => [choice, lastOf(system, dialect, commands)]));
      return [[name, { commands, outcomes }] as const];
    }),
  );
}

/** What the last of some commands does; the rules decide them all. */
function lastOf(system: System, dialect: Choices, commands: readonly Command[]) {
  const before = stateAfter(system, dialect, commands.slice(0, -1));
  return { before, outcome: play(system, before, commands.at(-1)!, dialect) as Played };
}
