/**
 * A simulation as a timeline: each command with the rules that decided it, what was logged, and what is observed after it.
 */
import { type FailedExpectation, lightsIn, type LitPart, type PlayedStep, type Playing } from '../engine/replay/simulate.ts';
import { visible } from '../engine/text.ts';
import { dialectText, eventLine, lightsText, listText, longest, observedText } from './words.ts';
import type { Scenario } from '../engine/replay/scenario.ts';
import type { System } from '../engine/rules/system.ts';
import type { Lights } from '../engine/table/row.ts';
import type { Styles } from './styles.ts';

/** The whole story, with what it expected and did not get, in pieces: each step is played when its turn comes. */
export function* timeline(system: System, scenario: Scenario, playing: Playing, styles: Styles): Generator<string> {
  const { dialect, steps, expectations } = playing;
  const heading = visible([scenario.name, scenario.says].filter((part) => part !== null).join(': '));
  if (heading !== '') yield `${styles.strong(heading)}\n`;
  yield `${styles.dim(dialectText(dialect))}\n\n`;
  yield* stepsLines(system, steps, styles).map((lines, index) => {
    return [...lines, ...failures(expectations.failed, index + 1, styles), ''].join('\n');
  });
  yield `\n${result(expectations, styles)}\n`;
}

/** The lines of each step. Where there are many parts, only those that it touched are told. */
export function* stepsLines(system: System, steps: Iterable<PlayedStep>, styles: Styles): Generator<readonly string[]> {
  let [number, before]: [number, readonly LitPart[]] = [0, []];
  for (const step of steps) {
    yield stepLines(system, step, ++number, before, styles);
    before = lightsIn(system, step) ?? before;
  }
}

function stepLines(system: System, step: PlayedStep, number: number, before: readonly LitPart[], styles: Styles) {
  const { command, rules, rejected, events = [] } = step;
  const head = (text: string) => `${String(number).padStart(3)}  ${styles.strong(system.text(command))}  ${styles.dim(text)}`;
  if (rejected !== undefined) return [head(rules.join(' ')), `     refused: ${rejected}`];
  const touched = partsIn(system, step);
  const all = lightsIn(system, step);
  const few = all !== null && all.length <= longest;
  const lit = all === null || few ? all ?? [] : changed(before, all, touched);
  const paint = lit.every(({ lights }) => areBest(system, lights)) ? styles.good : styles.dim;
  const lines = lit.map(({ part, lights }) => `${part} ${lightsText(system.rulebook, lights)}`);
  return [
    head(few ? rules.join(' ') : listText(rules, rules.length, ' ')),
    ...events.map((event) => `     ${(system.eventWord(event).alarms === true ? styles.bad : String)(eventLine(system, event))}`),
    ...system.observes.map((name) => `     ${styles.dim(name)}  ${observedText(step[name], mattering(step[name], touched))}`),
    ...(lines.length === 0 ? [] : [`     ${paint(listText(lines, lines.length, '; '))}`]),
  ];
}

/** The parts that the command or an event names. */
function partsIn(system: System, { command, events = [] }: PlayedStep) {
  return new Set([...events.flatMap((event) => system.partsNamedIn(event)), system.subjectOf(command)]);
}

/** Of a long list that is observed what names a part that the step touched. */
function mattering(observed: unknown, touched: ReadonlySet<unknown>) {
  if (!Array.isArray(observed) || observed.length <= longest) return observed;
  const held = (item: unknown) => (typeof item === 'object' && item !== null ? Object.values(item) : [item]);
  return observed.filter((item) => held(item).some((value) => touched.has(value)));
}

/** The lights of the parts that the step touched, and those that are not what they were. */
function changed(before: readonly LitPart[], after: readonly LitPart[], touched: ReadonlySet<unknown>) {
  const past = new Map(before.map(({ part, lights }) => [part, lights]));
  const isNew = ({ part, lights }: LitPart) => Object.keys(lights).some((light) => past.get(part)?.[light] !== lights[light]);
  return after.filter((each) => touched.has(each.part) || isNew(each));
}

function areBest({ rulebook }: System, lights: Lights) {
  return Object.entries(rulebook.status!.lights).every(([light, { values }]) => lights[light] === values.at(-1));
}

function failures(failed: readonly FailedExpectation[], number: number, styles: Styles) {
  return failed
    .filter(({ step }) => step === number)
    .flatMap(({ part, expected, actual }) => {
      const from = firstShown(expected, actual);
      return [
        styles.bad(`     expected ${part}  ${valueText(expected, from)}`),
        styles.bad(`     got ${part}       ${valueText(actual, from)}`),
      ];
    });
}

/** Of two long lists, where they differ; of others all is shown. */
function firstShown(a: unknown, b: unknown) {
  if (!Array.isArray(a) || !Array.isArray(b) || Math.max(a.length, b.length) <= longest) return 0;
  const index = a.findIndex((value, at) => JSON.stringify(value) !== JSON.stringify(b[at]));
  return index === -1 ? a.length : index;
}

/** A value as JSON; of a long list what comes from an index on. */
function valueText(value: unknown, from: number) {
  if (!Array.isArray(value) || (from === 0 && value.length <= longest)) return visible(JSON.stringify(value));
  const rest = value.slice(from).map((item) => visible(JSON.stringify(item)));
  return `from ${from + 1} on: ${rest.length === 0 ? 'nothing' : listText(rest)}`;
}

function result({ checked, failed }: Playing['expectations'], styles: Styles) {
  if (checked === 0) return styles.dim('No expectations to check.');
  if (failed.length > 0) return styles.bad(`${failed.length} of ${checked} expectations failed.`);
  return styles.good(`All ${checked} expectations met.`);
}
