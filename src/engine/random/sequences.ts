/**
 * Random sequences of commands, every step of them judged; and what they are worth: how much of the table they reach.
 */
import fc from 'fast-check';
import { undecided } from '../explore/decided.ts';
import { alphabetsFor, Exploration } from '../explore/exploration.ts';
import { edgesOf, explore } from '../explore/explore.ts';
import { findingsOf } from '../prove/judge.ts';
import { allInvariants, type Counterexample, prove } from '../prove/prove.ts';
import { onTheWay, type WayThere } from '../rules/author-error.ts';
import { systemOf } from '../rules/system.ts';
import { commandSequence } from './commands.ts';
import type { Choices } from '../dialects/dialects.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Watched, WatchedMachine, WatchedStep, Witness } from '../prove/witness.ts';
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

/** Plays random sequences and judges every step by every invariant of a step. */
export function playSequences<W extends Words>(specification: Specification<W>, options: RandomOptions<W>): RandomResult<W> {
  const { runs, seed, parts, choices = {}, onProgress } = options;
  const { dialects } = systemOf(specification);
  const exploration = new Exploration(specification, dialects.with(choices));
  const among = dialects.listed(exploration.within);
  const machines = new Map(among.map((dialect) => [dialect, exploration.machine([], dialects.only(dialect))]));
  const sequences = fc.record({ dialect: fc.constantFrom(...among), commands: commandSequence(fc, specification, { parts }) });
  const coverage = coverageOf(exploration);
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
  if (failure !== null) {
    const [{ dialect, commands }] = failure;
    const counterexample = { ...minimised(exploration, dialects.only(dialect), commands), path: path ?? '' };
    return { verdict: 'violated', seed, statistics, tooLow: [], counterexample };
  }
  const tooLow = floorsMissed(statistics);
  return { verdict: runs === 0 || tooLow.length > 0 ? 'inconclusive' : 'upheld', seed, statistics, tooLow, counterexample: null };
}

/** A step of a sequence; the outcome is null where the rules do not decide. */
interface RandomStep {
  readonly before: Watched;
  readonly command: Command;
  readonly outcome: WatchedStep | null;
  /** The invariant that the step breaks, or `rulebook` where the rules do not decide. */
  readonly broken: string | null;
}

/** The steps of a sequence, up to the first that breaks something. */
function walk(witness: Witness, machine: WatchedMachine, commands: readonly Command[]): readonly RandomStep[] {
  const steps: RandomStep[] = [];
  let before = machine.initial;
  for (const [index, command] of commands.entries()) {
    const way = (): WayThere => ({ commands: commands.slice(0, index + 1), variants: machine.variants });
    const step = onTheWay(way, () => stepFrom(witness, machine, before, command));
    steps.push(step);
    if (step.broken !== null) break;
    before = step.outcome!.next;
  }
  return steps;
}

function stepFrom(witness: Witness, machine: WatchedMachine, before: Watched, command: Command): RandomStep {
  const { outcome } = machine.step(before, command)[0]!;
  if (outcome.kind !== 'taken') return { before, command, outcome: null, broken: 'rulebook' };
  const broken = witness.idsOf(witness.judge({ before, command, outcome }).violated, machine.variants);
  return { before, command, outcome, broken: broken.toSorted()[0] ?? null };
}

/**
 * The shortest trace to what is wrong: of all that the alphabets of the proof can show, and only where they show nothing,
 * of what the sequence itself breaks, over its own commands.
 */
function minimised(
  exploration: Exploration, variant: VariantSet, commands: readonly Command[],
): Omit<RandomCounterexample, 'path'> {
  const { specification, system, witness } = exploration;
  for (const alphabet of alphabetsFor(specification, 'proof')) {
    const { counterexample } = prove(specification, [alphabet], exploration);
    if (counterexample !== null) return { ...counterexample, shortest: true };
  }
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

/** What the sequences covered. A row is what rules see of a part, and a kind of command. */
export interface Statistics {
  readonly runs: number;
  readonly steps: number;
  readonly accepted: number;
  readonly longest: number;
  readonly rules: { readonly fired: number; readonly of: number };
  readonly rows: { readonly visited: number; readonly of: number };
}

/** Counts what the sequences reached, of all that can be reached over the first alphabet. */
export function coverageOf(exploration: Exploration) {
  const { specification, system } = exploration;
  const counts = { runs: 0, steps: 0, accepted: 0, longest: 0 };
  const [rules, rows, firing, reachable] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const cells = Object.values(specification.cells);
  /** What rules see of each part that the command is about; of a blank one, where there is none. */
  const rowsOf = ({ state }: Watched, command: Command) => {
    const subject = system.subjectOf(command);
    const parts = subject === null ? [...state.parts.values()] : [system.partIn(state, subject)];
    return (parts.length === 0 ? [system.blank] : parts).map(
      (part) => `${command.do} ${cells.map((cell) => cell.of(state.whole, part, command, command.do)).join(' ')}`,
    );
  };
  const [first] = specification.alphabets;
  for (const { before, command, edge } of first === undefined ? [] : edgesOf(exploration.graph(first))) {
    for (const row of rowsOf(before, command)) reachable.add(row);
    for (const rule of edge.outcome.rules) firing.add(rule);
  }
  return {
    add(steps: readonly Omit<RandomStep, 'broken'>[]) {
      counts.runs++;
      counts.steps += steps.length;
      counts.longest = Math.max(counts.longest, steps.length);
      for (const { before, command, outcome } of steps) {
        if (outcome?.refused === null) counts.accepted++;
        for (const rule of outcome?.rules ?? []) rules.add(rule);
        for (const row of rowsOf(before, command)) if (reachable.has(row)) rows.add(row);
      }
    },
    statistics: () => {
      return { ...counts, rules: { fired: rules.size, of: firing.size }, rows: { visited: rows.size, of: reachable.size } };
    },
  };
}

/** What the sequences must cover for a pass to mean something: judged only once there are enough of them. */
export function floorsMissed({ runs, steps, accepted, rules, rows }: Statistics): readonly string[] {
  if (runs < 500) return [];
  const floors: readonly (readonly [string, boolean])[] = [
    ['fewer than 20 commands a sequence on average', steps / runs >= 20],
    ['less than a third of the commands accepted: give a command that is seldom refused a larger weight', accepted / steps >= 1 / 3],
    [`only ${rules.fired} of ${rules.of} rules fired`, rules.fired >= rules.of],
    [`only ${rows.visited} of ${rows.of} rows visited`, rows.visited >= 0.8 * rows.of],
  ];
  return floors.filter(([, reached]) => !reached).map(([floor]) => floor);
}
