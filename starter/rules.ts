/**
 * The rules of leases: tables of which exactly one row applies.
 */
import type { EachTable, PartTable, WholeTable } from 'kst-kit/engine';
import type { Leases } from './words.ts';

const refuse = (reason: Leases['Refusal']) => [{ do: 'refuse', reason }] as const;

export const take = (): PartTable<Leases> => [
  { id: 'R1', says: 'A free lease is granted', cites: ['C1'], when: { held: 'no' }, then: () => [{ do: 'grant' }] },
  { id: 'R2', says: 'A renewal starts the time again, or changes nothing', cites: ['A1'],
    when: { held: 'own' }, then: ({ renewal }) => (renewal === 'restarts' ? [{ do: 'grant' }] : []) },
  { id: 'R3', says: 'A lease that another holds is refused', cites: ['C2'], when: { held: 'other' }, then: () => refuse('held') },
];

export const release = (): PartTable<Leases> => [
  { id: 'R4', says: 'The holder frees it', cites: ['C3'], when: { held: 'own' }, then: () => [{ do: 'free' }] },
  { id: 'R5', says: 'A free lease cannot be released', cites: ['C3'], when: { held: 'no' }, then: () => refuse('not-held') },
  { id: 'R6', says: 'Nobody else can release it', cites: ['C3'], when: { held: 'other' }, then: () => refuse('not-held') },
];

export const tick = (): WholeTable<Leases> => [
  { id: 'R7', says: 'Time passes for every lease', cites: ['C4'], when: {}, then: () => [{ do: 'each', table: 'aging' }] },
];

/** What a tick does to each lease. */
export const aging = (): EachTable<Leases> => [
  { id: 'R8', says: 'A young lease ages', cites: ['C4'], when: { held: 'other', old: false }, then: () => [{ do: 'age' }] },
  { id: 'R9', says: 'An old lease ends', cites: ['C4'], when: { held: 'other', old: true }, then: () => [{ do: 'free' }] },
];

export const audit = (): WholeTable<Leases> => [
  { id: 'R10', says: 'An audit logs the leases that are held', cites: ['C5'], when: {}, then: () => [{ do: 'log-held' }] },
];
