/**
 * Where the rules and the invariants stand in the sources, so that a finding can point at the lines of the one it is about.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { recordsIn } from './records.ts';
import type { Place } from '../engine/gate/result.ts';
import type { Project } from './project.ts';

/**
 * The lines of every rule and invariant by its id, from its `{` to its `}`; of one that stands there twice the first.
 * Empty where the sources are not: an installed package brings none.
 */
export function rulePlaces({ folder, sources }: Pick<Project, 'folder' | 'sources'>): ReadonlyMap<string, Place> {
  const files = sources.flatMap((source) => filesIn(folder, source)).filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const places = files.flatMap((file) =>
    recordsIn(readFileSync(join(folder, file), 'utf8')).map(({ id, from, to }) => [id, { file, from, to }] as const),
  );
  return new Map(places.reverse());
}

/** The files of a folder of the project, in the order of their names; a file by itself. */
function filesIn(folder: string, source: string): readonly string[] {
  const stats = statSync(join(folder, source), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  return stats.isDirectory() ? readdirSync(join(folder, source)).sort().map((name) => posix.join(source, name)) : [source];
}
