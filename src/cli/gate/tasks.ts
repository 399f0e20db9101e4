/**
 * The gate's longer tasks, on the rules of this kit, the strength in two halves. A worker can be asked for each.
 */
import { knownServersTable } from '../../kst/model.ts';
import { once } from '../../kit/once.ts';
import { comparedParts } from '../../kit/parts.ts';
import { playSequences } from '../../kit/random.ts';
import { judgeMutants } from '../../kit/strength/mutant-verdicts.ts';
import { Reference } from '../../kit/strength/reference.ts';
import { measureRules } from '../../kit/strength/rule-wide.ts';
import { measureOutcomes, summary } from '../../kit/strength/strength.ts';
import type { RandomOptions, RandomResult } from '../../kit/random.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';

export interface Tasks {
  readonly random: (options: RandomOptions) => RandomResult;
  readonly mutants: () => Strength['mutants'];
  readonly outcomes: (cells: readonly CellBases[]) => Omit<Strength, 'mutants'>;
}

const reference = once(() => new Reference(knownServersTable(), comparedParts()));

export const tasks: Tasks = {
  random: (options) => playSequences(knownServersTable(), options),
  mutants: () => summary(judgeMutants(reference())),
  outcomes: (cells) => ({ outcomes: measureOutcomes(reference(), cells), rules: measureRules(reference()) }),
};
