/**
 * What a command is run on: a specification, and where its texts and sources are.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { knownServersTable } from '../kst/specification.ts';
import type { Fault, Specification, Words } from '../engine/specification.ts';
import type { Kst } from '../kst/words.ts';

export interface Project<W extends Words = any> {
  readonly specification: Specification<W>;
  /** The specification that the project's files make; where it is another one, no result is kept for the next run. */
  readonly made?: Specification<W>;
  /** Specifications that are wrong on purpose; the gate plants them. */
  readonly faults: readonly Fault<W>[];
  /** The folder that holds `spec/`: claims, assumptions, choices, scenarios. */
  readonly folder: string;
  /** The folders below it in which rules and invariants are written. */
  readonly sources: readonly string[];
  /** Whether the HTML page presents it, and reports beside those of every project: so far they know the Known Servers Table alone. */
  readonly hasOwnPages?: boolean;
}

/** The Known Servers Table, as the kit brings it along: its folder is that of the repository, or of the installed package. */
export function knownServersProject(): Project<Kst> {
  const specification = knownServersTable();
  return {
    specification,
    made: specification,
    faults: [],
    folder: fileURLToPath(new URL('../../', import.meta.url)),
    sources: ['src/kst/rules', 'src/kst/invariants'],
    hasOwnPages: true,
  };
}

/** The version of the kit, as its package.json says it. */
export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
