/**
 * The state as text, and what of it is worth keeping. The texts are what digests are made of, so they are laid down.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planName, serverName, uriType } from '../src/arbitraries.ts';
import { NotACommand } from '../src/kst/commands.ts';
import { commonChoices, defaultDialect, dialectsWith } from '../src/kst/dialect.ts';
import { applyEffect } from '../src/kst/effects.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { compareNames, NotAServerName } from '../src/kst/names.ts';
import { blankServer, emptyWorld, inOrder, serverKey, worldKey } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import type { Server } from '../src/kst/state.ts';

const server = (): fc.Arbitrary<Server> =>
  fc.record({
    name: serverName(),
    pool: fc.option(fc.integer({ min: 1, max: 9 })),
    plans: fc.uniqueArray(fc.record({ plan: planName(), uriType: uriType() }), { maxLength: 3, selector: ({ plan }) => plan }),
    claimed: fc.boolean(),
    known: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 2 }),
    conflict: fc.constantFrom('none', 'open', 'settled'),
  });

describe('a server as text', () => {
  test('has each of its cells at its place', () => {
    const ex1 = blankServer('ex1.contoso.com');
    expect(serverKey(ex1)).toBe('-;;-;-;none');
    const full: Server = { ...ex1, pool: 6, plans: [{ plan: 'DP1', uriType: 'SipName' }, { plan: 'a "b"', uriType: 'E164' }], claimed: true, known: [0], conflict: 'settled' };
    expect(serverKey(full)).toBe('6;"DP1"=SipName,"a \\"b\\""=E164;claimed;0;settled');
    expect(serverKey({ ...full, known: [0, 6] })).toBe('6;"DP1"=SipName,"a \\"b\\""=E164;claimed;0+6;settled');
    expect(worldKey({ running: true, servers: [full, { ...ex1, name: 'ex2.contoso.com', conflict: 'open' }] })).toBe(
      'running ex1.contoso.com:6;"DP1"=SipName,"a \\"b\\""=E164;claimed;0;settled ex2.contoso.com:-;;-;-;open',
    );
    expect(worldKey({ running: false, servers: [] })).toBe('stopped');
  });

  test('is another for another server, and the same for the same', () => {
    fc.assert(
      fc.property(server(), server(), (a, b) => {
        const alike = JSON.stringify({ ...a, name: '' }) === JSON.stringify({ ...b, name: '' });
        return (serverKey(a) === serverKey(b)) === alike && serverKey(structuredClone(a)) === serverKey(a);
      }),
    );
  });
});

describe('the servers of a world', () => {
  test('are those of which there is something to say, whatever it is', () => {
    const ex1 = blankServer('ex1.contoso.com');
    expect(inOrder([ex1])).toEqual([]);
    const something: readonly Partial<Server>[] = [{ pool: 6 }, { plans: [{ plan: 'DP1', uriType: 'E164' }] }, { claimed: true }, { known: [0] }, { conflict: 'open' }];
    for (const part of something) expect(inOrder([{ ...ex1, ...part }])).toHaveLength(1);
  });

  test('are in name order, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(server(), { maxLength: 6, selector: ({ name }) => name }), (servers) => {
        const names = inOrder(servers).map(({ name }) => name);
        return names.every((name, index) => index === 0 || names[index - 1]! < name) && inOrder(servers.toReversed()).every(({ name }, index) => name === names[index]);
      }),
    );
  });
});

test('the dial plans of a server are in the order of their names, whatever order they come in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(planName(), { maxLength: 4 }), (plans) => {
      const hosted = (names: readonly string[]) =>
        names.reduce((world, plan) => {
          const outcome = step(knownServersTable(), world, { do: 'dialPlan.host', server: 'ex1', plan, uriType: 'SipName' }, defaultDialect());
          return outcome.kind === 'taken' ? outcome.next : world;
        }, emptyWorld());
      expect(hosted(plans.toReversed())).toEqual(hosted(plans));
      expect(hosted(plans).servers.flatMap((server) => server.plans.map(({ plan }) => plan))).toEqual(plans.toSorted(compareNames));
    }),
  );
});

test('versions that a wrong rule lists side by side are in order, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('any' as const, 'pool' as const)), (listed) => {
      const start: Server = { ...blankServer('ex1'), pool: 6 };
      const { known } = listed.reduce((server, version) => applyEffect(server, { do: 'list', version }, { do: 'rtcsrv.start' })[0], start);
      expect(known).toEqual([0, 6].filter((version) => listed.includes(version === 0 ? 'any' : 'pool')));
    }),
  );
});

test('what dialects have in common is told in the order of the assumptions', () => {
  expect(commonChoices(dialectsWith({ survivor: 'restored', 'restart-winner': 'um' }))).toBe('restart-winner=um, survivor=restored');
  expect(commonChoices(dialectsWith())).toBe('');
});

test('errors of the caller go by their names', () => {
  expect(new NotAServerName('a b', 'a name').name).toBe('NotAServerName');
  expect(new NotACommand('jump').name).toBe('NotACommand');
});
