/**
 * Why a server needs a pool, must not have one, or is right as it is: in plain sentences, with what they rest on.
 */
import { visible } from '../../engine/text.ts';
import { pagesDisagree, routerMatters } from './possibilities.ts';
import type { PoolVerdict, ServerClaim } from './advice.ts';
import type { HostedPlan, PoolClaim, ServerFacts } from './facts.ts';

/**
 * The claims that the inputs show: who would put a server into the table, UM Routing (C8, C9, C12), the topology (C3, C4), or both.
 * A claim that rests on an assumption says so in `from`.
 */
export function claimsOf(facts: ServerFacts): readonly ServerClaim[] {
  const { plans, pools } = facts;
  const sip = plans.filter(({ uriType, role }) => uriType === 'SipName' && (role === 'um-service' || routerMatters(facts)));
  return [
    ...sip.map((plan): ServerClaim => ({ by: 'um-routing', version: 0, from: `SipName dial plan ${planText(plan)}, ${sourceText(plan)}` })),
    ...pools.map((pool): ServerClaim => {
      return { by: 'topology', version: pool.version, from: `trusted application pool ${poolText(pool)} (${pool.from})` };
    }),
  ];
}

/** A dial plan's name, quoted, fit to be shown. */
export function planText({ plan }: HostedPlan): string {
  return visible(JSON.stringify(plan));
}

function sourceText({ role, from, implied }: HostedPlan): string {
  const by = role === 'um-service' ? 'joined by its UM service' : 'joined by its call router alone: whether that counts is an assumption';
  return `${by} (${implied === null ? from : `${from}; ${implied}`})`;
}

function poolText({ pool, nameOnly }: PoolClaim): string {
  return nameOnly ? `${pool}, by its own name, which none of its computers has: whether that is listed is an assumption` : pool;
}

/** The reason for a verdict. */
export function whyOf(facts: ServerFacts, pool: PoolVerdict): string {
  const sentences = { 'must-not': conflicting, needed: unclaimed, fine, unknown }[pool](facts);
  return [...sentences, ...pages(facts)].join(' ');
}

function conflicting(facts: ServerFacts): readonly string[] {
  return [
    `${byUmRouting(facts)}, and ${byTopology(facts)}.`,
    'Two versions of one server are illegal: when the second comes, 14563 is logged and both entries go (C14, C15).',
    'Until one claim is gone or RTCSRV restarts, neither UM nor OWA IM works (C16, C19).',
  ];
}

function unclaimed(facts: ServerFacts): readonly string[] {
  return [
    `Nothing lists it: it has no trusted application pool and hosts no SipName dial plan${noUm(facts)}.`,
    'Lync does not talk to a server that is not known (C1): for OWA IM, where it is wanted, the server needs a pool (C3, C18).',
  ];
}

function fine(facts: ServerFacts): readonly string[] {
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
function unknown(facts: ServerFacts): readonly string[] {
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
function pages(facts: ServerFacts): readonly string[] {
  return pagesDisagree(facts) ? ['Both UM roles are on it, of which JJ688055 and JJ204857 disagree (collocated-roles).'] : [];
}

function byUmRouting(facts: ServerFacts): string {
  const plans = [...new Set(facts.plans.filter(({ uriType }) => uriType === 'SipName').map(planText))];
  const which = `plan${plans.length === 1 ? '' : 's'} ${plans.join(', ')}`;
  return `UM Routing lists it with version 0, since it hosts the SipName dial ${which} (C9, C12)`;
}

function byTopology({ pools }: ServerFacts): string {
  if (pools.length > 1) {
    const names = pools.map(({ pool }) => pool).join(' and ');
    return `the trusted application pools ${names} list it, where a server should be in one pool (C3, F2)`;
  }
  const [{ pool, version } = { pool: '', version: null }] = pools;
  const listed = version === null ? 'a version that could not be read' : `version ${version}`;
  return `the trusted application pool ${pool} lists it with ${listed} (C3, C4)`;
}

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

function noUm({ exchange }: ServerFacts): string {
  return exchange?.release === '2019' ? ' (Exchange 2019 has no UM)' : '';
}
