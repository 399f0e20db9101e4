/**
 * What `kst` verifies in this folder: rollouts, and the faults that its gate plants. spec/ and reports/ lie beside this file.
 */
import { rollouts } from './rollouts.ts';
import { faults } from './faults.ts';
import type { Config } from 'kst-kit/engine';
import type { Rollouts } from './words.ts';

export default { specification: rollouts, faults } satisfies Config<Rollouts>;
