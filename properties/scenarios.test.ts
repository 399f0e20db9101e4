/**
 * Every scenario of spec/ plays as it says.
 */
import { describe, expect, test } from 'vitest';
import { knownServersProject } from '../src/cli/built-in.ts';
import { specScenarios } from '../src/cli/scenarios.ts';
import { specEntries } from '../src/cli/spec.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { shownBy } from '../src/engine/replay/explanation.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { rulebooks } from './rulebooks.ts';
import type { Project } from '../src/cli/project.ts';

describe.for(rulebooks)('scenarios of the $name', ({ project }) => {
  const whole = project();
  const { specification } = whole;
  const scenarios = specScenarios(whole);

  test.for(scenarios.map(({ file, scenario }) => ({ file, says: scenario.says, scenario })))('$file: $says', ({ file, scenario }) => {
    const { expectations } = simulate(specification, scenario);
    expect(expectations.failed).toEqual([]);
    expect(expectations.checked).toBeGreaterThanOrEqual(scenario.steps.length);
    expect(file).toBe(`spec/scenarios/${scenario.name}.json`);
  });

  test('show nothing that there is not', () => {
    const shown = scenarios.flatMap(({ scenario }) => [...shownBy(specification, scenario)]);
    expect(scenarios.length).toBeGreaterThan(0);
    expect([...new Set(shown).difference(everything(whole))]).toEqual([]);
  });
});

test('the scenarios of the Known Servers Table show every claim, assumption, choice, rule, invariant and event', () => {
  const project = knownServersProject();
  const shown = specScenarios(project).flatMap(({ scenario }) => [...shownBy(project.specification, scenario)]);
  expect([...everything(project).difference(new Set(shown))]).toEqual([]);
});

/** All that a scenario may show, by id or name. */
function everything(project: Project): ReadonlySet<string> {
  const { specification } = project;
  const cited = [...specEntries(project), ...systemOf(specification).rules, ...allInvariants(specification)];
  return new Set([...cited.map(({ id }) => id), ...Object.keys(specification.events)]);
}
