/**
 * What becomes of a mutant of the rules: killed by an invariant, equivalent to the rules as they are, or survived. The rules
 * are explored once, and a mutant is stepped again in the rows that it can change: those in which one of its rules applies.
 */
import { listDialects, perDialect } from '../../kst/dialect.ts';
import { invariantSet } from '../../kst/invariants/index.ts';
import { observer } from '../../kst/invariants/observed.ts';
import { kstMachine } from '../../kst/machine.ts';
import { play } from '../../kst/play.ts';
import { worldKey } from '../../kst/state.ts';
import { divergences } from '../../verify/compare.ts';
import { explore, pathTo } from '../../verify/explore.ts';
import { firstOf } from '../../verify/machine.ts';
import { Exploration } from '../exploration.ts';
import { prove } from '../proof.ts';
import { mutantsOf } from './mutants.ts';
import type { Command } from '../../kst/commands.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { InvariantSet } from '../../kst/invariants/index.ts';
import type { Observed, ObservedTaken, Observer } from '../../kst/invariants/observed.ts';
import type { Model } from '../../kst/model.ts';
import type { Rulebook } from '../../kst/rules/index.ts';
import type { Outcome, Taken } from '../../kst/step.ts';
import type { Graph, Visit } from '../../verify/explore.ts';
import type { Part } from '../parts.ts';
import type { Mutant } from './mutants.ts';

/** What becomes of a mutant. */
export interface JudgedMutant {
  readonly mutant: Mutant;
  readonly verdict: 'killed' | 'equivalent' | 'survived';
  /** The invariants that break, or `rulebook` for a gap or an overlap. */
  readonly killers: readonly string[];
  /** The commands to the first row that goes otherwise; empty for an equivalent mutant. */
  readonly trace: readonly Command[];
}

/** A command in a reachable state, and what the rules do there, dialect by dialect. */
interface RightRow {
  readonly before: Observed;
  readonly command: Command;
  /** The dialects in which the state is reachable. */
  readonly reachable: DialectSet;
  readonly branches: readonly { readonly variants: DialectSet; readonly outcome: Taken; readonly text: string }[];
  /** How the state was reached first. */
  readonly visit: Visit;
}

interface ExploredPart {
  readonly graph: Graph<Observed, Command, ObservedTaken>;
  /** In breadth-first order. */
  readonly rows: readonly RightRow[];
  /** By rule, the places of the rows in which it applies in some dialect. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
}

/** What comes of a command in a state, in some dialects. */
interface StepTaken {
  readonly row: Pick<RightRow, 'before' | 'command'>;
  readonly variants: DialectSet;
  readonly outcome: Outcome;
}

/** A row that goes otherwise in some dialects. */
export interface Difference extends StepTaken {
  readonly row: RightRow;
}

/** The rules as they are, explored: what mutants are held against. */
export class Reference {
  readonly model: Model;
  readonly watching: Observer;
  readonly parts: readonly Part[];
  private readonly explored: ExploredPart[] = [];

  /** @param parts those over which two rulebooks are told apart, small ones first. */
  constructor(model: Model, parts: readonly Part[], set: InvariantSet = invariantSet()) {
    this.model = model;
    this.watching = observer(model, set);
    this.parts = parts;
  }

  /** Every part explored, one after the other, as they are asked for. */
  *all(): Generator<ExploredPart> {
    for (const [index, { commands }] of this.parts.entries()) {
      yield (this.explored[index] ??= exploredPart(explore(this.watching.machine(commands))));
    }
  }

  /** What a changed rulebook does otherwise in the given rows. */
  *differences(rulebook: Rulebook, rows: Iterable<RightRow>): Generator<Difference> {
    const model = { ...this.model, rulebook };
    for (const row of rows) {
      const { before, command, branches, reachable } = row;
      const outcomes = perDialect((dialect) => play(model, before.world, command, dialect).outcome, reachable);
      for (const { dialects, value } of outcomes) {
        const text = wholeText(value);
        const variants = branches.reduce((left, branch) => (branch.text === text ? left & ~branch.variants : left), dialects);
        if (variants !== 0) yield { row, variants, outcome: value };
      }
    }
  }

