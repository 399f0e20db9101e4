/**
 * Files that somebody has dropped on the page, read in the browser and judged by the rules: event logs are diagnosed, cmdlet output is
 * advised on.
 */
import { visible } from '../../../engine/text.ts';
import { InputError } from '../../../inputs/input-error.ts';
import { advise } from '../../advise/advise.ts';
import { diagnose } from '../../diagnose/diagnose.ts';
import { readInventory } from '../../exports/cmdlets/read-inventory.ts';
import { readEventLogs } from '../../exports/events/read-events.ts';
import type { Rulebook } from '../../../engine/specification.ts';
import type { Kst } from '../../../kst/words.ts';
import type { Advice } from '../../advise/advice.ts';
import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { NamedChunks } from '../../exports/formats/read-export.ts';

/** A file of a browser, as far as it is looked at; its size is in bytes. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
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

/** Reads the files and judges what they say, in all dialects. It rejects for no file: each that cannot be read is named in a problem. */
export async function examine(rulebook: Rulebook<Kst>, files: readonly DroppedFile[]): Promise<Findings> {
  // The small ones first: cmdlet output is found to be no log before a long log has been read.
  const inOrder = files.toSorted((a, b) => a.size - b.size);
  const logs = await judgedTogether(inOrder, async (read) => diagnose(rulebook, await readEventLogs(read)));
  const others = inOrder.filter((file) => logs.refused.has(file));
  const outputs = await judgedTogether(others, async (read) => advise(rulebook, await readInventory(read)));
  return {
    files: files.map(({ name }) => visible(name)),
    diagnosis: logs.judged,
    advice: outputs.judged,
    problems: [...outputs.refused].map(([file, asOutput]) => {
      const asLog = logs.refused.get(file)!;
      return visible(asLog === asOutput ? asLog : `as an event log: ${asLog}; as cmdlet output: ${asOutput}`);
    }),
  };
}

interface Together<Judged> {
  /** Null where no file is left. */
  readonly judged: Judged | null;
  /** Why each of the others cannot be read. */
  readonly refused: ReadonlyMap<DroppedFile, string>;
}

/** Reads files together, each once; only where one of them cannot be read are the others read anew. */
async function judgedTogether<Judged>(
  files: readonly DroppedFile[],
  judge: (files: readonly NamedChunks[]) => Promise<Judged>,
): Promise<Together<Judged>> {
  const refused = new Map<DroppedFile, string>();
  for (;;) {
    const left = files.filter((file) => !refused.has(file));
    if (left.length === 0) return { judged: null, refused };
    let reached = left[0]!;
    try {
      return { judged: await judge(left.map((file) => ({ name: file.name, chunks: pieces(file, () => (reached = file)) }))), refused };
    } catch (error) {
      refused.set(reached, error instanceof InputError ? error.message : `${reached.name}: cannot be read: ${reasonOf(error)}`);
    }
  }
}

/** So many bytes are read before the browser may do something else. */
const atOnce = 4_000_000;

/** By a reader: not every browser lets a stream be iterated over. A folder, or a file that is gone, rejects. */
async function* pieces(file: DroppedFile, begin: () => void): AsyncGenerator<Uint8Array> {
  begin();
  const reader = file.stream().getReader();
  let sinceRest = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    yield value!;
    sinceRest += value!.length;
    if (sinceRest < atOnce) continue;
    sinceRest = 0;
    await nextTask();
  }
}

/** Comes back in a task of its own; a message needs no clock. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const arrive = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener('message', arrive);
    port1.start();
    port2.postMessage(null);
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
