import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { conformance, type OnProgress } from '../../engine/conform/conformance.ts';
import { NoMachine } from '../../engine/conform/mealy.ts';
import { Gap } from '../../engine/conform/expectations.ts';
import { scenarioOf } from '../../engine/conform/summary.ts';
import { visible } from '../../engine/text.ts';
import { InputError } from '../../inputs/input-error.ts';
import { scenarioReader } from '../../inputs/scenario.ts';
import { reasonOf, textsIn, writeWhole } from '../files.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive, type Io, UsageError } from '../io.ts';
import { startProcesses } from './process-player.ts';
import { type FormatOptions, printConformance } from './render.ts';
import type { Sequence } from '../../engine/conform/sequences.ts';
import type { Conformance, ConformOptions, Shard } from '../../engine/conform/result.ts';
import type { Choices } from '../../engine/dialects/dialects.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Project } from '../project.ts';

export interface ConformCommandOptions extends Omit<ConformOptions, 'choices' | 'corpus' | 'only'>, FormatOptions {
  /** The dialects that count as right; none chosen: any. */
  readonly dialect: Choices;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  readonly jobs: number;
  readonly shard?: Shard;
  /** A folder of scenarios that are played first, and to which new divergences are added. */
  readonly corpus?: string;
  readonly only?: readonly string[];
}

/**
 * `kst conform -- COMMAND`: compares an implementation with the rules.
 *
 * @throws UsageError, InputError for a corpus that cannot be read.
 */
export async function conform(
  command: readonly string[],
  options: ConformCommandOptions,
  io: Io,
  project: Project,
): Promise<number> {
  const { specification } = project;
  const { dialect: choices, parts, extraStates, commands, seed, timeout, jobs, shard, corpus: folder, shrinkBudget, only = null } = options;
  if (only?.includes('corpus') === true && folder === undefined) throw new UsageError('--only: the part corpus needs --corpus DIR');
  const corpus = folder === undefined ? [] : sequencesIn(specification, folder, io);
  const interrupt = new AbortController();
  const ignore = io.onInterrupt?.(() => interrupt.abort());
  const shown = progress(io);
  try {
    const start = (processes = jobs) =>
      startProcesses({ rulebook: specification, command, cwd: io.cwd, timeout, jobs: processes, interrupted: interrupt.signal });
    const asked = { choices, parts, extraStates, commands, seed, shrinkBudget, corpus, only };
    const result = await conformance(specification, start, asked, shard, shown.on);
    shown.end();
    const files = folder === undefined ? new Map<string, string>() : writeScenarios(specification, result, folder, io.cwd);
    return await printConformance(project, result, options, io, startedFrom(command, io.cwd), files);
  } catch (error) {
    if (error instanceof NoMachine || error instanceof Gap) throw new Inconclusive(error.message);
    throw error;
  } finally {
    shown.end();
    ignore?.();
  }
}

/** The sequences of the scenarios in a folder, in the order of their names; none where it is not there yet. */
function sequencesIn(specification: Specification, folder: string, io: Io): readonly Sequence[] {
  const path = resolve(io.cwd, folder);
  if (!existsSync(path)) {
    io.err(`kst: --corpus: ${visible(folder)} is not there yet; divergences will be written to it\n`);
    return [];
  }
  if (!statSync(path).isDirectory()) throw new UsageError(`--corpus: ${folder} is a file, expected a folder`);
  const read = scenarioReader(specification);
  try {
    return textsIn(path, '.json', folder).map(({ file, text }) => read(text, file).steps.map(({ command }) => command));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new UsageError(`--corpus: ${folder} cannot be read: ${reasonOf(error)}`);
  }
}

/** Writes each divergence as a scenario of its own: where they are, by rule. */
function writeScenarios(specification: Specification, { divergences, compared }: Conformance, folder: string, cwd: string) {
  const files = new Map<string, string>();
  for (const divergence of divergences) {
    const { rule, commands } = divergence;
    if (rule === null) continue;
    const { says, cites, dialect, steps } = scenarioOf(specification, divergence, compared!);
    const name = `${rule.toLowerCase()}-${sha256(JSON.stringify(commands)).slice(0, 8)}`;
    const scenario = { name, says, cites, dialect, commands: steps.map(({ command, expect }) => ({ ...command, expect })) };
    const file = join(resolve(cwd, folder), `${name}.json`);
    try {
      mkdirSync(resolve(cwd, folder), { recursive: true });
      if (!existsSync(file)) writeWhole(file, `${JSON.stringify(scenario, null, 2)}\n`);
    } catch (error) {
      throw new UsageError(`--corpus: ${folder} cannot be written: ${reasonOf(error)}`);
    }
    files.set(rule, join(folder, `${name}.json`));
  }
  return files;
}

/** The file that the implementation was started from, as far as that can be told: the first word that is one. */
function startedFrom(command: readonly string[], cwd: string) {
  const file = command.find((word) => {
    try {
      return statSync(resolve(cwd, word)).isFile();
    } catch {
      return false; // a word need not be a path at all
    }
  });
  return file === undefined ? command[0]! : relative(cwd, resolve(cwd, file));
}

/** How far it is, on a terminal; a few times a second. */
function progress(io: Io): { readonly on: OnProgress; readonly end: () => void } {
  const started = performance.now();
  let last = 0;
  const on: OnProgress = (part, done, of) => {
    const now = performance.now();
    if (!io.errIsTerminal || now - last < 200) return;
    last = now;
    const rate = done / ((now - started) / 1000);
    const left = Math.max(0, Math.round((of - done) / rate));
    io.err(`\r\u001b[K${part}: ${done} of about ${Math.max(of, done)} commands, ${Math.round(rate)} a second, ${left} s left`);
  };
  const end = () => {
    if (last > 0) io.err('\r\u001b[K');
    last = 0;
  };
  return { on, end };
}
