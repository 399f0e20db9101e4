/**
 * Measures a part of the strength beside everything else: a second core is there, and nothing has to wait for it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { knownServersTable } from '../../kst/model.ts';
import { comparedParts, judgeMutants } from '../../kit/strength/mutant-verdicts.ts';
import { Reference } from '../../kit/strength/reference.ts';
import { measureRules } from '../../kit/strength/rule-wide.ts';
import { measureOutcomes, summary } from '../../kit/strength/strength.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';

/** What a worker is asked for. */
export interface StrengthQuestion {
  readonly part: keyof Strength;
  readonly cells: readonly CellBases[];
}

const { part, cells } = workerData as StrengthQuestion;
const reference = new Reference(knownServersTable(), comparedParts());

switch (part) {
  case 'mutants':
    parentPort!.postMessage(summary(judgeMutants(reference)));
    break;
  case 'outcomes':
    parentPort!.postMessage(measureOutcomes(reference, cells));
    break;
  case 'rules':
    parentPort!.postMessage(measureRules(reference));
    break;
}
