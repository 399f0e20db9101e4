import { dirname, join, resolve } from 'node:path';
import { type GateFormat, gateFormats, renderGate } from '../../reports/gate/index.ts';
import { unstyled } from '../../reports/styles.ts';
import { refuseUnwritable, write } from '../files.ts';
import { exitCodes, type Io, styles, UsageError } from '../io.ts';
import { refuseBuiltIn, type Project } from '../project.ts';
import { olderMutationReport } from '../mutation-report.ts';
import { reportsFolder } from '../reports-folder.ts';
import { runSteps, type StepOptions } from './run-steps.ts';

interface GateOptions extends StepOptions {
  readonly format: GateFormat;
  /** A file for what would go to standard output. */
  readonly output?: string;
  /** Further files, each in a format of its own: `sarif=kst.sarif`. */
  readonly report: readonly string[];
}

/**
 * `kst gate`: the eight steps between a changed rule and those who rely on it. Each is timed and fails for itself; one
 * that crashes is inconclusive.
 *
 * @throws UsageError for a format, file or base that there is not, outside a project, and for `--update` in CI.
 */
export async function gate({ format, output, report, ...options }: GateOptions, io: Io, project: Project): Promise<number> {
  if (options.update === true && io.env['CI']) {
    throw new UsageError('--update: CI is set, and CI never writes; run it where the change is made, and commit it');
  }
  refuseBuiltIn(project, 'kst gate');
  const generated = join(project.folder, reportsFolder);
  const reports = report.map((word) => fileOf(word, io.cwd));
  if (output === '') throw new UsageError('--output: expected a file, got ""');
  const main = { name: `--output: ${output}`, file: resolve(io.cwd, output ?? ''), in: format };
  const files = [...(output === undefined ? [] : [main]), ...reports];
  for (const [index, { name, file }] of files.entries()) {
    refuseUnwritable(file, name);
    if (files.slice(0, index).some((other) => other.file === file)) throw new UsageError(`${name}: it is named twice`);
    if (dirname(file) !== generated) continue;
    throw new UsageError(`${name}: ${reportsFolder}/ holds the generated reports; write it elsewhere`);
  }
  const result = runSteps(options, io, project);
  for (const says of olderMutationReport(project.folder)) io.err(`kst: ${says}\n`); // fails nothing: a mutation run takes long
  if (output === undefined) await io.out(renderGate(format, result, styles(io)));
  for (const { name, file, in: other } of files) write(file, renderGate(other, result, unstyled), name);
  return exitCodes[result.verdict];
}

/** `FORMAT=FILE`. */
function fileOf(word: string, folder: string) {
  const at = word.indexOf('=');
  const format = gateFormats().find((known) => known === word.slice(0, at));
  if (format === undefined || at === word.length - 1) {
    const expected = `FORMAT=FILE with a format out of ${gateFormats().join(', ')}`;
    throw new UsageError(`--report: expected ${expected}, got ${JSON.stringify(word)}`);
  }
  return { name: `--report: ${word.slice(at + 1)}`, file: resolve(folder, word.slice(at + 1)), in: format };
}
