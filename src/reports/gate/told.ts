/**
 * What every format tells of a gate's result: its findings in one order, and its times.
 */
import { finding, type GateFinding, type GateResult, type GateStep, type StepName } from '../../engine/gate/result.ts';
import { placeText, plain } from '../plain-text.ts';

/** A finding, and the step that found it; `gate` where no step ran. */
export interface ToldFinding extends GateFinding {
  readonly step: StepName | 'gate';
}

/** Every finding, the violated ones first, else in the order of the steps. */
export function toldFindings({ verdict, steps }: GateResult): readonly ToldFinding[] {
  if (steps.length === 0) return [{ ...standIn('gate', verdict, 'no step ran'), step: 'gate' }];
  const told = steps.flatMap((step) => findingsOf(step).map((each) => ({ ...each, step: step.name })));
  return [...told.filter((each) => each.verdict === 'violated'), ...told.filter((each) => each.verdict !== 'violated')];
}

/** The findings of a step; a step that failed without one is a finding itself, so that no format shows it as passed. */
export function findingsOf({ name, verdict, says, findings }: GateStep): readonly GateFinding[] {
  return findings.length === 0 && verdict !== 'upheld' ? [standIn(name, verdict, says)] : findings;
}

/** Milliseconds as seconds with two decimals. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

/** A step's share of the whole time, in percent. */
export function shareOf({ milliseconds }: GateStep, { steps }: GateResult): string {
  const whole = steps.reduce((sum, step) => sum + step.milliseconds, 0);
  return `${whole === 0 ? 0 : Math.round((100 * milliseconds) / whole)}%`;
}

/** What there is to see of a finding, below the line that says what is wrong: its place, and its details. */
export function shownLines({ place, details }: GateFinding): readonly string[] {
  return [...(place === null ? [] : [placeText(place)]), ...details.map(plain)];
}

function standIn(id: string, verdict: GateResult['verdict'], says: string) {
  return finding({ id, verdict: verdict === 'violated' ? verdict : 'inconclusive', says, fingerprint: id });
}
