/**
 * Whether nobody can tell a mutant of the rules' source text from the rules, over every alphabet that rulebooks are compared over.
 * Decided by running it, as the gate's own mutants are, never by a reason that somebody wrote.
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Exploration } from '../../src/engine/explore/exploration.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import { judge } from '../../src/engine/strength/judge.ts';
import { Reference } from '../../src/engine/strength/reference.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import type * as known from '../../src/kst/specification.ts';

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
    const mutated = (await import(pathToFileURL(join(copy, 'src/kst/specification.ts')).href)) as typeof known;
    const reference = new Reference(new Exploration(knownServersTable()));
    const { system } = reference.right;
    const tables = [...systemOf(mutated.knownServersTable()).tables];
    const changed = tables.reduce((made, [name, { rules }]) => made.instead(name, rules), system);
    const within = system.rules.map(({ id }) => id); // a text may be shared by any of the rules
    return judge(reference, changed, within).verdict === 'equivalent';
  } catch {
    return false; // a mutant that cannot be run is not the same
  } finally {
    rmSync(copy, { recursive: true });
  }
}
