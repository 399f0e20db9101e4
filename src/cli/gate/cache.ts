/**
 * Results of the gate's longer steps, kept for as long as nothing that they depend on changes. They lie below the
 * project's packages, where nobody commits them and `npm ci` clears them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
 * The cache of a project, in its folder. Its results are those of these very sources: of a specification that
 * was not made of the project's files as they are, nothing is kept.
 */
export function projectCache(project: Project): Cache {
  if (project.made !== project.specification) return noCache;
  const kept = join(project.folder, 'node_modules/.cache/kst-kit');
  const inputs = hashOfInputs(project);
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

/** Everything that a result can depend on: the sources, the project's files, the packages, and the Node that runs them. */
function hashOfInputs({ folder, sources }: Project): string {
  const hash = createHash('sha256').update(process.version);
  const add = (at: string, name: string): void => {
    if (!existsSync(at)) return;
    if (statSync(at).isDirectory()) {
      const files = readdirSync(at).filter((file) => file !== 'node_modules' && file !== 'reports');
      for (const file of files.sort()) add(join(at, file), `${name}/${file}`);
    } else if (/\.([cm]?[jt]sx?|json)$/.test(name)) {
      const bytes = readFileSync(at);
      hash.update(`${name}\0${bytes.length}\0`).update(bytes);
    }
  };
  const kit = fileURLToPath(new URL('../../../', import.meta.url));
  const code = dirname(dirname(import.meta.dirname));
  add(code, 'kit');
  for (const file of ['package.json', 'package-lock.json']) add(join(kit, file), `kit/${file}`);
  for (const file of [...sources, 'spec', 'package-lock.json']) add(join(folder, file), file);
  return hash.digest('hex');
}
