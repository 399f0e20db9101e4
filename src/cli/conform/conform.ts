import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { InputError } from '../../inputs/input-error.ts';
import { scenarioReader } from '../../inputs/scenario.ts';
import { conformance } from '../../engine/conform/conformance.ts';
import { NoMachine } from '../../engine/conform/mealy.ts';
import { Gap } from '../../engine/conform/remembered.ts';
import { scenarioOf } from '../../engine/conform/summary.ts';
import { visible } from '../../engine/text.ts';
import { reasonOf, writeWhole } from '../files.ts';
import { sha256 } from '../hash.ts';
import { exitCodes, Inconclusive, UsageError } from '../io.ts';
import { ProcessPlayer } from './process-player.ts';
import { renderConformance } from './render.ts';
import type { OnProgress } from '../../engine/conform/conformance.ts';
import type { AnyCommand } from '../../engine/conform/player.ts';
import type { Conformance, Shard } from '../../engine/conform/result.ts';
import type { Choices } from '../../engine/dialects/dialects.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Io } from '../io.ts';
import type { Project } from '../project.ts';
import type { ConformFormat } from './render.ts';

export interface ConformCommandOptions {
  /** The dialects that count as right; none chosen: any. */
  readonly dialect: Choices;
  readonly parts: number;
  readonly extraStates: number;
  readonly commands: number;
  readonly seed: number;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  readonly jobs: number;
  readonly shard?: Shard;
  /** A folder of scenarios that are played first, and to which new divergences are added. */
  readonly corpus?: string;
  readonly shrinkBudget: number;
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly format: string;
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
  { specification }: Project,
): Promise<number> {
  const { dialect: choices, parts, extraStates, commands, seed, timeout, jobs, shard = null, shrinkBudget, only = null } = options;
  if (only?.includes('corpus') === true && options.corpus === undefined) throw new UsageError('--only: the part corpus needs --corpus DIR');
  const corpus = options.corpus === undefined ? [] : sequencesIn(specification, options.corpus, io);
  const interrupt = new AbortController();
  const ignore = io.onInterrupt?.(() => interrupt.abort()) ?? (() => {});
  const shown = progress(io);
  try {
    const start = (processes = jobs) =>
      ProcessPlayer.start({ rulebook: specification, command, cwd: io.cwd, timeout, jobs: processes, interrupted: interrupt.signal });
    const asked = { choices, parts, extraStates, commands, seed, shrinkBudget, corpus, only };
    const result = await conformance(specification, start, asked, shard, shown.on);
    shown.end();
    const files = options.corpus === undefined ? new Map<string, string>() : writeScenarios(specification, result, options.corpus, io.cwd);
    const format = options.json === true ? 'json' : (options.format as ConformFormat);
    await io.out(renderConformance(specification, format, result, { files, started: startedFrom(command, io.cwd) }, io));
    return exitCodeOf(result);
  } catch (error) {
    if (error instanceof NoMachine || error instanceof Gap) throw new Inconclusive(error.message);
    throw error;
  } finally {
    shown.end();
    ignore();
  }
}

export function exitCodeOf({ verdict }: Conformance): number {
  return { conforms: exitCodes.upheld, diverges: exitCodes.violated, inconclusive: exitCodes.inconclusive }[verdict];
}

/** The sequences of the scenarios in a folder, in the order of their names; none where it is not there yet. */
function sequencesIn(specification: Specification, folder: string, io: Io): readonly (readonly AnyCommand[])[] {
  const path = resolve(io.cwd, folder);
  if (!existsSync(path)) {
    io.err(`kst: --corpus: ${visible(folder)} is not there yet; divergences will be written to it\n`);
    return [];
  }
  if (!statSync(path).isDirectory()) throw new UsageError(`--corpus: ${folder} is a file, expected a folder`);
  const read = scenarioReader(specification);
  try {
    const names = readdirSync(path).filter((name) => name.endsWith('.json')).sort();
    const scenarios = names.map((name) => read(readFileSync(join(path, name), 'utf8'), join(folder, name)));
    return scenarios.map(({ steps }) => steps.map(({ command }) => command));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new UsageError(`--corpus: ${folder} cannot be read: ${reasonOf(error)}`);
  }
}

/** Writes each divergence as a scenario of its own: where they are, by rule. */
function writeScenarios(
  specification: Specification,
  { divergences, compared }: Conformance,
  folder: string,
  cwd: string,
): ReadonlyMap<string, string> {
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
function startedFrom(command: readonly string[], cwd: string): string {
  const file = command.find((word) => isFile(resolve(cwd, word)));
  return file === undefined ? command[0]! : relative(cwd, resolve(cwd, file));
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // a word need not be a path at all
  }
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
  const end = (): void => {
    if (last > 0) io.err('\r\u001b[K');
    last = 0;
  };
  return { on, end };
}
