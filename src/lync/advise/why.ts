/**
 * Why a server needs a pool, must not have one, or is right as it is: in plain sentences, with what they rest on. And what is told
 * beside the advice: what was not given, what the answers rest on, and what is to be said of the inputs.
 */
import { visible } from '../../engine/text.ts';
import {
  contradictions, disagreements, type HostedPlan, isGiven, listsAllFqdns, type PoolClaim, poolsOf, type ServerFacts,
} from './facts.ts';
import { pagesDisagree, routerMatters, versionTaken } from './possibilities.ts';
import type { Inventory } from '../inventory.ts';

/**
 * The claims that the inputs show: who would put a server into the table, UM Routing (C8, C9, C12), the topology (C3, C4), or both.
 * A claim that rests on an assumption says so in `from`.
 */
export function claimsOf(facts: ServerFacts) {
  const { plans, pools } = facts;
  const sip = plans.filter(({ uriType, role }) => uriType === 'SipName' && (role === 'um-service' || routerMatters(facts)));
  return [
    ...sip.map((plan) => {
      return { by: 'um-routing' as const, version: 0, from: `SipName dial plan ${planText(plan)}, ${sourceText(plan)}` };
    }),
    ...pools.map((pool) => {
      return { by: 'topology' as const, version: pool.version, from: `trusted application pool ${poolText(pool)} (${pool.from})` };
    }),
  ];
}

/** A dial plan's name, quoted, fit to be shown. */
function planText({ plan }: HostedPlan) {
  return visible(JSON.stringify(plan));
}

function sourceText({ role, from, implied }: HostedPlan) {
  const by = role === 'um-service' ? 'joined by its UM service' : 'joined by its call router alone: whether that counts is an assumption';
  return `${by} (${implied === null ? from : `${from}; ${implied}`})`;
}

function poolText({ pool, nameOnly }: PoolClaim) {
  return nameOnly ? `${pool}, by its own name, which none of its computers has: whether that is listed is an assumption` : pool;
}

/** Whether the server needs a trusted application pool, must not have the one it has, or is right as it is. */
export type PoolVerdict = keyof typeof reasons;

const reasons = { needed: unclaimed, 'must-not': conflicting, fine, unknown };

/** The reason for a verdict. */
export function whyOf(facts: ServerFacts, pool: PoolVerdict): string {
  return [...reasons[pool](facts), ...pages(facts)].join(' ');
}

function conflicting(facts: ServerFacts) {
  return [
    `${byUmRouting(facts)}, and ${byTopology(facts)}.`,
    'Two versions of one server are illegal: when the second comes, 14563 is logged and both entries go (C14, C15).',
    'Until one claim is gone or RTCSRV restarts, neither UM nor OWA IM works (C16, C19).',
  ];
}

function unclaimed(facts: ServerFacts) {
  return [
    `Nothing lists it: it has no trusted application pool and hosts no SipName dial plan${noUm(facts)}.`,
    'Lync does not talk to a server that is not known (C1): for OWA IM, where it is wanted, the server needs a pool (C3, C18).',
  ];
}

function fine(facts: ServerFacts) {
  if (facts.stranger) return ['It is none of the Exchange servers: what another application needs is not judged here.'];
  if (facts.pools.length > 0) {
    const sentence = `${capital(byTopology(facts))}, and UM Routing does not claim it${noUm(facts)}.`;
    return [sentence, ...(facts.exchange === null ? [] : ['It has to keep the pool: without it OWA IM stops (C1, C3).'])];
  }
  return [
    `${byUmRouting(facts)}: UM and OWA IM work without a pool (C13), and a pool would evict the entry (C15).`,
    'Should it ever host no SipName dial plan any more, it needs a pool (C18).',
  ];
}

