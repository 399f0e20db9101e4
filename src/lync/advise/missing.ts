/**
 * What was not given and would say more, with the line that makes it.
 */
import { isGiven, listsAllFqdns } from './facts.ts';
import { namesText } from './names-text.ts';
import { poolsOf } from './pools.ts';
import type { Inventory } from '../inventory.ts';
import type { Missing } from './advice.ts';
import type { ServerFacts } from './facts.ts';

/** The inputs to ask an administrator for. Nothing is asked for that cannot change an answer. */
export function missingOf(inventory: Inventory, facts: readonly ServerFacts[]): readonly Missing[] {
  return [...missingOfPools(inventory), ...missingOfExchange(inventory, facts)];
}

function missingOfPools(inventory: Inventory): readonly Missing[] {
  const pools = [...poolsOf(inventory).values()].flat();
  const unversioned = [...new Set(pools.filter(({ version }) => version === null).map(({ pool }) => pool))];
  const { listsAllPools } = inventory;
  const all = 'all trusted application pools (where there are none, Get-CsTopology -AsXml shows that)';
  const versions = `the versions of the trusted application pools ${namesText(unversioned)}`;
  const unread = 'what is given has none that can be read, or disagrees (see the notes)';
  const computersOpen = pools.some(({ computers }) => computers === null);
  return [
    ...ask(!listsAllPools, all, 'Get-CsTrustedApplicationPool'),
    ...ask(listsAllPools && unversioned.length > 0, `${versions}: ${unread}`, 'Get-CsTrustedApplicationPool'),
    ...ask(computersOpen, 'the computers of the trusted application pools', 'Get-CsTrustedApplicationComputer'),
  ];
}

function missingOfExchange(inventory: Inventory, facts: readonly ServerFacts[]): readonly Missing[] {
  const services = isGiven(inventory, 'Get-UMService');
  const types = isGiven(inventory, 'Get-UMDialPlan');
  const routers = isGiven(inventory, 'Get-UMCallRouterSettings');
  const hostingOpen = facts.length === 0 || facts.some(({ plansOpen }) => plansOpen !== null);
  const typesOpen = facts.some(({ plans }) => plans.some(({ uriType }) => uriType === null));
  const cutOff = inventory.umServers.some(({ complete }) => !complete);
  const unlisted = 'the URI types of all dial plans: servers are joined to some that the input does not have';
  const ofRouters = 'the dial plans of the call routers, should these count as hosting';
  return [
    ...ask(!listsAllFqdns(inventory), 'all Exchange servers, with the FQDN that belongs to each short name', 'Get-ExchangeServer'),
    ...ask(!services && hostingOpen, 'the UM servers and their dial plans (Get-UMServer on Exchange 2010)', 'Get-UMService'),
    ...ask(services && cutOff, 'the dial plans of each UM server, as a whole list', 'Get-UMService'),
    ...ask(!types && (hostingOpen || typesOpen), 'the URI types of the dial plans', 'Get-UMDialPlan'),
    ...ask(types && typesOpen, unlisted, 'Get-UMDialPlan'),
    ...ask(!routers && facts.some(routerMayMatter), ofRouters, 'Get-UMCallRouterSettings'),
  ];
}

/** A server of the releases that have call routers, and that hosts no SipName dial plan as far as it can be seen. */
function routerMayMatter({ exchange, plans }: ServerFacts): boolean {
  return (exchange?.release === '2013' || exchange?.release === '2016') && !plans.some(({ uriType }) => uriType === 'SipName');
}

function ask(needed: boolean, what: string, cmdlet: string): readonly Missing[] {
  return needed ? [{ what, cmdlet: `${cmdlet} | ConvertTo-Json` }] : [];
}
