/**
 * Does one of the gate's longer tasks beside everything else: a second core is there, and nothing has to wait for it.
 */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

// As in main.ts: what is loaded after this line is kept compiled between runs.
enableCompileCache();
const { tasks } = await import('./tasks.ts');
const { task, given } = workerData as { readonly task: keyof typeof tasks; readonly given: never };
parentPort!.postMessage(tasks[task](given));
