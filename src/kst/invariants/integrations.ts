import type { KstInvariant } from './invariant.ts';

/** What the users notice, after every step. */
export const integrationInvariants = (): readonly KstInvariant[] => [
  { id: 'I59', says: 'OWA IM integration works exactly while RTCSRV runs and the server is known', cites: ['C1', 'C13', 'C16', 'C20'],
    when: {}, must: ({ after }) => after.owaIm === (after.running && after.known.length > 0 ? 'works' : 'broken') },
  { id: 'I60', says: 'UM integration works exactly for a known server that hosts a SipName plan and that UM Routing has found',
    cites: ['C1', 'C9', 'C13', 'C16', 'C20'],
    when: {}, must: ({ after }) => (after.um === 'works') === (after.running && after.known.length > 0 && after.hosting && after.claimed) },
  { id: 'I61',
    says: 'UM integration is a question exactly for a server that hosts a SipName plan or that UM Routing counts among those found',
    cites: ['C9', 'C13'],
    when: {}, must: ({ after }) => (after.um !== 'none') === (after.hosting || after.claimed) },
];
