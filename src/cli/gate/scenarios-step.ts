/**
 * A step of the gate: every scenario of the project comes to what it expects.
 */
import { finding, type Place, stepFound } from '../../engine/gate/result.ts';
import { Undecided, simulate } from '../../engine/replay/simulate.ts';
import { readJson } from '../../inputs/json.ts';
import { counted, number } from '../../reports/plain-text.ts';
import { scenarioTexts, specScenarios } from '../scenarios.ts';
import type { Scenario } from '../../engine/replay/scenario.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Project } from '../project.ts';

/** What of a scenario does not happen, the first of it: `step 3: expected events [14492], got []`; null where all of it does. */
export function failureOf(specification: Specification, scenario: Scenario) {
  try {
    const { expectations: { checked, failed: [first] } } = simulate(specification, scenario);
    if (first === undefined) return { checked, step: 0, says: null };
    const { step, part, expected, actual } = first;
    return { checked, step, says: `step ${step}: expected ${part} ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'none'}` };
  } catch (error) {
    if (error instanceof Undecided) return { checked: 0, step: error.decided + 1, says: error.message };
    throw error;
  }
}

/** Plays them all. One that expects nothing is no check. */
export function scenariosStep(project: Project) {
  const texts = new Map(scenarioTexts(project).map(({ file, text }) => [file, text]));
  const played = specScenarios(project).map(({ file, scenario }) => ({ file, ...failureOf(project.specification, scenario) }));
  const findings = played.flatMap(({ file, checked, step, says }) => {
    const about = { id: 'scenario', place: placeOfStep(file, texts.get(file)!, step) };
    if (says !== null) return [finding({ ...about, says: `${file}: ${says}`, fingerprint: `scenarios/${file}` })];
    const idle = { ...about, verdict: 'inconclusive', says: `${file}: it expects nothing`, fingerprint: `scenarios/idle/${file}` } as const;
    return checked > 0 ? [] : [finding(idle)];
  });
  const expectations = played.reduce((sum, { checked }) => sum + checked, 0);
  return stepFound(`${counted(played.length, 'scenario')}, ${number(expectations)} expectations`, findings);
}

function placeOfStep(file: string, text: string, step: number): Place {
  const line = step === 0 ? 1 : Number.parseInt(readJson(text, file).place(`/commands/${step - 1}`), 10);
  return { file, from: line, to: line };
}
