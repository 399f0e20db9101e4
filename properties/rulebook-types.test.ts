/**
 * What the compiler holds of the rulebook: no table about a server reaches beyond that server. `npm run typecheck` is the
 * judge: a line that is marked as an error and compiles fails it.
 */
import { describe, expect, expectTypeOf, test } from 'vitest';
import { rulebook } from '../src/kst/rules/index.ts';
import type { ConsultedTable } from '../src/kst/effects.ts';
import type { ServerCommand, ServiceCommand } from '../src/kst/commands.ts';
import type { Rulebook } from '../src/kst/rules/index.ts';
import type { Rule, ServerTable, ServiceTable, Table } from '../src/kst/rules/rule.ts';

const rule = (then: Rule['then']): Rule => ({ id: 'R99', says: 'A rule that has no place', cites: ['F11'], when: () => ({}), then });

describe('the rulebook', () => {
  test('types every table: about a server, or about RTCSRV', () => {
    expectTypeOf<Rulebook[ServerCommand['do'] | ConsultedTable]>().toEqualTypeOf<ServerTable>();
    expectTypeOf<Rulebook[ServiceCommand['do']]>().toEqualTypeOf<ServiceTable>();
    expect(Object.keys(rulebook())).toHaveLength(13);
  });

  test('takes no rule about RTCSRV into a table about a server, nor the other way round', () => {
    const halting: ServiceTable = [{ ...rule(() => []), then: () => [{ do: 'halt' }] }];
    const listing: ServerTable = [{ ...rule(() => []), then: () => [{ do: 'list', version: 'any' }] }];
    const mixed: Table = [rule(() => [{ do: 'halt' }, { do: 'list', version: 'any' }])];
    // @ts-expect-error what RTCSRV does is no effect on a server
    const stops: Rulebook = { ...rulebook(), 'pool.add': halting };
    // @ts-expect-error what is done to a server is left to the tables of servers
    const lists: Rulebook = { ...rulebook(), 'rtcsrv.stop': listing };
    // @ts-expect-error a table that may have any effect fits nowhere
    const anything: Rulebook = { ...rulebook(), offer: mixed };
    // @ts-expect-error nor does a rule with such an effect
    const each: ServerTable = [{ ...rule(() => []), then: () => [{ do: 'each', table: 'shutdown' }] }];
    expect([stops['pool.add'], lists['rtcsrv.stop'], anything.offer, each].map((table) => table.length)).toEqual([1, 1, 1, 1]);
  });
});
