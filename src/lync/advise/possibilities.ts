/**
 * What a server may be, as far as the rules are concerned: every pool and every set of dial plans that the facts allow.
 */
import { hosting } from '../../kst/integration.ts';
import type { Command } from '../../kst/commands.ts';
import type { DialPlan, Version } from '../../kst/state.ts';
import type { HostedPlan, ServerFacts } from './facts.ts';

export type Possibility = ReturnType<typeof alternativesOf>[number]['possibilities'][number];

/** The commands that make a server so. */
export function commandsFor({ pool, plans }: Possibility, server: string): { readonly [kind in 'adds' | 'hosts']: readonly Command[] } {
  return {
    adds: pool === null ? [] : [{ do: 'pool.add', server, version: pool }],
    hosts: plans.map(({ plan, uriType }) => ({ do: 'dialPlan.host', server, plan, uriType })),
  };
}

/**
 * The possibilities under each answer to each question that the source leaves open and that matters for the server: the answers in words,
 * `pool-name=computers-only`, empty where nothing is left open, and the names of the questions. The first possibility is how a what-if
 * takes it.
 */
export function alternativesOf(facts: ServerFacts) {
  const namesListed = facts.pools.some(({ nameOnly }) => nameOnly) ? [true, false] : [true];
  const routersHost = routerMatters(facts) ? [true, false] : [true];
  return namesListed.flatMap((listed) =>
    routersHost.map((host) => {
      const answers = [
        ...(namesListed.length > 1 ? [['pool-name', listed ? 'listed' : 'computers-only'] as const] : []),
        ...(routersHost.length > 1 ? [['call-router', host ? 'hosts' : 'does-not-host'] as const] : []),
      ];
      return {
        when: answers.map((answer) => answer.join('=')).join(' & '),
        assumptions: answers.map(([question]) => question),
        possibilities: plansUnder(facts, host).flatMap((plans) => {
          // The version of the pool that lists it, or null without one.
          return poolsUnder(facts, listed, hosting(plans)).map((pool) => ({ pool, plans }));
        }),
      };
    }),
  );
}

/** Whether it matters if a call router's dial plans count: not where the UM service hosts a SipName plan anyway. */
export function routerMatters({ plans }: ServerFacts): boolean {
  const by = (role: HostedPlan['role'], ...types: readonly HostedPlan['uriType'][]) =>
    plans.some((plan) => plan.role === role && types.includes(plan.uriType));
  return by('call-router', 'SipName', null) && !by('um-service', 'SipName');
}

/** Whether a server is such that what Microsoft says of it is not of one mind: it hosts a SipName dial plan, and has both UM roles. */
export function pagesDisagree({ collocated, plans }: ServerFacts): boolean {
  return collocated === true && plans.some(({ uriType }) => uriType === 'SipName');
}

/** The version that a what-if takes for a pool whose version could not be read: Lync 2013's, as in the source. */
export const versionTaken: Version = 6;

/** Two versions that stand for any: what they have in common holds of all. */
const anyVersion: readonly Version[] = [versionTaken, 5];

/** Two versions of the topology's own are as illegal as any (C14), and the rules do not say what comes of them: nothing may be listed. */
function poolsUnder({ pools, poolsOpen }: ServerFacts, nameListed: boolean, hosts: boolean) {
  const listing = pools.filter(({ nameOnly }) => nameListed || !nameOnly);
  if (listing.length === 0) return poolsOpen === null ? [null] : [null, ...anyVersion];
  const versions = new Set(listing.map(({ version }) => version));
  if (versions.size > 1) return hosts ? anyVersion : [...anyVersion, null];
  const [only = null] = versions;
  return only === null ? anyVersion : [only];
}

function plansUnder({ plans, plansOpen }: ServerFacts, routersHost: boolean) {
  const counting = plans.filter(({ role }) => role === 'um-service' || routersHost);
  const taken = unique(counting, 'SipName');
  const unread = counting.some(({ uriType }) => uriType === null);
  return [taken, ...(unread ? [unique(counting, 'TelExtn')] : []), ...(plansOpen === null ? [] : [[...taken, unseen]])];
}

const unseen: DialPlan = { plan: '(a dial plan that no input shows)', uriType: 'SipName' };

/** Each plan once, those of unknown type as given. */
function unique(plans: readonly HostedPlan[], unread: DialPlan['uriType']) {
  return [...new Map(plans.map(({ plan, uriType }) => [plan, { plan, uriType: uriType ?? unread }])).values()];
}
