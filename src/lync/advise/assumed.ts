/**
 * What the answers rest on that neither the source nor the inputs say.
 */
import { namesText } from './names-text.ts';
import { poolsOf } from './pools.ts';
import { routerMatters, versionTaken } from './possibilities.ts';
import type { Inventory } from '../inventory.ts';
import type { Assumed } from './advice.ts';
import type { ServerFacts } from './facts.ts';

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

/** Whether a server is such that what Microsoft says of it is not of one mind: it hosts a SipName dial plan, and has both UM roles. */
export function pagesDisagree({ collocated, plans }: ServerFacts): boolean {
  return collocated === true && plans.some(({ uriType }) => uriType === 'SipName');
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
