import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownServersTable } from '../kst/model.ts';
import { prove } from '../kit/proof.ts';
import { proofPage } from '../reports/proof-page.ts';
import { exitCodes } from './io.ts';
import type { Io } from './io.ts';

/** `kst report`: writes the generated reports, or checks that those there are still what the code generates. */
export async function report({ check, out }: { check?: boolean; out: string }, io: Io): Promise<number> {
  const files = await generated();
  if (check === true) return checked(files, out, io);
  mkdirSync(out, { recursive: true });
  for (const [name, text] of files) writeWhole(join(out, name), text);
  io.err(`${[...files.keys()].join(', ')} written to ${out}\n`);
  return exitCodes.upheld;
}

/** Every report by its file name. */
async function generated(): Promise<ReadonlyMap<string, string>> {
  const { playSequences } = await import('../kit/random.ts');
  const model = knownServersTable();
  return new Map([['proof.md', proofPage(prove(model), playSequences(model, { runs: 1000, seed: 1, servers: 3 }))]]);
}

function checked(files: ReadonlyMap<string, string>, out: string, io: Io): number {
  const drifted = [...files].filter(([name, text]) => readIfThere(join(out, name)) !== text).map(([name]) => join(out, name));
  for (const file of drifted) io.err(`kst: ${file} is not what the code generates; kst report writes it anew\n`);
  return drifted.length === 0 ? exitCodes.upheld : exitCodes.violated;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Whoever reads the file meanwhile sees the old one or the new one, never a part. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
