import { P } from 'ts-pattern';
import { accepted, idsOf, logWith, numberedIdsOf, same } from './invariant.ts';
import type { KstInvariant } from './invariant.ts';
import type { SeenStep } from './seen.ts';

/** How a conflict goes on, in general and by the assumptions. */
export const conflictInvariants = (): readonly KstInvariant[] => [
  { id: 'I48', says: 'A server whose conflict is open is not listed before the pool, the claim or RTCSRV goes', cites: ['C16', 'F8', 'F9'],
    when: { past: { conflict: 'open' }, command: { do: P.not('rtcsrv.restart') } },
    must: ({ command, before, after }) =>
      after.known.length === 0 || (command.do === 'umRouting.discover' && !before.hosting) },
  { id: 'I49', says: 'An eviction logs 14563 alone: no 14495 for the entry that was listed', cites: ['C7', 'C15', 'A2'],
    onlyIn: [{ 'eviction-log': 'conflict-only' }], when: evicts(), must: (step) => !idsOf(step).includes(14495) },
  { id: 'I50', says: 'An eviction logs 14563, then 14495 with the version that was listed', cites: ['C7', 'C15', 'A2'],
    onlyIn: [{ 'eviction-log': 'also-removed' }], when: evicts(),
    must: ({ command, before, log }) => {
      const after = log.slice(log.findIndex(({ id }) => id === 14563) + 1);
      const listed = command.do === 'pool.add' ? 0 : before.pool;
      return after[0]?.id === 14495 && after[0].versions[0] === listed && after.filter(({ id }) => id === 14495).length === 1;
    } },
  { id: 'I51', says: 'A conflict that pool.add meets stays open', cites: ['C15', 'C16'],
    when: { ...accepted('pool.add'), ...evicts() }, must: staysOpen },
  { id: 'I52', says: 'A conflict that a cycle meets stays open', cites: ['C15', 'C16', 'A3'],
    onlyIn: [{ 'um-conflict': 'stays-open' }], when: { ...accepted('umRouting.discover'), ...evicts() }, must: staysOpen },
  { id: 'I53', says: 'A conflict that a cycle meets settles in the same cycle: 14563, 44030, then 14493', cites: ['C19', 'A3'],
    onlyIn: [{ 'um-conflict': 'settles' }], when: { ...accepted('umRouting.discover'), ...evicts() },
    must: (step) => same(numberedIdsOf(step).filter((id) => id !== 14495), [14563, 44030, 14493]) },
  { id: 'I54', says: 'A conflict settles with version 0', cites: ['C19', 'C20', 'A1'],
    onlyIn: [{ 'restart-winner': 'um' }], when: settles(), must: ({ after }) => same(after.known, [0]) },
  { id: 'I55', says: "A conflict settles with the pool's version", cites: ['C19', 'C20', 'A1'],
    onlyIn: [{ 'restart-winner': 'topology' }], when: settles(), must: ({ before, after }) => same(after.known, [before.pool]) },
  { id: 'I56', says: "The pool's entry comes back in the cycle that withdraws UM Routing's claim, by a 14493 at its end",
    cites: ['C6', 'C18', 'A4'],
    onlyIn: [{ survivor: 'restored' }], when: withdraws(),
    must: (step) => same(step.after.known, [step.before.pool]) && same(numberedIdsOf(step), [...unlistedZero(step), 14493]) },
  { id: 'I57', says: "The pool's entry does not come back in the cycle that withdraws UM Routing's claim", cites: ['C18', 'A4'],
    onlyIn: [{ survivor: 'stays-absent' }], when: withdraws(),
    must: (step) => step.after.known.length === 0 && same(numberedIdsOf(step), unlistedZero(step)) },
  { id: 'I58', says: "A server without a pool is not listed after the cycle that withdraws UM Routing's claim", cites: ['C9', 'C18'],
    when: { ...withdraws(), before: { hosting: false, pool: null, known: P.union([], [0]) } },
    must: (step) => step.after.known.length === 0 && same(numberedIdsOf(step), unlistedZero(step)) },
];

/** A conflict was met. */
const evicts = () => ({ log: logWith(({ id }) => id === 14563) });

/** A conflict was met, and the server listed after it. */
const settles = () => ({ ...evicts(), now: { conflict: 'settled' as const } });

/** UM Routing withdraws its claim of a server that has a pool whose version is not listed. */
const withdraws = () => ({
  ...accepted('umRouting.discover'),
  before: { hosting: false, pool: P.number, known: P.union([], [0 as const]) },
  past: { found: true },
});

function staysOpen({ after, log }: SeenStep) {
  return after.known.length === 0 && !log.some(({ id }) => id === 14493);
}

function unlistedZero({ before }: SeenStep) {
  return before.known.length === 0 ? [] : [14495];
}
