/**
 * What the words of a specification are beyond their texts: fields and their examples, effects and what a wrong rule might do instead,
 * lights, and the states that random sequences are steered to.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownServersTable } from '../src/kst/specification.ts';
import { blankServer } from '../src/kst/state.ts';
import { rulebooks } from './rulebooks.ts';
import type { CommandWord, Field, PartEffectWord } from '../src/engine/specification.ts';
import type { Server } from '../src/kst/state.ts';

describe.for(rulebooks)('the words of the $name', ({ project }) => {
  test('have examples that their own fields take, each once, names in their normal form', () => {
    const commands = Object.values<CommandWord<any>>(project().specification.commands);
    for (const [name, field] of commands.flatMap(({ fields }) => Object.entries<Field>(fields))) {
      if (field.is !== 'subject' && field.is !== 'text') continue;
      expect(field.examples.map(field.check), name).toEqual(field.examples.map(() => null));
      const normal = field.examples.map((text) => (field.is === 'subject' ? field.normal(text) : text));
      expect([...new Set(normal)], name).toEqual(field.examples);
    }
  });
});

describe('the effects of the Known Servers Table', () => {
  const given = () => {
    const { partEffects, wholeEffects } = knownServersTable();
    return { partEffects, words: Object.entries({ ...partEffects, ...wholeEffects }) as [string, PartEffectWord<any, any>][] };
  };

  test('are near others, never themselves; and all but an eviction is near another kind', () => {
    const { words } = given();
    const kinds = new Set<string>();
    for (const [kind, { all, near }] of words) {
      for (const effect of all as { do: string }[]) {
        const others = (near?.(effect) ?? []) as { do: string }[];
        expect(others, kind).not.toContainEqual(effect);
        for (const other of others) if (other.do !== kind) kinds.add(other.do);
        const ofVersion = 'version' in effect || 'offered' in effect;
        if (ofVersion) expect(others.map((other) => other.do), kind).toContain(kind);
      }
      expect(all.length, kind).toBeGreaterThan(0);
    }
    expect(words.map(([kind]) => kind).filter((kind) => !kinds.has(kind))).toEqual(['evict']);
  });

  test('do nothing about a pool or a plan that is not there', () => {
    const { partEffects } = given();
    const command = { do: 'rtcsrv.start' } as const;
    const server: Server = { ...blankServer(), known: [0], conflict: 'settled' };
    const ofPool = ['list', 'unlist', 'log-evicted', 'enter'].map((kind) => ({ do: kind, version: 'pool' }));
    for (const effect of [...ofPool, { do: 'evict', offered: 'pool' }, { do: 'set-pool' }, { do: 'add-plan' }, { do: 'drop-plan' }]) {
      const { change, log } = (partEffects as any)[effect.do] as PartEffectWord<any, any>;
      expect(change?.(server, command, effect, server) ?? server, effect.do).toEqual(server);
      expect(log?.(server, command, effect, 'ex1', server) ?? null, effect.do).toBeNull();
    }
  });

  test('take out one of two entries that a wrong rule lists side by side', () => {
    const { unlist } = given().partEffects;
    const server: Server = { ...blankServer(), pool: 6, known: [0, 6] };
    const left = (version: 'any' | 'pool') => unlist.change!(server, { do: 'rtcsrv.start' }, { do: 'unlist', version }, server).known;
    expect([left('any'), left('pool')]).toEqual([[6], [0]]);
  });
});

describe('a row of the Known Servers Table', () => {
  const states = () => fc.record({
    whole: fc.record({ running: fc.boolean() }),
    part: fc.record({
      pool: fc.constantFrom(null, 6),
      plans: fc.constantFrom([], [{ plan: 'DP1', uriType: 'SipName' as const }], [{ plan: 'DP1', uriType: 'E164' as const }]),
      claimed: fc.boolean(),
      known: fc.constantFrom([], [0], [6], [0, 6], [6, 7]),
      conflict: fc.constantFrom('none' as const, 'open' as const, 'settled' as const),
    }),
  });

  test('shows each state that random sequences are steered to', () => {
    const { table, random, status } = knownServersTable();
    fc.assert(
      fc.property(states(), ({ whole, part }) => {
        const { conflict, known, claimed } = table.columns(table.row(whole, part));
        const there = Object.entries(random!.targets!).flatMap(([name, isThere]) => (isThere(whole, part) ? [name] : []));
        expect(there).toEqual([
          ...(conflict === 'open' ? ['conflict'] : []),
          ...(conflict === 'settled' ? ['settled'] : []),
          ...(status!.of(whole, part)['um'] === 'works' ? ['healed'] : []),
          ...(known!.startsWith("pool's") && claimed === 'no' ? ['restored'] : []),
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('has of each light all values that are listed, and no others', () => {
    const status = knownServersTable().status!;
    const seen = fc.sample(states(), 1000).map(({ whole, part }) => status.of(whole, part));
    for (const [light, { values }] of Object.entries(status.lights)) {
      expect([...new Set(seen.map((lights) => lights[light]))].sort(), light).toEqual(values.toSorted());
    }
  });

  test('has a word for several values, and for what is listed', () => {
    const { table } = knownServersTable();
    const pools = [['5', '6'], ['5'], ['none'], ['none', '5']].map((values) => table.values!('pool', values));
    expect(pools).toEqual(['yes', '5', 'no', 'no or 5']);
    expect(table.values!('conflict', ['none', 'open'])).toBe('none or open');
    const row = (known: readonly number[], pool: number | null = 6) => table.row({ running: false }, { ...blankServer(), pool, known });
    expect([[], [6], [0, 6]].map((known) => table.shown!(row(known)))).toEqual(['(nothing)', 'version 6', 'version 0 and 6']);
    expect(table.id!(row([0, 6]))).toBe('stop.6.-.-.0+6.-');
    expect(table.shows.every((field) => field in row([]))).toBe(true);
    expect(table.shows).toHaveLength(1);
    const after = (version: number) =>
      table.columnsAfter!(row([], null), { do: 'pool.add', server: 'ex1', version }, row([6]));
    expect([after(6), after(5)].map(({ pool, known }) => [pool, known])).toEqual([["the command's", "pool's"], ['6', '6']]);
  });
});
