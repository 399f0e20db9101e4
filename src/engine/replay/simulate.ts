/**
 * Plays a scenario, step by step, and checks what it expects.
 */
import { play, type Played } from '../rules/play.ts';
import { type System, systemOf } from '../rules/system.ts';
import { compareNames } from '../text.ts';
import type { Choices } from '../dialects/dialects.ts';
import type { Stuck } from '../explore/machine.ts';
import type { Command, Rulebook, State, Words } from '../specification.ts';
import type { Lights } from '../table/row.ts';
import type { Expectation, Scenario } from './scenario.ts';

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

  constructor(decided: number, { kind, where }: Stuck) {
    super(`step ${decided + 1}: ${kind} in the rulebook: ${where}`);
    this.decided = decided;
  }
}

/**
 * Plays a scenario in its own dialect, with the given choices above those, and the defaults below.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function simulate<W extends Words>(
  rulebook: Rulebook<W>,
  scenario: Scenario<W>,
  choices: Choices<W['Dialect']> = {},
): Simulation<W> {
  const system = systemOf(rulebook);
  const dialect = dialectOf(system, scenario, choices);
  const expectations = new Checked();
  return { dialect, expectations, ...together([], [system.start], walk(system, scenario.steps, dialect, expectations)) };
}

/**
 * The first steps of a simulation and further commands after them; what has been played already is not played again.
 *
 * @param kept how many of its steps go before.
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function simulateOn<W extends Words>(
  rulebook: Rulebook<W>,
  { dialect, steps, states, expectations }: Simulation<W>,
  kept: number,
  commands: readonly Command<W>[],
): Simulation<W> {
  const before = steps.slice(0, kept);
  const further = commands.map((command) => ({ command, expect: {} }));
  const walked = walk(systemOf(rulebook), further, dialect, new Checked(), before.map(({ command }) => command), states[kept]);
  return { dialect, expectations, ...together(before, states.slice(0, kept + 1), walked) };
}

/**
 * The same step by step, for stories so long that nobody should hold all their states at once. A step throws what
 * `simulate` throws.
 */
export function playScenario<W extends Words>(
  rulebook: Rulebook<W>,
  scenario: Scenario<W>,
  choices: Choices<W['Dialect']> = {},
): Playing<W> {
  const system = systemOf(rulebook);
  const dialect = dialectOf(system, scenario, choices);
  const expectations = new Checked();
  return { dialect, steps: walk(system, scenario.steps, dialect, expectations).map(({ step }) => step), expectations };
}

/** What a step shows of a part. */
export interface LitPart {
  readonly part: string;
  readonly lights: Lights;
}

/** The lights of the parts that a step shows; null where it shows none. */
export function lightsIn<W extends Words>(system: System<W>, step: PlayedStep<W>): readonly LitPart[] | null {
  const shown = step[system.rulebook.status?.name ?? ''] as readonly Lights[] | undefined;
  const field = partField(system);
  return shown?.map(({ [field]: part, ...lights }) => ({ part: part!, lights })) ?? null;
}

function dialectOf<W extends Words>({ dialects }: System<W>, scenario: Scenario<W>, choices: Choices<W['Dialect']>): W['Dialect'] {
  return { ...dialects.usual, ...scenario.dialect, ...choices };
}

/** What was expected so far, and not met. */
class Checked {
  checked = 0;
  readonly failed: FailedExpectation[] = [];

  add(step: number, expect: Expectation, actual: Readonly<Record<string, unknown>>): void {
    for (const [part, value] of Object.entries(actual)) {
      const expected = expect[part];
      if (expected === undefined) continue;
      this.checked++;
      if (!alike(expected, value)) this.failed.push({ step, part, expected, actual: value });
    }
  }
}

interface Walked<W extends Words> {
  readonly step: PlayedStep<W>;
  readonly state: State<W>;
}

function together<W extends Words>(
  steps: readonly PlayedStep<W>[],
  states: readonly State<W>[],
  further: Iterable<Walked<W>>,
): Pick<Simulation<W>, 'steps' | 'states'> {
  const walked = [...further];
  return { steps: [...steps, ...walked.map(({ step }) => step)], states: [...states, ...walked.map(({ state }) => state)] };
}

/** @param earlier the commands that have led to the state in which it begins. */
function* walk<W extends Words>(
  system: System<W>,
  steps: Scenario<W>['steps'],
  dialect: W['Dialect'],
  expectations: Checked,
  earlier: readonly Command<W>[] = [],
  state = system.start,
): Generator<Walked<W>> {
  let named: readonly string[] = [];
  const name = (command: Command<W>): void => {
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
    expectations.add(earlier.length + index + 1, expect, { events: outcome.events, ...observed, rejected: outcome.refused });
    yield { step: shown(system, command, outcome, observed, named), state };
  }
}

function shown<W extends Words>(
  system: System<W>,
  command: Command<W>,
  { next, events, rules, refused }: Played<W>,
  observed: Readonly<Record<string, unknown>>,
  named: readonly string[],
): PlayedStep<W> {
  if (refused !== null) return { command, rejected: refused, rules, ...observed };
  const { status } = system.rulebook;
  const field = partField(system);
  const lights = status && { [status.name]: named.map((name) => ({ [field]: name, ...status.of(next.whole, system.partIn(next, name)) })) };
  return { command, rules, events, ...observed, ...lights };
}

/** The field under which commands name their part. */
function partField(system: System): string {
  const { commands, part } = system.rulebook;
  return Object.keys(commands).map((kind) => system.subjectFieldOf(kind)).find((field) => field !== null) ?? part;
}

/** Whether two JSON values are the same, the order of an object's members apart. */
function alike(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, index) => alike(value, b[index]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const fields = Object.keys(left);
  return fields.length === Object.keys(right).length && fields.every((field) => alike(left[field], right[field]));
}
