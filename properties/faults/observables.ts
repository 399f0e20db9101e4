import { heading, integration } from './plant.ts';
import type { Fault } from './fault.ts';

/** What the users notice, how the log heads its events, and how names are spelt: all wrong. */
export const observableFaults = (): readonly Fault[] => [
  {
    id: 'X133',
    says: 'A pool is enough for OWA IM integration, listed or not',
    contradicts: ['C1', 'C16'],
    plant: integration((_, { pool }, running) => (running && pool !== null ? { owaIm: 'works' } : {})),
  },
  {
    id: 'X134',
    says: 'OWA IM integration works with a pool alone',
    contradicts: ['C13', 'C20'],
    plant: integration((_, { pool }) => (pool === null ? { owaIm: 'broken' } : {})),
  },
  {
    id: 'X135',
    says: 'A server that is listed with version 0 has no OWA IM integration',
    contradicts: ['C13', 'C20'],
    plant: integration((_, { known }) => (known.includes(0) ? { owaIm: 'broken' } : {})),
  },
  {
    id: 'X136',
    says: 'UM integration works while the server is evicted',
    contradicts: ['C1', 'C16'],
    plant: integration((_, { conflict }) => (conflict === 'open' ? { um: 'works' } : {})),
  },
  {
    id: 'X137',
    says: 'UM integration works for every server that is known',
    contradicts: ['C9'],
    plant: integration((_, { known }) => (known.length > 0 ? { um: 'works' } : {})),
  },
  {
    id: 'X138',
    says: 'UM integration works before UM Routing has found the server',
    contradicts: ['C9'],
    plant: integration(({ um }, { known }) => (um === 'broken' && known.length > 0 ? { um: 'works' } : {})),
  },
  {
    id: 'X139',
    says: 'UM integration is a question for every server',
    contradicts: ['C9'],
    plant: integration(({ um }) => (um === 'none' ? { um: 'broken' } : {})),
  },
  {
    id: 'X140',
    says: 'UM integration is no question while RTCSRV is stopped',
    contradicts: ['C9', 'C13'],
    plant: integration((_, __, running) => (running ? {} : { um: 'none' })),
  },
  {
    id: 'X141',
    says: '14492 comes from UM Routing',
    contradicts: ['C5'],
    plant: heading(14492, { source: 'LS Exchange Unified Messaging Routing' }),
  },
  {
    id: 'X142',
    says: '14493 is a warning',
    contradicts: ['C6'],
    plant: heading(14493, { level: 'Warning' }),
  },
  {
    id: 'X143',
    says: '14495 is an error',
    contradicts: ['C7'],
    plant: heading(14495, { level: 'Error' }),
  },
  {
    id: 'X144',
    says: '44024 comes from the protocol stack',
    contradicts: ['C10'],
    plant: heading(44024, { source: 'LS Protocol Stack' }),
  },
  {
    id: 'X145',
    says: '14563 is only a warning',
    contradicts: ['C15', 'C19'],
    plant: heading(14563, { level: 'Warning' }),
  },
  {
    id: 'X146',
    says: '44030 is an error',
    contradicts: ['C19'],
    plant: heading(44030, { level: 'Error' }),
  },
  {
    id: 'X147',
    says: 'The servers that appear and disappear are logged by the protocol stack',
    contradicts: ['F10'],
    plant: heading(null, { source: 'LS Protocol Stack' }),
  },
  {
    id: 'X148',
    says: 'Names that differ in case are different servers',
    contradicts: ['F1'],
    plant: (model) => ({ ...model, canonicalName: (text) => text.replace(/\.$/, '') }),
    shownBy: 'bystander',
  },
  {
    id: 'X149',
    says: 'A trailing dot makes another server',
    contradicts: ['F1'],
    plant: (model) => ({ ...model, canonicalName: (text) => text.toLowerCase() }),
    shownBy: 'bystander',
  },
  {
    id: 'X150',
    says: 'Names are held in upper case',
    contradicts: ['F1'],
    plant: (model) => ({ ...model, canonicalName: (text) => model.canonicalName(text).toUpperCase() }),
  },
  {
    id: 'X151',
    says: 'A name is held without its domain',
    contradicts: ['F1'],
    plant: (model) => ({ ...model, canonicalName: (text) => model.canonicalName(text).split('.')[0]! }),
  },
];
