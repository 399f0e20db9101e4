/**
 * Every rulebook that the generic properties run on.
 */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownServersProject } from '../src/cli/project.ts';
import { faults } from '../starter/faults.ts';
import { leases } from '../starter/leases.ts';
import type { Project } from '../src/cli/project.ts';

const starter = join(import.meta.dirname, '../starter');

/** The leases as a project; its reports lie where the command is run. */
export const leasesProject = (folder = starter): Project => ({ specification: leases(), faults: faults(), folder, sources: ['.'] });

/** A copy of the leases' folder, to write into. */
export function leasesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kst-leases-'));
  cpSync(starter, folder, { recursive: true });
  return folder;
}

/** By name, made anew for each test. */
export const rulebooks: readonly { readonly name: string; readonly project: () => Project }[] = [
  { name: 'Known Servers Table', project: knownServersProject },
  { name: 'leases', project: leasesProject },
];
