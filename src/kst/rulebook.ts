/**
 * The Known Servers Table as far as it plays: the claims, assumptions and choices as words and tables of rules.
 */
import { assumptions } from './assumptions.ts';
import { cells, rtcsrvCells } from './cells.ts';
import { commandWords, refusals, serverField } from './commands.ts';
import { rtcsrvEffects, serverEffects } from './effects.ts';
import { entriesField, eventWords, nameOf } from './events.ts';
import { hosting, integration, integrationOf } from './integration.ts';
import { canonicalName } from './names.ts';
import { dialPlanHost, dialPlanUnhost } from './rules/dial-plans.ts';
import { poolAdd, poolRemove } from './rules/pools.ts';
import { boot, find, rtcsrvRestart, rtcsrvStart, rtcsrvStop, shutdown } from './rules/rtcsrv.ts';
import { cycle, offer, umRoutingDiscover } from './rules/um-routing.ts';
import { blankServer, stopped, tableOf } from './state.ts';
import type { EachTable, PartTable, Rulebook, WholeTable } from '../engine/specification.ts';
import type { Integration } from './integration.ts';
import type { DialPlan, Rtcsrv, Server } from './state.ts';
import type { Kst } from './words.ts';

/** A table about one server that a command names; one that is asked of each server; one about RTCSRV. */
export type CommandTable = PartTable<Kst>;
export type ServerTable = EachTable<Kst>;
export type RtcsrvTable = WholeTable<Kst>;

/** What decides beside the rules, so that a fault can be planted in it. */
export interface Model {
  readonly canonicalName: (text: string) => string;
  readonly hosting: (plans: readonly DialPlan[]) => boolean;
  readonly integrationOf: (rtcsrv: Rtcsrv, server: Server) => Integration;
}

export const model: Model = { canonicalName, hosting, integrationOf };

/** What plays, without what judges it. */
export function knownServersRules(parts: Model = model): Rulebook<Kst> {
  return {
    name: 'Known Servers Table',
    part: 'server',
    whole: 'RTCSRV',
    assumptions: assumptions(),
    refusals: refusals(),
    commands: commandWords(serverField(parts.canonicalName)),
    events: eventWords(),
    cells: cells(parts),
    wholeCells: rtcsrvCells(),
    partEffects: serverEffects(),
    wholeEffects: rtcsrvEffects(parts),
    start: { whole: stopped(), blank: blankServer() },
    partTables: { 'pool.add': poolAdd, 'pool.remove': poolRemove, 'dialPlan.host': dialPlanHost, 'dialPlan.unhost': dialPlanUnhost },
    wholeTables: {
      'rtcsrv.start': rtcsrvStart,
      'rtcsrv.stop': rtcsrvStop,
      'rtcsrv.restart': rtcsrvRestart,
      'umRouting.discover': umRoutingDiscover,
    },
    tables: { shutdown, boot, find, cycle, offer },
    nameOf,
    observed: (world) => ({ table: tableOf(world) }),
    observedFields: { table: entriesField() },
    status: integration(parts),
  };
}
