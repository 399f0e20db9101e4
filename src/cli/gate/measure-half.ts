import { knownServersTable } from '../../kst/model.ts';
import { comparedParts, judgeMutants } from '../../kit/strength/mutant-verdicts.ts';
import { Reference } from '../../kit/strength/reference.ts';
import { measureRules } from '../../kit/strength/rule-wide.ts';
import { measureOutcomes, summary } from '../../kit/strength/strength.ts';
import type { Strength } from '../../kit/strength/strength.ts';
import type { StrengthQuestion } from './strength-worker.ts';

/** A half of the strength of the rules of this kit. */
export function measureHalf({ half, cells }: StrengthQuestion): Pick<Strength, 'mutants'> | Omit<Strength, 'mutants'> {
  const reference = new Reference(knownServersTable(), comparedParts());
  if (half === 'mutants') return { mutants: summary(judgeMutants(reference)) };
  return { outcomes: measureOutcomes(reference, cells), rules: measureRules(reference) };
}
