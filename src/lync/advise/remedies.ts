/**
 * The ways out, with the lines for the Management Shell that go them.
 */
import type { Inventory } from '../inventory.ts';
import type { PoolVerdict, Remedy } from './advice.ts';
import type { ServerFacts } from './facts.ts';
import type { PoolClaim } from './pools.ts';

/** Options 1 and 2 for a server in conflict, the pool for one that needs it, nothing for the others. */
export function remediesOf({ server, pools }: ServerFacts, verdict: PoolVerdict, inventory: Inventory): readonly Remedy[] {
  if (verdict === 'needed') return [addPool(server)];
  if (verdict !== 'must-not') return [];
  return [
    {
      name: 'option-1',
      says: 'Take the server out of the topology: both integrations work again shortly (C17). Should it host no SipName dial plan any more, the pool must come back (C18).',
      cmdlets: [...pools.flatMap((claim) => withoutClaim(server, claim, inventory)), 'Enable-CsTopology'],
    },
    {
      name: 'option-2',
      says: 'Restart RTCSRV on every Front End: 14563, 44030, then 14493 lists the server again (C19, C20). Both claims stay, and a change of either can break it anew.',
      cmdlets: ['Restart-Service RTCSRV'],
    },
  ];
}

/** A pool goes with its applications; one that has other computers stays, and loses this one. Its own name cannot go alone. */
function withoutClaim(server: string, { pool, computers }: PoolClaim, { applications }: Inventory): readonly string[] {
  if (computers !== null && computers.length > 1 && server !== pool) return [`Remove-CsTrustedApplicationComputer -Identity ${server}`];
  const own = [...new Set(applications.filter((application) => application.pool === pool).map(({ identity }) => identity))];
  return [...own.filter(isPlainWord).map((identity) => `Remove-CsTrustedApplication -Identity ${identity}`), `Remove-CsTrustedApplicationPool -Identity ${pool}`];
}

function addPool(server: string): Remedy {
  return {
    name: 'add-pool',
    says: 'Create the pool and the application, in a site and with a Front End pool of yours (C3).',
    cmdlets: cmdletsToAddPool(server),
  };
}

/** The lines that make a pool and its application for a server (C3), whose name is canonical and so needs no quotes. */
export function cmdletsToAddPool(server: string): readonly string[] {
  return [
    `New-CsTrustedApplicationPool -Identity ${server} -Registrar <Front End pool> -Site <site> -RequiresReplication $false`,
    `New-CsTrustedApplication -ApplicationId ExchangeOutlookWebApp -TrustedApplicationPoolFqdn ${server} -Port 5199`,
    'Enable-CsTopology',
  ];
}

/** Whether a text of an export can stand in a line that somebody runs. */
function isPlainWord(text: string): boolean {
  return /^[\w.:/-]+$/.test(text);
}
