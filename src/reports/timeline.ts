/**
 * A simulation as a timeline: each command with the rules that decided it, what was logged, and the table after it.
 */
import { commandText } from '../kst/commands.ts';
import { visible } from '../kst/names.ts';
import { eventText, tableText } from './events.ts';
import type { AcceptedStep, RejectedStep, Simulation } from '../kit/simulate.ts';
import type { Scenario } from '../kst/scenario.ts';
import type { Styles } from './styles.ts';

/** The whole story, with what it expected and did not get. */
export function timeline(scenario: Scenario, { dialect, steps, expectations }: Simulation, styles: Styles): string {
  const { checked, failed } = expectations;
  const heading = visible([scenario.name, scenario.says].filter((part) => part !== null).join(': '));
  const choices = Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`);
  const result =
    checked === 0
      ? styles.dim('No expectations to check.')
      : failed.length === 0
        ? styles.good(`All ${checked} expectations met.`)
        : styles.bad(`${failed.length} of ${checked} expectations failed.`);
  return [
    ...(heading === '' ? [] : [styles.strong(heading)]),
    styles.dim(choices.join(', ')),
    '',
    ...steps.flatMap((step, index) => [...stepLines(step, index + 1, styles), ...failures(failed, index + 1, styles)]),
    '',
    result,
    '',
  ].join('\n');
}

/** The lines of one step; `number` counts from 1. */
export function stepLines(step: AcceptedStep | RejectedStep, number: number, styles: Styles): readonly string[] {
  const head = `${String(number).padStart(3)}  ${styles.strong(commandText(step.command))}  ${styles.dim(step.rules.join(' '))}`;
  if ('rejected' in step) return [head, `     refused: ${step.rejected}`];
  const broken = step.integration.filter(({ um, owaIm }) => um !== 'works' || owaIm !== 'works');
  const lights = step.integration.map(({ server, um, owaIm }) => `${server} UM ${um}, OWA IM ${owaIm}`).join('; ');
  const paint = broken.length === 0 ? styles.good : styles.dim;
  return [
    head,
    ...step.events.map((event) => `     ${event.id === 14563 ? styles.bad(eventText(event)) : eventText(event)}`),
    `     ${styles.dim('table')}  ${tableText(step.table)}`,
    ...(lights === '' ? [] : [`     ${paint(lights)}`]),
  ];
}

function failures(failed: Simulation['expectations']['failed'], number: number, styles: Styles): readonly string[] {
  return failed
    .filter(({ step }) => step === number)
    .flatMap(({ part, expected, actual }) => [
      styles.bad(`     expected ${part}  ${visible(JSON.stringify(expected))}`),
      styles.bad(`     got ${part}       ${visible(JSON.stringify(actual))}`),
    ]);
}
