/**
 * Results of the gate's longer steps, kept for as long as nothing that they depend on changes. They lie below the
 * project's packages, where nobody commits them and `npm ci` clears them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files.ts';
import { sha256 } from '../hash.ts';

/** Results by name. */
export interface Cache {
  /** What was kept for the same inputs; null where there is nothing, or nothing that is whole: then it is found out again. */
  get<T>(name: string): T | null;
  /** Keeps a result. A cache that cannot be written is none. */
  put(name: string, value: unknown): void;
}

/** The cache of a project. Its results are those of these very sources. */
export function projectCache(folder: string): Cache {
  const kept = join(folder, 'node_modules/.cache/kst-kit');
  const inputs = hashOfInputs();
  const fileOf = (name: string): string => join(kept, `${name}-${inputs.slice(0, 16)}.json`);
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

/** Everything that a result can depend on: the sources, the specification, the packages, and the Node that runs them. */
function hashOfInputs(): string {
  const hash = createHash('sha256').update(process.version);
  const root = new URL('../../../', import.meta.url);
  const sources = new URL('../../', import.meta.url);
  const add = (folder: URL, file: string): void => {
    const bytes = readFileSync(new URL(file, folder));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  };
  for (const [folder, name] of [[sources, ''], [root, 'spec/']] as const) {
    const files = readdirSync(new URL(name, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${name}${file.replaceAll('\\', '/')}`);
    for (const file of files.filter((each) => /\.(ts|js|json)$/.test(each)).sort()) add(folder, file);
  }
  add(root, 'package.json');
  if (existsSync(new URL('package-lock.json', root))) add(root, 'package-lock.json');
  return hash.digest('hex');
}
