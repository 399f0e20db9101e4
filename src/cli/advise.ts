import { systemOf } from '../engine/rules/system.ts';
import { commandFromText } from '../inputs/command-text.ts';
import { knownServersRules } from '../kst/rulebook.ts';
import { advise, canBeTold, hasConflict } from '../lync/advise/advise.ts';
import { AmbiguousServer } from '../lync/advise/planned.ts';
import { readInventory } from '../lync/exports/cmdlets/read-inventory.ts';
import { adviseMarkdown, adviseText } from '../reports/advise/advice-text.ts';
import { openStream } from './files.ts';
import { exitCodes, type Io, styles, UsageError } from './io.ts';
import type { Rulebook } from '../engine/specification.ts';
import type { Command } from '../kst/commands.ts';
import type { Kst } from '../kst/words.ts';
import type { Inventory } from '../lync/inventory.ts';

/**
 * `kst advise FILE...`: whether each Exchange server needs a trusted application pool or must not have one, from what the
 * Management Shells export, and what changes would bring about.
 *
 * @returns 1 when a server is or may be in conflict, or comes into one; else 3 when one cannot be told, or there is none; else 0.
 * @throws UsageError, InputError for a file or a change that is not what was expected.
 */
export async function adviseFiles(
  files: readonly string[],
  { whatIf, format }: { readonly whatIf: readonly string[]; readonly format: string },
  io: Io,
): Promise<number> {
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read only once');
  const rules = knownServersRules();
  const changes = whatIf.map((text, index) => commandFromText(rules, text, `--what-if ${index + 1}`));
  const advice = adviceOn(rules, await readInventory(files.map((file) => openStream(file, io))), changes);
  const system = systemOf(rules);
  const inWords = format === 'markdown' ? adviseMarkdown(system, advice) : adviseText(system, advice, styles(io));
  await io.out(format === 'json' ? `${JSON.stringify(advice, null, 2)}\n` : inWords);
  if (hasConflict(advice)) return exitCodes.violated;
  return canBeTold(advice) ? exitCodes.upheld : exitCodes.inconclusive;
}

function adviceOn(rules: Rulebook<Kst>, inventory: Inventory, changes: readonly Command[]) {
  try {
    return advise(rules, inventory, changes);
  } catch (error) {
    if (error instanceof AmbiguousServer) throw new UsageError(`--what-if: ${error.message}`);
    throw error;
  }
}
