/**
 * Where the rules and the invariants stand in the sources, and where a function of the author's threw, so that a finding can point at
 * the lines that it is about.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
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
function filesIn(folder: string, source: string) {
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
  const lines = frames.map((frame) => /\(?(?:file:\/\/)?(\/[^()?]+)(?:\?[^():]*)?:(\d+):\d+\)?$/.exec(frame));
  const [, path, line] = lines.find((found) => found !== null && !found[1]!.includes('/node_modules/')) ?? [];
  if (path === undefined || path.startsWith(engine)) return rulePlaces(project).get(what.split(' ').at(-1)!) ?? null;
  return { file: relative(from, decodeURI(path)).replaceAll(sep, '/'), from: Number(line), to: Number(line) };
}

/** Where the engine's own sources are. */
const engine = new URL('../engine/', import.meta.url).pathname;

const space = /\s+|\/\/.*|\/\*[^]*?\*\//y;
const text = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/y;
const template = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y;
const expression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const word = /[\w$]+/y;

/** After these a slash begins a regular expression; after anything else it divides. */
const beforeExpression = new Set(['', ...'([{,;=:!&|?+-*%<>~^', 'return', 'typeof', 'case']);

/**
 * The records of a source whose `id` is a text, from their `{` to their `}` in lines counted from 1, in the order in which they end:
 * found by their braces, however they are formatted. What is cut off has no end, and is none.
 */
export function recordsIn(source: string) {
  const records: { id: string; from: number; to: number }[] = [];
  /** The braces that are open; of a template's `${` and of a record without a text as its id there is nothing to tell. */
  const open: { at: number; template: boolean; id: string | null }[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const taken = pattern.exec(source)?.[0] ?? '';
    at += taken.length;
    return taken;
  };
  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length;
  /** The last three tokens: enough to see `{ id:` or `, id:`. */
  let last: readonly [string, string, string] = ['', '', ''];

  const takeText = (token: string) => {
    const record = open.at(-1);
    const isId = /^[{,]$/.test(last[0]) && /^(['"]?)id\1$/.test(last[1]) && last[2] === ':';
    if (isId && record !== undefined) record.id ??= token.slice(1, -1);
  };
  const takeTemplate = () => {
    const begin = at - 1;
    const chunk = take(template);
    if (chunk.endsWith('${')) open.push({ at, template: true, id: null });
    else if (source[begin] === '`') takeText(source.slice(begin, at));
  };

  while (at < source.length) {
    if (take(space) !== '') continue;
    const slashBegins = source[at] === '/' && beforeExpression.has(last[2]);
    const token = take(text) || (slashBegins ? take(expression) : '') || take(word) || source[at++]!;
    if (token === '{') open.push({ at: at - 1, template: false, id: null });
    else if (token === '`') takeTemplate();
    else if (token === '}') {
      const { id = null, template: inTemplate = false, at: from = 0 } = open.pop() ?? {};
      if (inTemplate) takeTemplate();
      else if (id !== null) records.push({ id, from: lineOf(from), to: lineOf(at) });
    } else if (/^['"]/.test(token)) takeText(token);
    last = [last[1], last[2], token];
  }
  return records;
}
