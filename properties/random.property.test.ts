/**
 * Random sequences, several parts and odd names, each step judged by every invariant.
 */
import { describe, expect, test } from 'vitest';
import { playSequences } from '../src/engine/random/sequences.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { rulebooks } from './rulebooks.ts';
import { seed } from './seed.ts';

describe.for(rulebooks)('$name', ({ project }) => {
  test.for([{ parts: 2 }, { parts: 8 }])('random sequences about up to $parts parts keep every invariant', ({ parts }) => {
    const { specification } = project();
    const { verdict, counterexample } = playSequences(specification, { runs: 100, seed, parts });
    const trace = counterexample?.trace.commands.map((command) => systemOf(specification).text(command)).join('; ');
    const again = `kst verify --runs 100 --seed ${seed} --parts ${parts}`;
    expect(counterexample, `${counterexample?.id} ${counterexample?.says}: ${trace}\nagain with: ${again}`).toBeNull();
    expect(verdict).toBe('upheld');
  });
});
