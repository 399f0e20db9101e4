/**
 * States, how they are told apart, and the texts of them that digests hash: those are laid down.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandSequence } from '../src/engine/random/commands.ts';
import { stateAfter } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { inNameOrder, Keys, stateText } from '../src/engine/state.ts';
import { compareNames } from '../src/engine/text.ts';
import { planName, serverName, uriType } from '../src/kst/random.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { blankServer } from '../src/kst/state.ts';
import { rulebooks } from './rulebooks.ts';
import type { Command, State } from '../src/engine/specification.ts';
import type { Server } from '../src/kst/state.ts';

const server = (): fc.Arbitrary<Server> =>
  fc.record({
    pool: fc.option(fc.integer({ min: 1, max: 9 })),
    plans: fc.uniqueArray(fc.record({ plan: planName(fc), uriType: uriType(fc) }), { maxLength: 3, selector: ({ plan }) => plan }),
    claimed: fc.boolean(),
    known: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 2 }),
    conflict: fc.constantFrom('none', 'open', 'settled'),
  });

/** Values of which many hold the same, and many nearly so. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, fc.constantFrom(0, 1, '0', '1', null, 'null', true, 'true', ''), tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 2 }),
  record: fc.dictionary(fc.constantFrom('a', 'b', 'a:1', '__proto__'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
}));

describe('keys', () => {
  test('are the same for values that hold the same, and for no others', () => {
    const keys = new Keys();
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(keys.of(one) === keys.of(other)).toBe(isDeepStrictEqual(one, other));
        expect(keys.of(structuredClone(one))).toBe(keys.of(one));
      }),
      { numRuns: 2000 },
    );
    expect(keys.of({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(keys.of({ b: [{ d: 3, c: 2 }], a: 1 }));
  });

  test('give one object for all values that hold the same', () => {
    const keys = new Keys();
    fc.assert(
      fc.property(server(), (each) => {
        expect(keys.one(structuredClone(each))).toBe(keys.one(each));
        expect(keys.one(each)).toEqual(each);
      }),
    );
  });
});

describe.for(rulebooks)('a state of the $name', ({ project }) => {
  const given = () => {
    const { specification } = project();
    const system = systemOf(specification);
    const after = (commands: readonly Command<any>[]): State<any> => stateAfter(system, system.dialects.usual, commands);
    const digest = specification.table.digest ?? stateText;
    return { specification, system, after, digest };
  };

  test('has one key, and one text in digests, whatever led to it', () => {
    const { specification, system, after, digest } = given();
    const sequence = commandSequence(fc, specification, { parts: 2, commands: 12 });
    fc.assert(
      fc.property(sequence, sequence, (one, other) => {
        const [a, b] = [after(one), after(other)];
        const alike = isDeepStrictEqual(a, b);
        expect([system.keys.ofState(a) === system.keys.ofState(b), digest(a) === digest(b)]).toEqual([alike, alike]);
      }),
    );
  });
});

test('parts are in name order, whatever order they come in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(serverName(fc), fc.nat()), { maxLength: 6, selector: ([name]) => name }), (parts) => {
      const names = [...inNameOrder(parts).keys()];
      expect(names).toEqual(names.toSorted(compareNames));
      expect([...inNameOrder(parts.toReversed())]).toEqual([...inNameOrder(parts)]);
      expect(new Map(parts)).toEqual(inNameOrder(parts));
    }),
  );
});

describe('the Known Servers Table', () => {
  const given = () => {
    const specification = knownServersTable();
    const system = systemOf(specification);
    return { specification, system };
  };

  test('has each of its cells at its place in digests', () => {
    const { specification } = given();
    const digest = specification.table.digest!;
    const text = (...servers: readonly Partial<Server>[]): string => {
      const parts = new Map(servers.map((each, index) => [`ex${index + 1}`, { ...blankServer(), ...each }]));
      return digest({ whole: { running: servers.length > 0 }, parts });
    };
    expect(text({})).toBe('running ex1:-;;-;-;none');
    const plans = [{ plan: 'DP1', uriType: 'SipName' }, { plan: 'a "b"', uriType: 'E164' }] as const;
    const full = { pool: 6, plans, claimed: true, known: [0], conflict: 'settled' } as const;
    expect(text(full)).toBe('running ex1:6;"DP1"=SipName,"a \\"b\\""=E164;claimed;0;settled');
    expect(text({ ...full, known: [0, 6] })).toBe('running ex1:6;"DP1"=SipName,"a \\"b\\""=E164;claimed;0+6;settled');
    expect(text(full, { conflict: 'open' })).toBe('running ex1:6;"DP1"=SipName,"a \\"b\\""=E164;claimed;0;settled ex2:-;;-;-;open');
    expect(text()).toBe('stopped');
  });

  test('keeps the dial plans of a server in the order of their names, whatever order they come in', () => {
    const { system } = given();
    fc.assert(
      fc.property(fc.uniqueArray(planName(fc), { maxLength: 4 }), (plans) => {
        const host = (plan: string) => ({ do: 'dialPlan.host', server: 'ex1', plan, uriType: 'SipName' }) as const;
        const hosted = (names: readonly string[]) => stateAfter(system, system.dialects.usual, names.map(host));
        expect(hosted(plans.toReversed())).toEqual(hosted(plans));
        const names = [...hosted(plans).parts.values()].flatMap((each) => each.plans.map(({ plan }) => plan));
        expect(names).toEqual(plans.toSorted(compareNames));
      }),
    );
  });

  test('has versions that a wrong rule lists side by side in order, each once', () => {
    const { specification } = given();
    const { list } = specification.partEffects;
    fc.assert(
      fc.property(fc.array(fc.constantFrom('any' as const, 'pool' as const)), (listed) => {
        const start: Server = { ...blankServer(), pool: 6 };
        const command = { do: 'rtcsrv.start' } as const;
        const { known } = listed.reduce((each, version) => list.change!(each, command, { do: 'list', version }, each), start);
        expect(known).toEqual([0, 6].filter((version) => listed.includes(version === 0 ? 'any' : 'pool')));
      }),
    );
  });
});
