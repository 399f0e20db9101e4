/**
 * The steps of the gate as they come, each timed, each failing for itself.
 */
import { fileURLToPath } from 'node:url';
import { AuthorError } from '../../engine/rules/author-error.ts';
import { InputError } from '../../inputs/input-error.ts';
import { Inconclusive, UsageError } from '../io.ts';
import type { GateFinding, GateStep, StepName } from '../../engine/gate/result.ts';
import type { UntimedStep } from '../../reports/gate/steps.ts';
import type { Io } from '../io.ts';

export class Steps {
  private readonly io: Pick<Io, 'err' | 'errIsTerminal'>;
  private readonly thrown: (name: StepName, error: AuthorError) => UntimedStep;
  private readonly done: GateStep[] = [];

  /** @param thrown tells of a function of the author's that threw. */
  constructor(io: Pick<Io, 'err' | 'errIsTerminal'>, thrown: (name: StepName, error: AuthorError) => UntimedStep) {
    this.io = io;
    this.thrown = thrown;
  }

  /** Runs a step; null when it crashed. @throws what the caller got wrong: that is no finding. */
  run<S extends UntimedStep>(name: StepName, doing: () => S): S | null {
    this.show(`${name} ...`);
    const started = performance.now();
    const add = ({ verdict, says, findings }: UntimedStep): void => {
      this.done.push({ name, verdict, says, findings, milliseconds: performance.now() - started });
    };
    try {
      const step = doing();
      add(step);
      return step;
    } catch (error) {
      if (error instanceof UsageError || error instanceof InputError) throw error;
      add(error instanceof AuthorError ? this.thrown(name, error) : crashed(name, error));
      return null;
    } finally {
      this.show('');
    }
  }

  /** The steps in the order in which they are told. */
  inOrder(): readonly GateStep[] {
    const order: readonly StepName[] = ['rulebook', 'proof', 'random', 'strength', 'canaries', 'drift', 'change'];
    return this.done.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  }

  private show(text: string): void {
    if (this.io.errIsTerminal) this.io.err(`\r\u001b[K${text}`);
  }
}

function crashed(name: StepName, error: unknown): UntimedStep {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const expected = error instanceof Inconclusive;
  const frames = stack.split('\n').filter((line) => /^\s+at .*\bsrc\b/.test(line)).slice(0, 3);
  const details = expected ? [] : frames.map((line) => relative(line.trim()));
  const says = expected ? message : `the step crashed: ${relative(message)}`;
  const finding: GateFinding = { id: 'crashed', verdict: 'inconclusive', says, details, place: null, fingerprint: `${name}/crashed` };
  return { name, verdict: 'inconclusive', says, findings: [finding] };
}

/** A text in which the files of the kit are named as seen from its folder. */
function relative(text: string): string {
  const folder = new URL('../../../', import.meta.url);
  return text.replaceAll(folder.href, '').replaceAll(fileURLToPath(folder), '');
}

/** A step that has nothing to say, and why. */
export function unknown(name: StepName, says: string): UntimedStep & { readonly found?: never } {
  const finding: GateFinding = { id: name, verdict: 'inconclusive', says, details: [], place: null, fingerprint: `${name}/unknown` };
  return { name, verdict: 'inconclusive', says, findings: [finding] };
}
