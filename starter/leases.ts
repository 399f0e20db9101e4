/**
 * A table of leases as a specification: whoever takes a free lease holds it for two ticks.
 */
import { invariants, ofRuns, ofWholeSteps } from './invariants.ts';
import { aging, audit, release, take, tick } from './rules.ts';
import { words } from './words.ts';
import type { Specification } from 'kst-kit/engine';
import type { Leases } from './words.ts';

const about = (lease: string): readonly Leases['PartCommand'][] =>
  (['take', 'release'] as const).flatMap((word) => (['ann', 'bob'] as const).map((by) => ({ do: word, lease, by })));
const whole: readonly Leases['WholeCommand'][] = [{ do: 'tick' }, { do: 'audit' }];

export const leases = (): Specification<Leases> => ({
  ...words,
  partTables: { take, release }, wholeTables: { tick, audit }, tables: { aging },
  observer: {
    see: (_whole, lease) => lease, record: (told) => told, memory: { holder: 'nobody' },
    remember: ({ log, past }) => log.reduce<Leases['Memory']>((kept, told) =>
      told.event === 'granted' ? { holder: told.to } : told.event === 'freed' ? { holder: 'nobody' } : kept, past),
  },
  invariants, ofWholeSteps, ofRuns,
  goals: { 'somebody holds it': ({ holder }) => holder !== 'nobody' },
  alphabets: [
    { name: 'one', says: 'one lease, two takers', for: 'quick', commands: [...about('x'), ...whole] },
    { name: 'two', says: 'two leases, one in two spellings', for: 'proof', commands: [...['x', 'y', 'X'].flatMap(about), ...whole] },
  ],
  table: { row: (_whole, lease) => lease, columns: ({ holder, ticks }) => ({ holder, ticks: `${ticks}` }), shows: ['holder'] },
});
