/**
 * When to have a trusted application pool: histories of a server's dial plan, its pool and restarts, played in every
 * dialect, and what an administrator can do then. What comes of a history, what mends it and what breaks it is told by the rules.
 */
import { contract, speaksOf } from './contract.ts';
import { perDialect } from '../../kst/dialect.ts';
import { serverIn } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import { worldAfter } from '../world-after.ts';
import { listed } from './decision-tables.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Integration } from '../../kst/integration.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Cell, ContractedRow } from './contract.ts';

/** What an administrator of Lync can do about a server. */
export type Remedy = 'wait' | 'add the pool' | 'remove the pool' | 'restart RTCSRV';

/** How a server stands after a history. */
export interface Standing extends Integration {
  /** `nothing`, `0` or `pool's`. */
  readonly known: string;
  /** After which of these, and one more cycle, all that the server can have works; none, where it works already. */
  readonly mends: readonly Remedy[];
  /** After which of these, and one more cycle, it does not. */
  readonly breaks: readonly Remedy[];
}

/** One row of a table of histories. */
export interface HistoryRow {
  /** For each column of the table the values that it may have; null where it does not matter. */
  readonly when: ContractedRow['values'];
  readonly condition: ContractedRow['condition'];
  readonly standing: Standing;
}

export interface IntegrationTable {
  readonly columns: readonly string[];
  readonly rows: readonly HistoryRow[];
}

/** Both tables: servers whose dial plan is there or never was, and servers whose dial plan has gone. */
export function integrationTables(model: Model): { readonly hosting: IntegrationTable; readonly noLonger: IntegrationTable } {
  return {
    hosting: tableOf(model, ['SipName plan', 'pool', 'order', 'restart since'], [
      ...both(['no', 'no', ''], []),
      ...both(['yes', 'no', ''], [host]),
      ...both(['no', 'yes', ''], [add]),
      ...both(['yes', 'yes', 'plan first'], [host, add]),
      ...both(['yes', 'yes', 'pool first'], [add, host]),
    ]),
    noLonger: tableOf(model, ['pool', 'order', 'restart before it goes', 'restart since'], [
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
const remove: Command = { do: 'pool.remove', server };
const restart: Command = { do: 'rtcsrv.restart' };
const cycle: Command = { do: 'umRouting.discover' };

const remedies: readonly (readonly [Remedy, Command])[] = [
  ['wait', cycle],
  ['add the pool', add],
  ['remove the pool', remove],
  ['restart RTCSRV', restart],
];

/** What happens, one thing after the other, with a cycle after each, while RTCSRV runs. */
interface History {
  readonly values: readonly string[];
  readonly happens: readonly Command[];
}

function both(values: readonly string[], happens: readonly Command[]): readonly History[] {
  return [
    { values: [...values, 'no'], happens },
    { values: [...values, 'yes'], happens: [...happens, restart] },
  ];
}

function twice(values: readonly string[], happens: readonly Command[]): readonly History[] {
  return [...both([...values, 'no'], [...happens, unhost]), ...both([...values, 'yes'], [...happens, restart, unhost])];
}

function tableOf(model: Model, columns: readonly string[], histories: readonly History[]): IntegrationTable {
  const cells = histories.flatMap(({ values, happens }) =>
    perDialect((dialect) => standingAfter(model, dialect, happens)).map(({ dialects, value }): Cell => ({ values, dialects, outcome: JSON.stringify(value) })),
  );
  const firstPlace = (row: ContractedRow): number => cells.findIndex(({ values, outcome }) => outcome === row.outcome && speaksOf(row, values));
  const inOrder = [...contract(cells)].sort((a, b) => firstPlace(a) - firstPlace(b));
  const rows = inOrder.map((row) => ({ when: withImplied(row, cells), condition: row.condition, standing: JSON.parse(row.outcome) as Standing }));
  return { columns, rows };
}

/** Whoever looks a history up finds it faster when what goes without saying is said. */
function withImplied(row: ContractedRow, cells: readonly Cell[]): ContractedRow['values'] {
  const own = cells.filter(({ values, outcome }) => outcome === row.outcome && speaksOf(row, values));
  return row.values.map((allowed, column) => {
    const met = [...new Set(own.map(({ values }) => values[column]!))];
    return allowed ?? (met.length === 1 ? met : null);
  });
}

function standingAfter(model: Model, dialect: Dialect, happens: readonly Command[]): Standing {
  const world = worldAfter(model, dialect, [{ do: 'rtcsrv.start' }, ...happens.flatMap((command) => [command, cycle])]);
  const { known, pool } = serverIn(world, server);
  const integration = integrationIn(model, world);
  const after = remedies.filter(([, command]) => accepts(model, dialect, world, command)).map(([remedy, command]) => ({ remedy, works: works(integrationIn(model, worldAfter(model, dialect, [command, cycle], world))) }));
  return {
    known: listed(known, pool),
    ...integration,
    mends: works(integration) ? [] : after.filter((each) => each.works).map(({ remedy }) => remedy),
    breaks: works(integration) ? after.filter((each) => !each.works).map(({ remedy }) => remedy) : [],
  };
}

function accepts(model: Model, dialect: Dialect, world: World, command: Command): boolean {
  const outcome = step(model, world, command, dialect);
  return outcome.kind === 'taken' && outcome.refused === null;
}

function integrationIn(model: Model, world: World): Integration {
  return model.integrationOf(world.running, serverIn(world, server));
}

/** UM works for a server that has to do with it, and OWA IM works. */
export function works({ um, owaIm }: Pick<Integration, 'um' | 'owaIm'>): boolean {
  return um !== 'broken' && owaIm === 'works';
}
