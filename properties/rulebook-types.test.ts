/**
 * What the compiler holds of a rulebook: no table about a part reaches beyond that part, and a word that there is not is an error in
 * the editor. `npm run typecheck` is the judge: a line that is marked as an error and compiles fails it.
 */
import { describe, expect, expectTypeOf, test } from 'vitest';
import { knownServersTable } from '../src/kst/specification.ts';
import type { EachTable, PartTable, Rulebook, Specification, WholeTable } from '../src/engine/specification.ts';
import type { RtcsrvCommand, ServerCommand } from '../src/kst/commands.ts';
import type { ConsultedTable } from '../src/kst/effects.ts';
import type { Kst } from '../src/kst/words.ts';

type Kind = ServerCommand['do'] | RtcsrvCommand['do'] | ConsultedTable;

const claimed = { id: 'R99', says: 'A rule that has no place', cites: ['F11'], when: {} };
const right = knownServersTable();

describe('the rulebook', () => {
  test('types every table: about a server, of each server, or about RTCSRV', () => {
    expectTypeOf<Rulebook<Kst>['partTables']>().toEqualTypeOf<{ readonly [kind in ServerCommand['do']]: () => PartTable<Kst> }>();
    expectTypeOf<Rulebook<Kst>['wholeTables']>().toEqualTypeOf<{ readonly [kind in RtcsrvCommand['do']]: () => WholeTable<Kst> }>();
    expectTypeOf<Rulebook<Kst>['tables']>().toEqualTypeOf<{ readonly [table in ConsultedTable]: () => EachTable<Kst> }>();
    const kinds: Kind[] = [...Object.keys(right.partTables), ...Object.keys(right.wholeTables), ...Object.keys(right.tables)] as Kind[];
    expect(kinds).toHaveLength(13);
  });

  test('takes no rule about RTCSRV into a table about a server, nor the other way round', () => {
    const halting = (): WholeTable<Kst> => [{ ...claimed, then: () => [{ do: 'halt' }] }];
    const listing = (): PartTable<Kst> => [{ ...claimed, then: () => [{ do: 'list', version: 'any' }] }];
    // @ts-expect-error what RTCSRV does is no effect on a server
    const stops: Specification<Kst> = { ...right, partTables: { ...right.partTables, 'pool.add': halting } };
    // @ts-expect-error what is done to a server is left to the tables of servers
    const lists: Specification<Kst> = { ...right, wholeTables: { ...right.wholeTables, 'rtcsrv.stop': listing } };
    // @ts-expect-error nor does a rule about a server ask each of them
    const each: PartTable<Kst> = [{ ...claimed, then: () => [{ do: 'each', table: 'shutdown' }] }];
    expect([stops.partTables['pool.add'](), lists.wholeTables['rtcsrv.stop'](), each].map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  test('lets no table that runs for each server refuse', () => {
    const refuses: PartTable<Kst> = [{ ...claimed, then: () => [{ do: 'refuse', reason: 'no-such-pool' }] }];
    // @ts-expect-error one server must not refuse what is asked of all
    const each: EachTable<Kst> = [{ ...claimed, then: () => [{ do: 'refuse', reason: 'no-such-pool' }] }];
    // @ts-expect-error nor by a table that may be asked for one
    const asked: Specification<Kst> = { ...right, tables: { ...right.tables, offer: () => refuses } };
    expect([refuses, each, asked.tables.offer()].map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  test('knows its words', () => {
    const none = { ...claimed, then: () => [] };
    const tables: readonly PartTable<Kst>[] = [
      // @ts-expect-error a cell that there is not
      [{ ...none, when: { know: 'nothing' } }],
      // @ts-expect-error a value that the cell does not have
      [{ ...none, when: { known: 'nothin' } }],
      // @ts-expect-error a table that there is not
      [{ ...none, then: () => [{ do: 'ask', table: 'ofer' }] }],
      // @ts-expect-error a refusal that there is not
      [{ ...none, then: () => [{ do: 'refuse', reason: 'no-pool' }] }],
      // @ts-expect-error an assumption that there is not
      [{ ...none, then: ({ survivers }) => (survivers === 'restored' ? [{ do: 'warn' }] : []) }],
      // @ts-expect-error a choice that there is not
      [{ ...none, neverIn: [{ survivor: 'back' }] }],
      // @ts-expect-error an effect that there is not
      [{ ...none, then: () => [{ do: 'warm' }] }],
    ];
    // @ts-expect-error a command that there is not
    const starts: WholeTable<Kst> = [{ ...none, then: () => [{ do: 'perform', command: 'rtcsrv.boot' }] }];
    expect([...tables, starts].map(({ length }) => length)).toEqual(Array(8).fill(1));
  });
});
