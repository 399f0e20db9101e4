/**
 * Results of the gate's longer steps, kept for as long as nothing that they depend on changes. They lie below the
 * project's packages, where nobody commits them and `npm ci` clears them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeWhole } from '../files.ts';
import { sha256 } from '../hash.ts';
import type { Project } from '../project.ts';

/** Results by name. */
export interface Cache {
  /** What was kept for the same inputs; null where there is nothing, or nothing that is whole: then it is found out again. */
  get<T>(name: string): T | null;
  /** Keeps a result. A cache that cannot be written is none. */
  put(name: string, value: unknown): void;
}

/**
 * The cache of a project, in the folder in which the user stands. Its results are those of these very sources: of a specification that
 * was not made of the project's files as they are, nothing is kept.
 */
export function projectCache(cwd: string, { specification, made, folder }: Project): Cache {
  if (made !== specification) return noCache;
  const kept = join(cwd, 'node_modules/.cache/kst-kit');
  const inputs = hashOfInputs(folder);
  const fileOf = (name: string) => join(kept, `${name}-${inputs.slice(0, 16)}.json`);
  return {
    get<T>(name: string): T | null {
      try {
        const [digest, ...lines] = readFileSync(fileOf(name), 'utf8').split('\n');
        const text = lines.join('\n');
        return digest === sha256(text) ? (JSON.parse(text) as T) : null;
      } catch {
        return null;
      }
    },
    put(name, value) {
      try {
        mkdirSync(kept, { recursive: true });
        const text = JSON.stringify(value);
        writeWhole(fileOf(name), `${sha256(text)}\n${text}`);
      } catch {
        return;
      }
    },
  };
}

/** A cache that keeps nothing. */
export const noCache: Cache = { get: () => null, put: () => {} };

/** Everything that a result can depend on: the sources, the project's files, the packages, and the Node that runs them. */
function hashOfInputs(folder: string) {
  const hash = createHash('sha256').update(process.version);
  const root = new URL('../../../', import.meta.url);
  const sources = new URL('../../', import.meta.url);
  const add = (folder: URL, file: string) => {
    const bytes = readFileSync(new URL(file, folder));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  };
  const own = folder === fileURLToPath(root) ? [new URL('spec/', root)] : [pathToFileURL(`${folder}/`)];
  for (const at of [sources, ...own]) {
    const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
    const read = files.filter((file) => /\.(ts|js|json)$/.test(file) && !/(^|\/)(node_modules|reports)\//.test(file));
    for (const file of read.sort()) add(at, file);
  }
  add(root, 'package.json');
  if (existsSync(new URL('package-lock.json', root))) add(root, 'package-lock.json');
  return hash.digest('hex');
}
