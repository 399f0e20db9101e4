/**
 * What a command is run on: a specification, and where its texts and sources are.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './io.ts';
import type { Title } from '../engine/title.ts';
import type { Fault, Specification, Words } from '../engine/specification.ts';

export interface Project<W extends Words = any> {
  readonly specification: Specification<W>;
  /** The specification that the project's files make; where it is another one, no result is kept for the next run. */
  readonly made?: Specification<W>;
  /** Specifications that are wrong on purpose; the gate plants them. */
  readonly faults: readonly Fault<W>[];
  /** The folder in which `spec/` (claims, assumptions, choices, scenarios, acceptances) and `reports/` lie. */
  readonly folder: string;
  /** The folder whose `spec/` is read where the project has none of its own: the kit brings along that of the Known Servers Table. */
  readonly specFrom?: string;
  /** What the HTML page starts from, where the kit brings along one of its own: a path in `src`, and where that is built to. */
  readonly page?: string;
  /** The files and folders, seen from it, in which rules and invariants are written. */
  readonly sources: readonly string[];
  /** The kst.config.ts that tells all this, seen from where the user stands; null for what the kit brings along. */
  readonly file: string | null;
}

/** What a verdict on a project is about. */
export function titleOf({ specification, file }: Project): Title {
  return { specification: specification.name, config: file };
}

/** @throws UsageError for what the kit brings along: reports and acceptances belong to a project. */
export function refuseBuiltIn({ file }: Project, command: string): void {
  if (file !== null) return;
  const edit = 'kst init makes one, or stand in the folder of one';
  throw new UsageError(`${command} needs a project, and there is no kst.config.ts in this folder or above it: ${edit}`);
}

/** Whether a project has written down what its rules and invariants rest on; where not, citations cannot be followed. */
export function hasClaims(project: Project): boolean {
  return existsSync(join(specRoot(project), 'spec/claims.json'));
}

/** What nobody asks of a project that has written down nothing to rest on. */
export function notAsked(project: Project): readonly string[] {
  return hasClaims(project) ? [] : ['citations (there is no spec/claims.json)'];
}

/** Where `spec/` is read. */
export function specRoot({ folder, specFrom }: Pick<Project, 'folder' | 'specFrom'>): string {
  return specFrom ?? folder;
}

/** The version of the kit, as its package.json says it. */
export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
