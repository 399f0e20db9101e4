import { P } from 'ts-pattern';
import { some, same } from './invariant.ts';
import type { KstInvariant } from './invariant.ts';

/** What the table may hold. */
export const entryInvariants = (): readonly KstInvariant[] => [
  { id: 'I01', says: 'No server is listed with two versions', cites: ['C14'],
    when: { after: { known: some() } }, must: ({ after }) => after.known.length === 1 },
  { id: 'I02', says: "Every entry is UM Routing's 0 for a server that it claims, or has the version of the server's pool",
    cites: ['C2', 'C3', 'C4', 'C8', 'C12', 'F3'],
    when: { after: { known: some() } },
    must: ({ after }) => after.known.every((version) => (version === 0 ? after.claimed && after.pool !== 0 : version === after.pool)) },
  { id: 'I03', says: 'While RTCSRV is stopped nothing is listed or claimed', cites: ['F4', 'F7'],
    when: { after: { running: false } }, must: ({ after }) => after.known.length === 0 && !after.claimed },
  { id: 'I04', says: 'While RTCSRV runs, 14492, 14493, 14495 and 14563 alone rebuild the table', cites: ['C5', 'C6', 'C7', 'C15'],
    when: { after: { running: true } }, must: ({ now, after }) => same(now.listed, after.known) },
  { id: 'I05', says: 'Only a start, a stop and a restart change whether RTCSRV runs', cites: ['C5', 'F7'],
    when: { command: { do: P.not(P.union('rtcsrv.start', 'rtcsrv.stop', 'rtcsrv.restart')) } },
    must: ({ before, after }) => after.running === before.running },
];
