/**
 * Where the rules and the invariants stand in the sources, so that a finding can point at the lines of the one it is about.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { recordsIn } from './records.ts';
import type { Place } from '../engine/gate/result.ts';
import type { AuthorError } from '../engine/rules/author-error.ts';
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

/**
 * The line of the author's that threw, or the rule or the invariant that did; null where nothing tells.
 *
 * @param from the folder that the line's file is seen from; the rule's is seen from the project's.
 */
export function thrownAt({ frames, what }: AuthorError, project: Project, from = project.folder): Place | null {
  const lines = frames.map((frame) => /\(?(?:file:\/\/)?(\/[^()]+):(\d+):\d+\)?$/.exec(frame));
  const [, path, line] = lines.find((found) => found !== null && !found[1]!.includes('/node_modules/')) ?? [];
  if (path === undefined || path.startsWith(engine)) return rulePlaces(project).get(what.split(' ').at(-1)!) ?? null;
  return { file: relative(from, decodeURI(path)).replaceAll(sep, '/'), from: Number(line), to: Number(line) };
}

/** Where the engine's own sources are. */
const engine = new URL('../engine/', import.meta.url).pathname;
