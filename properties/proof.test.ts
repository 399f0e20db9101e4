/**
 * The proof as tests: each invariant and each rule is one, in all 16 dialects.
 */
import { describe, expect, test } from 'vitest';
import { commandText } from '../src/kst/commands.ts';
import { listDialects } from '../src/kst/dialect.ts';
import { allInvariants } from '../src/kst/invariants/index.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { rulebook } from '../src/kst/rules/index.ts';
import { prove, quickParts } from '../src/kit/proof.ts';
import type { Proof } from '../src/kit/proof.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Trace } from '../src/verify/finding.ts';

let proved: Proof | null = null;

/** Proved once for all tests, but inside a test: a mutant must not be hit while the file is loaded. */
const proof = (): Proof => (proved ??= prove(knownServersTable(), quickParts()));

const told = ({ commands, variant }: Trace<Command>): string =>
  `${commands.map(commandText).join('; ')} in ${JSON.stringify(listDialects(variant)[0])}`;

describe('invariants, proved in all dialects', () => {
  test.for(allInvariants().map(({ id, says }) => ({ id, says })))('$id $says', ({ id }) => {
    const { verdict, judged, reason, trace } = proof().invariants.find((invariant) => invariant.id === id)!;
    expect(verdict, `${reason}${trace === null ? '' : `: ${told(trace)}`}`).toBe('upheld');
    expect(judged).toBeGreaterThan(0);
  });
});

describe('rules', () => {
  test.for(Object.values(rulebook()).flat().map(({ id, says }) => ({ id, says })))('$id applies where it should: $says', ({ id }) => {
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
