import { P } from 'ts-pattern';
import { idsOf, same, starts } from './invariant.ts';
import type { KstInvariant } from './invariant.ts';
import type { SeenStep } from './seen.ts';

/** What a start and a restart log and list. */
export const startInvariants = (): readonly KstInvariant[] => [
  { id: 'I42', says: "A start logs 14492 first, with exactly the pools' servers and versions", cites: ['C2', 'C3', 'C5', 'F6'],
    when: starts(),
    must: ({ before, log }) =>
      isOnlyAt(0, 14492, log) && same(log[0]!.versions, before.pool === null ? [] : [before.pool]) },
  { id: 'I43', says: 'A start logs 44024 second, with exactly the servers that host a SipName plan', cites: ['C9', 'C10', 'F6'],
    when: starts(), must: ({ before, log }) => isOnlyAt(1, 44024, log) && log[1]!.names === before.hosting },
  { id: 'I44', says: 'A start says no more of a server that hosts no SipName plan: its pool, if any, is what is listed',
    cites: ['C2', 'C9'],
    when: { ...starts(), before: { hosting: false } },
    must: ({ before, after, log }) => same(after.known, before.pool === null ? [] : [before.pool]) && log.length === 2 },
  { id: 'I45', says: 'A start lists a hosting server without a pool with 0, by a 14493 of its own', cites: ['C8', 'C12', 'C13'],
    when: { ...starts(), before: { hosting: true, pool: null } },
    must: (step) => same(step.after.known, [0]) && same(idsOf(step), [14492, 44024, 14493]) },
  { id: 'I46', says: 'A start with a pool for a hosting server meets the conflict and settles it: 14563, 44030, then 14493',
    cites: ['C14', 'C15', 'C19', 'C20'],
    when: { ...starts(), before: { hosting: true, pool: P.number } },
    must: (step) => same(idsOf(step).filter((id) => id !== 14495), [14492, 44024, 14563, 44030, 14493]) },
  { id: 'I47', says: 'RTCSRV runs after a start and a restart, and not after a stop', cites: ['C5', 'F7'],
    when: { refused: null, command: { do: P.union('rtcsrv.start', 'rtcsrv.restart', 'rtcsrv.stop') } },
    must: ({ command, after }) => after.running === (command.do !== 'rtcsrv.stop') },
];

/** The record of that place has that number, and no other has. */
function isOnlyAt(place: number, number: number, log: SeenStep['log']) {
  return log.every(({ id }, at) => (id === number) === (at === place)) && log.length > place;
}
