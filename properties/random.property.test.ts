/**
 * Random add, remove and restart sequences, several servers and odd names, each step judged by every invariant.
 */
import { expect, test } from 'vitest';
import { commandText } from '../src/kst/commands.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { playSequences } from '../src/kit/random.ts';
import { seed } from './seed.ts';

test.for([{ servers: 2 }, { servers: 8 }])('random sequences about up to $servers servers keep every invariant', ({ servers }) => {
  const { verdict, counterexample } = playSequences(knownServersTable(), { runs: 100, seed, servers });
  const trace = counterexample?.trace.commands.map(commandText).join('; ');
  const again = `npm run -s kst -- verify --runs 100 --seed ${seed} --servers ${servers}`;
  expect(counterexample, `${counterexample?.id} ${counterexample?.says}: ${trace}\nagain with: ${again}`).toBeNull();
  expect(verdict).toBe('upheld');
});
