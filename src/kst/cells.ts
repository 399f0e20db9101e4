/**
 * Cells: all that a rule sees. Neither names nor numbers: no rule can treat one server, plan or release in its own way.
 */
import type { Specification } from '../engine/specification.ts';
import type { CommandKind } from './commands.ts';
import type { Model } from './rulebook.ts';
import type { Conflict, Server } from './state.ts';
import type { Kst } from './words.ts';

/** What a rule about a server sees. */
export interface ServerView {
  readonly doing: CommandKind;
  readonly running: boolean;
  /** The topology has a trusted application pool for the server. */
  readonly pool: boolean;
  /** The server hosts a SipName dial plan. */
  readonly hosting: boolean;
  /** The server hosts the plan that the command names. */
  readonly planHosted: boolean;
  readonly claimed: boolean;
  /** nothing is listed; any: UM Routing's version 0; pool: the pool's version; illegal: anything else. */
  readonly known: 'nothing' | 'any' | 'pool' | 'illegal';
  readonly conflict: Conflict;
}

/** What a rule about RTCSRV sees. */
export interface RtcsrvView {
  readonly running: boolean;
}

const truths = [false, true] as const;
const kinds = [
  ...(['pool.add', 'pool.remove', 'dialPlan.host', 'dialPlan.unhost'] as const),
  ...(['umRouting.discover', 'rtcsrv.start', 'rtcsrv.stop', 'rtcsrv.restart'] as const),
];

export const cells = ({ hosting }: Pick<Model, 'hosting'>): Specification<Kst>['cells'] => ({
  doing: { values: kinds, of: (_rtcsrv, _server, _command, doing) => doing },
  running: { values: truths, of: ({ running }) => running },
  pool: { values: truths, of: (_rtcsrv, { pool }) => pool !== null },
  hosting: { values: truths, of: (_rtcsrv, { plans }) => hosting(plans) },
  planHosted: {
    values: truths,
    of: (_rtcsrv, { plans }, command) => 'plan' in command && plans.some(({ plan }) => plan === command.plan),
    label: 'this plan hosted',
  },
  claimed: { values: truths, of: (_rtcsrv, { claimed }) => claimed },
  known: { values: ['nothing', 'any', 'pool', 'illegal'], of: (_rtcsrv, server) => knownAs(server), words: { any: '0', pool: "pool's" } },
  conflict: { values: ['none', 'open', 'settled'], of: (_rtcsrv, { conflict }) => conflict },
});

export const rtcsrvCells = (): Specification<Kst>['wholeCells'] => ({
  running: { values: truths, of: ({ running }) => running },
});

function knownAs({ known, pool }: Server) {
  if (known.length === 0) return 'nothing';
  if (known.length > 1) return 'illegal';
  return known[0] === 0 ? 'any' : known[0] === pool ? 'pool' : 'illegal';
}
