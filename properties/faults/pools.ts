import { after, before, instead, replaced, together, where, without } from './plant.ts';
import type { Fault } from './fault.ts';

/** What pools that come and go do wrong. */
export const poolFaults = (): readonly Fault[] => [
  {
    id: 'X01',
    says: 'A new pool is listed with version 0, whatever release made it',
    contradicts: ['C3', 'C4'],
    plant: replaced('R03', 'list', { do: 'list', version: 'any' }),
  },
  {
    id: 'X02',
    says: 'A new pool is not listed before the next start',
    contradicts: ['C3'],
    plant: without('R03', 'list'),
  },
  {
    id: 'X03',
    says: 'A new pool is listed without a word',
    contradicts: ['C6'],
    plant: replaced('R03', 'list', { do: 'enter', version: 'pool' }),
  },
  {
    id: 'X04',
    says: 'A new pool is logged by 14493 twice',
    contradicts: ['C6'],
    plant: after('R03', { do: 'list', version: 'pool' }),
  },
  {
    id: 'X05',
    says: 'A pool that is added while RTCSRV is stopped is lost',
    contradicts: ['C2', 'C3'],
    plant: without('R02', 'set-pool'),
  },
  {
    id: 'X06',
    says: 'Pools that come and go while RTCSRV is stopped are listed and unlisted at once',
    contradicts: ['C2', 'F7'],
    plant: together(after('R02', { do: 'list', version: 'pool' }), before('R06', { do: 'unlist', version: 'pool' })),
  },
  {
    id: 'X07',
    says: 'A removed pool stays listed',
    contradicts: ['C2', 'C7'],
    plant: without('R07', 'unlist'),
  },
  {
    id: 'X09',
    says: 'A removed pool is logged by 14495 twice',
    contradicts: ['C7'],
    plant: before('R07', { do: 'unlist', version: 'pool' }),
  },
  {
    id: 'X10',
    says: 'The pool that is removed is cleared first, so that its entry is no longer found',
    contradicts: ['C2', 'C7'],
    plant: instead('R07', { do: 'clear-pool' }, { do: 'unlist', version: 'pool' }, { do: 'close' }),
  },
  {
    id: 'X11',
    says: 'A removed pool stays in the topology',
    contradicts: ['C2'],
    plant: without('R06', 'clear-pool'),
  },
  {
    id: 'X12',
    says: "Removing the pool relists UM Routing's entry at once, not in the next cycle",
    contradicts: ['F8'],
    plant: where('R08', 'claimed', true, { do: 'clear-pool' }, { do: 'close' }, { do: 'list', version: 'any' }),
  },
  {
    id: 'X13',
    says: 'Removing the pool leaves the conflict open, so that no cycle lists the server again',
    contradicts: ['C17'],
    plant: without('R08', 'close'),
  },
  {
    id: 'X14',
    says: "Removing the pool takes UM Routing's entry along",
    contradicts: ['C17', 'F8'],
    plant: before('R09', { do: 'unlist', version: 'any' }),
  },
  {
    id: 'X15',
    says: "Removing the pool withdraws UM Routing's claim",
    contradicts: ['C8', 'F5'],
    plant: after('R08', { do: 'release' }),
  },
  {
    id: 'X16',
    says: 'A second pool for a server takes the place of the first',
    contradicts: ['F2', 'F11'],
    plant: instead('R01', { do: 'set-pool' }),
  },
  {
    id: 'X17',
    says: 'A pool that is refused is remembered nevertheless',
    contradicts: ['F11'],
    plant: before('R01', { do: 'set-pool' }),
  },
  {
    id: 'X18',
    says: 'Removing a pool that is not there is accepted in silence',
    contradicts: ['F11'],
    plant: instead('R05'),
  },
  {
    id: 'X19',
    says: 'Removing a pool that is not there is refused for the wrong reason',
    contradicts: ['F11'],
    plant: instead('R05', { do: 'refuse', reason: 'not-running' }),
  },
  {
    id: 'X20',
    says: 'Pools cannot change while RTCSRV is stopped',
    contradicts: ['F11'],
    plant: together(instead('R02', { do: 'refuse', reason: 'not-running' }), instead('R06', { do: 'refuse', reason: 'not-running' })),
  },
  {
    id: 'X21',
    says: 'A new pool restarts RTCSRV',
    contradicts: ['C5', 'C10'],
    plant: instead('R03', { do: 'set-pool' }, { do: 'perform', command: 'rtcsrv.stop' }, { do: 'perform', command: 'rtcsrv.start' }),
  },
];
