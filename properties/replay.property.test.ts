/**
 * Scenarios in play: at once, step by step, or further on from what has been played, it comes to the same; and so does a trace.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandSequence } from '../src/engine/random/commands.ts';
import { replay } from '../src/engine/replay/simulate.ts';
import { lightsIn, playScenario, simulate, simulateOn, Undecided } from '../src/engine/replay/simulate.ts';
import { stateAfter } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { unstyled } from '../src/reports/styles.ts';
import { timeline } from '../src/reports/timeline.ts';
import { leases } from '../starter/leases.ts';
import { rulebooks } from './rulebooks.ts';
import { withRule } from './with-rule.ts';
import type { Expectation, Scenario } from '../src/engine/replay/scenario.ts';
import type { Command } from '../src/engine/specification.ts';

/** A story without a name. */
const story = (commands: readonly Command<any>[], expectations: readonly Expectation[] = []): Scenario => ({
  name: null,
  says: null,
  cites: [],
  dialect: {},
  steps: commands.map((command, index) => ({ command, expect: expectations[index] ?? {} })),
});

describe.for(rulebooks)('a scenario of the $name', ({ project }) => {
  const given = () => {
    const { specification } = project();
    const system = systemOf(specification);
    const { dialects } = system;
    const sequences = commandSequence(fc, specification, { parts: 3, commands: 15 });
    const dialect = fc.constantFrom(...dialects.list);
    return { specification, system, dialects, sequences, dialect };
  };

  test('comes to the same at once, step by step, and further on from any of its steps', () => {
    const { specification, system, sequences, dialect } = given();
    fc.assert(
      fc.property(sequences, dialect, fc.nat(15), (commands, choices, from) => {
        const whole = simulate(specification, story(commands), choices);
        const kept = Math.min(from, commands.length);
        expect([...playScenario(specification, story(commands), choices).steps]).toEqual(whole.steps);
        expect(simulateOn(specification, whole, kept, commands.slice(kept))).toEqual(whole);
        expect(whole.states.at(-1)).toEqual(stateAfter(system, choices, commands));
        expect(whole.states).toHaveLength(commands.length + 1);
        expect(whole.dialect).toEqual(choices);
      }),
    );
  });

  test('shows after each step what is observed, and the lights of every part that it has named', () => {
    const { specification, system, sequences, dialect } = given();
    fc.assert(
      fc.property(sequences, dialect, (commands, choices) => {
        const { steps, states } = simulate(specification, story(commands), choices);
        for (const [index, step] of steps.entries()) {
          const state = states[index + 1]!;
          expect(step).toMatchObject({ command: commands[index], ...specification.observed(state) });
          expect((step.rejected === undefined) === (step.events !== undefined)).toBe(true);
          if (step.rejected !== undefined || specification.status === undefined) continue;
          const named = new Set(commands.slice(0, index + 1).flatMap((command) => system.subjectOf(command) ?? []));
          const lit = lightsIn(system, step)!;
          expect(lit.map(({ part }) => part)).toEqual([...named].sort());
          for (const { part, lights } of lit) expect(lights).toEqual(specification.status.of(state.whole, system.partIn(state, part)));
        }
      }),
    );
  });

  test('meets what it comes to, and fails on anything else', () => {
    const { specification, system, sequences } = given();
    fc.assert(
      fc.property(sequences, (commands) => {
        const { steps } = simulate(specification, story(commands));
        const shown = ['events', 'rejected', ...system.observes];
        const came = steps.map((step): Expectation => Object.fromEntries(Object.entries(step).filter(([part]) => shown.includes(part))));
        const { checked, failed } = simulate(specification, story(commands, came)).expectations;
        expect([checked, failed]).toEqual([came.reduce((sum, expected) => sum + Object.keys(expected).length, 0), []]);
        const wrong = came.map((expected) => Object.fromEntries(Object.keys(expected).map((part) => [part, 'something else'])));
        expect(simulate(specification, story(commands, wrong)).expectations.failed).toHaveLength(checked);
      }),
    );
  });

  test('is a timeline of its commands', () => {
    const { specification, system, sequences } = given();
    fc.assert(
      fc.property(sequences, (commands) => {
        const text = [...timeline(system, story(commands), simulate(specification, story(commands)), unstyled)].join('');
        for (const [index, command] of commands.entries()) {
          expect(text).toContain(`\n${String(index + 1).padStart(3)}  ${system.text(command)}  `);
        }
        expect(text).toMatch(/\nNo expectations to check\.\n$/);
      }),
      { numRuns: 20 },
    );
  });

  test('is the same as its trace', () => {
    const { specification, dialects, sequences, dialect } = given();
    fc.assert(
      fc.property(sequences, dialect, (commands, choices) => {
        const { steps, before, after, stuckAt } = replay(specification, { commands, variant: dialects.only(choices) });
        const { states, ...simulated } = simulate(specification, story(commands), choices);
        expect([steps, before, after, stuckAt]).toEqual([simulated.steps, states.at(-2) ?? states[0], states.at(-1), null]);
      }),
    );
  });
});

describe('where rules do not decide', () => {
  const wrong = withRule(leases(), 'R3', () => []);
  const take = (by: string) => ({ do: 'take', lease: 'x', by });
  const commands: readonly Command<any>[] = [take('ann'), take('bob'), { do: 'tick' }];

  test('a scenario says at which step', () => {
    expect(() => simulate(wrong, story(commands))).toThrow(Undecided);
    expect(() => simulate(wrong, story(commands))).toThrow('step 2: gap in the rulebook: table take, held other, old false');
  });

  test('a trace is told as far as they do, with the rules that nearly apply', () => {
    const { steps, stuckAt, near, before, after } = replay(wrong, { commands, variant: systemOf(wrong).dialects.all });
    expect([steps.length, stuckAt]).toEqual([1, take('bob')]);
    expect([before.parts.size, after.parts.size]).toEqual([0, 1]);
    expect(near.map(({ rule, butFor }) => [rule.id, butFor])).toEqual([
      ['R1', [{ cell: 'held', is: 'other' }]],
      ['R2', [{ cell: 'held', is: 'other' }]],
    ]);
  });
});
