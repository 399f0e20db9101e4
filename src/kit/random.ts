/**
 * Random sequences on the interpreted rules: many servers, odd names, many plans and versions, long histories - what the
 * finite alphabets of the proof abstract from.
 */
import fc from 'fast-check';
import { commands } from '../arbitraries.ts';
import { dialectsWith, listDialects } from '../kst/dialect.ts';
import { allInvariants } from '../kst/invariants/index.ts';
import { observer } from '../kst/invariants/observed.ts';
import { shortestTrace } from '../verify/minimise.ts';
import { playRandom } from '../verify/random.ts';
import { Coverage, floorsMissed } from './coverage.ts';
import { allParts, prove } from './proof.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { ObservedMachine, Observer } from '../kst/invariants/observed.ts';
import type { Model } from '../kst/model.ts';
import type { Played, Statistics } from './coverage.ts';
import type { Counterexample } from './proof.ts';

export interface RandomOptions {
  readonly runs: number;
  readonly seed: number;
  /** At most so many servers in a sequence. */
  readonly servers: number;
  /** The dialects that make these choices; one of them is drawn for each sequence. */
  readonly choices?: Partial<Dialect>;
  /** Told after each sequence how many have been played. */
  readonly onProgress?: (played: number) => void;
}

export interface RandomResult {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly seed: number;
  readonly statistics: Statistics;
  /** The floors that the statistics do not reach: what was generated then says little. */
  readonly tooLow: readonly string[];
  readonly counterexample: RandomCounterexample | null;
}

export interface RandomCounterexample extends Counterexample {
  /** fast-check's path to the failing sequence, for `fc.check(..., { seed, path })`. */
  readonly path: string;
  /** Whether no shorter trace exists over the alphabet that shows the fault. */
  readonly shortest: boolean;
}

interface Sequence {
  readonly dialect: Dialect;
  readonly commands: readonly Command[];
}

/** Plays random sequences and judges every step by every invariant of a step. */
export function playSequences(model: Model, options: RandomOptions): RandomResult {
  const { runs, seed, servers, choices = {}, onProgress } = options;
  const watching = observer(model);
  const among = listDialects(dialectsWith(choices));
  const machines = new Map(among.map((dialect) => [dialect, watching.machine([], dialect)]));
  const sequences = fc.record({ dialect: fc.constantFrom(...among), commands: commands({ servers }) });
  const coverage = new Coverage(model, watching, choices);
  let played = 0;

  const run = playRandom(sequences, { runs, seed }, (sequence, shrinking) => {
    const steps = walk(watching, machines.get(sequence.dialect)!, sequence.commands);
    if (!shrinking) {
      coverage.add(steps);
      onProgress?.(++played);
    }
    return steps.every(({ broken }) => broken === null);
  });

  const statistics = coverage.statistics();
  const tooLow = run.failure === null ? floorsMissed(statistics) : [];
  const counterexample = run.failure === null ? null : { ...minimised(model, watching, run.failure.sequence, choices), path: run.failure.path };
  const verdict = counterexample !== null ? 'violated' : runs === 0 || tooLow.length > 0 ? 'inconclusive' : 'upheld';
  return { verdict, seed, statistics, tooLow, counterexample };
}

/** `broken` is the invariant that the step breaks, or `rulebook` where the rules do not decide. */
interface Judged extends Played {
  readonly broken: string | null;
}

function walk(watching: Observer, machine: ObservedMachine, sequence: readonly Command[]): readonly Judged[] {
  const steps: Judged[] = [];
  let before = machine.initial;
  for (const command of sequence) {
    const { outcome } = machine.step(before, command)[0]!;
    if (outcome.kind !== 'taken') return [...steps, { before, command, outcome: null, broken: 'rulebook' }];
    const broken = brokenBy(watching, machine, { before, command, outcome });
    steps.push({ before, command, outcome, broken });
    if (broken !== null) return steps;
    before = outcome.next;
  }
  return steps;
}

function brokenBy(watching: Observer, machine: ObservedMachine, step: Parameters<Observer['judge']>[0]): string | null {
  const { violated } = watching.judge(step);
  const spoken = violated.map((index) => watching.invariants[index]!).filter(({ variants }) => (variants & machine.variants) !== 0);
  return spoken.map(({ id }) => id).sort()[0] ?? null;
}

/**
 * The shortest trace to what is wrong: of all that the alphabets of the proof can show, and only where they show nothing,
 * of what the sequence itself breaks, over its own commands.
 */
function minimised(model: Model, watching: Observer, sequence: Sequence, choices: Partial<Dialect>): Counterexample & { readonly shortest: boolean } {
  for (const part of allParts()) {
    const { counterexample } = prove(model, [part], choices);
    if (counterexample !== null) return { ...counterexample, shortest: true };
  }
  const machine = watching.machine([], sequence.dialect);
  const steps = walk(watching, machine, sequence.commands);
  const id = steps.at(-1)!.broken!;
  const says = allInvariants().find((invariant) => invariant.id === id)?.says ?? 'Exactly one rule of each table applies';
  const own = [...new Map(sequence.commands.map((command) => [JSON.stringify(command), command])).values()];
  const found = shortestTrace(id, watching.machine(own, sequence.dialect), watching);
  if (found !== null) return { id, says, verdict: found.verdict, reason: found.reason, trace: found.trace!, shortest: true };
  const trace = { commands: steps.map(({ command }) => command), variant: machine.variants };
  const verdict = id === 'rulebook' ? 'gap' : 'violated';
  return { id, says, verdict, reason: 'the last step is wrong', trace, shortest: false };
}
