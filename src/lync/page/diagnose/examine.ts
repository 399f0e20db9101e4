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
import type { NamedChunks } from '../../exports/formats/read-export.ts';

/** A file of a browser, as far as it is looked at. */
export type DroppedFile = Pick<File, 'name' | 'size' | 'stream'>;

/** What the files say. */
export type Findings = Readonly<Awaited<ReturnType<typeof examine>>>;

/** Reads the files and judges what they say, in all dialects. It rejects for no file: each that cannot be read is named in a problem. */
export async function examine(rulebook: Rulebook<Kst>, files: readonly DroppedFile[]) {
  // The small ones first: cmdlet output is found to be no log before a long log has been read.
  const inOrder = files.toSorted((a, b) => a.size - b.size);
  const logs = await judgedTogether(inOrder, async (read) => diagnose(rulebook, await readEventLogs(read)));
  const others = inOrder.filter((file) => logs.refused.has(file));
  const outputs = await judgedTogether(others, async (read) => advise(rulebook, await readInventory(read)));
  return {
    files: files.map(({ name }) => visible(name)),
    /** Of the event logs among them; null without one. */
    diagnosis: logs.judged,
    /** On the cmdlet output among them; null without any. */
    advice: outputs.judged,
    /** What cannot be read, and why, fit to be shown. */
    problems: [...outputs.refused].map(([file, asOutput]) => {
      const asLog = logs.refused.get(file)!;
      return visible(asLog === asOutput ? asLog : `as an event log: ${asLog}; as cmdlet output: ${asOutput}`);
    }),
  };
}

/**
 * Reads files together, each once; only where one of them cannot be read are the others read anew.
 *
 * @returns what is judged, null where no file is left, and why each of the others cannot be read.
 */
async function judgedTogether<Judged>(files: readonly DroppedFile[], judge: (files: readonly NamedChunks[]) => Promise<Judged>) {
  const refused = new Map<DroppedFile, string>();
  for (;;) {
    const left = files.filter((file) => !refused.has(file));
    if (left.length === 0) return { judged: null, refused };
    let reached = left[0]!;
    try {
      return { judged: await judge(left.map((file) => ({ name: file.name, chunks: pieces(file, () => (reached = file)) }))), refused };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      refused.set(reached, error instanceof InputError ? reason : `${reached.name}: cannot be read: ${reason}`);
    }
  }
}

/** So many bytes are read before the browser may do something else. */
const atOnce = 4_000_000;

/** By a reader: not every browser lets a stream be iterated over. A folder, or a file that is gone, rejects. */
async function* pieces(file: DroppedFile, begin: () => void) {
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
async function nextTask() {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
}
