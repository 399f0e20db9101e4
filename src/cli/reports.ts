/**
 * Every generated report, as text.
 */
import { narrowAlphabet } from '../kst/alphabets.ts';
import { dialects, dialectsWith } from '../kst/dialect.ts';
import { eventCatalogue } from '../kst/event-catalogue.ts';
import { allInvariants } from '../kst/invariants/index.ts';
import { kstMachine } from '../kst/machine.ts';
import { emptyWorld, tableOf } from '../kst/state.ts';
import { step } from '../kst/step.ts';
import { edgesOf, explore } from '../verify/explore.ts';
import { mealyOf } from '../verify/mealy.ts';
import { Numbering } from '../verify/numbering.ts';
import { separatingWord } from '../verify/separate.ts';
import { decisionTables } from '../kit/tables/decision-tables.ts';
import { examplesOf } from '../kit/tables/examples.ts';
import { nameOf, rulesFor } from '../kit/explanation.ts';
import { integrationTables } from '../kit/tables/integration-table.ts';
import { judgesInstead, whereItSpeaks } from '../kit/tables/speaks.ts';
import { stateDiagram } from '../kit/tables/state-diagram.ts';
import { assumptionsPage } from '../reports/pages/assumptions-page.ts';
import { behaviourCsv } from '../reports/pages/behaviour-csv.ts';
import { behaviourJson } from '../reports/pages/behaviour-json.ts';
import { behaviourPage } from '../reports/pages/behaviour-page.ts';
import { eventsPage } from '../reports/pages/events-page.ts';
import { indexPage } from '../reports/pages/index-page.ts';
import { integrationPage } from '../reports/pages/integration-page.ts';
import { invariantsPage } from '../reports/pages/invariants-page.ts';
import { rulesPage } from '../reports/pages/rules-page.ts';
import { statesPage } from '../reports/pages/states-page.ts';
import { aloneCaught, strengthPage } from '../reports/pages/strength-page.ts';
import { proofPage } from '../reports/pages/proof-page.ts';
import { specAssumptions } from './spec.ts';
import type { Command } from '../kst/commands.ts';
import type { AssumptionName, Dialect } from '../kst/dialect.ts';
import type { Model } from '../kst/model.ts';
import type { Taken } from '../kst/step.ts';
import type { BehaviourTable } from '../kit/tables/behaviour.ts';
import type { Example } from '../kit/tables/examples.ts';
import type { Proof } from '../kit/proof.ts';
import type { RandomResult } from '../kit/random.ts';
import type { Strength } from '../kit/strength/summary.ts';
import type { AssumptionEntry } from '../reports/pages/assumptions-page.ts';
import type { InvariantEntry } from '../reports/pages/invariants-page.ts';

/** The random sequences that the reports tell of, and that the gate plays: as many as reach the floors, and no more than seconds allow. */
export const reportedSequences = { runs: 500, seed: 1, servers: 3 } as const;

/** All that the reports and the page tell of, and that takes time to find out. */
export interface Measures {
  /** Over all parts, in all dialects. */
  readonly proof: Proof;
  /** Of `reportedSequences`. */
  readonly random: RandomResult;
  readonly table: BehaviourTable;
  readonly strength: Strength;
}

/** The text of every report by its file name, in name order; the same for the same model. */
export function generateReports(model: Model, { proof, random, table, strength }: Measures): ReadonlyMap<string, string> {
  const examples = examplesOf(model);
  const files = {
    'README.md': indexPage(),
    'assumptions.md': assumptionsPage(assumptionEntries(model), table),
    'behaviour.csv': behaviourCsv(table.rows),
    'behaviour.json': behaviourJson(table),
    'behaviour.md': behaviourPage(table, decisionTables(table.rows)),
    'events.md': eventsPage(eventEntries(model)),
    'integration.md': integrationPage(integrationTables(model)),
    'invariants.md': invariantsPage(invariantEntries(proof, table, examples, aloneCaught(strength))),
    'proof.md': proofPage(proof, random),
    'rules.md': rulesPage(model.rulebook, proof.rules, examples),
    'states.md': statesPage(stateDiagram(table.rows)),
    'strength.md': strengthPage(strength),
  };
  return new Map(Object.entries(files));
}

function eventEntries(model: Model) {
  return eventCatalogue().map((event) => {
    const name = nameOf(event.sample);
    return { ...event, name, rules: ids(rulesFor(model, name)) };
  });
}

function invariantEntries(
  proof: Proof,
  { rows }: BehaviourTable,
  examples: ReadonlyMap<string, Example>,
  alone: ReadonlyMap<string, readonly string[]>,
): readonly InvariantEntry[] {
  const results = new Map(proof.invariants.map((result) => [result.id, result]));
  return allInvariants()
    .map((invariant) => ({
      ...invariant,
      result: results.get(invariant.id)!,
      kind: judgesInstead(invariant.id),
      speaks: whereItSpeaks(invariant.id, rows),
      example: examples.get(invariant.id) ?? null,
      alone: alone.get(invariant.id) ?? [],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function assumptionEntries(model: Model): readonly AssumptionEntry[] {
  return specAssumptions().map((assumption) => ({
    ...assumption,
    choices: [...assumption.choices].sort((a, b) => Number(b.default) - Number(a.default)),
    rules: ids(rulesFor(model, assumption.id)),
    invariants: ids(
      allInvariants().filter(({ cites, onlyIn }) => cites.includes(assumption.id) || Object.hasOwn(onlyIn ?? {}, assumption.name)),
    ),
    parting: partingOf(model, bothAnswers(assumption.name as AssumptionName)),
  }));
}

/** The default dialect, and the one that differs from it in one answer. */
function bothAnswers(name: AssumptionName): readonly [Dialect, Dialect] {
  const [usual, ...others] = dialects();
  const names = Object.keys(usual!) as AssumptionName[];
  const other = others.find((dialect) => names.every((each) => (dialect[each] === usual![each]) === (each !== name)));
  return [usual!, other!];
}

/**
 * What tells two dialects apart: the shortest commands of the narrow alphabet, and what the last of them does in each. Null
 * where nothing does, or the rules do not decide everything.
 */
function partingOf(model: Model, both: readonly [Dialect, Dialect]): AssumptionEntry['parting'] {
  const alphabet = narrowAlphabet();
  const graph = explore(kstMachine(model, alphabet));
  if ([...edgesOf(graph)].some(({ edge }) => edge.to === null)) return null;
  const looks = new Numbering();
  const shown = ({ refused, events, next }: Taken): string => JSON.stringify([refused, events, tableOf(next)]);
  const startIn = (dialect: Dialect) => ({ machine: mealyOf(graph, dialectsWith(dialect), shown, looks), state: 0 });
  const word = separatingWord(startIn(both[0]), startIn(both[1]));
  if (word === null) return null;
  const commands = word.map((input) => alphabet[input]!);
  return { commands, outcomes: both.map((dialect) => lastOf(model, commands, dialect)) };
}

/** What the last of some commands does, from the empty start; the rules decide them all. */
function lastOf(model: Model, commands: readonly Command[], dialect: Dialect): Taken {
  const [last, before] = [commands.at(-1)!, commands.slice(0, -1)];
  const world = before.reduce((from, command) => (step(model, from, command, dialect) as Taken).next, emptyWorld());
  return step(model, world, last, dialect) as Taken;
}

function ids(named: readonly { readonly id: string }[]): readonly string[] {
  return named.map(({ id }) => id).sort();
}
