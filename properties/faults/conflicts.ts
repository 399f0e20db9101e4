import { after, before, edited, instead, replaced, swapped, where, without } from './plant.ts';
import { onlyIn } from './fault.ts';
import type { Fault } from './fault.ts';

/** How a conflict is met, goes on and ends wrong. */
export const conflictFaults = (): readonly Fault[] => [
  {
    id: 'X88',
    says: "A new pool is listed beside UM Routing's entry",
    contradicts: ['C14', 'C15'],
    plant: instead('R04', { do: 'set-pool' }, { do: 'list', version: 'pool' }),
  },
  {
    id: 'X89',
    says: "A new pool takes the place of UM Routing's entry, without a conflict",
    contradicts: ['C15'],
    plant: instead('R04', { do: 'set-pool' }, { do: 'unlist', version: 'any' }, { do: 'list', version: 'pool' }),
  },
  {
    id: 'X90',
    says: "A new pool for a server that is listed is ignored until the next start",
    contradicts: ['C15'],
    plant: instead('R04', { do: 'set-pool' }),
  },
  {
    id: 'X91',
    says: "A conflict removes UM Routing's entry alone",
    contradicts: ['C15', 'C16'],
    plant: after('R04', { do: 'list', version: 'pool' }),
  },
  {
    id: 'X92',
    says: "A conflict turns the new pool away and leaves UM Routing's entry listed",
    contradicts: ['C15', 'C16'],
    plant: after('R04', { do: 'enter', version: 'any' }),
  },
  {
    id: 'X93',
    says: 'A conflict logs 14563 twice',
    contradicts: ['C15'],
    plant: after('R04', { do: 'evict', offered: 'pool' }),
  },
  {
    id: 'X94',
    says: '14563 names one version twice',
    contradicts: ['C14', 'C15'],
    plant: replaced('R04', 'evict', { do: 'evict', offered: 'any' }),
  },
  {
    id: 'X95',
    says: '44030 follows every 14563',
    contradicts: ['C19', 'F10'],
    plant: after('R04', { do: 'warn' }),
  },
  {
    id: 'X96',
    says: 'A conflict drops the new pool from the topology',
    contradicts: ['C2', 'C3'],
    plant: after('R04', { do: 'clear-pool' }),
  },
  {
    id: 'X97',
    says: 'A conflict withdraws the claim of UM Routing',
    contradicts: ['C8'],
    plant: after('R04', { do: 'release' }),
  },
  {
    id: 'X98',
    says: 'A conflict stops RTCSRV',
    contradicts: ['C5', 'F7'],
    plant: after('R04', { do: 'halt' }),
  },
  {
    id: 'X99',
    says: 'UM Routing adds its entry again while the conflict is open',
    contradicts: ['C16', 'F9'],
    plant: where('R28', 'conflict', 'open', { do: 'list', version: 'any' }, { do: 'settle' }),
  },
  {
    id: 'X100',
    says: 'UM Routing logs the open conflict again in every cycle',
    contradicts: ['C15', 'F9'],
    plant: where('R28', 'conflict', 'open', { do: 'evict', offered: 'pool' }, { do: 'warn' }),
  },
  {
    id: 'X101',
    says: 'A conflict is over as soon as it is logged',
    contradicts: ['C16', 'F9'],
    plant: after('R04', { do: 'close' }),
  },
  {
    id: 'X102',
    says: 'Giving up a server while it is evicted leaves the conflict open',
    contradicts: ['C15'],
    plant: without('R31', 'close'),
  },
  {
    id: 'X103',
    says: "UM Routing lists 0 beside the pool's entry",
    contradicts: ['C14', 'C15'],
    plant: instead('R38', { do: 'list', version: 'any' }),
  },
  {
    id: 'X104',
    says: "UM Routing is content with the pool's entry",
    contradicts: ['C15'],
    plant: instead('R38'),
  },
  {
    id: 'X105',
    says: 'A cycle that meets a conflict logs no 44030',
    contradicts: ['C19', 'F10'],
    plant: without('R38', 'warn'),
  },
  {
    id: 'X106',
    says: 'A restart logs no 44030',
    contradicts: ['C19'],
    plant: without('R39', 'warn'),
  },
  {
    id: 'X107',
    says: 'A restart logs 44030 before 14563',
    contradicts: ['C19'],
    plant: swapped('R39', 'evict', 'warn'),
  },
  {
    id: 'X108',
    says: 'A restart logs 14493 before 44030',
    contradicts: ['C19'],
    plant: swapped('R39', 'warn', 'list'),
  },
  {
    id: 'X109',
    says: 'A restart lists the winner without 14493',
    contradicts: ['C6', 'C19'],
    plant: edited('R39', (then) => then.map((effect) => (effect.do === 'list' ? { ...effect, do: 'enter' } : effect))),
  },
  {
    id: 'X110',
    says: 'A restart leaves the conflict open',
    contradicts: ['C19', 'C20'],
    plant: without('R39', 'list'),
  },
  {
    id: 'X111',
    says: "A restart leaves the pool's entry, and meets no conflict",
    contradicts: ['C15', 'C19'],
    plant: instead('R39'),
  },
  {
    id: 'X112',
    says: 'A restart lists both entries in the end',
    contradicts: ['C14', 'C15'],
    plant: after('R39', { do: 'list', version: 'pool' }, { do: 'list', version: 'any' }),
  },
  onlyIn({ 'restart-winner': 'topology' }, {
    id: 'X113',
    says: "After a restart that the pool wins the conflict is over, so that the next cycle meets it again",
    contradicts: ['C15', 'F9'],
    plant: replaced('R39', 'settle', { do: 'close' }),
  }),
  onlyIn({ 'restart-winner': 'topology' }, {
    id: 'X114',
    says: 'Giving up a server that the pool has won leaves the conflict settled for good',
    contradicts: ['C15'],
    plant: without('R32', 'close'),
  }),
  {
    id: 'X115',
    says: "A restart takes the server that it evicts out of those found",
    contradicts: ['C8', 'C9'],
    plant: before('R35', { do: 'release' }),
  },
  {
    id: 'X152',
    says: 'A conflict that a new pool meets is logged as an Exchange server that disappeared',
    contradicts: ['C11'],
    plant: after('R04', { do: 'log-lost' }),
  },
];
