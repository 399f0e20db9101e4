/**
 * The project that this repository is: the Known Servers Table, with spec/ and reports/ beside this file.
 */
import { knownServersTable } from './src/kst/specification.ts';
import { gateFaults } from './properties/faults/index.ts';
import type { Config } from './src/engine/specification.ts';
import type { Kst } from './src/kst/words.ts';

export default { specification: knownServersTable, faults: gateFaults } satisfies Config<Kst>;
