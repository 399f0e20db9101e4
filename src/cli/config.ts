/**
 * kst.config.ts: which specification a project has. It is looked for from the folder in which the user stands upwards.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { called, partsOf } from '../engine/configured.ts';
import { type Io, UsageError } from './io.ts';
import { hasClaims, type Project } from './project.ts';
import type { Specification } from '../engine/specification.ts';

const configName = 'kst.config.ts';

/**
 * The project of a folder: that of the next kst.config.ts upwards, no further than the git root, or the first package.json outside git.
 * Where there is none, it is the Known Servers Table, as the kit brings it along.
 *
 * @throws UsageError for a config that does not load, and for none in a package that depends on kst-kit.
 */
export async function findProject({ cwd }: Pick<Io, 'cwd'>): Promise<Project> {
  const folder = configFolder(cwd);
  if (folder !== undefined) return projectOf(join(folder, configName), cwd);
  const dependent = upwards(cwd).find(dependsOnKit);
  if (dependent !== undefined) {
    const manifest = seenFrom(cwd, join(dependent, 'package.json'));
    const edit = 'write it beside that, with one of these lines';
    throw new UsageError(`${manifest} depends on kst-kit, and there is no ${configName}: ${edit}`, configLines);
  }
  return (await import('./built-in.ts')).knownServersProject();
}

/** The folder of the config for who stands in a folder; undefined where there is none. */
export function configFolder(cwd: string): string | undefined {
  return upwards(cwd).find((folder) => existsSync(join(folder, configName)));
}

/** The folders in which a config may be. */
function upwards(cwd: string): readonly string[] {
  const folders = [resolve(cwd)];
  while (dirname(folders.at(-1)!) !== folders.at(-1)) folders.push(dirname(folders.at(-1)!));
  const root = folders.findIndex((folder) => existsSync(join(folder, '.git')));
  const last = root === -1 ? folders.findIndex((folder) => existsSync(join(folder, 'package.json'))) : root;
  return folders.slice(0, last === -1 ? 1 : last + 1);
}

function dependsOnKit(folder: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, object | undefined>>;
    const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
    return kinds.some((kind) => 'kst-kit' in (manifest[kind] ?? {}));
  } catch {
    return false;
  }
}

/** What a config can be, and how to get one. */
const configLines = [
  "export { leases as default } from './leases.ts'; // a specification of your own, or a function that makes it",
  "export { knownServersTable as default } from 'kst-kit';",
  '(npx kst-kit init writes one, with a small rulebook to change)',
];

/** What a config says, as a project. */
async function projectOf(file: string, cwd: string): Promise<Project> {
  const name = seenFrom(cwd, file);
  const { loaded, sources } = await load(file, name, cwd);
  const say = (what: string, edit: string): UsageError => new UsageError(`${name}: ${what}: ${edit}`);
  if (loaded === undefined) {
    throw say('it has no default export', "export { rules as default } from './rules.ts', where rules is the specification");
  }
  const told = partsOf(loaded);
  const unknown = Object.keys(told).find((key) => !['specification', 'faults', 'folder'].includes(key));
  if (unknown !== undefined) throw say(`it has the field ${unknown}`, 'expected specification, faults and folder');
  const made = tryTo(() => called(told.specification), name, 'the specification', cwd);
  const missing = parts.filter((part) => typeof made === 'object' && made !== null && 'partTables' in made && !(part in made));
  if (missing.length > 0) throw say(`the specification has no ${missing.join(' and no ')}`, 'add it, as the type Specification has it');
  if (!isSpecification(made)) {
    const expected = 'expected a specification, a function that makes one, or { specification, faults, folder }';
    throw say(`the default export is ${kindOf(made)}`, expected);
  }
  const faults = tryTo(() => called(told.faults ?? []), name, 'the planted faults', cwd);
  if (!Array.isArray(faults)) {
    throw say(`faults is ${kindOf(faults)}`, 'expected a list of planted faults, or a function that makes one');
  }
  const folder = resolve(dirname(file), told.folder ?? '.');
  if (!existsSync(folder)) {
    throw say(`folder is ${JSON.stringify(told.folder)}, which there is not`, 'expected the folder in which spec/ and reports/ lie');
  }
  const { isKnownServers, kitFolder, page } = await import('./built-in.ts');
  const seen = sources.map((source) => relative(folder, source).replaceAll(sep, '/'));
  const project = { specification: made, made, faults, folder, file: name, sources: seen };
  if (!isKnownServers(project)) return project;
  return { ...project, page, ...(hasClaims(project) ? {} : { specFrom: kitFolder }) };
}

/** The default export of a config, and the files that it was made of, those of packages apart. */
async function load(file: string, name: string, cwd: string): Promise<{ readonly loaded: unknown; readonly sources: readonly string[] }> {
  const sources = new Set<string>();
  const hooks = registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:') && !url.includes('/node_modules/')) sources.add(fileURLToPath(url));
      return next(url, context);
    },
  });
  try {
    const { default: loaded } = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    return { loaded, sources: [...sources] };
  } catch (error) {
    throw new UsageError(notLoaded(error, name, 'the config', cwd));
  } finally {
    hooks.deregister();
  }
}

function tryTo<T>(doing: () => T, name: string, what: string, cwd: string): T {
  try {
    return doing();
  } catch (error) {
    throw new UsageError(notLoaded(error, name, what, cwd));
  }
}

/** Why something of the author's did not come about, with the line of theirs, where the error tells one. */
function notLoaded(error: unknown, name: string, what: string, cwd: string): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const [, url, line] = /^(file:\/\/\S+):(\d+)\n/.exec(stack) ?? /\(?(file:\/\/[^\s()]+):(\d+):\d+\)?$/m.exec(stack) ?? [];
  const place = url === undefined || url.includes('/node_modules/') ? name : `${seenFrom(cwd, fileURLToPath(url))}:${line}`;
  const [first = ''] = message.split('\n');
  return `${place}: ${what} does not load: ${first.replaceAll(pathToFileURL(`${cwd}${sep}`).href, '').replaceAll(`${cwd}${sep}`, '')}`;
}

/** What a specification cannot do without. */
const parts = [
  'name', 'assumptions', 'commands', 'events', 'cells', 'start', 'wholeTables', 'tables', 'observer', 'invariants', 'alphabets', 'table',
];

function isSpecification(value: unknown): value is Specification {
  return typeof value === 'object' && value !== null && 'partTables' in value && 'alphabets' in value;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object' || value === null) return value === undefined ? 'nothing' : JSON.stringify(value);
  return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`;
}

/** A file as who stands in a folder would name it. */
function seenFrom(cwd: string, file: string): string {
  return relative(cwd, file).replaceAll(sep, '/');
}
