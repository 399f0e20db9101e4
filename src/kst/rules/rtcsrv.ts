import type { ServerTable, RtcsrvTable } from '../rulebook.ts';

/** `rtcsrv.start`: the table is built from the topology, then UM Routing starts and offers what it finds. */
export const rtcsrvStart = (): RtcsrvTable => [
  { id: 'R14', says: 'A start while RTCSRV runs is refused', cites: ['F11'],
    when: { running: true }, then: () => [{ do: 'refuse', reason: 'already-running' }] },
  { id: 'R15', says: 'A start lists the pools (14492), names the servers found (44024), then adds them one by one',
    cites: ['C2', 'C5', 'C8', 'C10', 'F4', 'F6'],
    when: { running: false },
    then: () => [
      { do: 'run' },
      { do: 'each', table: 'boot' },
      { do: 'log-known' },
      { do: 'log-hosting' },
      { do: 'each', table: 'find' },
    ] },
];

/** `rtcsrv.stop`: the table goes, and UM Routing with it. */
export const rtcsrvStop = (): RtcsrvTable => [
  { id: 'R16', says: 'A stop while RTCSRV is stopped is refused', cites: ['F11'],
    when: { running: false }, then: () => [{ do: 'refuse', reason: 'not-running' }] },
  { id: 'R17', says: 'A stop empties the table and logs nothing', cites: ['F4', 'F7'],
    when: { running: true }, then: () => [{ do: 'each', table: 'shutdown' }, { do: 'halt' }] },
];

/** `rtcsrv.restart`: a stop, then a start (option 2). */
export const rtcsrvRestart = (): RtcsrvTable => [
  { id: 'R18', says: 'A restart while RTCSRV is stopped is refused', cites: ['F11'],
    when: { running: false }, then: () => [{ do: 'refuse', reason: 'not-running' }] },
  { id: 'R19', says: 'A restart is a stop, then a start', cites: ['C19'],
    when: { running: true },
    then: () => [
      { do: 'perform', command: 'rtcsrv.stop' },
      { do: 'perform', command: 'rtcsrv.start' },
    ] },
];

/** What a stop does to a server. */
export const shutdown = (): ServerTable => [
  { id: 'R20', says: 'A stop forgets the entry, the claim and the conflict', cites: ['F4', 'F7'],
    when: {}, then: () => [{ do: 'forget' }, { do: 'release' }, { do: 'close' }] },
];

/** What a start does to a server before 14492. */
export const boot = (): ServerTable => [
  { id: 'R21', says: "A pool's server is in the table that a start builds", cites: ['C2', 'C3', 'C4', 'F6'],
    when: { pool: true }, then: () => [{ do: 'enter', version: 'pool' }] },
  { id: 'R22', says: 'A server without a pool is not in the table that a start builds', cites: ['C2'],
    when: { pool: false }, then: () => [] },
];

/** What UM Routing does to a server at a start, after 44024. */
export const find = (): ServerTable => [
  { id: 'R23', says: 'UM Routing offers and claims each server that hosts a SipName plan', cites: ['C8', 'C9'],
    when: { hosting: true }, then: () => [{ do: 'ask', table: 'offer' }, { do: 'claim' }] },
  { id: 'R24', says: 'UM Routing passes over a server without a SipName plan', cites: ['C9'], when: { hosting: false }, then: () => [] },
];
