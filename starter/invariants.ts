/**
 * What must hold of leases, whatever the rules say: read off the claims, without a look at the rules.
 */
import { P } from 'ts-pattern';
import type { Invariant, RunInvariant, WholeInvariant } from 'kst-kit/engine';
import type { Lease, Leases } from './words.ts';

export const invariants = (): readonly Invariant<Leases>[] => [
  { id: 'I1', says: 'The log alone tells who holds a lease', cites: ['C1', 'C3', 'C4'],
    when: {}, must: ({ now, after }) => now.holder === after.holder },
  { id: 'I2', says: 'Taking a lease is refused exactly where another holds it; whoever takes it holds it', cites: ['C1', 'C2'],
    when: { command: { do: 'take' } },
    must: ({ command, refused, before: { holder }, after }) => {
      if (!('by' in command)) return false;
      return holder === 'nobody' || holder === command.by ? refused === null && after.holder === command.by : refused === 'held';
    } },
  { id: 'I3', says: 'A refusal, an audit and a command about another lease change nothing', cites: ['C2', 'C3', 'C5'],
    when: {}, must: ({ command, refused, before, after }) =>
      (refused === null && ['take', 'release', 'tick'].includes(command.do)) || same(before, after) },
  { id: 'I4', says: 'Releasing frees a lease for its holder, logged once, and is refused for anybody else', cites: ['C3'],
    when: { command: { do: 'release' } },
    must: ({ command, refused, before, after, log }) =>
      'by' in command && before.holder === command.by ? after.holder === 'nobody' && log.length === 1 : refused === 'not-held' },
  { id: 'I5', says: 'A renewal starts the time again', cites: ['A1'], onlyIn: [{ renewal: 'restarts' }],
    when: { command: { do: 'take' }, refused: null }, must: ({ after, log }) => after.ticks === 0 && log.length === 1 },
  { id: 'I6', says: 'A renewal changes nothing', cites: ['A1'], onlyIn: [{ renewal: 'ignored' }],
    when: { command: { do: 'take' }, before: { holder: P.not('nobody') } },
    must: ({ before, after, log }) => same(before, after) && log.length === 0 },
  { id: 'I7', says: 'The second tick ends a lease, logged once; the first one does not', cites: ['C4'],
    when: { command: { do: 'tick' }, before: { holder: P.not('nobody') } },
    must: ({ before, after, log }) =>
      before.ticks === 0 ? after.ticks === 1 && after.holder === before.holder : after.holder === 'nobody' && log.length === 1 },
];

export const ofWholeSteps = (): readonly WholeInvariant<Leases>[] => [
  { id: 'I8', says: 'An audit, and nothing else, logs the leases that are held, each by its name in lower case', cites: ['C5', 'C6'],
    when: () => true,
    must: ({ command, next, events }) => {
      const audits = events.flatMap((event) => (event.event === 'audited' ? [event.held.join()] : []));
      const held = [...next.parts].flatMap(([name, { holder }]) => (holder === 'nobody' ? [] : [name.toLowerCase()]));
      return command.do === 'audit' ? events.length === 1 && audits[0] === held.join() : audits.length === 0;
    } },
];

export const ofRuns = (): readonly RunInvariant<Leases>[] => [
  { id: 'I9', kind: 'heals', name: 'two ticks', says: 'Two ticks free whatever is held', cites: ['C4'],
    from: ({ holder }) => holder !== 'nobody',
    stages: [{ doing: () => [{ do: 'tick' }, { do: 'tick' }], to: ({ holder }) => holder === 'nobody' }] },
];

const same = (one: Lease, other: Lease): boolean => one.holder === other.holder && one.ticks === other.ticks;
