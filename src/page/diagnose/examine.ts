/**
 * Files that somebody has dropped on the page, read in the browser and judged by the rules: event logs are diagnosed, cmdlet output is
 * advised on.
 */
import { readInventory } from '../../inputs/cmdlets/read-inventory.ts';
import { readEventLogs } from '../../inputs/events/read-events.ts';
import { InputError } from '../../inputs/input-error.ts';
import { advise } from '../../kit/advise/advise.ts';
import { diagnose } from '../../kit/diagnose/diagnose.ts';
import { dialectsWith } from '../../kst/dialect.ts';
import { knownServersTable } from '../../kst/model.ts';
import { visible } from '../../kst/names.ts';
import type { Advice } from '../../kit/advise/advice.ts';
import type { Diagnosis } from '../../kit/diagnose/diagnosis.ts';

/** A file of a browser, as far as it is looked at. */
export interface DroppedFile {
  readonly name: string;
  stream(): ReadableStream<Uint8Array>;
}

/** What the files say. */
export interface Findings {
  readonly files: readonly string[];
  /** Of the event logs among them; null without one. */
  readonly diagnosis: Diagnosis | null;
  /** On the cmdlet output among them; null without any. */
  readonly advice: Advice | null;
  /** What cannot be read, and why, fit to be shown. */
  readonly problems: readonly string[];
}

/** Reads the files and judges what they say, in all dialects. */
export async function examine(files: readonly DroppedFile[]): Promise<Findings> {
  const logs: DroppedFile[] = [];
  const outputs: DroppedFile[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const asLog = await refusal(() => readEventLogs([chunksOf(file)]));
    const asOutput = asLog === null ? null : await refusal(() => readInventory([chunksOf(file)]));
    if (asLog === null) logs.push(file);
    else if (asOutput === null) outputs.push(file);
    else problems.push(visible(asLog === asOutput ? asLog : `as an event log: ${asLog}; as cmdlet output: ${asOutput}`));
  }
  const model = knownServersTable();
  return {
    files: files.map(({ name }) => visible(name)),
    diagnosis: logs.length === 0 ? null : diagnose(model, await readEventLogs(logs.map(chunksOf)), dialectsWith()),
    advice: outputs.length === 0 ? null : advise(model, await readInventory(outputs.map(chunksOf))),
    problems,
  };
}

/** Why something cannot be read; null where it can. */
async function refusal(read: () => Promise<unknown>): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function chunksOf(file: DroppedFile): { readonly name: string; readonly chunks: AsyncIterable<Uint8Array> } {
  return { name: file.name, chunks: pieces(file) };
}

/** By a reader: not every browser lets a stream be iterated over. @throws InputError for a folder, or a file that is gone. */
async function* pieces(file: DroppedFile): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  const next = (): ReturnType<typeof reader.read> =>
    reader.read().catch((error: unknown) => {
      throw new InputError(file.name, '', `cannot be read: ${(error as Error).message}`);
    });
  for (let { done, value } = await next(); !done; { done, value } = await next()) yield value!;
}
