/**
 * Whether a mutant of the rules' source text does what the rules do: in every row of every part of the proof, hidden state
 * included. Decided by running it, never by a reason that somebody wrote.
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { knownServersTable } from '../../src/kst/model.ts';
import { comparedParts } from '../../src/kit/parts.ts';
import { Reference } from '../../src/kit/strength/reference.ts';
import type { rulebook } from '../../src/kst/rules/index.ts';

const root = join(import.meta.dirname, '../..');

/**
 * @param file of `src/kst/rules`, relative to the project.
 * @param text the file as the mutant has it.
 */
export async function isEquivalent(file: string, text: string): Promise<boolean> {
  const copy = mkdtempSync(join(tmpdir(), 'kst-mutant-'));
  try {
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, file), text);
    const mutated = (await import(pathToFileURL(join(copy, 'src/kst/rules/index.ts')).href)) as { readonly rulebook: typeof rulebook };
    const reference = new Reference(knownServersTable(), comparedParts());
    for (const { rows } of reference.all()) for (const _ of reference.differences(mutated.rulebook(), rows)) return false;
    return true;
  } catch {
    return false; // a mutant that cannot be run is not the same
  } finally {
    rmSync(copy, { recursive: true });
  }
}
