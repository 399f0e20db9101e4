/**
 * How large the state space is, as the semantics counts it: 28 or 36 states for people, 784 and 17,248 rows for "the same".
 */
import { expect, test } from 'vitest';
import { dialects } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { allParts, prove } from '../src/kit/proof.ts';

test('every alphabet is proved, and as large as counted by hand', () => {
  const proof = prove(knownServersTable(), allParts());
  expect(proof.verdict).toBe('upheld');
  const sizes = (part: string) => proof.parts.find(({ name }) => name === part)!.sizes;
  for (const [index, { survivor }] of dialects().entries()) {
    const restored = survivor === 'restored';
    expect(sizes('narrow')[index]).toEqual(restored ? { states: 28, transitions: 252, accepted: 136 } : { states: 36, transitions: 324, accepted: 176 });
    expect(sizes('spellings')[index]!.states).toBe(restored ? 28 : 36);
  }
  expect(sizes('wide')[0]).toMatchObject({ states: 784, transitions: 17_248 });
});
