/**
 * Every scenario of spec/ plays as it says.
 */
import { describe, expect, test } from 'vitest';
import { specScenarios } from '../src/cli/files.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { simulate } from '../src/kit/simulate.ts';

describe('scenarios', () => {
  test.for(specScenarios().map(({ file, scenario }) => ({ file, says: scenario.says, scenario })))('$file: $says', ({ file, scenario }) => {
    const { expectations } = simulate(knownServersTable(), scenario);
    expect(expectations.failed).toEqual([]);
    expect(expectations.checked).toBeGreaterThanOrEqual(scenario.steps.length);
    expect(file).toBe(`spec/scenarios/${scenario.name}.json`);
  });

  test('are many', () => {
    expect(specScenarios().length).toBeGreaterThanOrEqual(10);
  });
});
