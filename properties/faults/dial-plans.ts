import { hosting } from '../../src/kst/integration.ts';
import { after, deciding, instead, together, where, without } from './plant.ts';
import type { KstFault } from './fault.ts';

/** What dial plans that come and go do wrong, and which of them count. */
export const dialPlanFaults = (): readonly KstFault[] => [
  {
    id: 'X23',
    says: 'A TelExtn dial plan counts like a SipName one',
    contradicts: ['C9', 'C10'],
    breaks: ['I43'],
    plant: deciding({ hosting: (plans) => plans.some(({ uriType }) => uriType !== 'E164') }),
    shownBy: 'bystander',
  },
  {
    id: 'X24',
    says: 'Every dial plan counts, whatever its URI type',
    contradicts: ['C9', 'C10'],
    breaks: ['I43'],
    plant: deciding({ hosting: (plans) => plans.length > 0 }),
    shownBy: 'bystander',
  },
  {
    id: 'X25',
    says: 'Only the first dial plan of a server counts',
    contradicts: ['C9', 'C10'],
    breaks: ['I43'],
    plant: deciding({ hosting: (plans) => hosting(plans.slice(0, 1)) }),
    shownBy: 'wide',
  },
  {
    id: 'X26',
    says: 'UM Routing takes no dial plan for a SipName one',
    contradicts: ['C8', 'C9', 'C10', 'C13', 'C19'],
    breaks: ['I34', 'I43', 'I45', 'I46'],
    plant: deciding({ hosting: () => false }),
  },
  {
    id: 'X27',
    says: 'A new dial plan is lost',
    contradicts: ['C9'],
    breaks: ['I20'],
    plant: without('R11', 'add-plan'),
  },
  {
    id: 'X28',
    says: 'A dial plan that the server gives up stays',
    contradicts: ['C9'],
    breaks: ['I20'],
    plant: without('R13', 'drop-plan'),
  },
  {
    id: 'X29',
    says: 'A new dial plan is noticed at once, not in the next cycle',
    contradicts: ['F5'],
    breaks: ['I22'],
    plant: where('R11', 'running', true, { do: 'add-plan' }, { do: 'ask', table: 'cycle' }),
  },
  {
    id: 'X30',
    says: 'A dial plan that goes is noticed at once, not in the next cycle',
    contradicts: ['F5'],
    breaks: ['I22'],
    plant: where('R13', 'running', true, { do: 'drop-plan' }, { do: 'ask', table: 'cycle' }),
  },
  {
    id: 'X31',
    says: 'A dial plan that goes takes the claim with it, unlogged',
    contradicts: ['F5'],
    breaks: ['I22'],
    plant: after('R13', { do: 'release' }),
  },
  {
    id: 'X32',
    says: 'A dial plan that goes from one server goes from all',
    contradicts: ['C9', 'F2'],
    breaks: ['I13', 'I21'],
    plant: together(instead('R13', { do: 'each', table: 'shutdown' }), where('R20', 'doing', 'dialPlan.unhost', { do: 'drop-plan' })),
    shownBy: 'two servers',
  },
  {
    id: 'X33',
    says: 'A plan that the server hosts is accepted again',
    contradicts: ['F11'],
    breaks: ['I09'],
    plant: instead('R10'),
  },
  {
    id: 'X34',
    says: 'Giving up a plan that the server does not host is accepted',
    contradicts: ['F11'],
    breaks: ['I10'],
    plant: instead('R12'),
  },
  {
    id: 'X35',
    says: 'Dial plans cannot change while RTCSRV is stopped',
    contradicts: ['F11'],
    breaks: ['I09'],
    plant: where('R11', 'running', false, { do: 'refuse', reason: 'not-running' }),
  },
];
