/**
 * The questions that the source leaves open. `spec/assumptions.json` tells of each answer.
 */
import type { Specification } from '../engine/specification.ts';
import type { Kst } from './words.ts';

/** A choice for each assumption, by its name. */
export type Dialect = {
  readonly 'restart-winner': 'um' | 'topology';
  readonly 'eviction-log': 'conflict-only' | 'also-removed';
  readonly 'um-conflict': 'stays-open' | 'settles';
  readonly survivor: 'restored' | 'stays-absent';
};

/** Every assumption with its choices, the default first. */
export const assumptions = (): Specification<Kst>['assumptions'] => ({
  'restart-winner': {
    id: 'A1',
    asks: 'A conflict is settled, at a start or in a discovery cycle that settles conflicts: which version does the KST list then?',
    choices: ['um', 'topology'],
  },
  'eviction-log': {
    id: 'A2',
    asks: 'A conflict takes a listed entry out of the KST: does the log have 14495 for that entry too?',
    choices: ['conflict-only', 'also-removed'],
  },
  'um-conflict': {
    id: 'A3',
    asks: 'RTCSRV is up, a pool is listed, and UM Routing discovers its server: how does that conflict go on?',
    choices: ['stays-open', 'settles'],
  },
  survivor: {
    id: 'A4',
    asks: "UM Routing gives a server up whose pool exists but is not listed: what becomes of the pool's entry?",
    choices: ['restored', 'stays-absent'],
  },
});
