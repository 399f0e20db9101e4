/**
 * The proof as tests: each invariant and each rule is one, in all dialects.
 */
import { describe, expect, test } from 'vitest';
import { alphabetsFor } from '../src/engine/explore/exploration.ts';
import { allInvariants, prove } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { rulebooks } from './rulebooks.ts';
import type { Proof } from '../src/engine/prove/prove.ts';

describe.for(rulebooks)('$name', ({ project }) => {
  const { specification } = project();
  const system = systemOf(specification);
  let proved: Proof | null = null;

  /** Proved once for all tests, but inside a test: a mutant must not be hit while the file is loaded. */
  const proof = (): Proof => (proved ??= prove(specification, alphabetsFor(specification, 'quick')));

  describe('invariants, proved in all dialects', () => {
    test.for(allInvariants(specification).map(({ id, says }) => ({ id, says })))('$id $says', ({ id }) => {
      const { verdict, judged, reason, trace } = proof().invariants.find((invariant) => invariant.id === id)!;
      const commands = trace?.commands.map((command) => system.text(command)).join('; ');
      expect(verdict, `${reason}: ${commands} in ${JSON.stringify(trace && system.dialects.listed(trace.variant)[0])}`).toBe('upheld');
      expect(judged).toBeGreaterThan(0);
    });
  });

  describe('rules', () => {
    test.for(system.rules.map(({ id, says }) => ({ id, says })))('$id applies where it should: $says', ({ id }) => {
      const { verdict, reason } = proof().rules.find((rule) => rule.id === id)!;
      expect(verdict, String(reason)).toBe('upheld');
    });

    test('exactly one rule of each table applies to whatever can happen', () => {
      expect(proof().undecided.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([]);
    });
  });

  test('the whole proof is upheld', () => {
    expect(proof().verdict).toBe('upheld');
    expect(proof().counterexample).toBeNull();
  });
});
