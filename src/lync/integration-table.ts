/**
 * When to have a trusted application pool: histories of a server's dial plan, its pool and restarts, played in every
 * dialect, and what an administrator can do then. What comes of a history, what mends it and what breaks it is told by the rules.
 */
import { stateAfter } from '../engine/rules/play.ts';
import { systemOf } from '../engine/rules/system.ts';
import { contract, type ContractedRow, type ComesTo, speaksOf } from '../engine/table/contract.ts';
import { listed } from '../kst/table.ts';
import { isHealthy, standingAfter, standingIn, type KstSystem } from './standing.ts';
import type { Rulebook } from '../engine/specification.ts';
import type { Dialect } from '../kst/assumptions.ts';
import type { Command } from '../kst/commands.ts';
import type { Kst } from '../kst/words.ts';

export type IntegrationTable = ReturnType<typeof tableOf>;

/** Plays the histories by the rules: of servers whose dial plan is there or never was, and of servers whose dial plan has gone. */
export function integrationTables(rulebook: Rulebook<Kst>) {
  const system = systemOf(rulebook);
  return {
    hosting: tableOf(system, ['SipName plan', 'pool', 'order', 'restart since'], [
      ...both(['no', 'no', ''], []),
      ...both(['yes', 'no', ''], [host]),
      ...both(['no', 'yes', ''], [add]),
      ...both(['yes', 'yes', 'plan first'], [host, add]),
      ...both(['yes', 'yes', 'pool first'], [add, host]),
    ]),
    noLonger: tableOf(system, ['pool', 'order', 'restart before it goes', 'restart since'], [
      ...twice(['no', ''], [host]),
      ...twice(['yes', 'plan first'], [host, add]),
      ...twice(['yes', 'pool first'], [add, host]),
    ]),
  };
}

const server = 'ex1.contoso.com';
const host: Command = { do: 'dialPlan.host', server, plan: 'DP1', uriType: 'SipName' };
const unhost: Command = { do: 'dialPlan.unhost', server, plan: 'DP1' };
const add: Command = { do: 'pool.add', server, version: 6 };
const restart: Command = { do: 'rtcsrv.restart' };
const cycle: Command = { do: 'umRouting.discover' };

/** What an administrator of Lync can do about a server. */
const actions: readonly (readonly [string, Command])[] = [
  ['wait for a cycle', cycle],
  ['add a pool', add],
  ['remove the pool', { do: 'pool.remove', server }],
  ['restart RTCSRV', restart],
];

/** What happens, one thing after the other, with a cycle after each, while RTCSRV runs. */
interface History {
  readonly values: readonly string[]; readonly happens: readonly Command[];
}

function both(values: readonly string[], happens: readonly Command[]) {
  return [
    { values: [...values, 'no'], happens },
    { values: [...values, 'yes'], happens: [...happens, restart] },
  ];
}

function twice(values: readonly string[], happens: readonly Command[]) {
  return [...both([...values, 'no'], [...happens, unhost]), ...both([...values, 'yes'], [...happens, restart, unhost])];
}

function tableOf(system: KstSystem, columns: readonly string[], histories: readonly History[]) {
  const places = histories.flatMap(({ values, happens }) =>
    system.dialects
      .each((dialect) => JSON.stringify(aftermathOf(system, dialect, happens)))
      .map(({ dialects, value: outcome }) => ({ values, dialects, outcome })),
  );
  const firstPlace = (row: ContractedRow) => places.findIndex((place) => isOf(row, place));
  const inOrder = [...contract(system.dialects, places)].sort((a, b) => firstPlace(a) - firstPlace(b));
  const rows = inOrder.map((row) => {
    const aftermath = JSON.parse(row.outcome) as ReturnType<typeof aftermathOf>;
    return { when: withImplied(row, places), condition: row.condition, aftermath };
  });
  return { columns, rows };
}

/**
 * For each column of the table the values that it may have; null where it does not matter. Whoever looks a history up finds it faster when
 * what goes without saying is said.
 */
function withImplied(row: ContractedRow, places: readonly ComesTo[]) {
  const own = places.filter((place) => isOf(row, place));
  return row.values.map((allowed, column) => {
    const met = [...new Set(own.map(({ values }) => values[column]!))];
    return allowed ?? (met.length === 1 ? met : null);
  });
}

function isOf(row: ContractedRow, { values, outcome }: ComesTo) {
  return outcome === row.outcome && speaksOf(row, values);
}

/** What comes of a history. */
function aftermathOf(system: KstSystem, dialect: Dialect, happens: readonly Command[]) {
  const state = stateAfter(system, dialect, [{ do: 'rtcsrv.start' }, ...happens.flatMap((command) => [command, cycle])]);
  const { known, pool } = system.partIn(state, server);
  const { um, owaIm } = standingIn(system, state, server);
  const works = isHealthy({ um, owaIm });
  const changing = actions.filter(([, command]) => {
    const after = standingAfter(system, state, server, [command, cycle], dialect);
    return after !== null && isHealthy(after) !== works;
  });
  const does = changing.map(([action]) => action);
  // What mends it makes all work that the server can have, and what breaks it ends that, each after one more cycle.
  return { known: listed(known, pool), um: um!, owaIm: owaIm!, mends: works ? [] : does, breaks: works ? does : [] };
}