  /** The invariants that a step which goes otherwise breaks at once. */
  brokenBy({ row: { before, command }, variants, outcome }: StepTaken): readonly string[] {
    if (outcome.kind !== 'taken') return ['rulebook'];
    const { violated } = this.watching.judge({ before, command, outcome: this.watching.watch(before, command, outcome) });
    const broken = violated.map((index) => this.watching.invariants[index]!);
    return broken.filter((invariant) => (invariant.variants & variants) !== 0).map(({ id }) => id);
  }
}

/** Judges every mutant of the reference's rules. */
export function judgeMutants(reference: Reference): readonly JudgedMutant[] {
  return mutantsOf(reference.model.rulebook).map((mutant) => judgeMutant(reference, mutant));
}

/** Judges one mutant, in all dialects. */
export function judgeMutant(reference: Reference, mutant: Mutant): JudgedMutant {
  let trace: readonly Command[] | null = null;
  for (const part of reference.all()) {
    const differences = [...reference.differences(mutant.rulebook, rowsWithin(part, mutant.within))];
    const shown = differences.find(shows);
    if (shown !== undefined) trace ??= traceTo(part, shown.row);
    let killers: readonly string[] = differences.flatMap((difference) => reference.brokenBy(difference));
    if (killers.length === 0) {
      const later = laterIn(reference, mutant.rulebook, part, differences);
      trace ??= later.trace;
      killers = later.killers;
    }
    if (killers.length > 0) {
      return { mutant, verdict: 'killed', killers: [...new Set(killers)].sort(), trace: trace ?? traceTo(part, differences[0]!.row) };
    }
  }
  if (trace === null) return { mutant, verdict: 'equivalent', killers: [], trace: [] };
  const killers = brokenAnywhere(reference, mutant.rulebook);
  return { mutant, verdict: killers.length > 0 ? 'killed' : 'survived', killers, trace };
}

function exploredPart(graph: ExploredPart['graph']): ExploredPart {
  const firstVisits = new Map<number, Visit>();
  for (const visit of graph.visits) if (!firstVisits.has(visit.state)) firstVisits.set(visit.state, visit);
  const rows: RightRow[] = [];
  const rowsOf = new Map<string, number[]>();
  for (const [state, visit] of firstVisits) {
    for (const [index, command] of graph.machine.commands.entries()) {
      const reachable = graph.reached[state]!;
      const branches: RightRow['branches'][number][] = [];
      for (const { variants, outcome } of graph.edges(state, index)) {
        if (outcome.kind !== 'taken' || (variants & reachable) === 0) continue;
        const taken = { ...outcome, next: outcome.next.world };
        branches.push({ variants: variants & reachable, outcome: taken, text: wholeText(taken) });
      }
      for (const rule of new Set(branches.flatMap(({ outcome }) => outcome.rules))) {
        const places = rowsOf.get(rule);
        if (places === undefined) rowsOf.set(rule, [rows.length]);
        else places.push(rows.length);
      }
      rows.push({ before: graph.states[state]!, command, reachable, branches, visit });
    }
  }
  return { graph, rows, rowsOf };
}

/** The rows in which one of some rules applies, in breadth-first order. */
function rowsWithin({ rows, rowsOf }: ExploredPart, rules: readonly string[]): readonly RightRow[] {
  const places = new Set(rules.flatMap((id) => rowsOf.get(id) ?? []));
  return [...places].sort((a, b) => a - b).map((place) => rows[place]!);
}

/** The commands to a row, its own included. */
function traceTo({ graph }: ExploredPart, { visit, command }: RightRow): readonly Command[] {
  return [...pathTo(graph, visit), command];
}

/** What nobody sees in the row itself may be seen, and break something, after it. */
function laterIn(reference: Reference, rulebook: Rulebook, part: ExploredPart, differences: readonly Difference[]) {
  const { model } = reference;
  const { commands } = part.graph.machine;
  const [right, changed] = [kstMachine(model, commands), kstMachine({ ...model, rulebook }, commands)];
  let trace: readonly Command[] | null = null;
  for (const { pair, command, variants } of divergences(right, changed, differences.flatMap(pairsOf), visibleText)) {
    const onwards = [...pair.commands, command];
    trace ??= [...traceTo(part, pair.origin), ...onwards];
    const killers = brokenAtLast(reference, rulebook, pair.origin.before, [pair.origin.command, ...onwards], firstOf(variants));
    if (killers.length > 0) return { killers, trace };
  }
  return { killers: [], trace };
}

/** Where the right rules and the changed ones lead to from a row, in the dialects in which they look the same there. */
function pairsOf({ row, variants, outcome }: Difference) {
  if (outcome.kind !== 'taken') return [];
  return row.branches
    .filter((branch) => (branch.variants & variants) !== 0 && visibleText(branch.outcome) === visibleText(outcome))
    .map((branch) => ({ one: branch.outcome.next, other: outcome.next, variants: branch.variants & variants, origin: row }));
}

/** What the last of some commands breaks, taken one after the other by changed rules, in one dialect. */
function brokenAtLast(
  reference: Reference,
  rulebook: Rulebook,
  from: Observed,
  commands: readonly Command[],
  variants: DialectSet,
): readonly string[] {
  const [dialect] = listDialects(variants);
  let [before, broken]: [Observed, readonly string[]] = [from, []];
  for (const command of commands) {
    const { outcome } = play({ ...reference.model, rulebook }, before.world, command, dialect!);
    broken = reference.brokenBy({ row: { before, command }, variants, outcome });
    if (outcome.kind !== 'taken') break;
    before = reference.watching.watch(before, command, outcome).next;
  }
  return broken;
}

/** What the changed rules break anywhere, two runs compared and ways out of trouble included. */
function brokenAnywhere({ model, watching, parts }: Reference, rulebook: Rulebook): readonly string[] {
  const mutant = { ...model, rulebook };
  for (const part of parts) {
    const { invariants, undecided } = prove(mutant, [part], {}, new Exploration(mutant, {}, watching));
    const broken = invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
    if (broken.length + undecided.length > 0) return [...broken, ...(undecided.length > 0 ? ['rulebook'] : [])];
  }
  return [];
}

/** Whether the row itself shows that it goes otherwise. */
function shows({ row: { branches }, variants, outcome }: Difference): boolean {
  return branches.some((branch) => (branch.variants & variants) !== 0 && visibleText(branch.outcome) !== visibleText(outcome));
}

/** What an outcome does, as a text; which rules brought it about does not matter. */
function wholeText(outcome: Outcome): string {
  return outcome.kind === 'taken' ? `${outcome.refused} ${JSON.stringify(outcome.events)} ${worldKey(outcome.next)}` : outcome.kind;
}

/** What an outcome shows at once: all but the conflict, which is hidden. */
function visibleText(outcome: Outcome): string {
  if (outcome.kind !== 'taken') return outcome.kind;
  const servers = outcome.next.servers.map((server) => ({ ...server, conflict: 'none' as const }));
  return wholeText({ ...outcome, next: { ...outcome.next, servers } });
}
