/**
 * What is written about the rules for people: commands as text, events of effects, the catalogue, the alphabets.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/arbitraries.ts';
import { specScenarioReader } from '../src/cli/spec.ts';
import { commandText } from '../src/kst/commands.ts';
import { applyEffect, eventOf } from '../src/kst/effects.ts';
import { eventCatalogue } from '../src/kst/event-catalogue.ts';
import { blankServer, emptyWorld } from '../src/kst/state.ts';
import { defaultDialect } from '../src/kst/dialect.ts';
import { plain } from '../src/kst/invariants/worlds.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { nameOf } from '../src/kit/explanation.ts';
import { comparedParts } from '../src/kit/parts.ts';
import { step } from '../src/kst/step.ts';
import type { Command } from '../src/kst/commands.ts';
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
    for (const { conclude } of eventCatalogue()) expect(conclude).toMatch(/^[A-Z].{10,}\.$/);
  });
});

describe('every alphabet', () => {
  test('is made of commands that a scenario may have', () => {
    for (const { commands: alphabet } of comparedParts()) {
      expect(new Set(alphabet.map(commandText)).size).toBe(alphabet.length);
      expect(specScenarioReader()(JSON.stringify({ commands: alphabet }), 'alphabet').steps).toHaveLength(alphabet.length);
    }
  });

  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  test.for([
    { part: 'narrow', spelled: 1, servers: 1, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 9 },
    { part: 'bystander', spelled: 4, servers: 2, versions: [9], plans: ['DP1', 'dp1'], uriTypes: ['E164', 'SipName', 'TelExtn'], size: 11 },
    { part: 'spellings', spelled: 3, servers: 1, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 19 },
    { part: 'two servers', spelled: 2, servers: 2, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 12 },
    { part: 'wide', spelled: 1, servers: 1, versions: all, plans: ['DP1', 'DP2'], uriTypes: ['E164', 'SipName', 'TelExtn'], size: 22 },
    { part: 'three servers', spelled: 3, servers: 3, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 12 },
  ])('of the part $part is as rich as it says, and speaks of RTCSRV and UM Routing as well', ({ part, size, spelled, ...said }) => {
    const { commands: alphabet } = comparedParts().find(({ name }) => name === part)!;
    const found = <T>(pick: (command: Command) => T | undefined) => [...new Set(alphabet.map(pick).filter((value) => value !== undefined))].sort();
    const names = found((command) => ('server' in command ? command.server : undefined));
    expect({
      servers: new Set(names.map(plain)).size,
      versions: found((command) => ('version' in command ? command.version : undefined)),
      plans: found((command) => ('plan' in command ? command.plan : undefined)),
      uriTypes: found((command) => ('uriType' in command ? command.uriType : undefined)),
    }).toEqual(said);
    expect([names.length, alphabet.length]).toEqual([spelled, size]);
    expect(found(({ do: kind }) => kind)).toHaveLength(8);
  });
});
