import { readInventory } from '../inputs/cmdlets/read-inventory.ts';
import { commandFromText } from '../inputs/command-text.ts';
import { advise } from '../kit/advise/advise.ts';
import { canBeTold, hasConflict } from '../kit/advise/advice.ts';
import { AmbiguousServer } from '../kit/advise/planned.ts';
import { knownServersTable } from '../kst/model.ts';
import { adviseJson } from '../reports/advise/advise-json.ts';
import { adviseMarkdown } from '../reports/advise/advise-markdown.ts';
import { adviseText } from '../reports/advise/advise-text.ts';
import { openStream } from './files.ts';
import { exitCodes, UsageError } from './io.ts';
import { styles } from './styles.ts';
import type { Advice } from '../kit/advise/advice.ts';
import type { Command } from '../kst/commands.ts';
import type { Inventory } from '../kst/inventory.ts';
import type { Io } from './io.ts';

export interface AdviseOptions {
  /** Changes, each in the words of a command. */
  readonly whatIf: readonly string[];
  readonly format: string;
  readonly json?: boolean;
}

/**
 * `kst advise FILE...`: whether each Exchange server needs a trusted application pool or must not have one, from what the
 * Management Shells export, and what changes would bring about.
 *
 * @returns 1 when a server is or may be in conflict, or comes into one; else 3 when one cannot be told, or there is none; else 0.
 * @throws UsageError, InputError for a file or a change that is not what was expected.
 */
export async function adviseFiles(files: readonly string[], { whatIf, format, json }: AdviseOptions, io: Io): Promise<number> {
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read only once');
  const changes = whatIf.map((text, index) => commandFromText(text, `--what-if ${index + 1}`));
  const advice = adviceOn(await readInventory(files.map((file) => openStream(file, io))), changes);
  const form = json === true ? 'json' : format;
  await io.out(form === 'json' ? adviseJson(advice) : form === 'markdown' ? adviseMarkdown(advice) : adviseText(advice, styles(io)));
  if (hasConflict(advice)) return exitCodes.violated;
  return canBeTold(advice) ? exitCodes.upheld : exitCodes.inconclusive;
}

function adviceOn(inventory: Inventory, changes: readonly Command[]): Advice {
  try {
    return advise(knownServersTable(), inventory, changes);
  } catch (error) {
    if (error instanceof AmbiguousServer) throw new UsageError(`--what-if: ${error.message}`);
    throw error;
  }
}
