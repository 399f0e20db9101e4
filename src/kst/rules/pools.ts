import { evictedToo } from './assumed.ts';
import type { CommandTable } from '../rulebook.ts';

/** `pool.add`: a trusted application pool is added to the topology. */
export const poolAdd = (): CommandTable => [
  { id: 'R01', says: 'A second pool for one server is refused', cites: ['F2', 'F11'],
    when: { pool: true }, then: () => [{ do: 'refuse', reason: 'pool-exists' }] },
  { id: 'R02', says: 'While RTCSRV is stopped, a new pool is only remembered', cites: ['C2', 'C3'],
    when: { running: false, pool: false }, then: () => [{ do: 'set-pool' }] },
  { id: 'R03', says: "A new pool lists a server that is not listed, with the pool's version", cites: ['C3', 'C4', 'C6'],
    when: { running: true, pool: false, known: 'nothing' }, then: () => [{ do: 'set-pool' }, { do: 'list', version: 'pool' }] },
  { id: 'R04', says: 'A new pool for a server that UM Routing has listed evicts both entries', cites: ['C14', 'C15', 'C16', 'A2'],
    when: { running: true, pool: false, known: 'any' },
    then: (dialect) => [{ do: 'set-pool' }, { do: 'evict', offered: 'pool' }, ...evictedToo(dialect, 'any')] },
];

/** `pool.remove`: the trusted application pool is taken out of the topology (option 1). */
export const poolRemove = (): CommandTable => [
  { id: 'R05', says: 'Removing a pool that is not there is refused', cites: ['F11'],
    when: { pool: false }, then: () => [{ do: 'refuse', reason: 'no-such-pool' }] },
  { id: 'R06', says: 'While RTCSRV is stopped, a removed pool is only forgotten', cites: ['C2', 'F7'],
    when: { running: false, pool: true }, then: () => [{ do: 'clear-pool' }] },
  { id: 'R07', says: 'Removing the pool whose version is listed unlists the server', cites: ['C2', 'C7'],
    when: { running: true, pool: true, known: 'pool' },
    then: () => [{ do: 'unlist', version: 'pool' }, { do: 'clear-pool' }, { do: 'close' }] },
  { id: 'R08', says: 'Removing a pool that is not listed ends any conflict and lists nothing: a later cycle does', cites: ['C17', 'F8'],
    when: { running: true, pool: true, known: 'nothing' }, then: () => [{ do: 'clear-pool' }, { do: 'close' }] },
  { id: 'R09', says: "Removing a pool beside UM Routing's entry leaves that entry listed", cites: ['C8', 'C20', 'F8', 'A1', 'A4'],
    neverIn: [{ 'restart-winner': 'topology', survivor: 'restored' }], when: { running: true, pool: true, known: 'any' },
    then: () => [{ do: 'clear-pool' }, { do: 'close' }] },
];
