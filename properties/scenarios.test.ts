/**
 * Every scenario of spec/ plays as it says.
 */
import { describe, expect, test } from 'vitest';
import { specEntries, specScenarios } from '../src/cli/spec.ts';
import { eventCatalogue } from '../src/kst/event-catalogue.ts';
import { allInvariants } from '../src/kst/invariants/index.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { nameOf, shownBy } from '../src/kit/explanation.ts';
import { simulate } from '../src/kit/simulate.ts';

describe('scenarios', () => {
  test.for(specScenarios().map(({ file, scenario }) => ({ file, says: scenario.says, scenario })))('$file: $says', ({ file, scenario }) => {
    const { expectations } = simulate(knownServersTable(), scenario);
    expect(expectations.failed).toEqual([]);
    expect(expectations.checked).toBeGreaterThanOrEqual(scenario.steps.length);
    expect(file).toBe(`spec/scenarios/${scenario.name}.json`);
  });

  test('show every claim, assumption, choice, rule, invariant and event', () => {
    const model = knownServersTable();
    const ids = [...specEntries(), ...Object.values(model.rulebook).flat(), ...allInvariants()].map(({ id }) => id);
    const events = eventCatalogue().map(({ sample }) => nameOf(sample));
    const shown = new Set(specScenarios().flatMap(({ scenario }) => [...shownBy(model, scenario)]));
    expect([...ids, ...events].filter((id) => !shown.has(id))).toEqual([]);
    expect([...shown].filter((id) => ![...ids, ...events].includes(id))).toEqual([]);
  });
});
