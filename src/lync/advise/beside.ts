/**
 * What is told beside the advice: what was not given, what the answers rest on, and what is to be said of the inputs.
 */
import { contradictions, disagreements, isGiven, listsAllFqdns, poolsOf, type ServerFacts } from './facts.ts';
import { pagesDisagree, routerMatters, versionTaken } from './possibilities.ts';
import { planText } from './why.ts';
import type { Inventory } from '../inventory.ts';
import type { Assumed, Missing } from './advice.ts';

/** The inputs to ask an administrator for, each with the line that makes it. Nothing is asked for that cannot change an answer. */
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

/**
 * The assumptions that matter for these inputs.
 *
 * @param played the servers of a what-if; empty where there is none.
 */
export function assumedOf(inventory: Inventory, facts: readonly ServerFacts[], played: readonly ServerFacts[]): readonly Assumed[] {
  const pools = [...new Map([...poolsOf(inventory).values()].flat().map((claim) => [claim.pool, claim])).values()];
  const unread = pools.filter(({ computers }) => computers === null).map(({ pool }) => pool);
  const several = pools.filter(({ pool, computers }) => computers !== null && !computers.includes(pool)).map(({ pool }) => pool);
  const routers = facts.filter(routerMatters).map(({ server }) => server);
  const versions = pools.filter(({ version }) => version === null).map(({ pool }) => pool);
  return [
    { name: 'whole-output', says: 'Each input is taken to be all that its cmdlet shows, and to be up to date.' },
    ...about('pool-computers', unread, onlyComputer),
    ...about('pool-name', several, `Whether their own names are listed beside their computers is ${unpublished}`),
    ...about('collocated-roles', facts.filter(pagesDisagree).map(({ server }) => server), collocatedRoles),
    ...about('call-router', routers, `Whether they host what only their call routers are joined to is ${unpublished}`),
    ...(played.length === 0 ? [] : [{ name: 'what-if-start', says: start }, ...about('what-if-version', versions, versionOpen)]),
  ];
}

const unpublished = 'not published; both answers are told where they differ';

const onlyComputer = 'The computers of these pools were not given: each is taken to have one, of its own name, as a new pool has';

const collocatedRoles = [
  "Where the UM service and the call router are on one computer Microsoft's pages disagree:",
  'JJ688055 says to create no pool then, JJ204857 says to create the pool and to leave out only the application.',
  'The rules agree with JJ688055, since the pool alone makes the conflict (C15)',
].join(' ');

const start = [
  'RTCSRV has been started with what the inputs show. What they leave open is taken so:',
  'no pool and no dial plan that they do not show, SipName where a URI type is open, the first answer where an assumption has two.',
].join(' ');

const versionOpen = `The versions of these pools could not be read: the what-if takes ${versionTaken}`;

function about(name: string, things: readonly string[], says: string): readonly Assumed[] {
  if (things.length === 0) return [];
  return [{ name, says: `${says}: ${namesText(things)}.` }];
}

/** What was passed over or not read, and where inputs are not of one mind; in sentences. */
export function notesOf(inventory: Inventory, facts: readonly ServerFacts[]): readonly string[] {
  return [...inventory.notes, ...disagreements(inventory), ...contradictions(inventory), ...unlistedPlans(inventory, facts)];
}

/** Each dial plan once that a server is joined to and that Get-UMDialPlan, where it was given, does not show. */
function unlistedPlans(inventory: Inventory, facts: readonly ServerFacts[]): readonly string[] {
  if (!isGiven(inventory, 'Get-UMDialPlan')) return [];
  const joined = facts.flatMap(({ server, plans }) => plans.filter(({ listed }) => !listed).map((plan) => ({ server, plan })));
  return [...Map.groupBy(joined, ({ plan }) => plan.plan).values()].map(([first]) => {
    const { server, plan } = first!;
    return `${plan.from}: ${server} is joined to the dial plan ${planText(plan)}, which no output of Get-UMDialPlan here has`;
  });
}

/** Names in a sentence, of which there may be hundreds: the first twelve, and how many more there are. */
export function namesText(names: readonly string[]): string {
  return `${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`;
}
