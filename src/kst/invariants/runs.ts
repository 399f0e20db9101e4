/**
 * Invariants of more than one run: two runs compared, and ways out of trouble (heals).
 */
import { isServerCommand } from '../commands.ts';
import { plain } from './worlds.ts';
import type { RunInvariant } from '../../engine/specification.ts';
import type { Command } from '../commands.ts';
import type { Server } from '../state.ts';
import type { Kst } from '../words.ts';
import type { Logged, Seen } from './seen.ts';

export const runInvariants = (): readonly RunInvariant<Kst>[] => [
  { kind: 'commutes', id: 'I64', says: 'Commands about different servers commute', cites: ['F1', 'F2'],
    independent: (a, b) => isServerCommand(a) && isServerCommand(b) && plain(a.server) !== plain(b.server) },
  { kind: 'determines', id: 'I65',
    says: 'What a start or a restart gives depends on pools and on who hosts a SipName plan, and on nothing else',
    cites: ['C2', 'C5', 'C9', 'C19', 'F4', 'F7'],
    command: ({ whole: { running } }) => ({ do: running ? 'rtcsrv.restart' : 'rtcsrv.start' }),
    basis: ({ parts }) => [...parts].flatMap(([name, each]) => (each.pool !== null || hosts(each) ? [[name, each.pool, hosts(each)]] : [])),
    result: ({ whole: { running }, parts }) => [
      running,
      [...parts].flatMap(([name, { known, claimed }]) => (known.length > 0 || claimed ? [[name, known, claimed]] : [])),
    ] },
  { kind: 'idempotent', id: 'I66', says: 'Restarting twice is restarting once', cites: ['C19', 'F7'], command: { do: 'rtcsrv.restart' } },
  // What the source promises of its two options. An open conflict is read off what can be looked up: evicted, both claims there.
  { kind: 'heals', id: 'I67', name: 'option 1',
    says: 'Option 1: from an open conflict, removing the pool and one cycle make both integrations work', cites: ['C8', 'C17'],
    from: inOpenConflict,
    stages: [{ doing: (_server, name) => [{ do: 'pool.remove', server: name }, { do: 'umRouting.discover' }], to: bothWork }] },
  { kind: 'heals', id: 'I68', name: 'option 2',
    says: 'Option 2: from an open conflict, a restart logs 14563, 44030 and 14493, and both integrations work', cites: ['C19', 'C20'],
    from: inOpenConflict,
    stages: [{ doing: () => [{ do: 'rtcsrv.restart' }], to: (seen, log) => bothWork(seen) && inTurn(log, [14563, 44030, 14493]) }] },
  { kind: 'heals', id: 'I69', name: "option 1's caveat",
    says: "Option 1's caveat: once a server without a pool stops hosting, a cycle breaks OWA IM, and adding the pool back mends it",
    cites: ['C3', 'C16', 'C18'],
    from: ({ pool }, seen) => pool === null && bothWork(seen),
    stages: [
      {
        doing: ({ plans }, name) => [
          ...plans.map(({ plan }): Command => ({ do: 'dialPlan.unhost', server: name, plan })),
          { do: 'umRouting.discover' },
        ],
        to: ({ owaIm }) => owaIm === 'broken',
      },
      { doing: (_server, name) => [{ do: 'pool.add', server: name, version: 6 }], to: ({ owaIm }) => owaIm === 'works' },
    ] },
  { kind: 'way', id: 'I70', says: 'From every state there is a way to both integrations working', cites: ['C13', 'C17', 'C20'],
    to: bothWork },
];

/** What is worth reaching. */
export const goals = (): { readonly [name: string]: (seen: Seen) => boolean } => ({
  'UM works': ({ um }) => um === 'works',
  'OWA IM works': ({ owaIm }) => owaIm === 'works',
  'both work': bothWork,
});

function bothWork({ um, owaIm }: Seen) {
  return um === 'works' && owaIm === 'works';
}

function inOpenConflict(server: Server, { owaIm }: Seen) {
  return owaIm === 'broken' && server.claimed && hosts(server) && server.pool !== null;
}

function hosts({ plans }: Server) {
  return plans.some(({ uriType }) => uriType === 'SipName');
}

/** The numbers occur in that order, others between them allowed. */
function inTurn(log: readonly Logged[], ids: readonly number[]) {
  let next = 0;
  for (const { id } of log) if (id === ids[next]) next++;
  return next === ids.length;
}
