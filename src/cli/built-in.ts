/**
 * The Known Servers Table as a project: what the kit brings along for whoever has none. A file of its own, as nobody else waits for it.
 */
import { fileURLToPath } from 'node:url';
import { knownServersTable } from '../kst/specification.ts';
import type { Kst } from '../kst/words.ts';
import type { Project } from './project.ts';

/** The folder of this repository, or of the installed package. */
export const kitFolder = fileURLToPath(new URL('../../', import.meta.url));

/** What its own HTML page starts from. */
export const page = 'lync/page/main';

/** The Known Servers Table, as the kit brings it along: its folder is that of the repository, or of the installed package. */
export function knownServersProject(): Project<Kst> {
  const specification = knownServersTable();
  return {
    specification,
    made: specification,
    faults: [],
    folder: kitFolder,
    page,
    sources: ['src/kst/rules', 'src/kst/invariants'],
    file: null,
  };
}

/** Whether a project is about the Known Servers Table, which has reports and an HTML page beside those of every project. */
export function isKnownServers({ specification: { name } }: Project): boolean {
  return name === knownServersTable().name;
}
