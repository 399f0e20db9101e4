import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reasonOf, writeWhole } from './files.ts';
import { exitCodes, type Io, UsageError } from './io.ts';
import { packageVersion } from './project.ts';

type Manifest = Readonly<Record<string, unknown>> & { readonly [kind in DependencyKind | 'scripts']?: Readonly<Record<string, string>> };

type DependencyKind = 'dependencies' | 'devDependencies';

/** What a folder may have already, and keeps as it is. */
const kept = new Set(['README.md', 'tsconfig.json', '.gitignore', '.github/workflows/kst.yml']);

/**
 * `kst init [DIR]`: a small project of one's own, the leases, to be changed into other rules. Nothing that is there is written over; of a
 * package.json that is there, only what is missing is added.
 *
 * @throws UsageError where a file of the same name is there, and before anything is written.
 */
export function init(dir: string | undefined, { cwd, out }: Io): number {
  const folder = resolve(cwd, dir ?? '.');
  const starter = fileURLToPath(new URL('../../starter/', import.meta.url));
  const files = readdirSync(starter, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(starter, join(parentPath, name)).replaceAll(sep, '/'))
    .filter((file) => file !== manifestName && !/^(node_modules|reports)\//.test(file))
    .sort();
  const inTheWay = files.find((file) => !kept.has(file) && existsSync(join(folder, file)));
  if (inTheWay !== undefined) {
    const edit = 'name another folder, kst init DIR';
    throw new UsageError(`${named(cwd, join(folder, inTheWay))} is there already, and kst init overwrites nothing: ${edit}`);
  }
  const { manifest, added } = manifestOf(folder, cwd, starter);
  const copied = files.filter((file) => !existsSync(join(folder, file)));
  const ignores = !existsSync(join(folder, '.gitignore'));
  try {
    for (const file of copied) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      copyFileSync(join(starter, file), join(folder, file));
    }
    if (ignores) writeWhole(join(folder, '.gitignore'), 'node_modules/\n'); // packages on a registry bring none
    writeWhole(join(folder, manifestName), manifest);
  } catch (error) {
    throw new UsageError(`${folder} cannot be written: ${reasonOf(error)}`);
  }
  const here = relative(cwd, folder) === '' ? '' : `cd ${named(cwd, folder)} && `;
  void out([
    ...[...copied, ...(ignores ? ['.gitignore'] : [])].map((file) => `written      ${file}`),
    ...files.filter((file) => !copied.includes(file)).map((file) => `left as it is  ${file}`),
    ...added.map((what) => `added to package.json: ${what}`),
    '',
    `next: ${here}npm install && npm test, then read README.md`,
    'The first npx kst gate has nothing to compare with: npx kst accept --first writes the reports and accepts all rules. Commit both.',
    '',
  ].join('\n'));
  return exitCodes.upheld;
}

const manifestName = 'package.json';

/** The folder's package.json with what is missing in it, and what that is. @throws UsageError for one that cannot be read. */
function manifestOf(folder: string, cwd: string, starter: string): { readonly manifest: string; readonly added: readonly string[] } {
  const wanted = JSON.parse(readFileSync(join(starter, manifestName), 'utf8')) as Manifest;
  const file = join(folder, manifestName);
  const found = existsSync(file) ? readManifest(file, cwd) : null;
  const has = (name: string): boolean => (['dependencies', 'devDependencies'] as const).some((kind) => found?.[kind]?.[name] !== undefined);
  const kit = installedKit(folder);
  const added: string[] = [];
  const missing = (kind: DependencyKind | 'scripts'): Readonly<Record<string, string>> => {
    const isAbsent = (name: string): boolean => (kind === 'scripts' ? found?.scripts?.[name] === undefined : !has(name));
    const absent = Object.entries(wanted[kind] ?? {}).filter(([name]) => isAbsent(name));
    for (const [name] of absent) added.push(`${kind === 'scripts' ? 'the script' : 'the dependency'} ${name}`);
    return Object.fromEntries(absent.map(([name, value]) => [name, name === 'kst-kit' ? kit : value]));
  };
  const kinds = ['scripts', 'dependencies', 'devDependencies'] as const;
  const all = kinds.map((kind) => [kind, { ...found?.[kind], ...missing(kind) }] as const);
  const more = Object.fromEntries(all.filter(([, entries]) => Object.keys(entries).length > 0));
  const type = found?.['type'] ?? (found !== null && ('main' in found || 'exports' in found) ? 'commonjs' : null);
  if (type === 'commonjs') {
    throw new UsageError(`${named(cwd, file)} is of CommonJS, and the files are modules: name a folder of their own, kst init DIR`);
  }
  if (found !== null && type === null) added.push('"type": "module"');
  const manifest = { ...(found ?? { name: wanted['name'], private: true }), type: 'module', ...more };
  return { manifest: `${JSON.stringify(manifest, null, 2)}\n`, added: found === null ? [] : added };
}

function readManifest(file: string, cwd: string): Manifest {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found as Manifest;
  } catch {
    // Told below.
  }
  throw new UsageError(`${named(cwd, file)}: expected a JSON object; mend it, or name another folder`);
}

/** How the kit is asked for where it is installed: the version or the file that the next package.json upwards has. */
function installedKit(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, manifestName);
    const { dependencies, devDependencies } = existsSync(file) ? readManifest(file, at) : {};
    const asked = dependencies?.['kst-kit'] ?? devDependencies?.['kst-kit'];
    if (asked !== undefined) return asked.startsWith('file:') && at !== folder ? `file:${moved(asked.slice(5), at, folder)}` : asked;
    if (dirname(at) === at) return packageVersion();
  }
}

/** A path that was relative to one folder, relative to another. */
function moved(path: string, from: string, to: string): string {
  return isAbsolute(path) ? path : relative(to, resolve(from, path)).replaceAll(sep, '/');
}

function named(cwd: string, path: string): string {
  return relative(cwd, path).replaceAll(sep, '/') || path;
}
