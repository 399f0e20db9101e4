/**
 * The suites that are computed from a machine, on machines that have nothing to do with the Known Servers Table: that they find
 * every wrong machine that they promise to find.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessWords, after, machineKey, outputsOf, smallest } from '../src/engine/conform/mealy.ts';
import { completeSuite, identifiers, type InputWord, separatingWord, tellingApart, tour } from '../src/engine/conform/separate.ts';
import type { Mealy } from '../src/engine/conform/mealy.ts';

/** Any machine with so many states at most, two inputs and two outputs. */
function machine(most: number): fc.Arbitrary<Mealy> {
  return fc.integer({ min: 1, max: most }).chain((states) => {
    const rows = { minLength: states * 2, maxLength: states * 2 };
    const made = fc.record({ next: fc.array(fc.nat(states - 1), rows), output: fc.array(fc.nat(1), rows) });
    return made.map(({ next, output }) => ({ states, inputs: 2, next: Int32Array.from(next), output: Int32Array.from(output) }));
  });
}

const shows = (one: Mealy, other: Mealy, word: InputWord): boolean => outputsOf(one, word).join() === outputsOf(other, word).join();
const alike = (one: Mealy, other: Mealy): boolean => separatingWord({ machine: one, state: 0 }, { machine: other, state: 0 }) === null;

describe('the smallest machine', () => {
  test('shows the same, has no two states that do, and is one and the same for all that show the same', () => {
    fc.assert(
      fc.property(machine(6), machine(6), (one, other) => {
        const small = smallest(one);
        expect(alike(one, small)).toBe(true);
        const at = (state: number) => ({ machine: small, state });
        for (let a = 0; a < small.states; a++) for (let b = 0; b < a; b++) expect(separatingWord(at(a), at(b))).not.toBe(null);
        expect(machineKey(small) === machineKey(smallest(other))).toBe(alike(one, other));
        for (const [state, word] of accessWords(small).entries()) expect(after(small, word)).toBe(state);
      }),
    );
  });
});

describe('words that tell apart', () => {
  test('identify each state of a smallest machine by words that any two of them share', () => {
    fc.assert(
      fc.property(machine(6), (any) => {
        const small = smallest(any);
        const words = identifiers(small);
        for (let a = 0; a < small.states; a++) {
          for (let b = 0; b < a; b++) {
            const begins = (word: InputWord): readonly InputWord[] => word.map((_, index) => word.slice(0, index + 1));
            const others = new Set(words[b]!.flatMap(begins).map((word) => word.join()));
            const shared = words[a]!.flatMap(begins).filter((word) => others.has(word.join()));
            expect(shared.some((word) => outputsOf(small, word, a).join() !== outputsOf(small, word, b).join())).toBe(true);
          }
        }
      }),
    );
  });

  test('tell any two machines apart that do not show the same', () => {
    fc.assert(
      fc.property(fc.array(machine(4), { minLength: 2, maxLength: 5 }), (machines) => {
        const words = tellingApart(machines);
        for (const one of machines) {
          for (const other of machines) expect(words.every((word) => shows(one, other, word))).toBe(alike(one, other));
        }
      }),
    );
  });
});

describe('the complete suite', () => {
  test.for([0, 1, 2])('finds every machine with at most %i states more that shows anything else', (extra) => {
    let wrong = 0;
    fc.assert(
      fc.property(machine(3), machine(3 + extra), (any, other) => {
        const small = smallest(any);
        if (smallest(other).states > small.states + extra) return;
        wrong += Number(!alike(small, other));
        expect(completeSuite(small, extra).every((word) => shows(small, other, word))).toBe(alike(small, other));
      }),
      { numRuns: 400 },
    );
    expect(wrong).toBeGreaterThan(100);
  });

  test('is not complete for one state more than it allows for', () => {
    const found = fc.sample(fc.tuple(machine(3), machine(5)), { numRuns: 3000, seed: 1 }).some(([any, other]) => {
      const small = smallest(any);
      if (smallest(other).states <= small.states || alike(small, other)) return false;
      return completeSuite(small, 0).every((word) => shows(small, other, word));
    });
    expect(found).toBe(true);
  });

  test('takes every row, and no word that another begins with', () => {
    fc.assert(
      fc.property(machine(6), (any) => {
        const small = smallest(any);
        const words = completeSuite(small, 0);
        expect(rowsTaken(small, words).size).toBe(small.states * 2);
        for (const word of words) expect(words.filter((other) => other.join().startsWith(word.join()))).toHaveLength(1);
      }),
    );
  });
});

test('a tour takes every row by words that are not much longer than asked', () => {
  fc.assert(
    fc.property(machine(8), fc.integer({ min: 1, max: 20 }), (any, most) => {
      const small = smallest(any);
      const words = tour(small, most);
      expect(rowsTaken(small, words).size).toBe(small.states * 2);
      for (const word of words) expect(word.length).toBeLessThanOrEqual(Math.max(most, small.states) + small.states * 2 + 4);
    }),
  );
});

/** The rows that words take, by state and input. */
function rowsTaken(of: Mealy, words: readonly InputWord[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => word.map((input, index) => `${after(of, word.slice(0, index))} ${input}`)));
}
