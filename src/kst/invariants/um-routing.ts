import { P } from 'ts-pattern';
import { accepted, looks, numberedIdsOf, same } from './invariant.ts';
import type { KstInvariant } from './invariant.ts';
import type { SeenStep } from './seen.ts';

/** What UM Routing does when it looks, and in a cycle above all. */
export const umRoutingInvariants = (): readonly KstInvariant[] => [
  { id: 'I34', says: 'UM Routing claims exactly the servers that hosted a SipName plan when it last looked', cites: ['C8', 'C9'],
    when: looks(), must: ({ before, after }) => after.claimed === before.hosting },
  { id: 'I35', says: 'A cycle lists, with 0, every hosting server that is not listed and in no conflict', cites: ['C8', 'C9', 'C12', 'C17'],
    when: { ...cycle(), before: { hosting: true, known: [] }, past: { conflict: 'none' } },
    must: (step) => same(step.after.known, [0]) && same(numberedIdsOf(step), [14493]) },
  { id: 'I36', says: "A cycle that offers a server listed with its pool's version meets a conflict", cites: ['C8', 'C14', 'C15'],
    when: { ...cycle(), before: { hosting: true, known: [P.number.positive()] }, past: { conflict: 'none' } },
    must: (step) => numberedIdsOf(step)[0] === 14563 },
  { id: 'I37', says: 'A cycle leaves a hosting server as it is while 0 is listed for it', cites: ['C12'],
    when: { ...cycle(), before: { hosting: true, known: [0] } }, must: leavesAlone },
  { id: 'I38', says: 'A cycle leaves a hosting server as it is while its conflict is open or settled', cites: ['C16', 'F9'],
    when: { ...cycle(), before: { hosting: true }, past: { conflict: P.union('open', 'settled') } }, must: leavesAlone },
  { id: 'I39', says: 'A cycle leaves a server as it is that neither hosts nor hosted', cites: ['C9'],
    when: { ...cycle(), before: { hosting: false }, past: { found: false } }, must: leavesAlone },
  { id: 'I40', says: "A cycle that finds a server hosting no longer unlists its 0, and says so first", cites: ['C7', 'C9', 'C18'],
    when: { ...cycle(), before: { hosting: false, known: [0] }, past: { found: true } },
    must: (step) => numberedIdsOf(step)[0] === 14495 && !step.after.known.includes(0) },
  { id: 'I41', says: "A cycle that finds a server hosting no longer leaves its pool's entry as it is", cites: ['C2', 'C9'],
    when: { ...cycle(), before: { hosting: false, known: [P.number.positive()] }, past: { found: true } }, must: leavesAlone },
];

/** A cycle that was not refused. */
const cycle = () => accepted('umRouting.discover');

/** The cycle changes no entry of the server and logs nothing that has a number. */
function leavesAlone(step: SeenStep) {
  return same(step.after.known, step.before.known) && numberedIdsOf(step).length === 0;
}
