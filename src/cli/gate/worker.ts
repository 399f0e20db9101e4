/**
 * Does some of the gate's longer tasks, one after the other, beside everything else: a second core is there, and nothing
 * has to wait for them.
 */
import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { Asked, Answered } from './beside.ts';

// As in main.ts: what is loaded after this line is kept compiled between runs.
enableCompileCache();
const { tasks } = await import('./tasks.ts');

parentPort!.on('message', ({ task, given }: Asked) => {
  const started = performance.now();
  const value = tasks[task](given as never);
  const answered: Answered = { value, milliseconds: performance.now() - started };
  parentPort!.postMessage(answered);
});
