/**
 * Patterns that are made ready match what ts-pattern matches.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMatching, P } from 'ts-pattern';
import { matcherOf } from '../src/engine/patterns.ts';

const leaf = fc.constantFrom<unknown>(null, undefined, true, false, 0, 1, NaN, 'a', 'b');
const values = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any'), { maxLength: 2 }), fc.dictionary(fc.constantFrom('x', 'y'), tie('any'), { maxKeys: 2 })),
})).any;
const patterns = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.constantFrom<unknown>(P._, P.string, P.union('a', 1), P.not(null), P.optional('a'), P.array('a'), P.when((value) => value === true), []),
    fc.dictionary(fc.constantFrom('x', 'y'), tie('any'), { maxKeys: 2 }),
    fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
  ),
})).any;

test('a pattern that is made ready matches what ts-pattern matches', () => {
  fc.assert(
    fc.property(patterns, values, (pattern, value) => {
      expect(matcherOf(pattern)(value)).toBe(isMatching(pattern as never, value as never));
    }),
    { numRuns: 2000 },
  );
});
