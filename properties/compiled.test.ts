/**
 * The compiled table does what the interpreted rules do: for several servers, in every dialect, step for step.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileTable, compileTables, CompiledSystem } from '../src/kit/compiled.ts';
import { commandText } from '../src/kst/commands.ts';
import { defaultDialect, dialects } from '../src/kst/dialect.ts';
import { observer } from '../src/kst/invariants/observed.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { emptyWorld, tableOf } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import type { CompiledTable } from '../src/kit/compiled.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Model } from '../src/kst/model.ts';

/** In name order; one is the beginning of another. */
const names = ['ex1.contoso.com', 'ex10.contoso.com', 'ex2.contoso.com', 'um.fabrikam.com'];
const settings = { seed: 14563, numRuns: 50 };

/** Compiled when a test first asks, not when the file is read: so a mutation run knows which tests depend on it. */
let compiled: readonly CompiledTable[] | undefined;
const tables = (): readonly CompiledTable[] => (compiled ??= compileTables(knownServersTable()));

/** Commands for one to four servers, as server and index in the alphabet: each kind of command as often as any other. */
function histories({ alphabet }: CompiledTable) {
  const kinds = Map.groupBy(alphabet.keys(), (index) => alphabet[index]!.do);
  const command = fc.oneof(...kinds.values().map((indexes) => fc.constantFrom(...indexes)));
  return fc.record({
    servers: fc.integer({ min: 1, max: names.length }),
    commands: fc.array(fc.record({ server: fc.nat(names.length - 1), command }), { maxLength: 60, size: 'max' }),
  });
}

/** A compiled system at the empty start, and the numbers that the commands of a history have in it. */
function compiledHistory(table: CompiledTable, { servers, commands }: History) {
  const system = new CompiledSystem(table, names.slice(0, servers));
  return { system, numbers: commands.map(({ server, command }) => system.numberOf(server % servers, command)) };
}

interface History {
  readonly servers: number;
  readonly commands: readonly { readonly server: number; readonly command: number }[];
}

/** Refusal, events and table are the same after every step. */
const agreement = (model: Model, table: CompiledTable, dialect: Dialect) =>
  fc.property(histories(table), (history) => {
    const { system, numbers } = compiledHistory(table, history);
    let world = emptyWorld();
    for (const number of numbers) {
      system.step(number);
      const outcome = step(model, world, system.command(number), dialect);
      if (outcome.kind !== 'taken') throw new Error(outcome.where);
      const { refused, events, next } = outcome;
      const compiled = { refused: system.refused, events: system.events(), table: system.table() };
      const interpreted = { refused: refused !== null, events, table: tableOf(next) };
      if (!isDeepStrictEqual(compiled, interpreted)) expect(compiled).toEqual(interpreted); // asking it alone would take most of the time
      world = next;
    }
  });

/** The first step that breaks anything is the same, and what it breaks. */
const sameJudgement = (model: Model, table: CompiledTable, dialect: Dialect) => {
  const watching = observer(model);
  const machine = watching.machine([], dialect);
  const speaks = watching.invariants.map(({ variants }) => (variants & machine.variants) !== 0);
  return fc.property(histories(table), (history) => {
    const { system, numbers } = compiledHistory(table, history);
    let before = machine.initial;
    for (const number of numbers) {
      const command = system.command(number);
      const { outcome } = machine.step(before, command)[0]!;
      if (outcome.kind !== 'taken') throw new Error(outcome.where);
      const violated = watching.judge({ before, command, outcome }).violated.filter((index) => speaks[index]);
      const first = violated.length === 0 ? -1 : Math.min(...violated);
      expect(system.step(number)).toBe(first);
      if (first !== -1) return;
      before = outcome.next;
    }
  });
};

describe('the compiled table', () => {
  test.each([...dialects().keys()])('agrees with the rules on refusals, events and table in dialect %i', (index) => {
    fc.assert(agreement(knownServersTable(), tables()[index]!, dialects()[index]!), settings);
  });

  test('has as many rows as the wide alphabet makes, and none that breaks an invariant', () => {
    expect(tables()[0]!.next.length).toBe(17_248);
    expect(tables().map(({ states }) => states)).toEqual(dialects().map(({ survivor }) => (survivor === 'restored' ? 784 : 1072)));
    expect(tables().flatMap(({ broken }) => broken.find((index) => index !== -1) ?? [])).toEqual([]);
  });

  test('judges what is wrong as the steps themselves are judged', () => {
    const { headingOf, integrationOf, ...right } = knownServersTable();
    const faulty: Model = {
      ...right,
      headingOf: (event) => ({ ...headingOf(event), level: event.id === 14563 ? 'Warning' : 'Information' }),
      integrationOf: (running, server) => ({ ...integrationOf(running, server), ...(server.pool === 3 && server.claimed && { um: 'broken' }) }),
    };
    const table = compileTable(faulty, defaultDialect());
    expect(new Set(table.broken).size).toBeGreaterThan(2);
    fc.assert(sameJudgement(faulty, table, defaultDialect()), { ...settings, numRuns: 200 });
  });

  test('plays up to the step that breaks an invariant', () => {
    const [table] = tables();
    const broken = Int32Array.from(table!.refused, (refused) => (refused === 1 ? 5 : -1)); // as if to be refused broke one
    const system = new CompiledSystem({ ...table!, broken }, names);
    const [host, start] = [system.numberOf(1, 10), system.numberOf(0, 19)];
    expect([host, start].map((number) => commandText(system.command(number)))).toEqual(['dialPlan.host ex10.contoso.com DP1 SipName', 'rtcsrv.start']);
    expect(system.play([start, host, start])).toBe(2);
    expect(system.play([host, start])).toBe(-1);
  });

  test.each(['next', 'refused', 'log'] as const)('shows a change in %s', (part) => {
    const [table] = tables();
    const start = table!.alphabet.findIndex((command) => command.do === 'rtcsrv.start');
    const changed = table![part].slice();
    changed[start] = changed[start] === 0 ? 1 : 0;
    const { failed, counterexample } = fc.check(agreement(knownServersTable(), { ...table!, [part]: changed }, defaultDialect()), settings);
    expect(failed).toBe(true);
    expect(counterexample![0].commands.length).toBeLessThanOrEqual(2);
  });
});

describe('a compiled system', () => {
  const system = (...servers: string[]) => new CompiledSystem(tables()[0]!, servers);

  test('holds its servers in name order, under their canonical names', () => {
    expect(system('EX10.contoso.com', 'ex1.contoso.com.').names).toEqual(['ex1.contoso.com', 'ex10.contoso.com']);
  });

  test('has a number for every command, and one for each about RTCSRV', () => {
    const three = system('a', 'b', 'c');
    const spelled = [...Array(three.commands).keys()].map((number) => JSON.stringify(three.command(number)));
    expect(three.commands).toBe(3 * 18 + 4);
    expect(new Set(spelled).size).toBe(three.commands);
  });

  test('refuses what it cannot play', () => {
    expect(() => system()).toThrow(RangeError);
    expect(() => system('a', 'A')).toThrow(RangeError);
    expect(() => system('a').step(22)).toThrow(RangeError);
    expect(() => system('a').step(-1)).toThrow(RangeError);
  });
});
