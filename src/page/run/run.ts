/**
 * A run: the commands that somebody has played on the page, and how far along them the page looks.
 */
import { simulate, simulateOn, Undecided } from '../../kit/simulate.ts';
import { commandText } from '../../kst/commands.ts';
import { defaultDialect } from '../../kst/dialect.ts';
import { knownServersTable } from '../../kst/model.ts';
import type { Simulation } from '../../kit/simulate.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Scenario } from '../../kst/scenario.ts';

export interface Run {
  readonly dialect: Dialect;
  readonly commands: readonly Command[];
  /** So many commands are played: 0 is the empty start, before any of them. */
  readonly at: number;
}

/** More commands than anybody clicks; a link that holds more is refused. */
export const mostCommands = 1000;

/** Nothing set up, RTCSRV stopped. */
export function emptyRun(dialect: Dialect = defaultDialect()): Run {
  return { dialect, commands: [], at: 0 };
}

/** The run of a scenario, played to its end. */
export function runOfScenario({ dialect, steps }: Scenario): Run {
  return { dialect: { ...defaultDialect(), ...dialect }, commands: steps.map(({ command }) => command), at: steps.length };
}

/** One command more, in the place of those that come after where the run stands; the same run where it is as long as it may be. */
export function withCommand({ dialect, commands, at }: Run, command: Command): Run {
  return at >= mostCommands ? { dialect, commands, at } : { dialect, commands: [...commands.slice(0, at), command], at: at + 1 };
}

/** A run, and the one that took its place. */
export interface Replaced {
  readonly before: Run;
  readonly by: Run;
}

/** What taking a step back leads to, and what it undoes, fit to be shown. */
export interface Undone {
  readonly run: Run;
  readonly says: string;
}

/** One step back from where a run stands, or from the whole run to the one that it replaced; null where there is nothing to undo. */
export function undone({ dialect, commands, at }: Run, replaced: Replaced | null): Undone | null {
  if (replaced?.by.commands === commands) return { run: replaced.before, says: 'The run before is back.' };
  if (at === 0) return null;
  const later = commands.length - at;
  const discarded = later === 0 ? '' : `, with the ${later === 1 ? 'command' : `${later} commands`} after it`;
  return { run: { dialect, commands: commands.slice(0, at - 1), at: at - 1 }, says: `Undone: ${commandText(commands[at - 1]!)}${discarded}.` };
}

/** A run as the rules play it. */
export interface Played extends Simulation {
  /** Why the rules do not decide the step after these; null where they decide all. */
  readonly stuck: string | null;
}

/** What the rules make of a run, up to its last command, or to the first that they do not decide: a rulebook may be wrong. */
export function played(run: Run, model: Model = rules): Played {
  try {
    return { ...simulated(run, model), stuck: null };
  } catch (error) {
    if (error instanceof Undecided) return { ...simulated({ ...run, commands: run.commands.slice(0, error.decided) }, model), stuck: error.message };
    throw error;
  }
}

function simulated({ dialect, commands }: Run, model: Model): Simulation {
  const earlier = last?.model === model && last.dialect === dialect ? last.simulation : simulate(model, { name: null, says: null, cites: [], dialect, steps: [] });
  const differing = commands.findIndex((command, index) => command !== earlier.steps[index]?.command);
  const kept = differing === -1 ? commands.length : differing;
  last = { model, dialect, simulation: simulateOn(model, earlier, kept, commands.slice(kept)) };
  return last.simulation;
}

/** The run that was played last: the next one mostly begins as it does, and only what is new is played. */
let last: { readonly model: Model; readonly dialect: Dialect; readonly simulation: Simulation } | null = null;

const rules = knownServersTable();

/**
 * The run as a scenario file (spec/schema/scenario.schema.json), in which each command expects what the rules make of it. It holds what is
 * played: the commands up to where the run stands.
 */
export function scenarioFile(run: Run): string {
  const { steps } = played(run);
  const commands = steps.slice(0, run.at).map((taken) => {
    const expect = 'rejected' in taken ? { rejected: taken.rejected } : { events: taken.events, table: taken.table };
    return `    ${JSON.stringify({ ...taken.command, expect })}`;
  });
  const says = `Played by hand: ${run.at === 0 ? 'nothing' : `${run.at} commands, the last of them ${commandText(run.commands[run.at - 1]!)}`}.`;
  const list = commands.length === 0 ? '[]' : `[\n${commands.join(',\n')}\n  ]`;
  return `{\n  "says": ${JSON.stringify(says)},\n  "dialect": ${JSON.stringify(run.dialect)},\n  "commands": ${list}\n}\n`;
}
