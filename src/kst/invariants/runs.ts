/**
 * Invariants of more than one run: two runs compared, and ways out of trouble (heals).
 */
import { isServerCommand } from '../commands.ts';
import { plain } from './worlds.ts';
import type { Command } from '../commands.ts';
import type { Event } from '../events.ts';
import type { Named } from './invariant.ts';
import type { Integration } from '../integration.ts';
import type { Server, World } from '../state.ts';

/** Two commands do the same in either order, wherever `independent` says so. */
export interface Commutation extends Named {
  readonly independent: (a: Command, b: Command) => boolean;
}

/** In two states for which `basis` is the same, the command gives the same `result`, and logs the same. */
export interface Determination extends Named {
  readonly command: (world: World) => Command;
  readonly basis: (world: World) => string;
  readonly result: (world: World) => string;
}

/** Doing the command twice leaves what doing it once leaves, with the same log. */
export interface Idempotence extends Named {
  readonly command: Command;
}

/** From every state in which `from` holds of a server, the stages lead, one after the other, to where each says. */
export interface Healing extends Named {
  readonly from: (server: Server, integration: Integration) => boolean;
  readonly stages: readonly HealingStage[];
}

export interface HealingStage {
  readonly doing: (server: Server) => readonly Command[];
  readonly to: (integration: Integration, events: readonly Event[]) => boolean;
}

/** From every reachable state some commands lead to where `to` holds of some server. */
export interface Way extends Named {
  readonly to: (integration: Integration) => boolean;
}

export const commutations = (): readonly Commutation[] => [
  {
    id: 'I64',
    says: 'Commands about different servers commute',
    cites: ['F1', 'F2'],
    independent: (a, b) => isServerCommand(a) && isServerCommand(b) && plain(a.server) !== plain(b.server),
  },
];

export const determinations = (): readonly Determination[] => [
  {
    id: 'I65',
    says: 'What a start or a restart gives depends on pools and on who hosts a SipName plan, and on nothing else',
    cites: ['C2', 'C5', 'C9', 'C19', 'F4', 'F7'],
    command: ({ running }) => ({ do: running ? 'rtcsrv.restart' : 'rtcsrv.start' }),
    basis: ({ servers }) => JSON.stringify(servers.filter(hasTopology).map((server) => [server.name, server.pool, hosts(server)])),
    result: ({ running, servers }) => JSON.stringify([running, servers.filter(isListedOrClaimed).map(({ name, known, claimed }) => [name, known, claimed])]),
  },
];

export const idempotences = (): readonly Idempotence[] => [
  {
    id: 'I66',
    says: 'Restarting twice is restarting once',
    cites: ['C19', 'F7'],
    command: { do: 'rtcsrv.restart' },
  },
];

/** What the source promises of its two options. An open conflict is read off what can be looked up: evicted, both claims there. */
export const healings = (): readonly Healing[] => [
  {
    id: 'I67',
    says: 'Option 1: from an open conflict, removing the pool and one cycle make both integrations work',
    cites: ['C8', 'C17'],
    from: inOpenConflict,
    stages: [
      {
        doing: ({ name }) => [{ do: 'pool.remove', server: name }, { do: 'umRouting.discover' }],
        to: bothWork,
      },
    ],
  },
  {
    id: 'I68',
    says: 'Option 2: from an open conflict, a restart logs 14563, 44030 and 14493, and both integrations work',
    cites: ['C19', 'C20'],
    from: inOpenConflict,
    stages: [
      {
        doing: () => [{ do: 'rtcsrv.restart' }],
        to: (integration, events) => bothWork(integration) && inTurn(events, [14563, 44030, 14493]),
      },
    ],
  },
  {
    id: 'I69',
    says: "Option 1's caveat: once a server without a pool stops hosting, a cycle breaks OWA IM, and adding the pool back mends it",
    cites: ['C3', 'C16', 'C18'],
    from: ({ pool }, integration) => pool === null && bothWork(integration),
    stages: [
      {
        doing: ({ name, plans }) => [
          ...plans.map(({ plan }): Command => ({ do: 'dialPlan.unhost', server: name, plan })),
          { do: 'umRouting.discover' },
        ],
        to: ({ owaIm }) => owaIm === 'broken',
      },
      {
        doing: ({ name }) => [{ do: 'pool.add', server: name, version: 6 }],
        to: ({ owaIm }) => owaIm === 'works',
      },
    ],
  },
];

export const ways = (): readonly Way[] => [
  {
    id: 'I70',
    says: 'From every state there is a way to both integrations working',
    cites: ['C13', 'C17', 'C20'],
    to: bothWork,
  },
];

function hasTopology(server: Server): boolean {
  return server.pool !== null || hosts(server);
}

function isListedOrClaimed({ known, claimed }: Server): boolean {
  return known.length > 0 || claimed;
}

function bothWork({ um, owaIm }: Integration): boolean {
  return um === 'works' && owaIm === 'works';
}

function inOpenConflict(server: Server, { owaIm }: Integration): boolean {
  return owaIm === 'broken' && server.claimed && hosts(server) && server.pool !== null;
}

function hosts({ plans }: Server): boolean {
  return plans.some(({ uriType }) => uriType === 'SipName');
}

/** The numbers occur in that order, others between them allowed. */
function inTurn(events: readonly Event[], ids: readonly number[]): boolean {
  let next = 0;
  for (const { id } of events) if (id === ids[next]) next++;
  return next === ids.length;
}
