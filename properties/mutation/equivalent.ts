/**
 * Whether nobody can tell a mutant of the rules' source text from the rules, over every part of the proof. Decided by running it,
 * as the gate's own mutants are, never by a reason that somebody wrote.
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { knownServersTable } from '../../src/kst/model.ts';
import { comparedParts } from '../../src/kit/parts.ts';
import { judgeMutant, Reference } from '../../src/kit/strength/judge.ts';
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
    const model = knownServersTable();
    const within = Object.values(model.rulebook).flat().map(({ id }) => id); // a text may be shared by any of the rules
    return judgeMutant(new Reference(model, comparedParts()), { id: file, operator: 'text', within, rulebook: mutated.rulebook() }).verdict === 'equivalent';
  } catch {
    return false; // a mutant that cannot be run is not the same
  } finally {
    rmSync(copy, { recursive: true });
  }
}
