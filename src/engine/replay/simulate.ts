/**
 * Plays a scenario, step by step, and checks what it expects.
 */
import { play, type Played, type StuckTable } from '../rules/play.ts';
import { type System, systemOf } from '../rules/system.ts';
import { canonicalJson, compareNames } from '../text.ts';
import type { Choices, Dialect } from '../dialects/dialects.ts';
import type { Trace } from '../explore/finding.ts';
import type { Command, Rulebook, State, Words } from '../specification.ts';
import type { NearRule } from '../rules/table.ts';
import type { Lights } from '../table/row.ts';
import type { Scenario } from './scenario.ts';

/**
 * A step, as it is shown. Beside its own fields stand what an implementation shows, by name, and, unless the step was refused, the
 * lights of every part that the scenario has named so far, under the name of the status.
 */
export interface PlayedStep<W extends Words = any> {
  readonly command: Command<W>;
  /** Why it was refused: nothing changed, nothing was logged. */
  readonly rejected?: W['Refusal'];
  readonly rules: readonly string[];
  /** What was logged; left out where it was refused. */
  readonly events?: readonly W['Event'][];
  readonly [shown: string]: unknown;
}

/** An expectation that was not met; `step` counts from 1, `part` is `events`, `rejected` or what is observed. */
export interface FailedExpectation {
  readonly step: number;
  readonly part: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** A scenario in play: a step is played when it is asked for, once; what was expected is known when all have been. */
export interface Playing<W extends Words = any> {
  readonly dialect: W['Dialect'];
  readonly steps: Iterable<PlayedStep<W>>;
  readonly expectations: { readonly checked: number; readonly failed: readonly FailedExpectation[] };
}

/** A scenario that has been played. */
export interface Simulation<W extends Words = any> extends Playing<W> {
  readonly steps: readonly PlayedStep<W>[];
  /** The start, and the state after each step. */
  readonly states: readonly State<W>[];
}

/** The rules do not decide a step: none applies, or more than one. */
export class Undecided extends Error {
  override readonly name = 'Undecided';
  /** How many steps they do decide, before this one. */
  readonly decided: number;
  readonly stuck: StuckTable;

