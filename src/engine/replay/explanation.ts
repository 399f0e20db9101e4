/**
 * What there is to say of a rule, an invariant, an event or an entry of spec/: who cites it, and which scenario shows it.
 */
import { allInvariants } from '../prove/prove.ts';
import { Witness } from '../prove/witness.ts';
import { systemOf } from '../rules/system.ts';
import type { Specification } from '../specification.ts';
import type { Scenario } from './scenario.ts';

/** An id or the name of an event, and a sentence. */
export interface Citation {
  readonly id: string;
  readonly says: string;
}

/** A scenario in a file. */
export interface Story {
  readonly file: string;
  readonly scenario: Scenario;
}

/** The invariants that cite an id, or whose sentence has it as a word. */
export function invariantsFor(specification: Specification, id: string): readonly Citation[] {
  return allInvariants(specification).filter(({ cites, says }) => cites.includes(id) || says.includes(id));
}

/**
 * The scenario that shows the thing, by what fires, is judged or logged in it, or by its own word: one in the default
 * dialect if there is one, else any, and of those the one with the fewest parts, then with the fewest commands.
 */
export function scenarioFor(specification: Specification, id: string, stories: readonly Story[]): string | null {
  const witness = new Witness(specification);
  const showing = stories.filter(({ scenario }) => shownBy(specification, scenario, witness).has(id));
  const oddity = ({ scenario: { dialect, steps } }: Story) => {
    const parts = systemOf(specification).partsIn(steps.map(({ command }) => command));
    return Object.keys(dialect).length * 10_000 + parts.size * 100 + steps.length;
  };
  return showing.sort((a, b) => oddity(a) - oddity(b) || (a.file < b.file ? -1 : 1))[0]?.file ?? null;
}

/** What a scenario shows: ids of rules, invariants and spec entries, and events by name. */
export function shownBy(specification: Specification, scenario: Scenario, witness = new Witness(specification)): ReadonlySet<string> {
  const { dialects } = witness.system;
  const within = dialects.only({ ...dialects.usual, ...scenario.dialect });
  const machine = witness.machine([], within);
  const shown = new Set<string>(scenario.cites);
  let state = machine.initial;
  for (const { command } of scenario.steps) {
    const { outcome } = machine.step(state, command)[0]!;
    if (outcome.kind !== 'taken') break;
    for (const rule of outcome.rules) shown.add(rule);
    for (const event of outcome.events) shown.add(specification.nameOf(event));
    for (const id of witness.idsOf(witness.judge({ before: state, command, outcome }).held, within)) shown.add(id);
    state = outcome.next;
  }
  return shown;
}
