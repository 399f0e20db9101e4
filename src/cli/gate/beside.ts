/**
 * Tasks in a worker, beside the process that asks for them.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Tasks } from './tasks.ts';

/** What a worker is asked. */
export interface Asked {
  readonly task: keyof Tasks;
  readonly given: unknown;
}

export interface Answered<T = unknown> {
  readonly value: T;
  /** How long the task took. */
  readonly milliseconds: number;
}

/** The task threw that. */
export interface Failed {
  readonly failed: Error;
}

/** What does the tasks that it is asked for, here or beside. */
export type Doing = Pick<Beside, 'ask' | 'end'>;

/** A worker that does its tasks in the order in which they are asked for; it begins with the first. */
export class Beside {
  private worker: Worker | null = null;
  private readonly waiting: { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }[] = [];
  private failed: Error | null = null;

  /**
   * Does a task.
   *
   * @throws Error when the worker fails, or is ended before.
   */
  ask<T extends keyof Tasks>(task: T, given: Parameters<Tasks[T]>[0]): Promise<Answered<ReturnType<Tasks[T]>>> {
    if (this.failed !== null) return Promise.reject(this.failed);
    const worker = (this.worker ??= this.begin());
    const asked: Asked = { task, given };
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      worker.postMessage(asked);
    });
  }

  /** Ends the worker, whatever it is at. */
  end(): void {
    void this.worker?.terminate();
  }

  private begin(): Worker {
    const worker = new Worker(new URL(`./worker${extname(import.meta.filename)}`, import.meta.url));
    worker.on('message', (answered: Answered | Failed) => {
      const { resolve, reject } = this.waiting.shift()!;
      if ('failed' in answered) reject(answered.failed);
      else resolve(answered as never);
    });
    worker.on('error', (error: Error) => this.fail(error));
    worker.on('exit', (code) => this.fail(new Error(`a worker ended before its task was done (exit ${code})`)));
    return worker;
  }

  private fail(error: Error): void {
    this.failed ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
