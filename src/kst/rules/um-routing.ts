import { P } from 'ts-pattern';
import { evictedToo, settled, settledInCycle, survivor } from './assumed.ts';
import type { ServerTable, RtcsrvTable } from '../rulebook.ts';

/** `umRouting.discover`: UM Routing looks again which servers host a SipName dial plan. */
export const umRoutingDiscover = (): RtcsrvTable => [
  { id: 'R25', says: 'A cycle while RTCSRV is stopped is refused', cites: ['F4', 'F11'],
    when: { running: false }, then: () => [{ do: 'refuse', reason: 'not-running' }] },
  { id: 'R26', says: 'A cycle looks at every server', cites: ['C8', 'C11', 'F5'],
    when: { running: true }, then: () => [{ do: 'each', table: 'cycle' }] },
];

/** What a cycle does to a server. */
export const cycle = (): ServerTable => [
  { id: 'R27', says: 'A server that has begun to host is logged, offered and claimed', cites: ['C8', 'C9', 'C11', 'F10'],
    when: { hosting: true, claimed: false }, then: () => [{ do: 'log-found' }, { do: 'ask', table: 'offer' }, { do: 'claim' }] },
  { id: 'R28', says: 'A server that still hosts is offered again', cites: ['C8', 'C17'],
    when: { hosting: true, claimed: true }, then: () => [{ do: 'ask', table: 'offer' }] },
  { id: 'R29', says: "A server that has stopped hosting loses UM Routing's entry", cites: ['C7', 'C9', 'C11', 'C18'],
    when: { hosting: false, claimed: true, pool: false, known: 'any' },
    then: () => [{ do: 'release' }, { do: 'log-lost' }, { do: 'unlist', version: 'any' }, { do: 'close' }] },
  { id: 'R30', says: "A server that has stopped hosting loses UM Routing's entry, and the pool's may come back",
    cites: ['C7', 'C9', 'C11', 'A1', 'A4'],
    neverIn: [{ 'restart-winner': 'topology', survivor: 'restored' }], when: { hosting: false, claimed: true, pool: true, known: 'any' },
    then: (dialect) => [
      { do: 'release' },
      { do: 'log-lost' },
      { do: 'unlist', version: 'any' },
      ...survivor(dialect),
      { do: 'close' },
    ] },
  { id: 'R31', says: "A server that has stopped hosting while it was evicted is in conflict no longer, and the pool's entry may come back",
    cites: ['C9', 'C11', 'C14', 'A4'],
    when: { hosting: false, claimed: true, pool: true, known: 'nothing' },
    then: (dialect) => [{ do: 'release' }, { do: 'log-lost' }, ...survivor(dialect), { do: 'close' }] },
  { id: 'R32', says: "A server that has stopped hosting keeps the pool's entry", cites: ['C2', 'C9', 'C11'],
    when: { hosting: false, claimed: true, pool: true, known: 'pool' },
    then: () => [{ do: 'release' }, { do: 'log-lost' }, { do: 'close' }] },
  { id: 'R33', says: 'A server that has stopped hosting and has neither pool nor entry is only released', cites: ['C9', 'C11'],
    when: { hosting: false, claimed: true, pool: false, known: 'nothing' },
    then: () => [{ do: 'release' }, { do: 'log-lost' }, { do: 'close' }] },
  { id: 'R34', says: 'A server that neither hosts nor is claimed is passed over', cites: ['C9'],
    when: { hosting: false, claimed: false }, then: () => [] },
];

/** UM Routing offers version 0 for a server, at a start or in a cycle. */
export const offer = (): ServerTable => [
  { id: 'R35', says: 'While a conflict is open or settled, UM Routing does not offer', cites: ['F9'],
    when: { conflict: P.union('open', 'settled') }, then: () => [] },
  { id: 'R36', says: 'A server that is listed with 0 already is left as it is', cites: ['C12'],
    when: { conflict: 'none', known: 'any' }, then: () => [] },
  { id: 'R37', says: 'A server that is not listed is listed with 0', cites: ['C6', 'C8', 'C12'],
    when: { conflict: 'none', known: 'nothing' }, then: () => [{ do: 'list', version: 'any' }] },
  { id: 'R38', says: "An offer that meets the pool's entry in a cycle evicts both entries; the conflict may settle at once",
    cites: ['C14', 'C15', 'A1', 'A2', 'A3'],
    when: { doing: 'umRouting.discover', conflict: 'none', known: 'pool' },
    then: (dialect) => [
      { do: 'evict', offered: 'any' },
      ...evictedToo(dialect, 'pool'),
      { do: 'warn' },
      ...settledInCycle(dialect),
    ] },
  { id: 'R39', says: "An offer that meets the pool's entry at a start evicts both entries, then the winner is listed",
    cites: ['C14', 'C15', 'C19', 'C20', 'A1', 'A2'],
    when: { doing: 'rtcsrv.start', conflict: 'none', known: 'pool' },
    then: (dialect) => [
      { do: 'evict', offered: 'any' },
      ...evictedToo(dialect, 'pool'),
      { do: 'warn' },
      ...settled(dialect),
    ] },
];
