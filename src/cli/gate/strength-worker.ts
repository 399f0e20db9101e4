/**
 * Measures a part of the strength beside everything else: a second core is there, and nothing has to wait for it.
 */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { CellBases } from '../../kit/strength/strength.ts';

/** What a worker is asked for: two halves that take about as long as each other. */
export interface StrengthQuestion {
  readonly half: 'mutants' | 'outcomes and rules';
  readonly cells: readonly CellBases[];
}

// As in main.ts: what is loaded after this line is kept compiled between runs.
enableCompileCache();
const { measureHalf } = await import('./measure-half.ts');
parentPort!.postMessage(measureHalf(workerData as StrengthQuestion));
