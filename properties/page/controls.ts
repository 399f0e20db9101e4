/**
 * What runs and links are tested with: every rulebook, as a page offers its commands.
 */
import { knownServersTable } from '../../src/kst/specification.ts';
import { knownServersControls } from '../../src/lync/page/controls.ts';
import { controlsOf } from '../../src/page/controls.ts';
import { lamps } from '../lamps.ts';
import { rollouts } from '../rollouts/rollouts.ts';
import { leases } from '../../starter/leases.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Controls } from '../../src/page/presentation.ts';

interface Controlled {
  readonly name: string;
  readonly specification: Specification;
  readonly controls: Controls;
}

export const allControls: readonly Controlled[] = [
  { name: 'Known Servers Table', specification: knownServersTable(), controls: knownServersControls() },
  { name: 'leases', specification: leases(), controls: controlsOf(leases()) },
  { name: 'rollouts', specification: rollouts(), controls: controlsOf(rollouts()) },
  { name: 'lamps', specification: lamps(), controls: controlsOf(lamps()) },
];