/** What keeps the verdict open. */
function unknown(facts: ServerFacts) {
  const { poolsOpen, plansOpen, plans, pools } = facts;
  const unread = plans.filter(({ uriType }) => uriType === null).map(planText);
  const versions = new Set(pools.map(({ version }) => version));
  const hosts = 'Whether it hosts a SipName dial plan is open:';
  return [
    ...(poolsOpen === null ? [] : [`Whether it has a trusted application pool is open: ${poolsOpen}.`]),
    ...(plansOpen === null ? [] : [`${hosts} ${plansOpen}.`]),
    ...(unread.length === 0 ? [] : [`${hosts} no input has the URI type of ${unread.join(', ')}.`]),
    ...(versions.size > 1 ? [`${capital(byTopology(facts))}: their versions differ, and the table must not hold two (C14).`] : []),
    ...(pools.some(({ nameOnly }) => nameOnly) ? [ownName] : []),
    ...(routerMatters(facts) ? [onlyRouter] : []),
  ];
}

const ownName = [
  'It is the own name of a pool whose computers have other names:',
  'the answer turns on whether that name is listed (assumption pool-name).',
].join(' ');

const onlyRouter = [
  'Only its call router is joined to a SipName dial plan:',
  'the answer turns on whether that counts (assumption call-router).',
].join(' ');

/** What the pages say in full stands once, in the assumption. */
function pages(facts: ServerFacts) {
  return pagesDisagree(facts) ? ['Both UM roles are on it, of which JJ688055 and JJ204857 disagree (collocated-roles).'] : [];
}

function byUmRouting(facts: ServerFacts) {
  const plans = [...new Set(facts.plans.filter(({ uriType }) => uriType === 'SipName').map(planText))];
  const which = `plan${plans.length === 1 ? '' : 's'} ${plans.join(', ')}`;
  return `UM Routing lists it with version 0, since it hosts the SipName dial ${which} (C9, C12)`;
}

function byTopology({ pools }: ServerFacts) {
  if (pools.length > 1) {
    const names = pools.map(({ pool }) => pool).join(' and ');
    return `the trusted application pools ${names} list it, where a server should be in one pool (C3, F2)`;
  }
  const [{ pool, version } = { pool: '', version: null }] = pools;
  const listed = version === null ? 'a version that could not be read' : `version ${version}`;
  return `the trusted application pool ${pool} lists it with ${listed} (C3, C4)`;
}

function capital(text: string) {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

function noUm({ exchange }: ServerFacts) {
  return exchange?.release === '2019' ? ' (Exchange 2019 has no UM)' : '';
}

/** The inputs to ask an administrator for, each with the line that makes it. Nothing is asked for that cannot change an answer. */
export function missingOf(inventory: Inventory, facts: readonly ServerFacts[]) {
  return [...missingOfPools(inventory), ...missingOfExchange(inventory, facts)];
}

function missingOfPools(inventory: Inventory) {
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

function missingOfExchange(inventory: Inventory, facts: readonly ServerFacts[]) {
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
function routerMayMatter({ exchange, plans }: ServerFacts) {
  return (exchange?.release === '2013' || exchange?.release === '2016') && !plans.some(({ uriType }) => uriType === 'SipName');
}

function ask(needed: boolean, what: string, cmdlet: string) {
  return needed ? [{ what, cmdlet: `${cmdlet} | ConvertTo-Json` }] : [];
}

/**
 * The assumptions that matter for these inputs.
 *
 * @param played the servers of a what-if; empty where there is none.
 */
export function assumedOf(inventory: Inventory, facts: readonly ServerFacts[], played: readonly ServerFacts[]) {
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

function about(name: string, things: readonly string[], says: string) {
  if (things.length === 0) return [];
  return [{ name, says: `${says}: ${namesText(things)}.` }];
}

/** What was passed over or not read, and where inputs are not of one mind; in sentences. */
export function notesOf(inventory: Inventory, facts: readonly ServerFacts[]): readonly string[] {
  return [...inventory.notes, ...disagreements(inventory), ...contradictions(inventory), ...unlistedPlans(inventory, facts)];
}

/** Each dial plan once that a server is joined to and that Get-UMDialPlan, where it was given, does not show. */
function unlistedPlans(inventory: Inventory, facts: readonly ServerFacts[]) {
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
