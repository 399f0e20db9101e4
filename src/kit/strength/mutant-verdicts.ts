/**
 * What becomes of rule mutants: killed by an invariant, equivalent to the rules as they are, or survived.
 */
import { listDialects } from '../../kst/dialect.ts';
import { kstMachine } from '../../kst/machine.ts';
import { divergences } from '../../verify/compare.ts';
import { firstOf } from '../../verify/machine.ts';
import { Exploration } from '../exploration.ts';
import { prove } from '../proof.ts';
import { mutantsOf } from './mutants.ts';
import { visibleText } from './outcome-texts.ts';
import { rowsToJudge } from './wrong-outcomes.ts';
import type { Command } from '../../kst/commands.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { Observed } from '../../kst/invariants/observed.ts';
import type { Rulebook } from '../../kst/rules/index.ts';
import type { Taken } from '../../kst/step.ts';
import type { Mutant } from './mutants.ts';
import type { Difference, ExploredPart, Reference, ReferenceRow } from './reference.ts';

export interface MutantVerdict {
  readonly mutant: Mutant;
  readonly verdict: 'killed' | 'equivalent' | 'survived';
  /** The invariants that break, or `rulebook` for a gap or an overlap. */
  readonly killers: readonly string[];
  /** The commands to the first row that goes otherwise; empty for an equivalent mutant. */
  readonly trace: readonly Command[];
}

/** Judges every mutant of the reference's rules, in all dialects. */
export function judgeMutants(reference: Reference): readonly MutantVerdict[] {
  return mutantsOf(reference.model.rulebook).map((mutant) => judgeMutant(reference, mutant));
}

/** Judges one mutant. */
export function judgeMutant(reference: Reference, mutant: Mutant): MutantVerdict {
  let trace: readonly Command[] | null = null;
  for (const part of reference.all()) {
    const { killers, differences } = differencesIn(reference, mutant, part);
    if (differences.length === 0) continue;
    const shown = differences.find(shows);
    if (shown !== undefined) trace ??= reference.trace(part, shown.row);
    const later = killers.size > 0 ? null : laterIn(reference, mutant, part, differences);
    trace ??= later?.trace ?? null;
    const all = [...killers, ...(later?.killers ?? [])].sort();
    if (all.length > 0) return { mutant, verdict: 'killed', killers: all, trace: trace ?? reference.trace(part, differences[0]!.row) };
  }
  if (trace === null) return { mutant, verdict: 'equivalent', killers: [], trace: [] };
  const killers = brokenAnywhere(reference, mutant);
  return { mutant, verdict: killers.length > 0 ? 'killed' : 'survived', killers, trace };
}

/** The rows of a part in which the mutant goes otherwise, and what it breaks in them. */
function differencesIn(reference: Reference, { rulebook, table }: Mutant, part: ExploredPart) {
  // Of the part that people read, every row is judged up to the exchange of its versions, since who kills a mutant there is
  // reported; of the others, no more than needed.
  const whole = part.name === 'narrow';
  const all = new Set(whole ? rowsToJudge(part) : []);
  const killers = new Set<string>();
  const differences: Difference[] = [];
  const judged = new Set<ReferenceRow>();
  for (const { rows } of reference.differingContexts(part, rulebook, table)) {
    const fresh = (whole ? rows.filter((row) => all.has(row)) : rows.slice(0, 1)).filter((row) => !judged.has(row));
    for (const row of fresh) judged.add(row);
    for (const difference of reference.differences(rulebook, fresh)) {
      differences.push(difference);
      for (const killer of brokenBy(reference, difference)) killers.add(killer);
    }
    if (killers.size > 0 && !whole) break;
  }
  return { killers, differences };
}

/** What nobody sees in the row itself may be seen, and break something, after it. */
function laterIn(reference: Reference, { rulebook }: Mutant, part: ExploredPart, differences: readonly Difference[]) {
  const { model } = reference;
  const { commands } = part.graph.machine;
  const killers = new Set<string>();
  let trace: readonly Command[] | null = null;
  const pairs = differences.flatMap(pairsOf);
  for (const { pair, command, variants } of divergences(kstMachine(model, commands), kstMachine({ ...model, rulebook }, commands), pairs, visibleText)) {
    const onwards = [pair.origin.command, ...pair.commands, command];
    trace ??= [...reference.trace(part, pair.origin), ...pair.commands, command];
    for (const killer of brokenAtLast(reference, rulebook, pair.origin.before, onwards, firstOf(variants))) killers.add(killer);
    if (killers.size > 0) break;
  }
  return { killers, trace };
}

/** What the last of some commands breaks, taken one after the other by changed rules, in one dialect. */
function brokenAtLast(reference: Reference, rulebook: Rulebook, from: Observed, commands: readonly Command[], variant: DialectSet): readonly string[] {
  const machine = reference.watching.machine(commands, listDialects(variant)[0], rulebook);
  let before = from;
  for (const [index, command] of commands.entries()) {
    const { outcome } = machine.step(before, command)[0]!;
    if (outcome.kind !== 'taken') return ['rulebook'];
    if (index === commands.length - 1) return brokenAt(reference, before, command, variant, { ...outcome, next: outcome.next.world });
    before = outcome.next;
  }
  return [];
}

/** The invariants that a step which goes otherwise breaks at once. */
export function brokenBy(reference: Reference, { row, variants, outcome }: Difference): readonly string[] {
  if (outcome.kind !== 'taken') return ['rulebook'];
  const bench = reference.benchOf(row);
  return namesOf(reference, bench.judge(outcome, bench.look(outcome)).violated, variants);
}

function brokenAt({ watching }: Reference, before: Observed, command: Command, variants: DialectSet, outcome: Taken): readonly string[] {
  const { violated } = watching.judge({ before, command, outcome: watching.watch(before, command, outcome) });
  return namesOf({ watching }, violated, variants);
}

function namesOf({ watching }: Pick<Reference, 'watching'>, violated: readonly number[], variants: DialectSet): readonly string[] {
  return violated.map((index) => watching.invariants[index]!).filter((invariant) => (invariant.variants & variants) !== 0).map(({ id }) => id);
}

/** What the mutant breaks anywhere, two runs compared and ways out of trouble included. */
function brokenAnywhere({ model, watching, parts }: Reference, { rulebook }: Mutant): readonly string[] {
  const mutant = { ...model, rulebook };
  for (const part of parts) {
    const { invariants, undecided } = prove(mutant, [part], {}, new Exploration(mutant, {}, watching));
    const broken = invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
    if (broken.length + undecided.length > 0) return [...broken, ...(undecided.length > 0 ? ['rulebook'] : [])];
  }
  return [];
}

/** Where the right rules and the changed ones lead to from a row, in the dialects in which they look the same there. */
function pairsOf({ row, variants, outcome }: Difference) {
  if (outcome.kind !== 'taken') return [];
  return row.branches
    .filter((branch) => (branch.variants & variants) !== 0 && branch.looks === visibleText(outcome))
    .map((branch) => ({ one: branch.outcome.next.world, other: outcome.next, variants: branch.variants & variants, origin: row }));
}

/** Whether the row itself shows that it goes otherwise. */
function shows({ row: { branches }, variants, outcome }: Difference): boolean {
  return branches.some((branch) => (branch.variants & variants) !== 0 && branch.looks !== visibleText(outcome));
}
