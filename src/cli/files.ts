/**
 * Reading: the named files, standard input, and the kit's own spec/. Writing: whole files.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../inputs/input-error.ts';
import { scenarioReader } from '../inputs/scenario.ts';
import type { CellBases } from '../kit/strength/strength.ts';
import type { Scenario } from '../kst/scenario.ts';
import type { Io } from './io.ts';

const mebibyte = 1024 * 1024;

/** No scenario is nearly as large; what is, is not one. */
const largest = mebibyte;

/** A claim, an assumption or a choice of spec/, as `kst explain` shows it. */
export interface SpecEntry {
  readonly id: string;
  readonly says: string;
  readonly details: readonly string[];
}

/**
 * The text of a file, or of standard input for `-`: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it.
 *
 * @throws InputError for what cannot be read, is too large, or is no text.
 */
export async function readText(file: string, io: Io): Promise<{ readonly text: string; readonly name: string }> {
  const name = file === '-' ? 'standard input' : file;
  return { text: decode(await readBytes(file, name, io), name), name };
}

/** Whoever reads the file meanwhile sees the old one or the new one, never a part. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** Why the system refused a file, without its code and its path: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/,.*/s, '').replace(/^E[A-Z]+: /, '');
}

async function readBytes(file: string, name: string, io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const source = file === '-' ? io.stdin : (await open(file)).createReadStream();
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > largest) throw new InputError(name, '', `expected at most ${largest / mebibyte} MiB`);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(name, '', `cannot be read: ${reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message}`);
  }
  return Buffer.concat(chunks);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory, expected a file',
  EACCES: 'permission denied',
  ENOTDIR: 'a part of its path is not a directory',
};

function decode(bytes: Uint8Array, name: string): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(name, '', `expected ${utf16 ? 'UTF-16' : 'UTF-8'} text`);
  }
}

/** The folder of the repository, or of the package where it is installed: the code stands two folders below it in both. */
const kit = new URL('../../', import.meta.url);
const spec = new URL('spec/', kit);

/** Where a file of the kit is for who stands in a folder: seen from there when the kit is inside it, else from the root. */
export function pathFrom(folder: string, file: string): string {
  const path = fileURLToPath(new URL(file, kit));
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}

function specJson<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, spec), 'utf8')) as T;
}

/** The reader of scenario files, with the schema of spec/. */
export function specScenarioReader(): (text: string, file: string) => Scenario {
  return scenarioReader(specJson<object>('schema/scenario.schema.json'));
}

/** Every scenario of spec/, with its file's path in the kit, in the order of the names. */
export function specScenarios(): readonly { readonly file: string; readonly scenario: Scenario }[] {
  const read = specScenarioReader();
  return readdirSync(new URL('scenarios/', spec))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file: `spec/scenarios/${file}`, scenario: read(readFileSync(new URL(`scenarios/${file}`, spec), 'utf8'), file) }));
}

/** An assumption of spec/. */
export interface SpecAssumption {
  readonly id: string;
  readonly name: string;
  readonly question: string;
  readonly cites: readonly string[];
  readonly choices: readonly { readonly choice: string; readonly default: boolean; readonly says: string }[];
}

/** Every assumption of spec/. */
export function specAssumptions(): readonly SpecAssumption[] {
  return specJson<{ assumptions: readonly SpecAssumption[] }>('assumptions.json').assumptions;
}

/** Every claim, assumption and choice of spec/. */
export function specEntries(): readonly SpecEntry[] {
  const { claims } = specJson<{ claims: { id: string; paragraph: number; says: string }[] }>('claims.json');
  const { choices } = specJson<{ choices: { id: string; says: string }[] }>('choices.json');
  return [
    ...claims.map(({ id, says, paragraph }) => ({ id, says, details: [`claim of the source, paragraph ${paragraph}`] })),
    ...specAssumptions().map(({ id, name, question, choices: options }) => ({
      id,
      says: question,
      details: [
        `assumption, --dialect ${name}=...`,
        ...options.map((option) => `${option.choice}${option.default ? ' (default)' : ''}: ${option.says}`),
      ],
    })),
    ...choices.map(({ id, says }) => ({ id, says, details: ['fixed choice of the model, in every dialect'] })),
  ];
}

/** What settles each cell of the behaviour table. */
export function specCells(): readonly CellBases[] {
  return specJson<{ cells: readonly CellBases[] }>('cells.json').cells;
}
