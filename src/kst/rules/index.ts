/**
 * The rulebook: one table for each command, and those that their rules consult.
 */
import { dialPlanHost, dialPlanUnhost } from './dial-plans.ts';
import { poolAdd, poolRemove } from './pools.ts';
import { boot, find, rtcsrvRestart, rtcsrvStart, rtcsrvStop, shutdown } from './rtcsrv.ts';
import { cycle, offer, umRoutingDiscover } from './um-routing.ts';
import type { ServiceCommand } from '../commands.ts';
import type { ServerTable, ServiceTable, TableName } from './rule.ts';

/** Each table with the effects that it may have: those of a server's table stay with that server. */
export type Rulebook = { readonly [name in TableName]: name extends ServiceCommand['do'] ? ServiceTable : ServerTable };

/** All tables, made anew at each call. */
export const rulebook = (): Rulebook => ({
  'pool.add': poolAdd(),
  'pool.remove': poolRemove(),
  'dialPlan.host': dialPlanHost(),
  'dialPlan.unhost': dialPlanUnhost(),
  'rtcsrv.start': rtcsrvStart(),
  'rtcsrv.stop': rtcsrvStop(),
  'rtcsrv.restart': rtcsrvRestart(),
  shutdown: shutdown(),
  boot: boot(),
  find: find(),
  'umRouting.discover': umRoutingDiscover(),
  cycle: cycle(),
  offer: offer(),
});
