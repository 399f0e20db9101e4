/**
 * A run: the commands that somebody has played on the page, and how far along them the page looks.
 */
import { simulate, simulateOn, type Simulation, Undecided } from '../../engine/replay/simulate.ts';
import { systemOf } from '../../engine/rules/system.ts';
import type { Dialect } from '../../engine/dialects/dialects.ts';
import type { Command, Rulebook } from '../../engine/specification.ts';
import type { PageScenario } from '../../reports/page/page-data.ts';

export interface PageRun {
  readonly dialect: Dialect;
  readonly commands: readonly Command<any>[];
  /** So many commands are played: 0 is the empty start, before any of them. */
  readonly at: number;
}

/** More commands than anybody clicks; a link that holds more is refused. */
export const mostCommands = 1000;

/** No command yet. */
export function emptyRun(rules: Rulebook, dialect: Dialect = systemOf(rules).dialects.usual): PageRun {
  return { dialect, commands: [], at: 0 };
}

/** The run of a scenario, played to its end. */
export function runOfScenario(rules: Rulebook, { dialect, commands }: Pick<PageScenario, 'dialect' | 'commands'>): PageRun {
  return { dialect: { ...systemOf(rules).dialects.usual, ...dialect } as Dialect, commands, at: commands.length };
}

/** One command more, in the place of those that come after where the run stands; the same run where it is as long as it may be. */
export function withCommand({ dialect, commands, at }: PageRun, command: Command<any>): PageRun {
  return at >= mostCommands ? { dialect, commands, at } : { dialect, commands: [...commands.slice(0, at), command], at: at + 1 };
}

/** A run, and the one that took its place. */
export interface Replaced {
  readonly before: PageRun;
  readonly by: PageRun;
}

/**
 * One step back from where a run stands, or from the whole run to the one that it replaced, and what that undoes, fit to be shown; null
 * where there is nothing to undo.
 */
export function undone(rules: Rulebook, { dialect, commands, at }: PageRun, replaced: Replaced | null) {
  if (replaced?.by.commands === commands) return { run: replaced.before, says: 'The run before is back.' };
  if (at === 0) return null;
  const later = commands.length - at;
  const discarded = later === 0 ? '' : `, with the ${later === 1 ? 'command' : `${later} commands`} after it`;
  const says = `Undone: ${systemOf(rules).text(commands[at - 1]!)}${discarded}.`;
  return { run: { dialect, commands: commands.slice(0, at - 1), at: at - 1 }, says };
}

/** What the rules make of a run, up to its last command, or to the first that they do not decide, and why: a rulebook may be wrong. */
export function played(rules: Rulebook, run: PageRun) {
  try {
    return { ...simulated(rules, run), stuck: null };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { ...simulated(rules, { ...run, commands: run.commands.slice(0, error.decided) }), stuck: error.message };
  }
}

function simulated(rules: Rulebook, { dialect, commands }: PageRun): Simulation {
  const before = last.get(rules);
  const earlier = before?.dialect === dialect ? before : simulate(rules, { name: null, says: null, cites: [], dialect, steps: [] });
  const differing = commands.findIndex((command, index) => command !== earlier.steps[index]?.command);
  const kept = differing === -1 ? commands.length : differing;
  const simulation = { ...simulateOn(rules, earlier, kept, commands.slice(kept)), dialect };
  last.set(rules, simulation);
  return simulation;
}

/** The run that each rulebook played last: the next one mostly begins as it does, and only what is new is played. */
const last = new WeakMap<Rulebook, Simulation>();

/**
 * The run as a scenario file (spec/schema/scenario.schema.json), in which each command expects what the rules make of it. It holds what is
 * played: the commands up to where the run stands.
 */
export function scenarioFile(rules: Rulebook, run: PageRun): string {
  const { steps, states } = played(rules, run);
  const commands = steps.slice(0, run.at).map(({ command, rejected, events }, index) => {
    const expect = rejected === undefined ? { events, ...rules.observed(states[index + 1]!) } : { rejected };
    return `    ${JSON.stringify({ ...command, expect })}`;
  });
  const what = run.at === 0 ? 'nothing' : `${run.at} commands, the last of them ${systemOf(rules).text(run.commands[run.at - 1]!)}`;
  const list = commands.length === 0 ? '[]' : `[\n${commands.join(',\n')}\n  ]`;
  const says = JSON.stringify(`Played by hand: ${what}.`);
  return `{\n  "says": ${says},\n  "dialect": ${JSON.stringify(run.dialect)},\n  "commands": ${list}\n}\n`;
}
