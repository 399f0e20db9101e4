/**
 * A simulation as a timeline: each command with the rules that decided it, what was logged, and the table after it.
 */
import { commandText } from '../kst/commands.ts';
import { serversOf } from '../kst/events.ts';
import { canonicalName, visible } from '../kst/names.ts';
import { eventText, tableText } from './events.ts';
import { dialectText } from './dialect-text.ts';
import { listText, longest } from './lists.ts';
import type { AcceptedStep, FailedExpectation, Playing, RejectedStep } from '../kit/simulate.ts';
import type { Scenario } from '../kst/scenario.ts';
import type { Styles } from './styles.ts';

/** The whole story, with what it expected and did not get, in pieces: each step is played when its turn comes. */
export function* timeline(scenario: Scenario, { dialect, steps, expectations }: Playing, styles: Styles): Generator<string> {
  const heading = visible([scenario.name, scenario.says].filter((part) => part !== null).join(': '));
  if (heading !== '') yield `${styles.strong(heading)}\n`;
  yield `${styles.dim(dialectText(dialect))}\n\n`;
  for (const [number, lines] of numbered(stepsLines(steps, styles))) {
    yield [...lines, ...failures(expectations.failed, number, styles), ''].join('\n');
  }
  yield `\n${result(expectations, styles)}\n`;
}

function* numbered<T>(values: Iterable<T>): Generator<readonly [number, T]> {
  let number = 0;
  for (const value of values) yield [++number, value];
}

/** The lines of each step. Where there are many servers, only those that it touched are told. */
export function* stepsLines(steps: Iterable<AcceptedStep | RejectedStep>, styles: Styles): Generator<readonly string[]> {
  let before: AcceptedStep['integration'] = [];
  for (const [number, step] of numbered(steps)) {
    yield stepLines(step, number, before, styles);
    if (!('rejected' in step)) before = step.integration;
  }
}

function stepLines(step: AcceptedStep | RejectedStep, number: number, before: AcceptedStep['integration'], styles: Styles): readonly string[] {
  const head = (rules: string): string => `${String(number).padStart(3)}  ${styles.strong(commandText(step.command))}  ${styles.dim(rules)}`;
  if ('rejected' in step) return [head(step.rules.join(' ')), `     refused: ${step.rejected}`];
  const { rules, events, table, integration } = step;
  const touched = serversIn(step);
  const entries = table.length <= longest ? table : table.filter(({ server }) => touched.has(server));
  const lit = integration.length <= longest ? integration : changed(before, integration, touched);
  const paint = lit.every(({ um, owaIm }) => um === 'works' && owaIm === 'works') ? styles.good : styles.dim;
  const lights = lit.map(({ server, um, owaIm }) => `${server} UM ${um}, OWA IM ${owaIm}`);
  return [
    head(integration.length <= longest ? rules.join(' ') : listText(rules, rules.length, ' ')),
    ...events.map((event) => `     ${event.id === 14563 ? styles.bad(eventText(event)) : eventText(event)}`),
    `     ${styles.dim('table')}  ${tableText(table, entries)}`,
    ...(lights.length === 0 ? [] : [`     ${paint(listText(lights, lights.length, '; '))}`]),
  ];
}

/** The servers that the command or an event names. */
function serversIn({ command, events }: AcceptedStep): ReadonlySet<string> {
  const named = events.flatMap(serversOf);
  return new Set('server' in command ? [...named, canonicalName(command.server)] : named);
}

/** The integrations of the servers that the step touched, and those that are not what they were. */
function changed(before: AcceptedStep['integration'], after: AcceptedStep['integration'], touched: ReadonlySet<string>): AcceptedStep['integration'] {
  const past = new Map(before.map((light) => [light.server, light]));
  return after.filter(({ server, um, owaIm }) => touched.has(server) || past.get(server)?.um !== um || past.get(server)?.owaIm !== owaIm);
}

function failures(failed: readonly FailedExpectation[], number: number, styles: Styles): readonly string[] {
  return failed
    .filter(({ step }) => step === number)
    .flatMap(({ part, expected, actual }) => {
      const from = Array.isArray(expected) && Array.isArray(actual) && Math.max(expected.length, actual.length) > longest ? firstDifference(expected, actual) : 0;
      return [
        styles.bad(`     expected ${part}  ${valueText(expected, from)}`),
        styles.bad(`     got ${part}       ${valueText(actual, from)}`),
      ];
    });
}

function firstDifference(a: readonly unknown[], b: readonly unknown[]): number {
  const index = a.findIndex((value, at) => JSON.stringify(value) !== JSON.stringify(b[at]));
  return index === -1 ? a.length : index;
}

/** A value as JSON; of a long list what comes from an index on. */
function valueText(value: unknown, from: number): string {
  if (!Array.isArray(value) || (from === 0 && value.length <= longest)) return visible(JSON.stringify(value));
  const rest = value.slice(from).map((item) => visible(JSON.stringify(item)));
  return `from ${from + 1} on: ${rest.length === 0 ? 'nothing' : listText(rest)}`;
}

function result({ checked, failed }: Playing['expectations'], styles: Styles): string {
  if (checked === 0) return styles.dim('No expectations to check.');
  return failed.length === 0 ? styles.good(`All ${checked} expectations met.`) : styles.bad(`${failed.length} of ${checked} expectations failed.`);
}
