/**
 * Reading: the named files and standard input. Writing: whole files.
 */
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../inputs/input-error.ts';
import { type Io, UsageError } from './io.ts';

/** In bytes. No scenario is nearly as large; what is, is not one. */
const largest = 1024 * 1024;

/**
 * The text of a file, or of standard input for `-`: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it.
 *
 * @throws InputError for what cannot be read, is too large, or is no text.
 */
export async function readText(file: string, io: Io): Promise<{ readonly text: string; readonly name: string }> {
  const { name, chunks } = openStream(file, io);
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    size += chunk.length;
    if (size > largest) throw new InputError(name, '', 'expected at most 1 MiB');
  }
  return { text: decode(Buffer.concat(read), name), name };
}

/**
 * A file of any size, or standard input for `-`, in chunks as they come. It is opened when the first chunk is asked for.
 *
 * @returns the name for messages, and the chunks, whose reading throws InputError for what cannot be read.
 */
export function openStream(file: string, io: Io): { readonly name: string; readonly chunks: AsyncIterable<Uint8Array> } {
  const name = file === '-' ? 'standard input' : file || '""';
  return { name, chunks: chunksOf(file, name, io) };
}

/**
 * The files of a folder whose names end so, in the order of the names; none where there is no such folder.
 *
 * @param called how messages call the folder.
 */
export function textsIn(folder: string, ending: string, called: string): readonly { readonly file: string; readonly text: string }[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending)).sort();
  return names.map((name) => ({ file: join(called, name), text: readFileSync(join(folder, name), 'utf8') }));
}

/** Whoever reads the file meanwhile sees the old one or the new one, never a part. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/**
 * Tells before a long task that its result cannot be written, as far as that can be known.
 *
 * @throws UsageError, with what the file was called on the command line.
 */
export function refuseUnwritable(file: string, name: string): void {
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (folder?.isDirectory() !== true) throw new UsageError(`${name} cannot be written: there is no such folder`);
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new UsageError(`${name} cannot be written: it is a directory, expected a file`);
}

/** Writes a file whole. @throws UsageError where it cannot be written; `name` is what it was called on the command line. */
export function write(file: string, text: string, name: string): void {
  try {
    // A device or a pipe is written to; by rename it would be gone, and a file in its place.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) writeFileSync(file, text);
    else writeWhole(file, text);
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${reasonOf(error)}`);
  }
}

/** Why the system refused a file, without its code and its path: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/,.*/s, '').replace(/^E[A-Z]+: /, '');
}

async function* chunksOf(file: string, name: string, io: Io) {
  try {
    yield* file === '-' ? io.stdin : ((await open(file)).createReadStream() as AsyncIterable<Uint8Array>);
  } catch (error) {
    throw new InputError(name, '', `cannot be read: ${reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory, expected a file',
  EACCES: 'permission denied',
  ENOTDIR: 'a part of its path is not a directory',
};

function decode(bytes: Uint8Array, name: string) {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(name, '', `expected ${utf16 ? 'UTF-16' : 'UTF-8'} text`);
  }
}
