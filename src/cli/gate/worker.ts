/**
 * Does some of the gate's longer tasks, one after the other, beside everything else: a second core is there, and nothing
 * has to wait for them.
 */
import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { Answered, Asked, Failed } from './beside.ts';

// As in main.ts: what is loaded after this line is kept compiled between runs.
enableCompileCache();
const { tasks } = await import('./tasks.ts');

parentPort!.on('message', ({ task, given }: Asked) => parentPort!.postMessage(answer(task, given)));

/** A task that fails says why, and leaves the next one alone. */
function answer(task: Asked['task'], given: unknown): Answered | Failed {
  const started = performance.now();
  try {
    const value = tasks[task](given as never);
    return { value, milliseconds: performance.now() - started };
  } catch (error) {
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
}
