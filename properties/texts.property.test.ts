/**
 * What is written about the rules for people: commands as text, events of effects, the catalogue, the alphabets.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/arbitraries.ts';
import { specScenarioReader } from '../src/cli/files.ts';
import { commandText } from '../src/kst/commands.ts';
import { applyEffect, eventOf } from '../src/kst/effects.ts';
import { eventCatalogue } from '../src/kst/event-catalogue.ts';
import { blankServer, emptyWorld } from '../src/kst/state.ts';
import { defaultDialect } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { nameOf } from '../src/kit/explanation.ts';
import { allParts } from '../src/kit/proof.ts';
import { step } from '../src/kst/step.ts';
import type { ServerEffect } from '../src/kst/effects.ts';

describe('a command as text', () => {
  test('is its fields in order, a plan in quotes where it is more than a word', () => {
    const plain = /^[A-Za-z0-9_.-]+$/;
    fc.assert(
      fc.property(commands(), (sequence) =>
        sequence.every((command) => {
          const words = Object.entries(command).map(([field, value]) => (field === 'plan' && !plain.test(String(value)) ? JSON.stringify(value) : String(value)));
          return commandText(command) === words.join(' ');
        }),
      ),
    );
    expect(commandText({ do: 'dialPlan.unhost', server: 'ex1', plan: 'a b' })).toBe('dialPlan.unhost ex1 "a b"');
    expect(commandText({ do: 'dialPlan.unhost', server: 'ex1', plan: ' a' })).toBe('dialPlan.unhost ex1 " a"');
    expect(commandText({ do: 'dialPlan.unhost', server: 'ex1', plan: 'a ' })).toBe('dialPlan.unhost ex1 "a "');
  });
});

test('a text that would steer a terminal is written out', () => {
  const text = commandText({ do: 'dialPlan.unhost', server: 'e\u00adx1', plan: '\u202eDP' });
  expect(text).toBe('dialPlan.unhost e\\u{ad}x1 "\\u{202e}DP"');
});

describe('the event of an effect', () => {
  const effects: readonly Exclude<ServerEffect, { do: 'consult' }>[] = [
    ...(['set-pool', 'clear-pool', 'add-plan', 'drop-plan', 'warn', 'forget', 'claim', 'release', 'log-found', 'log-lost', 'settle', 'close'] as const).map((name) => ({ do: name })),
    ...(['list', 'unlist', 'log-evicted', 'enter'] as const).map((name) => ({ do: name, version: 'any' as const })),
    { do: 'evict', offered: 'any' },
  ];

  test.for(effects.map((effect) => ({ effect })))('$effect.do is the one that it logs', ({ effect }) => {
    const [, events] = applyEffect({ ...blankServer('ex1'), pool: 6, known: [6] }, effect, { do: 'umRouting.discover' });
    expect(events.map(nameOf)).toEqual(eventOf(effect) === null ? [] : [String(eventOf(effect))]);
  });

  test('of a start are those of its list effects', () => {
    const outcome = step(knownServersTable(), emptyWorld(), { do: 'rtcsrv.start' }, defaultDialect());
    expect(outcome).toMatchObject({ events: [{ id: eventOf({ do: 'log-known' }) }, { id: eventOf({ do: 'log-hosting' }) }] });
  });
});

describe('the catalogue of events', () => {
  test('has each once, with a sample that names a server and fits the schema of scenarios', () => {
    const samples = eventCatalogue().map(({ sample }) => sample);
    expect(new Set(samples.map(nameOf)).size).toBe(8);
    for (const sample of samples) expect(JSON.stringify(sample)).toContain('"ex1.contoso.com"');
    const scenario = JSON.stringify({ commands: [{ do: 'rtcsrv.start', expect: { events: samples } }] });
    expect(specScenarioReader()(scenario, 'catalogue').steps).toHaveLength(1);
    for (const { says } of eventCatalogue()) expect(says).toMatch(/^[A-Z].{10,}\w$/);
  });
});

test('every alphabet is made of commands that a scenario may have', () => {
  for (const { commands: alphabet } of allParts()) {
    expect(new Set(alphabet.map(commandText)).size).toBe(alphabet.length);
    expect(specScenarioReader()(JSON.stringify({ commands: alphabet }), 'alphabet').steps).toHaveLength(alphabet.length);
  }
});
