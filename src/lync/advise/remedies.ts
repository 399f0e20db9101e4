/**
 * The ways out for a server, with the lines for the Management Shell that go them.
 */
import { remedies } from '../remedies.ts';
import type { Inventory } from '../inventory.ts';
import type { Remedy } from '../remedies.ts';
import type { AdvisedRemedy, PoolVerdict } from './advice.ts';
import type { ServerFacts } from './facts.ts';
import type { PoolClaim } from './pools.ts';

/** Options 1 and 2 for a server in conflict, the pool for one that needs it, nothing for the others. */
export function remediesOf({ server, pools }: ServerFacts, verdict: PoolVerdict, inventory: Inventory): readonly AdvisedRemedy[] {
  const advised = (name: Remedy, cmdlets = remedies[name].cmdlets(server)): AdvisedRemedy => ({ name, says: remedies[name].says, cmdlets });
  if (verdict === 'needed') return [advised('add-pool')];
  if (verdict !== 'must-not') return [];
  const withoutPools = [...pools.flatMap((claim) => withoutClaim(server, claim, inventory)), 'Enable-CsTopology'];
  return [advised('option-1', withoutPools), advised('option-2')];
}

/** A pool goes with its applications; one that has other computers stays, and loses this one. Its own name cannot go alone. */
function withoutClaim(server: string, { pool, computers }: PoolClaim, { applications }: Inventory): readonly string[] {
  if (computers !== null && computers.length > 1 && server !== pool) return [`Remove-CsTrustedApplicationComputer -Identity ${server}`];
  const own = new Set(applications.filter((application) => application.pool === pool).map(({ identity }) => identity));
  const removals = [...own].filter(isPlainWord).map((identity) => `Remove-CsTrustedApplication -Identity ${identity}`);
  return [...removals, `Remove-CsTrustedApplicationPool -Identity ${pool}`];
}

/** Whether a text of an export can stand in a line that somebody runs. */
function isPlainWord(text: string): boolean {
  return /^[\w.:/-]+$/.test(text);
}
