/**
 * The folder of reports on disk: each file is replaced whole, the manifest last. What differs from what the code generates
 * is named, and writing again mends it, whenever a run was stopped.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { visible } from '../engine/text.ts';
import { writeWhole } from './files.ts';
import { sha256 } from './hash.ts';
import { UsageError } from './io.ts';

/** Where the generated reports of a project are. */
export const reportsFolder = 'reports';

/** @throws UsageError for a path that leads to a file, or below one. */
export function refuseUnfit(folder: string): void {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  tryTo(folder, () => {
    if (!statSync(at).isDirectory()) throw new UsageError(`--out: ${at} is a file, expected a folder`);
  });
}

/**
 * What is different in a folder from what it is to hold, each in a line that begins with the file; nothing is written. A manifest is told
 * of where all else is as it is to be.
 */
export function driftOf(files: ReadonlyMap<string, string>, folder: string) {
  refuseUnfit(folder);
  const drifted = [
    ...[...files].flatMap(([file, text]) => fileDrift(file, text, readIfThere(join(folder, file)))),
    ...obsoleteIn(folder, files).map((file) => ({ file, kind: 'obsolete', says: `${file} is not generated any more` })),
  ];
  return drifted.length > 0 ? drifted : fileDrift(manifestName, manifestText(files), readIfThere(join(folder, manifestName)));
}

/**
 * Makes a folder hold the files, and takes away those that an earlier run wrote and this one does not. Other files stay.
 *
 * @throws UsageError where the folder cannot be written; unless the disk fails in between, nothing is written then.
 */
export function writeReports(files: ReadonlyMap<string, string>, folder: string): void {
  refuseUnfit(folder);
  const isDirectory = (file: string) => statSync(join(folder, file), { throwIfNoEntry: false })?.isDirectory() === true;
  const inTheWay = [...files.keys(), manifestName].find(isDirectory);
  if (inTheWay !== undefined) throw new UsageError(`${join(folder, inTheWay)} is a directory, expected a file`);
  tryTo(folder, () => {
    makeFolder(folder);
    for (const [file, text] of files) writeWhole(join(folder, file), text);
    for (const file of obsoleteIn(folder, files)) rmSync(join(folder, file));
    writeWhole(join(folder, manifestName), manifestText(files));
  });
}

const manifestName = 'manifest.json';

/** spec/schema/manifest.schema.json. */
function manifestText(files: ReadonlyMap<string, string>) {
  const lines = [...files.keys()].sort().map((file) => `    ${JSON.stringify(file)}: ${JSON.stringify(sha256(files.get(file)!))}`);
  return `{\n  "$schema": "../spec/schema/manifest.schema.json",\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** What an earlier run has left: files that its manifest lists and that are not generated any more, and those half written. */
function obsoleteIn(folder: string, files: ReadonlyMap<string, string>) {
  const listed = listedIn(folder);
  const halfWritten = [...new Set([...files.keys(), ...listed, manifestName])].map((file) => `${file}.new`);
  return [...listed.filter((file) => !files.has(file)), ...halfWritten].filter((file) => readIfThere(join(folder, file)) !== null);
}

/** The files that the manifest lists; none where it cannot be read. Names that lead out of the folder are none of ours. */
function listedIn(folder: string) {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as { readonly files: object };
    return Object.keys(files).filter((file) => /^[A-Za-z0-9-]+\.[a-z]+$/.test(file));
  } catch {
    return [];
  }
}

function fileDrift(file: string, expected: string, found: string | null) {
  if (found === expected) return [];
  if (found === null) return [{ file, kind: 'missing', says: `${file} is missing` }];
  const [wanted, got] = [expected.split('\n'), found.split('\n')];
  const index = wanted.findIndex((line, at) => line !== got[at]);
  const line = index === -1 ? wanted.length : index;
  const says = `line ${line + 1} is ${quoted(got[line], wanted[line])}, expected ${quoted(wanted[line], got[line])}`;
  return [{ file, kind: 'changed', says: `${file} is not what the code generates: ${says}` }];
}

/** A line, of a long one what is around the first character in which it is not the other. */
function quoted(line: string | undefined, other = '') {
  if (line === undefined) return 'not there';
  const [characters, others] = [[...line], [...other]];
  const differs = characters.findIndex((character, at) => character !== others[at]);
  const from = Math.max(0, (differs === -1 ? characters.length : differs) - 30);
  const shown = characters.slice(from, from + 80).join('');
  return JSON.stringify(visible(`${from > 0 ? '...' : ''}${shown}${from + 80 < characters.length ? '...' : ''}`));
}

function readIfThere(file: string) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** With the folders that it is in. (Node's own `recursive` never comes back where a file system has no folders to make: /proc.) */
function makeFolder(folder: string) {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

function tryTo(folder: string, doing: () => void) {
  try {
    doing();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`--out: ${folder} cannot be written: ${reasons[code ?? ''] ?? message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied', EPERM: 'permission denied', EROFS: 'it is on a disk that can only be read',
  ENOSPC: 'the disk is full', ENOENT: 'it cannot be made there',
};
