import { edited, instead, misread, replaced, swapped, together, without } from './plant.ts';
import { onlyIn } from './fault.ts';
import type { Fault } from './fault.ts';

/** What goes wrong about the assumptions: one of them misread, or a mistake under one choice alone. */
export const assumptionFaults = (): readonly Fault[] => [
  {
    id: 'X116',
    says: 'The winners of a restart are mixed up',
    contradicts: ['A1', 'C19', 'C20'],
    plant: misread('R39', 'restart-winner', 'um', 'topology'),
  },
  onlyIn({ 'restart-winner': 'topology' }, {
    id: 'X117',
    says: "Version 0 wins every restart",
    contradicts: ['A1'],
    plant: replaced('R39', 'list', { do: 'list', version: 'any' }),
  }),
  onlyIn({ 'restart-winner': 'um' }, {
    id: 'X118',
    says: "The pool wins every restart",
    contradicts: ['A1'],
    plant: replaced('R39', 'list', { do: 'list', version: 'pool' }),
  }),
  {
    id: 'X119',
    says: 'Whether an eviction logs 14495 is mixed up',
    contradicts: ['A2', 'C7', 'C15'],
    plant: together(...['R04', 'R38', 'R39'].map((id) => misread(id, 'eviction-log', 'conflict-only', 'also-removed'))),
  },
  onlyIn({ 'eviction-log': 'also-removed' }, {
    id: 'X120',
    says: 'A restart logs no 14495 for the entry that was evicted',
    contradicts: ['A2', 'C7'],
    plant: without('R39', 'log-evicted'),
  }),
  onlyIn({ 'eviction-log': 'also-removed' }, {
    id: 'X121',
    says: 'The 14495 of an eviction names the version that was offered',
    contradicts: ['A2', 'C7'],
    plant: replaced('R04', 'log-evicted', { do: 'log-evicted', version: 'pool' }),
  }),
  onlyIn({ 'eviction-log': 'also-removed' }, {
    id: 'X122',
    says: 'The 14495 of an eviction comes before its 14563',
    contradicts: ['A2', 'C15'],
    plant: swapped('R04', 'evict', 'log-evicted'),
  }),
  onlyIn({ 'eviction-log': 'also-removed' }, {
    id: 'X123',
    says: 'The 14495 of an eviction comes after 44030',
    contradicts: ['A2'],
    plant: swapped('R38', 'log-evicted', 'warn'),
  }),
  {
    id: 'X124',
    says: 'Whether a cycle settles the conflict that it meets is mixed up',
    contradicts: ['A3'],
    plant: misread('R38', 'um-conflict', 'stays-open', 'settles'),
  },
  onlyIn({ 'um-conflict': 'settles' }, {
    id: 'X125',
    says: 'No cycle settles a conflict',
    contradicts: ['A3', 'C19'],
    plant: without('R38', 'list'),
  }),
  onlyIn({ 'um-conflict': 'stays-open' }, {
    id: 'X126',
    says: 'Every cycle settles the conflict that it meets',
    contradicts: ['A3', 'C15', 'C16'],
    plant: edited('R38', (then) => [...then, { do: 'list', version: 'any' }, { do: 'settle' }]),
  }),
  onlyIn({ 'um-conflict': 'settles' }, {
    id: 'X127',
    says: 'A conflict that a cycle settles is logged by 14493 before 44030',
    contradicts: ['A3', 'C19'],
    plant: swapped('R38', 'warn', 'list'),
  }),
  {
    id: 'X128',
    says: "Whether the pool's entry comes back with UM Routing's claim gone is mixed up",
    contradicts: ['A4', 'C18'],
    plant: together(...['R30', 'R31'].map((id) => misread(id, 'survivor', 'restored', 'stays-absent'))),
  },
  onlyIn({ survivor: 'restored' }, {
    id: 'X129',
    says: "The pool's entry does not come back to a server that was evicted",
    contradicts: ['A4', 'C18'],
    plant: without('R31', 'list'),
  }),
  onlyIn({ survivor: 'restored' }, {
    id: 'X130',
    says: "The pool's entry comes back without 14493",
    contradicts: ['A4', 'C6'],
    plant: replaced('R31', 'list', { do: 'enter', version: 'pool' }),
  }),
  onlyIn({ survivor: 'restored' }, {
    id: 'X131',
    says: "The pool's entry comes back before UM Routing's is removed",
    contradicts: ['A4', 'C6'],
    plant: swapped('R30', 'unlist', 'list'),
  }),
  onlyIn({ survivor: 'stays-absent' }, {
    id: 'X132',
    says: "The pool's entry comes back in every dialect",
    contradicts: ['A4', 'C18'],
    plant: instead('R31', { do: 'release' }, { do: 'log-lost' }, { do: 'list', version: 'pool' }, { do: 'close' }),
  }),
];
