/**
 * Plays a scenario, step by step, and checks what it expects.
 */
import { defaultDialect } from '../kst/dialect.ts';
import { blankServer, emptyWorld, tableOf } from '../kst/state.ts';
import { step } from '../kst/step.ts';
import type { Command, Refusal } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Event } from '../kst/events.ts';
import type { Integration } from '../kst/integration.ts';
import type { Model } from '../kst/model.ts';
import type { Expectation, Scenario } from '../kst/scenario.ts';
import type { Entry, World } from '../kst/state.ts';
import type { Stuck, Taken } from '../kst/step.ts';

/** A step that was accepted. */
export interface AcceptedStep {
  readonly command: Command;
  readonly rules: readonly string[];
  readonly events: readonly Event[];
  readonly table: readonly Entry[];
  /** Of every server that the scenario has named so far, in name order. */
  readonly integration: readonly ({ readonly server: string } & Integration)[];
}

/** A step that was refused: nothing changed, nothing was logged. */
export interface RejectedStep {
  readonly command: Command;
  readonly rejected: Refusal;
  readonly rules: readonly string[];
  readonly table: readonly Entry[];
}

/** An expectation that was not met; `step` counts from 1. */
export interface FailedExpectation {
  readonly step: number;
  readonly part: 'events' | 'table' | 'rejected';
  readonly expected: unknown;
  readonly actual: unknown;
}

/** A scenario in play: a step is played when it is asked for, once; what was expected is known when all have been. */
export interface Playing {
  readonly dialect: Dialect;
  readonly steps: Iterable<AcceptedStep | RejectedStep>;
  readonly expectations: { readonly checked: number; readonly failed: readonly FailedExpectation[] };
}

/** A scenario that has been played. */
export interface Simulation extends Playing {
  readonly steps: readonly (AcceptedStep | RejectedStep)[];
  /** The empty start, and the world after each step. */
  readonly worlds: readonly World[];
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
export function simulate(model: Model, scenario: Scenario, choices: Partial<Dialect> = {}): Simulation {
  const dialect = dialectOf(scenario, choices);
  const expectations = new Tally();
  const walked = [...walk(model, scenario.steps, dialect, expectations)];
  return { dialect, steps: walked.map(({ step: taken }) => taken), worlds: [emptyWorld(), ...walked.map(({ world }) => world)], expectations };
}

/**
 * The first steps of a simulation and further commands after them; what has been played already is not played again.
 *
 * @param kept how many of its steps go before.
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function simulateOn(model: Model, { dialect, steps, worlds, expectations }: Simulation, kept: number, commands: readonly Command[]): Simulation {
  const before = { steps: steps.slice(0, kept), worlds: worlds.slice(0, kept + 1) };
  const further = commands.map((command) => ({ command, expect: {} }));
  const walked = [...walk(model, further, dialect, new Tally(), before.steps.map(({ command }) => command), before.worlds.at(-1))];
  return { dialect, steps: [...before.steps, ...walked.map(({ step: taken }) => taken)], worlds: [...before.worlds, ...walked.map(({ world }) => world)], expectations };
}

/**
 * The same step by step, for stories so long that nobody should hold all their tables at once. A step throws what
 * `simulate` throws.
 */
export function play(model: Model, scenario: Scenario, choices: Partial<Dialect> = {}): Playing {
  const dialect = dialectOf(scenario, choices);
  const expectations = new Tally();
  return { dialect, steps: walk(model, scenario.steps, dialect, expectations).map(({ step: taken }) => taken), expectations };
}

function dialectOf(scenario: Scenario, choices: Partial<Dialect>): Dialect {
  return { ...defaultDialect(), ...scenario.dialect, ...choices };
}

/** What was expected so far, and not met. */
class Tally {
  checked = 0;
  readonly failed: FailedExpectation[] = [];

  add(number: number, parts: readonly Part[]): void {
    this.checked += parts.length;
    this.failed.push(...parts.filter(({ met }) => !met).map(({ met, ...part }) => ({ step: number, ...part })));
  }
}

interface Walked {
  readonly step: AcceptedStep | RejectedStep;
  readonly world: World;
}

/** @param earlier the commands that have led to the world in which it begins. */
function* walk(model: Model, steps: Scenario['steps'], dialect: Dialect, expectations: Tally, earlier: readonly Command[] = [], world = emptyWorld()): Generator<Walked> {
  let named: readonly string[] = [];
  const name = (command: Command): void => {
    if ('server' in command) named = including(named, model.canonicalName(command.server));
  };
  earlier.forEach(name);
  for (const [index, { command, expect }] of steps.entries()) {
    const outcome = step(model, world, command, dialect);
    if (outcome.kind !== 'taken') throw new Undecided(earlier.length + index, outcome);
    name(command);
    world = outcome.next;
    expectations.add(earlier.length + index + 1, partsOf(expect, outcome));
    yield { step: stepOf(model, command, outcome, named), world };
  }
}

function including(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name].sort(); // canonical names are ASCII, for which this is code point order
}

function stepOf(model: Model, command: Command, { next, events, rules, refused }: Taken, named: readonly string[]): AcceptedStep | RejectedStep {
  const table = tableOf(next);
  if (refused !== null) return { command, rejected: refused, rules, table };
  return { command, rules, events, table, integration: integrations(model, next, named) };
}

function integrations(model: Model, world: World, named: readonly string[]): AcceptedStep['integration'] {
  const servers = new Map(world.servers.map((server) => [server.name, server]));
  return named.map((name) => ({ server: name, ...model.integrationOf(world.running, servers.get(name) ?? blankServer(name)) }));
}

type Part = Omit<FailedExpectation, 'step'> & { readonly met: boolean };

/** Each part that is expected, beside what came. */
function partsOf(expect: Expectation, { events, next, refused }: Taken): readonly Part[] {
  const actual = { events, table: tableOf(next), rejected: refused };
  return (['events', 'table', 'rejected'] as const).flatMap((part) =>
    expect[part] === undefined
      ? []
      : [{ part, expected: expect[part], actual: actual[part], met: alike(expect[part], actual[part]) }],
  );
}

/** Whether two JSON values are the same, the order of an object's members apart. */
function alike(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, index) => alike(value, b[index]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const fields = Object.keys(left);
  return fields.length === Object.keys(right).length && fields.every((field) => alike(left[field], right[field]));
}
