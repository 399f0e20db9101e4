import type { CommandTable } from '../rulebook.ts';

/** `dialPlan.host`: the server takes on a dial plan; the table follows at the next cycle (F5). */
export const dialPlanHost = (): CommandTable => [
  { id: 'R10', says: 'A plan that the server hosts already is refused', cites: ['F11'],
    when: { planHosted: true }, then: () => [{ do: 'refuse', reason: 'plan-already-hosted' }] },
  { id: 'R11', says: 'A new plan is remembered until a cycle looks', cites: ['C9', 'F5'],
    when: { planHosted: false }, then: () => [{ do: 'add-plan' }] },
];

/** `dialPlan.unhost`: the server gives a dial plan up; the table follows at the next cycle (F5). */
export const dialPlanUnhost = (): CommandTable => [
  { id: 'R12', says: 'A plan that the server does not host is refused', cites: ['F11'],
    when: { planHosted: false }, then: () => [{ do: 'refuse', reason: 'plan-not-hosted' }] },
  { id: 'R13', says: 'The plan is forgotten, the others stay', cites: ['C9', 'F5'],
    when: { planHosted: true }, then: () => [{ do: 'drop-plan' }] },
];
