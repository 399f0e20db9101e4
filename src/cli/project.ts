/**
 * What a command is run on: a specification, and where its texts and sources are.
 */
import { fileURLToPath } from 'node:url';
import { knownServersTable } from '../kst/specification.ts';
import type { Fault, Specification, Words } from '../engine/specification.ts';

export interface Project<W extends Words = any> {
  readonly specification: Specification<W>;
  /** Specifications that are wrong on purpose; the gate plants them. */
  readonly faults: readonly Fault<W>[];
  /** The folder that holds `spec/`: claims, assumptions, choices, scenarios. */
  readonly folder: string;
  /** The folders below it in which rules and invariants are written. */
  readonly sources: readonly string[];
}

/** The Known Servers Table, as the kit brings it along: its folder is that of the repository, or of the installed package. */
export function knownServersProject(): Project {
  return {
    specification: knownServersTable(),
    faults: [],
    folder: fileURLToPath(new URL('../../', import.meta.url)),
    sources: ['src/kst/rules', 'src/kst/invariants'],
  };
}
