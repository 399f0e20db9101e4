/**
 * A log that an invariant gives up as lost: no longer log mends it. And it gives up soon: else whoever tries out longer
 * logs would have to try out very many.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { quickParts } from '../src/kit/proof.ts';
import { perform, Reference } from '../src/kit/strength/reference.ts';
import { effectsFor } from '../src/kit/strength/vocabulary.ts';
import { rowsToJudge, wrongOutcomesOf } from '../src/kit/strength/wrong-outcomes.ts';
import type { ReferenceRow } from '../src/kit/strength/reference.ts';

let reference: Reference;
let rows: readonly ReferenceRow[];
beforeAll(() => {
  reference = new Reference(knownServersTable(), quickParts().slice(0, 1));
  rows = rowsToJudge([...reference.all()][0]!).filter(({ branches }) => branches.some(({ outcome }) => outcome.refused === null));
});

test('what is lost stays broken, whatever is done and logged after it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (row, place, words) => {
      const { before, command } = rows[row % rows.length]!;
      const bench = reference.watching.bench(before, command);
      const applications = reference.applicationsIn(rows[row % rows.length]!);
      const { play, application } = applications[place % applications.length]!;
      const vocabulary = effectsFor(application.table);
      const trying = play.fork();
      let lost = 0;
      for (const word of words) {
        perform(trying, application, [vocabulary[word % vocabulary.length]!]);
        lost |= bench.lost(bench.look(trying.soFar));
        const outcome = trying.fork().finish();
        if (outcome.kind !== 'taken') return true;
        const { violated } = bench.judge(outcome, bench.look(outcome));
        const rejected = violated.reduce((set, index) => set | reference.watching.invariants[index]!.variants, 0);
        if ((lost & ~rejected) !== 0) return false;
      }
      return true;
    }),
    { numRuns: 5000 },
  );
});

describe('wrong logs are given up soon', () => {
  // So many wrong outcomes are judged in a row; one more would be a log that was followed in vain.
  test.for([
    ['pool.add', 'R04', 250],
    ['pool.remove', 'R07', 561],
    ['umRouting.discover', 'R38', 3006],
    ['rtcsrv.start', 'R39', 2316],
    ['rtcsrv.stop', 'R20', 126],
    ['dialPlan.host', 'R11', 68],
  ] as const)('%s where %s decides: at most %i outcomes', ([kind, rule, most]) => {
    const decided = rows.filter(({ command, branches }) => command.do === kind && branches.some(({ outcome }) => outcome.rules.at(-1) === rule));
    const counts = decided.map((row) => [...wrongOutcomesOf(reference, row)].length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(most);
    expect(Math.min(...counts)).toBeGreaterThan(dialects().length);
  });
});
