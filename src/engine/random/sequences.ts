/**
 * Random sequences on the rules themselves: many parts, odd names, many values, long histories - what the finite alphabets of the
 * proof abstract from.
 */
import fc from 'fast-check';
import { haveCommon } from '../dialects/set.ts';
import { undecided } from '../explore/decided.ts';
import { alphabetsFor, Exploration } from '../explore/exploration.ts';
import { explore } from '../explore/explore.ts';
import { findingsOf } from '../prove/judge.ts';
import { allInvariants, type Counterexample, prove } from '../prove/prove.ts';
import { onTheWay, type WayThere } from '../rules/author-error.ts';
import { systemOf } from '../rules/system.ts';
import { commandSequence } from './commands.ts';
import { Coverage, floorsMissed, type RandomStep, type Statistics } from './coverage.ts';
import type { Choices } from '../dialects/dialects.ts';
import type { Watched, WatchedMachine, Witness } from '../prove/witness.ts';
import type { Command, Specification, Words } from '../specification.ts';

export interface RandomOptions<W extends Words = any> {
  readonly runs: number;
  readonly seed: number;
  /** Maximum number of parts in a sequence. */
  readonly parts: number;
  /** The dialects that make these choices; one of them is drawn for each sequence. */
  readonly choices?: Choices<W['Dialect']>;
  /** Told after each sequence how many have been played. */
  readonly onProgress?: (played: number) => void;
}

export interface RandomResult<W extends Words = any> {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly seed: number;
  readonly statistics: Statistics;
  /** The floors that the statistics do not reach: what was generated then says little. */
  readonly tooLow: readonly string[];
  readonly counterexample: RandomCounterexample<W> | null;
}

export interface RandomCounterexample<W extends Words = any> extends Counterexample<W> {
  /** fast-check's path to the failing sequence, for `fc.check(..., { seed, path })`. */
  readonly path: string;
  /** Whether no shorter trace exists over the alphabet that shows the fault. */
  readonly shortest: boolean;
}

interface Sequence<W extends Words> {
  readonly dialect: W['Dialect'];
  readonly commands: readonly Command<W>[];
}

/** Plays random sequences and judges every step by every invariant of a step. */
export function playSequences<W extends Words>(specification: Specification<W>, options: RandomOptions<W>): RandomResult<W> {
  const { runs, seed, parts, choices = {}, onProgress } = options;
  const { dialects } = systemOf(specification);
  const exploration = new Exploration(specification, dialects.with(choices));
  const among = dialects.listed(exploration.within);
  const machines = new Map(among.map((dialect) => [dialect, exploration.machine([], dialects.only(dialect))]));
  const sequences = fc.record({ dialect: fc.constantFrom(...among), commands: commandSequence(fc, specification, { parts }) });
  const coverage = new Coverage(exploration);
  let [played, failed] = [0, false];

  const property = fc.property(sequences, ({ dialect, commands }) => {
    const steps = walk(exploration.witness, machines.get(dialect)!, commands);
    if (!failed) {
      coverage.add(steps); // what fast-check makes to shrink a failure does not count
      onProgress?.(++played);
    }
    const passes = steps.every(({ broken }) => broken === null);
    failed ||= !passes;
    return passes;
  });
  const { counterexample: failure, counterexamplePath: path } = fc.check(property, { numRuns: runs, seed });

  const statistics = coverage.statistics();
  const tooLow = failure === null ? floorsMissed(statistics) : [];
  const counterexample = failure === null ? null : { ...minimised(exploration, failure[0]), path: path ?? '' };
  const verdict = counterexample !== null ? 'violated' : runs === 0 || tooLow.length > 0 ? 'inconclusive' : 'upheld';
  return { verdict, seed, statistics, tooLow, counterexample };
}

/** `broken` is the invariant that the step breaks, or `rulebook` where the rules do not decide. */
interface JudgedStep<W extends Words> extends RandomStep<W> {
  readonly broken: string | null;
}

/** The steps of a sequence, up to the first that breaks something. */
function walk<W extends Words>(witness: Witness<W>, machine: WatchedMachine<W>, commands: readonly Command<W>[]): readonly JudgedStep<W>[] {
  const steps: JudgedStep<W>[] = [];
  let before = machine.initial;
  for (const [index, command] of commands.entries()) {
    const way = (): WayThere => ({ commands: commands.slice(0, index + 1), variants: machine.variants });
    const step = onTheWay(way, () => stepFrom(witness, machine, before, command));
    steps.push(step);
    if (step.broken !== null) return steps;
    before = step.outcome!.next;
  }
  return steps;
}

function stepFrom<W extends Words>(
  witness: Witness<W>,
  machine: WatchedMachine<W>,
  before: Watched<W>,
  command: Command<W>,
): JudgedStep<W> {
  const { outcome } = machine.step(before, command)[0]!;
  if (outcome.kind !== 'taken') return { before, command, outcome: null, broken: 'rulebook' };
  const violated = witness.judge({ before, command, outcome }).violated.map((index) => witness.invariants[index]!);
  const broken = violated.filter(({ variants }) => haveCommon(variants, machine.variants)).map(({ id }) => id).sort()[0] ?? null;
  return { before, command, outcome, broken };
}

/**
 * The shortest trace to what is wrong: of all that the alphabets of the proof can show, and only where they show nothing,
 * of what the sequence itself breaks, over its own commands.
 */
function minimised<W extends Words>(
  exploration: Exploration<W>,
  { dialect, commands }: Sequence<W>,
): Omit<RandomCounterexample<W>, 'path'> {
  const { specification, system, witness } = exploration;
  for (const alphabet of alphabetsFor(specification, 'proof')) {
    const { counterexample } = prove(specification, [alphabet], exploration);
    if (counterexample !== null) return { ...counterexample, shortest: true };
  }
  const variant = system.dialects.only(dialect);
  const steps = walk(witness, exploration.machine([], variant), commands);
  const id = steps.at(-1)!.broken!;
  const says = allInvariants(specification).find((invariant) => invariant.id === id)?.says ?? 'Exactly one rule of each table applies';
  const own = [...new Map(commands.map((command) => [system.text(command), command])).values()];
  const graph = explore(exploration.machine(own, variant), 5_000);
  const found = [...undecided(graph), ...findingsOf(graph, witness)].find((finding) => finding.id === id && finding.trace !== null);
  if (found !== undefined) return { id, says, verdict: found.verdict, reason: found.reason, trace: found.trace!, shortest: true };
  const trace = { commands: steps.map(({ command }) => command), variant };
  return { id, says, verdict: id === 'rulebook' ? 'gap' : 'violated', reason: 'the last step is wrong', trace, shortest: false };
}
