/**
 * Random sequences on the interpreted rules: many servers, odd names, many plans and versions, long histories - what the
 * finite alphabets of the proof abstract from.
 */
import fc from 'fast-check';
import { commands, dialect } from '../arbitraries.ts';
import { narrowAlphabet } from '../kst/alphabets.ts';
import { dialects, dialectsWith, listDialects } from '../kst/dialect.ts';
import { allInvariants } from '../kst/invariants/index.ts';
import { observer } from '../kst/invariants/observed.ts';
import { edgesOf, explore } from '../verify/explore.ts';
import { shortestTrace } from '../verify/minimise.ts';
import { playRandom } from '../verify/random.ts';
import { allParts } from './proof.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect, DialectSet } from '../kst/dialect.ts';
import type { Observed, ObservedMachine, ObservedTaken, Observer } from '../kst/invariants/observed.ts';
import type { Model } from '../kst/model.ts';
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

/** What the sequences covered. A row is a state of one server, its version and plans' names left out, and a command. */
export interface Statistics {
  readonly runs: number;
  readonly steps: number;
  readonly accepted: number;
  readonly longest: number;
  readonly rules: { readonly fired: number; readonly of: number };
  readonly rows: { readonly visited: number; readonly of: number };
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
  const machines = new Map(listDialects(dialectsWith(choices)).map((each) => [JSON.stringify(each), watching.machine([], each)]));
  const among = fc.constantFrom(...listDialects(dialectsWith(choices)));
  const sequences = fc.record({ dialect: Object.keys(choices).length === 0 ? dialect() : among, commands: commands({ servers }) });
  const coverage = new Coverage(model, watching, choices);
  let played = 0;

  const run = playRandom(sequences, { runs, seed }, (sequence, shrinking) => {
    const steps = walk(watching, machines.get(JSON.stringify(sequence.dialect))!, sequence);
    if (!shrinking) {
      coverage.add(steps);
      onProgress?.(++played);
    }
    return steps.every(({ broken }) => broken === null);
  });

  const statistics = coverage.statistics();
  const tooLow = run.failure === null ? floorsMissed(statistics) : [];
  const counterexample = run.failure === null ? null : minimised(watching, machines, run.failure.sequence, run.failure.path);
  const verdict = counterexample !== null ? 'violated' : runs === 0 || tooLow.length > 0 ? 'inconclusive' : 'upheld';
  return { verdict, seed, statistics, tooLow, counterexample };
}

/** A step that was played; `broken` is the invariant that it breaks, or `rulebook` where the rules do not decide. */
interface Played {
  readonly before: Observed;
  readonly command: Command;
  readonly outcome: ObservedTaken | null;
  readonly broken: string | null;
}

function walk(watching: Observer, machine: ObservedMachine, { commands: sequence }: Sequence): readonly Played[] {
  const steps: Played[] = [];
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
 * The shortest trace for what a failing sequence breaks: over the alphabets of the proof, and only where they cannot
 * show it over the sequence's own commands.
 */
function minimised(
  watching: Observer,
  machines: ReadonlyMap<string, ObservedMachine>,
  sequence: Sequence,
  path: string,
): RandomCounterexample {
  const machine = machines.get(JSON.stringify(sequence.dialect))!;
  const steps = walk(watching, machine, sequence);
  const id = steps.at(-1)!.broken!;
  const says = allInvariants().find((invariant) => invariant.id === id)?.says ?? 'Exactly one rule of each table applies';
  const own = [...new Map(sequence.commands.map((command) => [JSON.stringify(command), command])).values()];
  const alphabets = [...allParts().map((part) => part.commands), own];
  const found = shortestTrace(id, alphabets.map((alphabet) => watching.machine(alphabet, sequence.dialect)), watching);
  const verdict = id === 'rulebook' ? (found?.verdict ?? 'gap') : 'violated';
  if (found !== null) return { id, says, verdict, reason: found.reason, trace: found.trace!, path, shortest: true };
  const trace = { commands: steps.map(({ command }) => command), variant: machine.variants };
  return { id, says, verdict, reason: 'the last step breaks it', trace, path, shortest: false };
}

/** Counts what the sequences reached. */
class Coverage {
  private runs = 0;
  private steps = 0;
  private accepted = 0;
  private longest = 0;
  private readonly rules = new Set<string>();
  private readonly rows = new Set<string>();
  private readonly reachable: ReadonlySet<string>;
  private readonly rulesInAll: number;

  constructor(model: Model, watching: Observer, choices: Partial<Dialect>) {
    const rows = new Set<string>();
    const rules = new Set<string>();
    for (const { before, command, edge } of edgesOf(explore(watching.machine(narrowAlphabet(), choices)))) {
      for (const row of rowsOf(before, command)) rows.add(row);
      for (const rule of edge.outcome.rules) rules.add(rule);
    }
    this.reachable = rows;
    this.rulesInAll = rules.size;
  }

  add(steps: readonly Played[]): void {
    this.runs++;
    this.steps += steps.length;
    this.longest = Math.max(this.longest, steps.length);
    for (const { before, command, outcome } of steps) {
      if (outcome?.refused === null) this.accepted++;
      for (const rule of outcome?.rules ?? []) this.rules.add(rule);
      for (const row of rowsOf(before, command)) if (this.reachable.has(row)) this.rows.add(row);
    }
  }

  statistics(): Statistics {
    const { runs, steps, accepted, longest } = this;
    const rules = { fired: this.rules.size, of: this.rulesInAll };
    return { runs, steps, accepted, longest, rules, rows: { visited: this.rows.size, of: this.reachable.size } };
  }
}

/** For each server that the command is about, its state without numbers and names, and the kind of command. */
function rowsOf({ world }: Observed, command: Command): readonly string[] {
  const about = 'server' in command ? command.server.toLowerCase().replace(/\.$/, '') : null;
  const servers = about === null ? world.servers : world.servers.filter(({ name }) => name === about);
  if (servers.length === 0) return [`${world.running} blank ${command.do}`];
  return servers.map(({ pool, plans, claimed, known, conflict }) => {
    const hosting = plans.some(({ uriType }) => uriType === 'SipName');
    const listed = known.map((listedVersion) => (listedVersion === 0 ? 'any' : 'pool'));
    return `${world.running} ${pool !== null} ${hosting} ${claimed} ${listed} ${conflict} ${command.do}`;
  });
}

/** What the sequences must cover for a pass to mean something: judged only once there are enough of them. */
export function floorsMissed({ runs, steps, accepted, rules, rows }: Statistics): readonly string[] {
  if (runs < 1000) return [];
  const floors: readonly (readonly [string, boolean])[] = [
    ['fewer than 20 commands a sequence on average', steps / runs >= 20],
    ['less than a third of the commands accepted', accepted / steps >= 1 / 3],
    [`only ${rules.fired} of ${rules.of} rules fired`, rules.fired >= rules.of],
    [`only ${rows.visited} of ${rows.of} rows visited`, rows.visited >= 0.85 * rows.of],
  ];
  return floors.filter(([, reached]) => !reached).map(([floor]) => floor);
}
