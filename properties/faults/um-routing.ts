import { after, before, instead, replaced, swapped, where, without } from './plant.ts';
import type { Fault } from './fault.ts';

/** What UM Routing does wrong when it looks for servers. */
export const umRoutingFaults = (): readonly Fault[] => [
  {
    id: 'X64',
    says: 'A cycle lists servers while RTCSRV is stopped',
    contradicts: ['F4', 'F7', 'F11'],
    plant: instead('R25', { do: 'each', table: 'cycle' }),
  },
  {
    id: 'X65',
    says: 'A cycle while RTCSRV is stopped is accepted in silence',
    contradicts: ['F4', 'F11'],
    plant: instead('R25'),
  },
  {
    id: 'X66',
    says: 'A cycle logs the whole table',
    contradicts: ['C5'],
    plant: after('R26', { do: 'log-known' }),
  },
  {
    id: 'X67',
    says: 'A cycle logs 44024 again',
    contradicts: ['C10'],
    plant: before('R26', { do: 'log-hosting' }),
  },
  {
    id: 'X68',
    says: 'UM Routing never adds a server by itself',
    contradicts: ['C8', 'C12'],
    plant: instead('R37'),
  },
  {
    id: 'X69',
    says: 'UM Routing adds a server without a word',
    contradicts: ['C6', 'C8'],
    plant: replaced('R37', 'list', { do: 'enter', version: 'any' }),
  },
  {
    id: 'X70',
    says: "UM Routing adds a server with the version of its pool",
    contradicts: ['C12'],
    plant: replaced('R37', 'list', { do: 'list', version: 'pool' }),
  },
  {
    id: 'X72',
    says: 'A server that appears is not logged',
    contradicts: ['C11'],
    plant: without('R27', 'log-found'),
  },
  {
    id: 'X73',
    says: 'A server that appears is logged after it is added',
    contradicts: ['C11'],
    plant: swapped('R27', 'log-found', 'consult'),
  },
  {
    id: 'X74',
    says: 'A server that appears is not added before the next cycle',
    contradicts: ['C8', 'C9', 'C17'],
    plant: without('R27', 'consult'),
  },
  {
    id: 'X75',
    says: 'A server that appears is added but not counted as found, and so appears in every cycle',
    contradicts: ['C8', 'C9', 'C11'],
    plant: without('R27', 'claim'),
  },
  {
    id: 'X76',
    says: 'A server that still hosts is not offered again',
    contradicts: ['C8', 'C17'],
    plant: instead('R28'),
  },
  {
    id: 'X77',
    says: 'A server that still hosts is logged in every cycle as one that appears',
    contradicts: ['C11'],
    plant: before('R28', { do: 'log-found' }),
  },
  {
    id: 'X78',
    says: "A server that stops hosting keeps UM Routing's entry",
    contradicts: ['C7', 'C9', 'C18'],
    plant: without('R29', 'unlist'),
  },
  {
    id: 'X80',
    says: 'A server that disappears is not logged',
    contradicts: ['C11'],
    plant: without('R29', 'log-lost'),
  },
  {
    id: 'X81',
    says: 'A server that disappears is logged after its entry is removed',
    contradicts: ['C11'],
    plant: swapped('R29', 'log-lost', 'unlist'),
  },
  {
    id: 'X82',
    says: 'A server that stops hosting stays claimed',
    contradicts: ['C8', 'C9'],
    plant: without('R29', 'release'),
  },
  {
    id: 'X83',
    says: "A server that stops hosting stays claimed when its entry is the pool's",
    contradicts: ['C8', 'C9'],
    plant: without('R32', 'release'),
  },
  {
    id: 'X84',
    says: "A server that stops hosting loses the pool's entry as well",
    contradicts: ['C2', 'C9'],
    plant: after('R32', { do: 'unlist', version: 'pool' }),
  },
  {
    id: 'X85',
    says: 'A server without a pool that stopped hosting while it was evicted is listed',
    contradicts: ['C9', 'C18'],
    plant: after('R33', { do: 'list', version: 'any' }),
  },
  {
    id: 'X86',
    says: 'A cycle adds every server that it knows of, hosting or not',
    contradicts: ['C9'],
    plant: instead('R34', { do: 'consult', table: 'offer' }),
  },
  {
    id: 'X87',
    says: 'A pool is enough for a cycle to add the server',
    contradicts: ['C9', 'C12'],
    plant: where('R34', 'pool', true, { do: 'consult', table: 'offer' }),
  },
];
