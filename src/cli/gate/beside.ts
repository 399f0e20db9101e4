/**
 * Tasks in workers, beside the process that asks for them.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Tasks } from './tasks.ts';

/**
 * Does a task in a worker.
 *
 * @param signal ends the worker.
 * @throws Error when the worker fails, or is ended by the signal.
 */
export function beside<T extends keyof Tasks>(task: T, given: Parameters<Tasks[T]>[0], signal?: AbortSignal): Promise<ReturnType<Tasks[T]>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./worker${extname(import.meta.filename)}`, import.meta.url), { workerData: { task, given } });
    const end = (): void => void worker.terminate();
    signal?.addEventListener('abort', end, { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', end);
      reject(new Error(`${task} ended without a result (exit ${code})`)); // does nothing where there is one
    });
  });
}
