/**
 * The rules of leases as properties: proved over everything reachable, and tried on random sequences.
 */
import { prove, simulate } from 'kst-kit/engine';
import { expect, test } from 'vitest';
import { faults } from './faults.ts';
import { leases } from './leases.ts';

test('every invariant holds in everything reachable', () => {
  expect(prove(leases()).counterexample).toBeNull();
});

test.each(faults())('$id breaks $breaks', ({ plant, breaks }) => {
  const broken = prove(plant(leases())).invariants.filter(({ verdict }) => verdict === 'violated');
  expect(broken.map(({ id }) => id)).toEqual(expect.arrayContaining([...breaks]));
});

test('a lease ends at the second tick', () => {
  const commands = [{ do: 'take', lease: 'x', by: 'ann' }, { do: 'tick' }, { do: 'tick' }] as const;
  const steps = commands.map((command) => ({ command, expect: {} }));
  const { steps: played } = simulate(leases(), { name: null, says: null, cites: [], dialect: {}, steps });
  expect(played.at(-1)).toMatchObject({ events: [{ event: 'freed', lease: 'x' }] });
});
