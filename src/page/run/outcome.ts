/**
 * What a step has done, in a line: what was logged, and the parts for which anything has changed.
 */
import { type System, systemOf } from '../../engine/rules/system.ts';
import { lightsText } from '../../reports/words.ts';
import { partsAt, type PlayedSteps } from './parts.ts';
import type { Presentation } from '../presentation.ts';

/** So many parts are named; the others are counted. */
const mostNamed = 5;

type OutcomeWords = Pick<Presentation, 'rulebook' | 'change' | 'unchanged'>;

/** The line of the last of the first `at` steps: `Step 4, pool.add ex1 6: logged 14563. ex1: evicted by conflict, UM broken.` */
export function outcomeText(words: OutcomeWords, { steps, states }: PlayedSteps, at: number): string {
  const step = steps[at - 1];
  if (step === undefined) return 'The empty start.';
  const system = systemOf(words.rulebook);
  const head = `Step ${at}, ${system.text(step.command)}: `;
  if (step.rejected !== undefined) return `${head}refused, ${step.rejected}.`;
  const changes = changesOf(words, system, { steps, states }, at);
  const more = changes.length > mostNamed ? `; and ${changes.length - mostNamed} more` : '';
  const told = changes.length === 0 ? words.unchanged : `${changes.slice(0, mostNamed).join('; ')}${more}`;
  return `${head}logged ${loggedWords(system, step.events ?? [])}. ${told}.`;
}

/** A phrase for each part that the step has changed visibly, or named first. */
function changesOf({ rulebook, change }: OutcomeWords, system: System, run: PlayedSteps, at: number): readonly string[] {
  const named = (run.steps[at - 1]!.events ?? []).flatMap((event) => system.partsNamedIn(event).map((name) => ({ name, event })));
  const events = Map.groupBy(named, ({ name }) => name);
  const before = new Map(partsAt(system, run, at - 1).map((each) => [each.name, each]));
  return partsAt(system, run, at).flatMap(({ name, part, lights }) => {
    const old = before.get(name);
    const what = change(system.partIn(run.states[at - 1]!, name), part, events.get(name)?.map(({ event }) => event) ?? []);
    if (what === null && old !== undefined && Object.entries(lights).every(([light, how]) => old.lights[light] === how)) return [];
    const how = rulebook.status === undefined ? null : lightsText(rulebook, lights);
    const told = [what, how].filter((text) => text !== null);
    return told.length === 0 ? [] : [`${name}: ${told.join(', ')}`];
  });
}

/** Each event once, with for how many parts it was logged. */
function loggedWords(system: System, events: readonly object[]): string {
  const { nameOf, part } = system.rulebook;
  const kinds = [...Map.groupBy(events, (event) => nameOf(event))].map(([name, all]) => {
    return all.length === 1 ? name : `${name} for ${new Set(all.flatMap((event) => system.partsNamedIn(event))).size} ${part}s`;
  });
  return kinds.join(', ') || 'nothing';
}
