/**
 * What is written for people of the words of a specification: commands, events, effects, states and the alphabets.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandSequence } from '../src/engine/random/commands.ts';
import { stateAfter } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { scenarioReader } from '../src/inputs/scenario.ts';
import { plain } from '../src/kst/invariants/worlds.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { blankServer } from '../src/kst/state.ts';
import { effectText, eventLine, lightsText, observedText, stateLines } from '../src/reports/words.ts';
import { leases } from '../starter/leases.ts';
import { rulebooks } from './rulebooks.ts';
import type { EventWord } from '../src/engine/specification.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Server } from '../src/kst/state.ts';

const given = () => {
  const kst = knownServersTable();
  return { kst, system: systemOf(kst), words: Object.values(kst.events) };
};

describe('a command as text', () => {
  test('is its fields in order, a plan in quotes where it is more than a word', () => {
    const { kst, system } = given();
    const quoted = (field: string, value: unknown): string =>
      field === 'plan' && !/^[A-Za-z0-9_.-]+$/.test(String(value)) ? JSON.stringify(value) : String(value);
    fc.assert(
      fc.property(commandSequence(fc, kst), (sequence) => {
        for (const command of sequence) {
          expect(system.text(command)).toBe(Object.entries(command).map(([field, value]) => quoted(field, value)).join(' '));
        }
      }),
    );
    const unhost = (plan: string): string => system.text({ do: 'dialPlan.unhost', server: 'ex1', plan });
    expect(['a b', ' a', 'a '].map(unhost)).toEqual(['"a b"', '" a"', '"a "'].map((plan) => `dialPlan.unhost ex1 ${plan}`));
  });

  test('writes out what would steer a terminal', () => {
    const { system } = given();
    const text = system.text({ do: 'dialPlan.unhost', server: 'e\u00adx1', plan: '\u202eDP' });
    expect(text).toBe('dialPlan.unhost e\\u{ad}x1 "\\u{202e}DP"');
  });
});

describe.for(rulebooks)('the words of the $name', ({ project }) => {
  const given = () => {
    const { specification } = project();
    const own = systemOf(specification);
    const events = Object.entries(specification.events) as [string, EventWord<any>][];
    const partEffects = Object.values(specification.partEffects) as any[];
    const effects = [...partEffects, ...(Object.values(specification.wholeEffects) as any[])].flatMap(({ all }) => all as { do: string }[]);
    return { specification, own, events, partEffects, effects };
  };

  test('say of each event all its fields, and no others', () => {
    const { events } = given();
    for (const [name, { says, fields }] of events) {
      expect([...says.matchAll(/\{([^{}]*)\}/g)].map(([, field]) => field).sort(), name).toEqual(Object.keys(fields).sort());
    }
  });

  test('tell each effect by itself, and those of every rule', () => {
    const { specification, own, effects } = given();
    expect(new Set(effects.map((effect) => effectText(specification, effect))).size).toBe(effects.length);
    const done = own.rules.flatMap(({ then }) => own.dialects.list.flatMap((dialect) => then(dialect)));
    for (const effect of done) expect(effectText(specification, effect)).toMatch(/^\S.*\S$/);
  });

  test('name the event that an effect on a part logs', () => {
    const { specification, own, partEffects } = given();
    const logging = new Set<string>();
    fc.assert(
      fc.property(commandSequence(fc, specification, { parts: 2, commands: 15 }), (sequence) => {
        const { parts } = stateAfter(own, own.dialects.usual, sequence.slice(0, -1));
        for (const [name, part] of parts) {
          for (const { all, log, logs } of partEffects) {
            for (const effect of all) {
              const event = log?.(part, sequence.at(-1), effect, name, part) ?? null;
              if (event === null) continue;
              expect([specification.nameOf(event), own.partsNamedIn(event)]).toEqual([logs, [name]]);
              logging.add(effect.do);
            }
          }
        }
      }),
    );
    const declared = Object.keys(specification.partEffects).filter((kind) => specification.partEffects[kind]!.logs !== undefined);
    expect([...logging].sort()).toEqual(declared.sort());
  });

  test('give alphabets of commands that a scenario may have, each once', () => {
    const { specification, own } = given();
    const read = scenarioReader(specification);
    for (const { name, commands } of specification.alphabets) {
      expect(new Set(commands.map((command) => own.text(command))).size, name).toBe(commands.length);
      expect(read(JSON.stringify({ commands }), name).steps).toHaveLength(commands.length);
    }
  });
});

test('an event is a line of the log: its name, its level, what it says', () => {
  const { system } = given();
  const line = (event: object): string => eventLine(system, event);
  const servers = Array.from({ length: 14 }, (_, index) => ({ server: `ex${index}`, version: 6 }));
  const evicted = line({ id: 14563, server: 'ex1', versions: [0, 6] });
  expect(evicted).toBe('14563  Error        ex1 has two versions, 0 and 6: both entries are out');
  expect(line({ id: 44024, servers: [] })).toBe('44024  Information  servers found by UM Routing: (none)');
  expect(line({ id: 14492, servers: [] })).toBe('14492  Information  known servers: (empty)');
  expect(line({ id: 14492, servers })).toMatch(/known servers: ex0 6, ex1 6, .*, ex11 6, and 2 more$/);
  expect(line({ id: null, name: 'exchange-server-added', server: 'ex1' })).toBe('-      Information  ex1 hosts a SipName dial plan now');
  expect(eventLine(systemOf(leases()), { event: 'freed', lease: 'x\u202e' })).toBe('freed    Information  x\\u{202e} is free');
});

test('the effects of the engine are told in the words of the specification', () => {
  const table = 'aging';
  const effects = [{ do: 'refuse', reason: 'held' }, { do: 'ask', table }, { do: 'each', table }, { do: 'perform', command: 'tick' }];
  const told = ['refuse: held', 'ask the table aging', 'ask the table aging of each lease', 'do tick'];
  expect(effects.map((effect) => effectText(leases(), effect))).toEqual(told);
});

test('what is observed is a line', () => {
  expect(observedText([])).toBe('(empty)');
  expect(observedText([{ server: 'ex1', version: 6 }, { server: 'ex2', version: 0 }])).toBe('ex1 6, ex2 0');
  expect(observedText([{ server: 'ex1', version: 6 }], [])).toBe('1 left as they were');
  expect([observedText(7), observedText(null), observedText({ a: [1, 2], b: [] })]).toEqual(['7', 'none', '1 and 2 none']);
});

test('a state is lines, in the words of the specification or by its fields', () => {
  const { kst } = given();
  const full: Server = { ...blankServer(), pool: 6, plans: [{ plan: 'DP1', uriType: 'SipName' }], claimed: true, known: [0, 6] };
  const world = { whole: { running: true }, parts: new Map([['ex1', full], ['ex2', blankServer()]]) };
  expect(stateLines(kst, world)).toEqual([
    'RTCSRV runs',
    'ex1: pool 6, DP1 SipName, claimed, listed with 0 and 6, conflict none',
    'ex2: no pool, no plans, not claimed, not listed, conflict none',
  ]);
  const plans = [...full.plans, { plan: 'DP2', uriType: 'E164' as const }];
  expect(stateLines(kst, { whole: { running: false }, parts: new Map([['ex1', { ...full, plans }]]) })).toEqual([
    'RTCSRV is stopped',
    'ex1: pool 6, DP1 SipName, DP2 E164, claimed, listed with 0 and 6, conflict none',
  ]);
  const { lines: _, ...table } = kst.table;
  expect(stateLines({ ...kst, table }, world).slice(0, 2)).toEqual([
    'RTCSRV: running true',
    'ex1: pool 6, plans DP1 SipName, claimed true, known 0 and 6, conflict none',
  ]);
  expect(stateLines(leases(), { whole: {}, parts: new Map([['x', { holder: 'ann', ticks: 1 }]]) })).toEqual(['x: holder ann, ticks 1']);
  expect(stateLines(leases(), { whole: {}, parts: new Map() })).toEqual(['no lease']);
  expect(lightsText(kst, kst.status!.of(world.whole, full))).toBe('UM works, OWA IM works');
});

describe('the events of the Known Servers Table', () => {
  test('have an example about one server each, which a scenario may expect', () => {
    const { kst, system, words } = given();
    const events = words.map(({ example }) => example!);
    expect(events.map((event) => kst.nameOf(event))).toEqual(Object.keys(kst.events));
    for (const event of events) expect(system.partsNamedIn(event)).toEqual(['ex1.contoso.com']);
    expect(scenarioReader(kst)(JSON.stringify({ commands: [{ do: 'rtcsrv.start', expect: { events } }] }), 'events').steps).toHaveLength(1);
  });

  test('are explained in sentences', () => {
    const { words } = given();
    for (const { means, conclude } of words) {
      expect(means).toMatch(/^[A-Z].{10,}\w$/);
      expect(conclude).toMatch(/^[A-Z].{10,}\.$/);
    }
  });
});

describe('the alphabets of the Known Servers Table', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  test.for([
    { part: 'narrow', spelled: 1, servers: 1, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 9 },
    { part: 'bystander', spelled: 4, servers: 2, versions: [9], plans: ['DP1', 'dp1'], uriTypes: ['E164', 'SipName', 'TelExtn'], size: 11 },
    { part: 'spellings', spelled: 3, servers: 1, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 19 },
    { part: 'two servers', spelled: 2, servers: 2, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 12 },
    { part: 'wide', spelled: 1, servers: 1, versions: all, plans: ['DP1', 'DP2'], uriTypes: ['E164', 'SipName', 'TelExtn'], size: 22 },
    { part: 'three servers', spelled: 3, servers: 3, versions: [5, 6], plans: ['DP1'], uriTypes: ['SipName'], size: 12 },
    { part: 'three hosting', spelled: 3, servers: 3, versions: [6], plans: ['DP1'], uriTypes: ['SipName'], size: 11 },
  ])('of the name $part is as rich as it says, and speaks of RTCSRV and UM Routing as well', ({ part, size, spelled, ...said }) => {
    const { kst } = given();
    const { says, commands } = kst.alphabets.find(({ name }) => name === part)!;
    expect(says).toMatch(said.servers === 1 ? /^one server/ : /servers?\b/);
    const found = <T>(pick: (command: Command) => T | undefined) =>
      [...new Set(commands.map(pick).filter((value) => value !== undefined))].sort();
    const names = found((command) => ('server' in command ? command.server : undefined));
    expect({
      servers: new Set(names.map(plain)).size,
      versions: found((command) => ('version' in command ? command.version : undefined)),
      plans: found((command) => ('plan' in command ? command.plan : undefined)),
      uriTypes: found((command) => ('uriType' in command ? command.uriType : undefined)),
    }).toEqual(said);
    expect([names.length, commands.length]).toEqual([spelled, size]);
    expect(found(({ do: kind }) => kind)).toHaveLength(8);
  });
});
