import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type GateFormat, gateFormats, renderGate } from '../../reports/gate/index.ts';
import { refuseUnwritable, write } from '../files.ts';
import { exitCodes, type Io, styles, UsageError } from '../io.ts';
import { reportsFolder } from '../reports-folder.ts';
import { runSteps } from './run-steps.ts';
import type { Project } from '../project.ts';

export interface GateOptions {
  readonly base?: string;
  readonly format: string;
  /** A file for what would go to standard output. */
  readonly output?: string;
  /** Further files, each in a format of its own: `sarif=kst.sarif`. */
  readonly report: readonly string[];
  /** Writes the reports anew before they are compared. */
  readonly update?: boolean;
  /** False: no earlier measure of strength is taken over, and this one is not kept. */
  readonly cache: boolean;
}

/**
 * `kst gate`: the seven steps between a changed rule and those who rely on it. Each is timed and fails for itself; one
 * that crashes is inconclusive.
 *
 * @throws UsageError for a format, file or base that there is not, outside a project, and for `--update` in CI.
 */
export async function gate({ base, format, output, report, update, cache }: GateOptions, io: Io, project: Project): Promise<number> {
  if (update === true && io.env['CI']) {
    throw new UsageError('--update: CI is set, and CI never writes; run it where the change is made, and commit it');
  }
  if (update !== true && !existsSync(resolve(io.cwd, reportsFolder))) {
    const hint = 'kst gate is run in the folder of a project, and kst report or --update writes its reports';
    throw new UsageError(`there is no folder ${reportsFolder}/ here: ${hint}`);
  }
  const files = report.map((word) => fileOf(word, io.cwd));
  if (output === '') throw new UsageError('--output: expected a file, got ""');
  const target = output === undefined ? null : { name: `--output: ${output}`, file: resolve(io.cwd, output) };
  const targets = [...(target === null ? [] : [target]), ...files];
  for (const [index, { name, file }] of targets.entries()) {
    refuseUnwritable(file, name);
    if (targets.slice(0, index).some((other) => other.file === file)) throw new UsageError(`${name}: it is named twice`);
    if (dirname(file) !== resolve(io.cwd, reportsFolder)) continue;
    throw new UsageError(`${name}: ${reportsFolder}/ holds the generated reports; write it elsewhere`);
  }
  const result = runSteps({ base, update: update === true, cache }, io, project);
  const told = renderGate(format as GateFormat, result, styles(target === null ? io : { ...io, outIsTerminal: false }));
  if (target === null) await io.out(told);
  else write(target.file, told, target.name);
  for (const { name, file, in: other } of files) write(file, renderGate(other, result, styles({ ...io, outIsTerminal: false })), name);
  return exitCodes[result.verdict];
}

/** `FORMAT=FILE`. */
function fileOf(word: string, folder: string): { readonly name: string; readonly file: string; readonly in: GateFormat } {
  const at = word.indexOf('=');
  const format = gateFormats().find((known) => known === word.slice(0, at));
  if (format === undefined || at === word.length - 1) {
    const expected = `FORMAT=FILE with a format out of ${gateFormats().join(', ')}`;
    throw new UsageError(`--report: expected ${expected}, got ${JSON.stringify(word)}`);
  }
  return { name: `--report: ${word.slice(at + 1)}`, file: resolve(folder, word.slice(at + 1)), in: format };
}
