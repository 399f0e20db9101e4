/**
 * The folder of reports on disk: written so that it can be told at any moment whether it is whole, and mended.
 *
 * The manifest says first that the set is being written, naming every file old and new; then each file is replaced by
 * rename; then the manifest says what is there. Whoever kills the process in between leaves a manifest that says so.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { visible } from '../kst/names.ts';
import { sha256 } from './hash.ts';
import { UsageError } from './io.ts';

/** Where the generated reports of a project are. */
export const reportsFolder = 'reports';

/** One thing that is not as the code generates it. */
export interface Drift {
  readonly file: string;
  readonly kind: 'changed' | 'missing' | 'obsolete' | 'interrupted';
  /** In one line, beginning with the file. */
  readonly says: string;
}

/** @throws UsageError for a path that leads to a file, or below one. */
export function refuseUnfit(folder: string): void {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  tryTo(folder, () => {
    if (!statSync(at).isDirectory()) throw new UsageError(`--out: ${at} is a file, expected a folder`);
  });
}

/** What is different in a folder from what it is to hold; nothing is written. */
export function driftOf(files: ReadonlyMap<string, string>, folder: string): readonly Drift[] {
  refuseUnfit(folder);
  const manifest = readManifest(folder);
  const drifted = [...files].flatMap(([file, text]) => fileDrift(file, text, readIfThere(join(folder, file))));
  const obsolete = Object.keys(manifest?.files ?? {}).filter((file) => !files.has(file) && readIfThere(join(folder, file)) !== null);
  return [
    ...interruptions(manifest, [...files.keys()], folder),
    ...drifted,
    ...obsolete.map((file): Drift => ({ file, kind: 'obsolete', says: `${file} is not generated any more` })),
  ];
}

/**
 * Makes a folder hold the files, and takes away those that an earlier run wrote and this one does not. Other files stay.
 *
 * @param before told before each change; a test throws in it to stop there.
 * @throws UsageError where the folder cannot be written; unless the disk fails in between, nothing is written then.
 */
export function writeReports(files: ReadonlyMap<string, string>, folder: string, before: () => void = () => {}): void {
  refuseUnfit(folder);
  const old = Object.keys(readManifest(folder)?.files ?? {});
  const hashes = Object.fromEntries([...files].map(([file, text]) => [file, sha256(text)]));
  const inTheWay = [...files.keys(), manifestName].find((file) => isDirectory(join(folder, file)));
  if (inTheWay !== undefined) throw new UsageError(`${join(folder, inTheWay)} is a directory, expected a file`);
  const change = (doing: () => void): void => {
    before();
    tryTo(folder, doing);
  };
  const write = (file: string, text: string): void => {
    change(() => writeFileSync(join(folder, `${file}.new`), text));
    change(() => renameSync(join(folder, `${file}.new`), join(folder, file)));
  };

  change(() => makeFolder(folder));
  write(manifestName, manifestText({ complete: false, files: { ...Object.fromEntries(old.map((file) => [file, ''.padEnd(64, '0')])), ...hashes } }));
  for (const [file, text] of files) write(file, text);
  for (const file of old) {
    if (!files.has(file)) change(() => rmSync(join(folder, file), { force: true }));
    if (!files.has(file)) change(() => rmSync(join(folder, `${file}.new`), { force: true }));
  }
  write(manifestName, manifestText({ complete: true, files: hashes }));
}

const manifestName = 'manifest.json';

/** spec/schema/manifest.schema.json. */
interface Manifest {
  readonly complete: boolean;
  readonly files: Readonly<Record<string, string>>;
}

function manifestText({ complete, files }: Manifest): string {
  const names = Object.keys(files).sort();
  const lines = names.map((file) => `    ${JSON.stringify(file)}: ${JSON.stringify(files[file])}`);
  return `{\n  "$schema": "../spec/schema/manifest.schema.json",\n  "complete": ${complete},\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** The manifest; null where there is none that can be read. Names that lead out of the folder are none of ours. */
function readManifest(folder: string): Manifest | null {
  try {
    const { complete, files } = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as Manifest;
    const own = Object.entries(files).filter(([file, hash]) => /^[A-Za-z0-9-]+\.[a-z]+$/.test(file) && typeof hash === 'string');
    return { complete: complete === true, files: Object.fromEntries(own) };
  } catch {
    return null;
  }
}

function interruptions(manifest: Manifest | null, generated: readonly string[], folder: string): readonly Drift[] {
  const mend = 'kst report mends it';
  const interrupted = (file: string, says: string): Drift => ({ file, kind: 'interrupted', says: `${file} ${says}; ${mend}` });
  const known = new Set([...generated, ...Object.keys(manifest?.files ?? {})]);
  const leftovers = [...known, manifestName].map((file) => `${file}.new`).filter((file) => readIfThere(join(folder, file)) !== null);
  const started = generated.some((file) => readIfThere(join(folder, file)) !== null);
  return [
    ...leftovers.map((file) => interrupted(file, 'is left from a run that was interrupted')),
    ...(manifest === null && started ? [interrupted(manifestName, 'is missing or cannot be read: the set is interrupted')] : []),
    ...(manifest?.complete === false ? [interrupted(manifestName, 'says that the set was being written: it is interrupted')] : []),
    ...(manifest?.complete === true ? misfits(manifest, folder).map((file) => interrupted(file, `is not the file that ${manifestName} lists: the set is interrupted or edited`)) : []),
  ];
}

function misfits({ files }: Manifest, folder: string): readonly string[] {
  return Object.keys(files).filter((file) => {
    const text = readIfThere(join(folder, file));
    return text !== null && sha256(text) !== files[file];
  });
}

function fileDrift(file: string, expected: string, found: string | null): readonly Drift[] {
  if (found === expected) return [];
  if (found === null) return [{ file, kind: 'missing', says: `${file} is missing` }];
  const [wanted, got] = [expected.split('\n'), found.split('\n')];
  const index = wanted.findIndex((line, at) => line !== got[at]);
  const line = index === -1 ? wanted.length : index;
  return [{ file, kind: 'changed', says: `${file} is not what the code generates: line ${line + 1} is ${quoted(got[line], wanted[line])}, expected ${quoted(wanted[line], got[line])}` }];
}

/** A line, of a long one what is around the first character in which it is not the other. */
function quoted(line: string | undefined, other = ''): string {
  if (line === undefined) return 'not there';
  const [characters, others] = [[...line], [...other]];
  const differs = characters.findIndex((character, at) => character !== others[at]);
  const from = Math.max(0, (differs === -1 ? characters.length : differs) - 30);
  const shown = characters.slice(from, from + 80).join('');
  return JSON.stringify(visible(`${from > 0 ? '...' : ''}${shown}${from + 80 < characters.length ? '...' : ''}`));
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isDirectory(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** With the folders that it is in. (Node's own `recursive` never comes back where a file system has no folders to make: /proc.) */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

function tryTo(folder: string, doing: () => void): void {
  try {
    doing();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`--out: ${folder} cannot be written: ${reasons[code ?? ''] ?? message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is on a disk that can only be read',
  ENOSPC: 'the disk is full',
  ENOENT: 'it cannot be made there',
};
