/**
 * The steps of the gate as they come, each timed, each failing for itself.
 */
import { fileURLToPath } from 'node:url';
import { InputError } from '../../inputs/input-error.ts';
import { Inconclusive, UsageError } from '../io.ts';
import type { GateStep, StepName } from '../../kit/gate/result.ts';
import type { UntimedStep } from '../../reports/gate/steps.ts';
import type { Io } from '../io.ts';
import type { Found } from './measures.ts';

export class Steps {
  private readonly io: Pick<Io, 'err' | 'errIsTerminal'>;
  private readonly done: GateStep[] = [];

  constructor(io: Pick<Io, 'err' | 'errIsTerminal'>) {
    this.io = io;
  }

  /** Runs a step; null when it crashed. */
  run<S extends UntimedStep>(name: StepName, doing: () => S): S | null {
    this.tell(name);
    const started = performance.now();
    try {
      const step = doing();
      this.add(step, started);
      return step;
    } catch (error) {
      this.add(crashed(name, error), started);
      return null;
    }
  }

  /** What a step may need; undefined where it cannot be had, which the step that it is about tells. @throws what the caller got wrong. */
  attempt<T>(doing: () => T): T | undefined {
    try {
      return doing();
    } catch (error) {
      if (isCallers(error)) throw error;
      return undefined;
    }
  }

  /** Waits for what was found out elsewhere, and tells it as a step; `reason` says why it does not matter any more. */
  async finish<T>(name: StepName, finding: () => Promise<Found<T>>, reason: string | null, tell: (found: Found<T>) => UntimedStep): Promise<T | undefined> {
    if (reason !== null) {
      this.add(unknown(name, reason), performance.now());
      return undefined;
    }
    this.tell(name);
    try {
      const found = await finding();
      this.done.push({ ...plainStep(tell(found)), milliseconds: found.milliseconds });
      return found.value;
    } catch (error) {
      this.add(crashed(name, error), performance.now());
      return undefined;
    } finally {
      this.clear();
    }
  }

  /** The steps in the order in which they are told. */
  inOrder(): readonly GateStep[] {
    const order: readonly StepName[] = ['rulebook', 'proof', 'random', 'strength', 'canaries', 'drift', 'change'];
    return this.done.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  }

  private add(step: UntimedStep, started: number): void {
    this.done.push({ ...plainStep(step), milliseconds: performance.now() - started });
    this.clear();
  }

  private tell(name: StepName): void {
    if (this.io.errIsTerminal) this.io.err(`\r\u001b[K${name} ...`);
  }

  private clear(): void {
    if (this.io.errIsTerminal) this.io.err('\r\u001b[K');
  }
}

function plainStep({ name, verdict, says, findings }: UntimedStep): UntimedStep {
  return { name, verdict, says, findings };
}

function isCallers(error: unknown): boolean {
  return error instanceof UsageError || error instanceof InputError;
}

/** @throws what the caller got wrong: that is no finding. */
function crashed(name: StepName, error: unknown): UntimedStep {
  if (isCallers(error)) throw error;
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const expected = error instanceof Inconclusive;
  const frames = stack.split('\n').filter((line) => /^\s+at .*\bsrc\b/.test(line)).slice(0, 3).map((line) => relative(line.trim()));
  const says = expected ? message : `the step crashed: ${relative(message)}`;
  return { name, verdict: 'inconclusive', says, findings: [{ id: 'crashed', verdict: 'inconclusive', says, details: expected ? [] : frames, place: null, fingerprint: `${name}/crashed` }] };
}

/** A text in which the files of the kit are named as seen from its folder. */
function relative(text: string): string {
  const folder = new URL('../../../', import.meta.url);
  return text.replaceAll(folder.href, '').replaceAll(fileURLToPath(folder), '');
}

/** A step that has nothing to say, and why. */
export function unknown(name: StepName, says: string): UntimedStep & { readonly found?: never } {
  return { name, verdict: 'inconclusive', says, findings: [{ id: name, verdict: 'inconclusive', says, details: [], place: null, fingerprint: `${name}/unknown` }] };
}
