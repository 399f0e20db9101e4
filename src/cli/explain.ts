import { type Citation, invariantsFor, scenarioFor } from '../engine/replay/explanation.ts';
import { systemOf } from '../engine/rules/system.ts';
import { placeText } from '../reports/plain-text.ts';
import { ruleLines } from '../reports/pages/rules-page.ts';
import { rulePlaces } from './rule-places.ts';
import { specScenarios } from './scenarios.ts';
import { invariantEntries, pathFrom, specEntries } from './spec.ts';
import { type Io, styles, UsageError } from './io.ts';
import type { EventWord } from '../engine/specification.ts';
import type { PageEntry } from '../reports/page/page-data.ts';
import type { Project } from './project.ts';

/**
 * `kst explain ID`: what it says, what cites it, and a scenario that shows it.
 *
 * @throws UsageError for what there is not.
 */
export function explain(given: string, io: Io, project: Project): void {
  const { specification } = project;
  const places = rulePlaces(project);
  const placeOf = (id: string) => (places.has(id) ? `, ${placeText(places.get(id)!)}` : '');
  const [entries, rules] = [specEntries(project), rulesOf(project, placeOf)];
  const invariants = invariantEntries(project).map(({ details, ...invariant }) => {
    return { ...invariant, details: [`invariant${placeOf(invariant.id)}`, ...details] };
  });
  const all = [...entries.map((entry) => ({ ...entry, cites: [] })), ...rules, ...invariants, ...eventsOf(project)];
  const subject = all.find(({ id }) => id.toLowerCase() === given.toLowerCase());
  if (subject === undefined) {
    const examples = [entries, rules, invariants].flatMap(([first]) => first?.id ?? []);
    const expected = `expected an id such as ${examples.join(' or ')}, or an event: ${Object.keys(specification.events).join(', ')}`;
    throw new UsageError(`there is no ${JSON.stringify(given)} to explain; ${expected}`);
  }
  const { id, says, details, cites } = subject;
  const citing = [...systemOf(specification).rulesFor(id), ...invariantsFor(specification, id)].filter((citation) => citation.id !== id);
  const cited = cites.map((each) => entries.find((entry) => entry.id === each)!);
  const scenario = scenarioFor(specification, id, specScenarios(project));
  const file = scenario === null ? null : pathFrom(io.cwd, project, scenario);
  const { strong, dim } = styles(io);
  io.out([
    strong(`${id}  ${says}`),
    ...details.map((detail) => `  ${dim(detail)}`),
    ...listed('rests on', cited),
    ...listed('rests on it, or speaks of it', citing),
    '',
    file === null ? 'no scenario of spec/ shows it' : `shown by ${file}: kst simulate ${file}`,
    '',
  ].join('\n'));
}

function listed(title: string, citations: readonly Citation[]) {
  return citations.length === 0 ? [] : ['', title, ...citations.map(({ id, says }) => `  ${id.padEnd(4)} ${says}`)];
}

function rulesOf({ specification }: Project, placeOf: (id: string) => string) {
  return [...systemOf(specification).tables.values()].flatMap((table) =>
    table.rules.map((rule) => {
      const heading = `rule of the table ${table.name}${placeOf(rule.id)}`;
      return { ...rule, details: [heading, ...ruleLines(specification, table, rule)] };
    }),
  );
}

function eventsOf({ specification }: Project): readonly PageEntry[] {
  return Object.entries<EventWord<any>>(specification.events).map(([id, { says, means, level, stream, cites = [], example }]) => ({
    id,
    says: means ?? says,
    details: [`event, ${level}, source ${stream}`, ...(example === undefined ? [] : [`on the wire ${JSON.stringify(example)}`])],
    cites,
  }));
}