  constructor(decided: number, stuck: StuckTable) {
    super(`step ${decided + 1}: ${stuck.kind} in the rulebook: ${stuck.where}`);
    this.decided = decided;
    this.stuck = stuck;
  }
}

/**
 * Plays a scenario in its own dialect, with the given choices above those, and the defaults below.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function simulate<W extends Words>(
  rulebook: Rulebook<W>, scenario: Scenario<W>, choices: Choices<W['Dialect']> = {},
): Simulation<W> {
  const { walked, ...playing } = started(rulebook, scenario, choices);
  return { ...playing, ...together([], [systemOf(rulebook).start], walked) };
}

/**
 * The first steps of a simulation and further commands after them; what has been played already is not played again.
 *
 * @param kept how many of its steps go before.
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function simulateOn<W extends Words>(
  rulebook: Rulebook<W>, { dialect, steps, states, expectations }: Simulation<W>, kept: number, commands: readonly Command<W>[],
): Simulation<W> {
  const before = steps.slice(0, kept);
  const earlier = before.map(({ command }) => command);
  const walked = walk(systemOf(rulebook), unexpecting(commands), dialect, { checked: 0, failed: [] }, earlier, states[kept]);
  return { dialect, expectations, ...together(before, states.slice(0, kept + 1), walked) };
}

/**
 * The same step by step, for stories so long that nobody should hold all their states at once. A step throws what
 * `simulate` throws.
 */
export function playScenario<W extends Words>(
  rulebook: Rulebook<W>, scenario: Scenario<W>, choices: Choices<W['Dialect']> = {},
): Playing<W> {
  const { walked, ...playing } = started(rulebook, scenario, choices);
  return { ...playing, steps: walked.map(({ step }) => step) };
}

/** A trace, played: what a person needs to see to understand a counterexample. */
export interface Replay<W extends Words = any> {
  readonly dialect: W['Dialect'];
  readonly steps: readonly PlayedStep<W>[];
  /** Before the last step that was taken, and after it. */
  readonly before: State<W>;
  readonly after: State<W>;
  /** The command that the rules did not decide, at the end; null when they decided all. */
  readonly stuckAt: Command<W> | null;
  /** Where no rule applied, those that nearly did. */
  readonly near: readonly NearRule[];
}

/** Plays a trace in the dialect in which it was found, as far as the rules decide it. */
export function replay<W extends Words>(rulebook: Rulebook<W>, { commands, variant }: Trace<Command<W>>): Replay<W> {
  const system = systemOf(rulebook);
  const dialect = system.dialects.listed(variant)[0]!;
  const [steps, states]: [PlayedStep<W>[], State<W>[]] = [[], [system.start]];
  let near: readonly NearRule[] = [];
  try {
    for (const { step, state } of walk(system, unexpecting(commands), dialect, { checked: 0, failed: [] })) {
      steps.push(step);
      states.push(state);
    }
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    const { kind, table, view } = error.stuck;
    if (kind === 'gap') near = table.near(view);
  }
  const [after, before = after] = states.toReversed();
  return { dialect, steps, before: before!, after: after!, stuckAt: commands[steps.length] ?? null, near };
}

/** Steps of which nothing is expected. */
function unexpecting(commands: readonly Command[]) {
  return commands.map((command) => ({ command, expect: {} }));
}

/** What a step shows of a part. */
export type LitPart = { readonly part: string; readonly lights: Lights };

/** The lights of the parts that a step shows; null where it shows none. */
export function lightsIn(system: System, step: PlayedStep): readonly LitPart[] | null {
  const shown = step[system.rulebook.status?.name ?? ''] as readonly Lights[] | undefined;
  const field = system.partField ?? system.rulebook.part;
  return shown?.map(({ [field]: part, ...lights }) => ({ part: part!, lights })) ?? null;
}

function started(rulebook: Rulebook, { dialect: own, steps }: Scenario, choices: Choices) {
  const system = systemOf(rulebook);
  const dialect = { ...system.dialects.usual, ...own, ...choices };
  const expectations: Expectations = { checked: 0, failed: [] };
  return { dialect, expectations, walked: walk(system, steps, dialect, expectations) };
}

interface Expectations {
  checked: number;
  readonly failed: FailedExpectation[];
}

function together(steps: readonly PlayedStep[], states: readonly State[], further: ReturnType<typeof walk>) {
  const walked = [...further];
  return { steps: [...steps, ...walked.map(({ step }) => step)], states: [...states, ...walked.map(({ state }) => state)] };
}

/**
 * @param expectations takes how many there were, and those that were not met.
 * @param earlier the commands that have led to the state in which it begins.
 */
function* walk(
  system: System, steps: Scenario['steps'], dialect: Dialect, expectations: Expectations, earlier: readonly Command[] = [],
  state = system.start,
) {
  let named: readonly string[] = [];
  const name = (command: Command) => {
    const subject = system.subjectOf(command);
    if (subject !== null && !named.includes(subject)) named = [...named, subject].sort(compareNames);
  };
  earlier.forEach(name);
  for (const [index, { command, expect }] of steps.entries()) {
    system.check(command);
    const outcome = play(system, state, command, dialect);
    if (outcome.kind !== 'taken') throw new Undecided(earlier.length + index, outcome);
    name(command);
    state = outcome.next;
    const observed = system.rulebook.observed(state);
    for (const [part, actual] of Object.entries({ events: outcome.events, ...observed, rejected: outcome.refused })) {
      const expected = expect[part];
      if (expected === undefined) continue;
      expectations.checked++;
      if (canonicalJson(expected) === canonicalJson(actual)) continue;
      expectations.failed.push({ step: earlier.length + index + 1, part, expected, actual });
    }
    yield { step: shown(system, command, outcome, observed, named), state };
  }
}

function shown(
  system: System, command: Command, { next, events, rules, refused }: Played, observed: object, named: readonly string[],
) {
  if (refused !== null) return { command, rejected: refused, rules, ...observed };
  const { status, part } = system.rulebook;
  const field = system.partField ?? part;
  const lights = status && { [status.name]: named.map((name) => ({ [field]: name, ...status.of(next.whole, system.partIn(next, name)) })) };
  return { command, rules, events, ...observed, ...lights };
}
