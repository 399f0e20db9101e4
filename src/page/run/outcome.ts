/**
 * What the steps of a run have done: how each part stands that they have named, and the last of them in a line.
 */
import { type System, systemOf } from '../../engine/rules/system.ts';
import { compareNames } from '../../engine/text.ts';
import { plural } from '../../reports/plain-text.ts';
import { lightsText } from '../../reports/words.ts';
import type { Simulation } from '../../engine/replay/simulate.ts';
import type { State } from '../../engine/specification.ts';
import type { Lights } from '../../engine/table/row.ts';
import type { Presentation } from '../presentation.ts';

/** A part with its lights: none, where the rulebook has no status. */
export type ShownPart = ReturnType<typeof partOf>;

type PlayedSteps = Pick<Simulation, 'steps' | 'states'>;

/** The parts that the first `at` steps have named, in name order; a name comes in with the first step that is not refused. */
export function partsAt(system: System, { steps, states }: PlayedSteps, at: number): readonly ShownPart[] {
  const told = steps.slice(0, at).findLastIndex(({ rejected }) => rejected === undefined) + 1;
  const names = new Set(steps.slice(0, told).map(({ command }) => system.subjectOf(command)).filter((name) => name !== null));
  return [...names].sort(compareNames).map((name) => partOf(system, states[told]!, name));
}

/** A part of that name, be it blank. */
export function partOf(system: System, state: State<any>, name: string) {
  const part = system.partIn(state, name);
  return { name, part, whole: state.whole, lights: (system.rulebook.status?.of(state.whole, part) ?? {}) as Lights };
}

/** So many parts are named; the others are counted. */
const mostNamed = 5;

type OutcomeWords = Pick<Presentation, 'rulebook' | 'change' | 'unchanged'>;

/** The line of the last of the first `at` steps: `Step 4, take x ann: logged granted. x: holder ann.` */
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
    return all.length === 1 ? name : `${name} for ${new Set(all.flatMap((event) => system.partsNamedIn(event))).size} ${plural(part)}`;
  });
  return kinds.join(', ') || 'nothing';
}
