/**
 * What `kst` verifies in this folder: a specification, and the faults that its gate plants. spec/ and reports/ lie beside this file.
 */
import { leases } from './leases.ts';
import { faults } from './faults.ts';
import type { Config } from 'kst-kit/engine';
import type { Leases } from './words.ts';

export default { specification: leases, faults } satisfies Config<Leases>;
