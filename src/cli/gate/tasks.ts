/**
 * The halves of the measure of strength, on the rules of this kit. A worker can be asked for either.
 */
import { knownServersTable } from '../../kst/model.ts';
import { comparedParts } from '../../kit/parts.ts';
import { judgeMutants } from '../../kit/strength/mutant-verdicts.ts';
import { Reference } from '../../kit/strength/reference.ts';
import { measureRules } from '../../kit/strength/rule-wide.ts';
import { measureOutcomes, summary } from '../../kit/strength/strength.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';

export interface Tasks {
  readonly mutants: () => Strength['mutants'];
  readonly outcomes: (cells: readonly CellBases[]) => Omit<Strength, 'mutants'>;
}

export const tasks: Tasks = {
  mutants: () => summary(judgeMutants(new Reference(knownServersTable(), comparedParts()))),
  outcomes: (cells) => {
    const reference = new Reference(knownServersTable(), comparedParts());
    return { outcomes: measureOutcomes(reference, cells), rules: measureRules(reference) };
  },
};
