import { allInvariants } from '../kst/invariants/index.ts';
import { eventCatalogue } from '../kst/event-catalogue.ts';
import { headingOf } from '../kst/events.ts';
import { knownServersTable } from '../kst/model.ts';
import { invariantsFor, nameOf, rulesFor, scenarioFor } from '../kit/explanation.ts';
import { explanationText } from '../reports/explanation.ts';
import { placeText } from '../reports/place-text.ts';
import { ruleLines } from '../reports/pages/rules-page.ts';
import { rulePlaces } from './rule-places.ts';
import { pathFrom, specEntries, specScenarios } from './spec.ts';
import { UsageError } from './io.ts';
import { styles } from './styles.ts';
import type { CataloguedEvent } from '../kst/event-catalogue.ts';
import type { Model } from '../kst/model.ts';
import type { SpecEntry } from './spec.ts';
import type { Io } from './io.ts';

/**
 * `kst explain ID`: what it says, what cites it, and a scenario that shows it.
 *
 * @throws UsageError for what there is not.
 */
export function explain(given: string, io: Io): void {
  const model = knownServersTable();
  const entries = specEntries();
  const subject = subjects(model, entries).find(({ id }) => id.toLowerCase() === given.toLowerCase());
  if (subject === undefined) {
    const expected = 'expected an id such as C15, A1, F6, R04 or I01, or an event number such as 14563';
    throw new UsageError(`there is no ${JSON.stringify(given)} to explain; ${expected}`);
  }
  const { id, says, details, cites } = subject;
  const citing = [...rulesFor(model, id), ...invariantsFor(id)].filter((citation) => citation.id !== id);
  const cited = cites.map((each) => entries.find((entry) => entry.id === each) ?? { id: each, says: 'which spec/ does not have' });
  const scenario = scenarioFor(model, id, specScenarios());
  const file = scenario === null ? null : pathFrom(io.cwd, scenario);
  io.out(explanationText({ id, says, details, cited, citing, scenario: file }, styles(io)));
}

interface Subject extends SpecEntry {
  readonly cites: readonly string[];
}

/** Everything that can be explained. */
function subjects(model: Model, entries: readonly SpecEntry[]): readonly Subject[] {
  const places = rulePlaces();
  const placeOf = (id: string): string => {
    const place = places.get(id);
    return place === undefined ? '' : `, ${placeText(place)}`;
  };
  const rules = Object.entries(model.rulebook).flatMap(([table, rows]) => rows.map((rule) => ({ ...rule, details: [`rule of the table ${table}${placeOf(rule.id)}`, ...ruleLines(rule)] })));
  const invariants = allInvariants().map(({ onlyIn, ...invariant }) => ({
    ...invariant,
    details: [`invariant${placeOf(invariant.id)}`, ...Object.entries(onlyIn ?? {}).map(([name, choice]) => `only where ${name} is ${choice}`)],
  }));
  return [...entries.map((entry) => ({ ...entry, cites: [] })), ...rules, ...invariants, ...eventCatalogue().map(eventSubject)];
}

function eventSubject({ sample, says, cites }: CataloguedEvent): Subject {
  const { source, level } = headingOf(sample);
  return { id: nameOf(sample), says, details: [`event, ${level}, source ${source}`, `on the wire ${JSON.stringify(sample)}`], cites };
}
