/**
 * Every generated report, as text.
 */
import { compareNames } from '../engine/text.ts';
import { allInvariants, type Proof } from '../engine/prove/prove.ts';
import { rulesFor } from '../engine/rules/citing.ts';
import { systemOf } from '../engine/rules/system.ts';
import { decisionTables } from '../engine/table/decision-tables.ts';
import { type Example, examplesOf } from '../engine/table/examples.ts';
import { partings } from '../engine/table/parting.ts';
import { judgesInstead, whereItSpeaks } from '../engine/table/speaks.ts';
import { type AssumptionEntry, assumptionsPage } from '../reports/pages/assumptions-page.ts';
import { behaviourCsv } from '../reports/pages/behaviour-csv.ts';
import { behaviourJson } from '../reports/pages/behaviour-json.ts';
import { behaviourPage } from '../reports/pages/behaviour-page.ts';
import { type EventEntry, eventsPage } from '../reports/pages/events-page.ts';
import { type IdLine, indexPage, type ReportPage } from '../reports/pages/index-page.ts';
import { type InvariantEntry, invariantsPage } from '../reports/pages/invariants-page.ts';
import { proofPage } from '../reports/pages/proof-page.ts';
import { rulesPage } from '../reports/pages/rules-page.ts';
import { aloneCaught, strengthPage } from '../reports/pages/strength-page.ts';
import { entriesIn, specAssumptions } from './spec.ts';
import type { RandomResult } from '../engine/random/sequences.ts';
import type { EventWord, Specification } from '../engine/specification.ts';
import type { Strength } from '../engine/strength/summary.ts';
import type { BehaviourTable } from '../engine/table/row.ts';
import type { Project } from './project.ts';

/** The random sequences that the reports tell of, and that the gate plays: as many as reach the floors, and no more than seconds allow. */
export const reportedSequences = { runs: 500, seed: 1, parts: 3 } as const;

/** All that the reports and the page tell of, and that takes time to find out. */
export interface Measures {
  /** Over all alphabets of the proof, in all dialects. */
  readonly proof: Proof;
  /** Of `reportedSequences`. */
  readonly random: RandomResult;
  readonly table: BehaviourTable;
  readonly strength: Strength;
}

/** The text of every report by its file name, in name order; the same for the same project. */
export function generateReports(project: Project, measures: Measures): ReadonlyMap<string, string> {
  const pages = pagesOf(project, measures);
  const index = indexPage(project.specification, pages, idLines(project), measures.table.rows[0]?.id ?? '');
  const texts = [['README.md', index] as const, ...pages.map(({ file, text }) => [file, text] as const)];
  return new Map(texts.sort(([a], [b]) => compareNames(a, b)));
}

/** In the order of the index. What a specification does not have, has no page. */
function pagesOf(project: Project, { proof, random, table, strength }: Measures): readonly ReportPage[] {
  const { specification } = project;
  const examples = examplesOf(specification);
  const [assumptions, events] = [assumptionEntries(project), eventEntries(specification)];
  const decisions = decisionTables(specification, table.rows);
  const invariants = invariantEntries(specification, proof, table, examples, aloneCaught(strength));
  const page = (file: string, title: string, text: string): ReportPage => ({ file, title, text });
  const rowByRow = 'the same, row by row, with what each row rests on; in JSON also a digest of the other alphabets for each rule';
  return [
    ...(project.pages?.(table) ?? []),
    page('behaviour.md', 'what each command does, as decision tables', behaviourPage(specification, table, decisions)),
    page('behaviour.json', rowByRow, behaviourJson(specification, table)),
    page('behaviour.csv', rowByRow, behaviourCsv(specification, table.rows)),
    page('rules.md', 'every rule', rulesPage(specification, proof.rules, examples)),
    page('invariants.md', 'every invariant', invariantsPage(specification, invariants)),
    ...(assumptions.length === 0 ? [] : [
      page(
        'assumptions.md',
        'every question that the source leaves open, and what its answers change',
        assumptionsPage(specification, assumptions, table),
      ),
    ]),
    ...(events.length === 0 ? [] : [
      page('events.md', 'every event of the log, and what to conclude from it', eventsPage(specification, events)),
    ]),
    page('proof.md', 'what is proved, checked, sampled, trusted', proofPage(specification, proof, random)),
    page(
      'strength.md',
      'whether the invariants can tell right rules from wrong ones: mutants of the rules, all of which an invariant must reject',
      strengthPage(specification, strength),
    ),
  ];
}

/** An id of each kind that there is. */
function idLines(project: Project): readonly IdLine[] {
  const { specification } = project;
  const lines: readonly (Omit<IdLine, 'id'> & { readonly id: string | undefined })[] = [
    { id: entriesIn(project, 'claims')[0]?.id, names: 'a claim: a fact of the source', where: '../spec/claims.json' },
    { id: specAssumptions(project)[0]?.id, names: 'an assumption: a question that the source leaves open', where: 'assumptions.md' },
    { id: entriesIn(project, 'choices')[0]?.id, names: 'a fixed choice of the model', where: '../spec/choices.json' },
    { id: systemOf(specification).rules[0]?.id, names: 'a rule', where: 'rules.md' },
    { id: allInvariants(specification)[0]?.id, names: 'an invariant', where: 'invariants.md' },
    { id: Object.keys(specification.events)[0], names: 'an event', where: 'events.md' },
  ];
  return lines.flatMap(({ id, ...line }) => (id === undefined ? [] : [{ id, ...line }]));
}

function eventEntries(specification: Specification): readonly EventEntry[] {
  const system = systemOf(specification);
  const events = Object.entries<EventWord<any>>(specification.events);
  return events.map(([name, word]) => ({ ...word, name, rules: ids(rulesFor(system, name)) }));
}

function invariantEntries(
  specification: Specification,
  proof: Proof,
  { rows }: BehaviourTable,
  examples: ReadonlyMap<string, Example>,
  alone: ReadonlyMap<string, readonly string[]>,
): readonly InvariantEntry[] {
  const results = new Map(proof.invariants.map((result) => [result.id, result]));
  return allInvariants(specification)
    .map((invariant) => ({
      ...invariant,
      result: results.get(invariant.id)!,
      kind: judgesInstead(specification, invariant.id),
      speaks: whereItSpeaks(specification, invariant.id, rows),
      example: examples.get(invariant.id) ?? null,
      alone: alone.get(invariant.id) ?? [],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function assumptionEntries(project: Project): readonly AssumptionEntry[] {
  const { specification } = project;
  const first = partings(specification);
  const invariants = allInvariants(specification);
  return specAssumptions(project).map(({ id, name, ...assumption }) => ({
    ...assumption,
    id,
    name,
    rules: ids(rulesFor(systemOf(specification), id)),
    invariants: ids(invariants.filter(({ cites, onlyIn }) => cites.includes(id) || onlyIn?.some((choices) => name in choices))),
    parting: first.get(name) ?? null,
  }));
}

function ids(named: readonly { readonly id: string }[]): readonly string[] {
  return named.map(({ id }) => id).sort();
}
