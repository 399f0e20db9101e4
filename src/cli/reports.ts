/**
 * Every generated report, as text.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allInvariants } from '../engine/prove/prove.ts';
import { systemOf } from '../engine/rules/system.ts';
import { examplesOf } from '../engine/table/examples.ts';
import { compareNames } from '../engine/text.ts';
import { integrationTables } from '../lync/integration-table.ts';
import { stateDiagram } from '../lync/state-diagram.ts';
import { integrationPage } from '../reports/kst/integration-page.ts';
import { statesPage } from '../reports/kst/states-page.ts';
import { assumptionsPage } from '../reports/pages/assumptions-page.ts';
import { behaviourCsv } from '../reports/pages/behaviour-csv.ts';
import { behaviourJson } from '../reports/pages/behaviour-json.ts';
import { behaviourPage } from '../reports/pages/behaviour-page.ts';
import { eventsPage } from '../reports/pages/events-page.ts';
import { type IdLine, indexPage, type ReportPage } from '../reports/pages/index-page.ts';
import { invariantsPage } from '../reports/pages/invariants-page.ts';
import { limitsPage } from '../reports/pages/limits-page.ts';
import { proofPage } from '../reports/pages/proof-page.ts';
import { rulesPage } from '../reports/pages/rules-page.ts';
import { strengthPage } from '../reports/pages/strength-page.ts';
import { isKnownServers } from './built-in.ts';
import { entriesIn, specAssumptions } from './spec.ts';
import type { Specification } from '../engine/specification.ts';
import type { Kst } from '../kst/words.ts';
import type { Measures } from './gate/measures.ts';
import type { Project } from './project.ts';

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
  const assumptions = specAssumptions(project);
  const hasEvents = Object.keys(specification.events).length > 0;
  const schema = '../spec/schema/behaviour.schema.json';
  const json = behaviourJson(specification, table, existsSync(join(project.folder, 'reports', schema)) ? schema : null);
  const page = (file: string, title: string, text: string): ReportPage => ({ file, title, text });
  const pools = 'when to have a trusted application pool: the question that it is all about';
  const rowByRow = 'the same, row by row, with what each row rests on; in JSON also a digest of the other alphabets for each rule';
  const open = 'every question that the source leaves open, and what its answers change';
  const strong = 'whether the invariants can tell right rules from wrong ones: mutants of the rules, all of which an invariant must reject';
  return [
    ...(!isKnownServers(project) ? [] : [
      page('integration.md', pools, integrationPage(integrationTables(specification as Specification<Kst>))),
      page('states.md', 'the states of a server, as a diagram', statesPage(stateDiagram(specification as Specification<Kst>, table.rows))),
    ]),
    page('behaviour.md', 'what each command does, as decision tables', behaviourPage(specification, table)),
    page('behaviour.json', rowByRow, json),
    page('behaviour.csv', rowByRow, behaviourCsv(specification, table.rows)),
    page('limits.md', 'what the fields of commands take, and where that ends', limitsPage(table)),
    page('rules.md', 'every rule', rulesPage(specification, proof.rules, examples)),
    page('invariants.md', 'every invariant', invariantsPage(specification, proof, table, examples, strength)),
    ...(assumptions.length === 0 ? [] : [page('assumptions.md', open, assumptionsPage(specification, assumptions, table))]),
    ...(hasEvents ? [page('events.md', 'every event of the log, and what to conclude from it', eventsPage(specification))] : []),
    page('proof.md', 'what is proved, checked, sampled, trusted', proofPage(specification, proof, random)),
    page('strength.md', strong, strengthPage(specification, strength)),
  ];
}

/** An id of each kind. */
function idLines(project: Project): readonly IdLine[] {
  const { specification } = project;
  return [
    [entriesIn(project, 'claims')[0]?.id, 'a claim: a fact of the source', '../spec/claims.json'],
    [specAssumptions(project)[0]?.id, 'an assumption: a question that the source leaves open', 'assumptions.md'],
    [entriesIn(project, 'choices')[0]?.id, 'a fixed choice of the model', '../spec/choices.json'],
    [systemOf(specification).rules[0]?.id, 'a rule', 'rules.md'],
    [allInvariants(specification)[0]?.id, 'an invariant', 'invariants.md'],
    [Object.keys(specification.events)[0], 'an event', 'events.md'],
  ];
}
