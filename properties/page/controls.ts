/**
 * What runs and links are tested with: both rulebooks, as a page offers their commands.
 */
import { knownServersTable } from '../../src/kst/specification.ts';
import { knownServersControls } from '../../src/lync/page/controls.ts';
import { leases } from '../../starter/leases.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Controls } from '../../src/page/presentation.ts';

const leasesControls = (): Controls => ({
  rulebook: leases(),
  commands: {
    take: { label: 'Take', letter: 't' },
    release: { label: 'Release', letter: 'r' },
    tick: { label: 'Tick', letter: 'p' },
    audit: { label: 'Audit', letter: 'a' },
  },
  fields: { lease: { label: 'Lease', first: 'x' }, by: { label: 'By', first: 'ann' } },
});

interface Controlled {
  readonly name: string;
  readonly specification: Specification;
  readonly controls: Controls;
}

export const allControls: readonly Controlled[] = [
  { name: 'Known Servers Table', specification: knownServersTable(), controls: knownServersControls() },
  { name: 'leases', specification: leases(), controls: leasesControls() },
];
