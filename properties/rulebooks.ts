/**
 * Every rulebook that the generic properties run on.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { knownServersProject } from '../src/cli/built-in.ts';
import { faults } from '../starter/faults.ts';
import { leases } from '../starter/leases.ts';
import { faults as rolloutFaults } from './rollouts/faults.ts';
import { rollouts } from './rollouts/rollouts.ts';
import { temporaryFolder } from './temporary.ts';
import type { Project } from '../src/cli/project.ts';
import type { Kst } from '../src/kst/words.ts';

const starter = join(import.meta.dirname, '../starter');

/** The Known Servers Table as the project of this repository. */
export const kstProject = (): Project<Kst> => ({ ...knownServersProject(), file: 'kst.config.ts' });

/** The leases as a project; its reports lie where the command is run. */
export const leasesProject = (folder = starter): Project => ({ specification: leases(), faults: faults(), folder, sources: ['.'], file: 'kst.config.ts' });

/** Rollouts, which use what the other two do not: see properties/rollouts/. */
export const rolloutsProject = (folder = join(import.meta.dirname, 'rollouts')): Project =>
  ({ specification: rollouts(), faults: rolloutFaults(), folder, sources: ['.'], file: 'kst.config.ts' });

/** A copy of the leases' folder, to write into. */
export function leasesFolder(): string {
  const folder = temporaryFolder();
  cpSync(starter, folder, { recursive: true });
  return folder;
}

/** By name, made anew for each test. */
export const rulebooks: readonly { readonly name: string; readonly project: () => Project }[] = [
  { name: 'Known Servers Table', project: kstProject },
  { name: 'leases', project: leasesProject },
  { name: 'rollouts', project: rolloutsProject },
];
