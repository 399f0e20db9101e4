/**
 * What there is to say of a rule, an invariant, an event or an entry of spec/: who cites it, and which scenario shows it.
 */
import { defaultDialect, dialects } from '../kst/dialect.ts';
import { eventOf } from '../kst/effects.ts';
import { allInvariants } from '../kst/invariants/index.ts';
import { observer } from '../kst/invariants/observed.ts';
import type { Command } from '../kst/commands.ts';
import type { Event } from '../kst/events.ts';
import type { Model } from '../kst/model.ts';
import type { Rule } from '../kst/rules/rule.ts';
import type { Scenario } from '../kst/scenario.ts';

/** An id or event number, and a sentence. */
export interface Citation {
  readonly id: string;
  readonly says: string;
}

/** A scenario, and what it shows. */
interface Story {
  readonly file: string;
  readonly scenario: Scenario;
  readonly shows: ReadonlySet<string>;
}

/** The rules that cite an id, or that log an event. */
export function rulesFor(model: Model, id: string): readonly Rule[] {
  const logs = ({ then }: Rule): boolean => dialects().some((dialect) => then(dialect).some((effect) => String(eventOf(effect)) === id));
  return Object.values(model.rulebook)
    .flat()
    .filter((rule) => rule.cites.includes(id) || logs(rule));
}

/** The invariants that cite an id, or that speak of an event. */
export function invariantsFor(id: string): readonly Citation[] {
  return allInvariants().filter(({ cites, says }) => cites.includes(id) || says.includes(id));
}

/**
 * The scenario that shows the thing, by what fires, is judged or logged in it, or by its own word: one in the default
 * dialect if there is one, else any, and of those the one with the fewest servers, then with the fewest commands.
 */
export function scenarioFor(model: Model, id: string, scenarios: readonly { readonly file: string; readonly scenario: Scenario }[]): string | null {
  const stories = scenarios.map(({ file, scenario }): Story => ({ file, scenario, shows: shownBy(model, scenario) }));
  const showing = stories.filter(({ shows }) => shows.has(id));
  const oddity = ({ scenario: { dialect, steps } }: Story): number => Object.keys(dialect).length * 10_000 + serversIn(steps.map(({ command }) => command), model) * 100 + steps.length;
  showing.sort((a, b) => oddity(a) - oddity(b) || (a.file < b.file ? -1 : 1));
  return showing[0]?.file ?? null;
}

function serversIn(commands: readonly Command[], { canonicalName }: Model): number {
  return new Set(commands.flatMap((command) => ('server' in command ? [canonicalName(command.server)] : []))).size;
}

/** What a scenario shows: ids of rules, invariants and spec entries, and events by number or name. */
export function shownBy(model: Model, scenario: Scenario): ReadonlySet<string> {
  const dialect = { ...defaultDialect(), ...scenario.dialect };
  const watching = observer(model);
  const machine = watching.machine([], dialect);
  const shown = new Set<string>(scenario.cites);
  let state = machine.initial;
  for (const { command } of scenario.steps) {
    const { outcome } = machine.step(state, command)[0]!;
    if (outcome.kind !== 'taken') break;
    for (const rule of outcome.rules) shown.add(rule);
    for (const event of outcome.events) shown.add(nameOf(event));
    for (const index of watching.judge({ before: state, command, outcome }).held) {
      const { id, variants } = watching.invariants[index]!;
      if ((variants & machine.variants) !== 0) shown.add(id);
    }
    state = outcome.next;
  }
  return shown;
}

/** An event by its number, or by its name where it has none. */
export function nameOf(event: Event): string {
  return event.id === null ? event.name : String(event.id);
}
