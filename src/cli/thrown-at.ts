/**
 * Where a function of the author's threw.
 */
import { relative, sep } from 'node:path';
import { rulePlaces } from './rule-places.ts';
import type { Place } from '../engine/gate/result.ts';
import type { AuthorError } from '../engine/rules/author-error.ts';
import type { Project } from './project.ts';

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
