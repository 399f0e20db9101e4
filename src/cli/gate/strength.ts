/**
 * The strength of the invariants, measured in workers, or taken from an earlier measure of the same sources.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { writeWhole } from '../files.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';
import type { StrengthQuestion } from './strength-worker.ts';

export interface MeasuredStrength {
  readonly strength: Strength;
  /** Whether an earlier measure was taken over: nothing that it depends on has changed since. */
  readonly reused: boolean;
}

export interface StrengthOptions {
  readonly cells: readonly CellBases[];
  /** The folder of earlier measures; null to measure anew and keep nothing. */
  readonly cache: string | null;
  /** Ends the workers. */
  readonly signal?: AbortSignal;
}

/**
 * The strength of the rules and invariants of this kit.
 *
 * @throws Error when a worker fails, or is ended by the signal.
 */
export async function measuredStrength({ cells, cache, signal }: StrengthOptions): Promise<MeasuredStrength> {
  const inputs = hashOfInputs(cells);
  const kept = cache === null ? null : keptIn(cache, inputs);
  if (kept !== null) return { strength: kept, reused: true };
  const [mutants, others] = await Promise.all([
    askWorker<Pick<Strength, 'mutants'>>({ half: 'mutants', cells }, signal),
    askWorker<Omit<Strength, 'mutants'>>({ half: 'outcomes and rules', cells }, signal),
  ]);
  const strength = { ...mutants, ...others };
  if (cache !== null) keep(cache, inputs, strength);
  return { strength, reused: false };
}

/** The usual place of the cache, below the project's packages; nobody commits it, and `npm ci` clears it. */
export function usualCache(folder: string): string {
  return join(folder, 'node_modules/.cache/kst-kit');
}

function askWorker<T>(question: StrengthQuestion, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./strength-worker${extname(import.meta.filename)}`, import.meta.url), { workerData: question });
    const end = (): void => void worker.terminate();
    signal?.addEventListener('abort', end, { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', end);
      reject(new Error(`the measure of ${question.half} ended without a result (exit ${code})`)); // no-op once there is one
    });
  });
}

/** What was kept for the same inputs; null where there is none, or it cannot be read: then it is measured again. */
function keptIn(cache: string, inputs: string): Strength | null {
  try {
    return JSON.parse(readFileSync(fileOf(cache, inputs), 'utf8')) as Strength;
  } catch {
    return null;
  }
}

/** A cache that cannot be written is none: the next measure takes its time again. */
function keep(cache: string, inputs: string, strength: Strength): void {
  try {
    mkdirSync(cache, { recursive: true });
    writeWhole(fileOf(cache, inputs), JSON.stringify(strength));
  } catch {
    return;
  }
}

function fileOf(cache: string, inputs: string): string {
  return join(cache, `strength-${inputs.slice(0, 16)}.json`);
}

/** Everything that the measure depends on: the sources of rules, invariants, engine and measure, what settles the cells, and ts-pattern. */
function hashOfInputs(cells: readonly CellBases[]): string {
  const hash = createHash('sha256');
  const add = (name: string, text: string | Uint8Array): void => void hash.update(`${name}\0${text.length}\0`).update(text);
  add('cells', JSON.stringify(cells));
  add('node', process.versions.node.split('.')[0]!);
  const sources = new URL('../../', import.meta.url);
  for (const folder of ['kst', 'verify', 'kit', 'cli/gate']) {
    const files = readdirSync(new URL(`${folder}/`, sources), { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).sort();
    for (const file of files) if (/\.[jt]s$/.test(file)) add(`${folder}/${file}`, readFileSync(new URL(`${folder}/${file}`, sources)));
  }
  add('package', readFileSync(new URL('../package.json', sources)));
  return hash.digest('hex');
}
