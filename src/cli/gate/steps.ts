/**
 * The steps of the gate as they come, each timed, each failing for itself.
 */
import { fileURLToPath } from 'node:url';
import { finding, type GateStep, stepFound, type StepFound, type StepName } from '../../engine/gate/result.ts';
import { AuthorError } from '../../engine/rules/author-error.ts';
import { InputError } from '../../inputs/input-error.ts';
import { Inconclusive, type Io, progressOn, UsageError } from '../io.ts';

const order: readonly StepName[] = ['rulebook', 'proof', 'random', 'strength', 'canaries', 'drift', 'change'];

/** @param thrown tells of a function of the author's that threw. */
export function gateSteps(io: Pick<Io, 'err' | 'errIsTerminal'>, thrown: (name: StepName, error: AuthorError) => StepFound) {
  const show = progressOn(io);
  const done: GateStep[] = [];
  return {
    /** Runs a step; null when it crashed. @throws what the caller got wrong: that is no finding. */
    run<S extends StepFound>(name: StepName, doing: () => S): S | null {
      show(`${name} ...`);
      const started = performance.now();
      const add = ({ verdict, says, findings }: StepFound): void => {
        done.push({ name, verdict, says, milliseconds: performance.now() - started, findings });
      };
      try {
        const step = doing();
        add(step);
        return step;
      } catch (error) {
        if (error instanceof UsageError || error instanceof InputError) throw error;
        add(error instanceof AuthorError ? thrown(name, error) : crashed(name, error));
        return null;
      } finally {
        show('');
      }
    },
    /** The steps in the order in which they are told. */
    inOrder: (): readonly GateStep[] => done.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
  };
}

function crashed(name: StepName, error: unknown): StepFound {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const expected = error instanceof Inconclusive;
  const frames = stack.split('\n').filter((line) => /^\s+at .*\bsrc\b/.test(line)).slice(0, 3);
  const details = expected ? [] : frames.map((line) => relative(line.trim()));
  const says = expected ? message : `the step crashed: ${relative(message)}`;
  return stepFound(says, [finding({ id: 'crashed', verdict: 'inconclusive', says, details, fingerprint: `${name}/crashed` })]);
}

/** A text in which the files of the kit are named as seen from its folder. */
function relative(text: string): string {
  const folder = new URL('../../../', import.meta.url);
  return text.replaceAll(folder.href, '').replaceAll(fileURLToPath(folder), '');
}

/** A step that has nothing to say, and why. */
export function unknown(name: StepName, says: string): StepFound & { readonly found?: never } {
  return stepFound(says, [finding({ id: name, verdict: 'inconclusive', says, fingerprint: `${name}/unknown` })]);
}
