import { allInvariants } from '../engine/prove/prove.ts';
import { type Citation, invariantsFor, scenarioFor } from '../engine/replay/explanation.ts';
import { rulesFor } from '../engine/rules/citing.ts';
import { systemOf } from '../engine/rules/system.ts';
import { placeText } from '../reports/plain-text.ts';
import { ruleLines } from '../reports/pages/rules-page.ts';
import { rulePlaces } from './rule-places.ts';
import { specScenarios } from './scenarios.ts';
import { pathFrom, specEntries, type SpecEntry } from './spec.ts';
import { type Io, styles, UsageError } from './io.ts';
import type { EventWord, In } from '../engine/specification.ts';
import type { Project } from './project.ts';

/**
 * `kst explain ID`: what it says, what cites it, and a scenario that shows it.
 *
 * @throws UsageError for what there is not.
 */
export function explain(given: string, io: Io, project: Project): void {
  const { specification } = project;
  const entries = specEntries(project);
  const all = [...entries.map((entry) => ({ ...entry, cites: [] })), ...rules(project), ...invariants(project), ...events(project)];
  const subject = all.find(({ id }) => id.toLowerCase() === given.toLowerCase());
  if (subject === undefined) {
    const examples = [entries, rules(project), invariants(project)].flatMap(([first]) => first?.id ?? []);
    const expected = `expected an id such as ${examples.join(' or ')}, or an event: ${Object.keys(specification.events).join(', ')}`;
    throw new UsageError(`there is no ${JSON.stringify(given)} to explain; ${expected}`);
  }
  const { id, says, details, cites } = subject;
  const citing = [...rulesFor(systemOf(specification), id), ...invariantsFor(specification, id)].filter((citation) => citation.id !== id);
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

function listed(title: string, citations: readonly Citation[]): readonly string[] {
  return citations.length === 0 ? [] : ['', title, ...citations.map(({ id, says }) => `  ${id.padEnd(4)} ${says}`)];
}

/** Something that can be explained. */
type Subject = SpecEntry & { readonly cites: readonly string[] };

function rules(project: Project): readonly Subject[] {
  const { specification } = project;
  const places = rulePlaces(project);
  return [...systemOf(specification).tables.values()].flatMap((table) =>
    table.rules.map((rule) => {
      const heading = `rule of the table ${table.name}${placeOf(places, rule.id)}`;
      return { ...rule, details: [heading, ...ruleLines(specification, table, rule)] };
    }),
  );
}

function invariants(project: Project): readonly Subject[] {
  const places = rulePlaces(project);
  return allInvariants(project.specification).map(({ onlyIn, ...invariant }) => ({
    ...invariant,
    details: [`invariant${placeOf(places, invariant.id)}`, ...(onlyIn === undefined ? [] : [`only where ${choicesText(onlyIn)}`])],
  }));
}

/** A set of dialects in words: `survivor is restored and um-conflict is settles, or ...`. */
function choicesText(condition: In<any>): string {
  return condition.map((choices) => Object.entries(choices).map(([name, choice]) => `${name} is ${choice}`).join(' and ')).join(', or ');
}

function events({ specification }: Project): readonly Subject[] {
  return Object.entries<EventWord<any>>(specification.events).map(([id, { says, means, level, stream, cites = [], example }]) => ({
    id,
    says: means ?? says,
    details: [`event, ${level}, source ${stream}`, ...(example === undefined ? [] : [`on the wire ${JSON.stringify(example)}`])],
    cites,
  }));
}

function placeOf(places: ReturnType<typeof rulePlaces>, id: string): string {
  const place = places.get(id);
  return place === undefined ? '' : `, ${placeText(place)}`;
}
