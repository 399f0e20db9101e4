/**
 * How strong the invariants are: whether they tell right from wrong. Measured on rule mutants, and on every outcome that
 * another list of effects would give a row.
 */
import { commandText } from '../../kst/commands.ts';
import { conditionOf, conditionText } from '../../kst/conditions.ts';
import { worldKey } from '../../kst/state.ts';
import { divergences } from '../../verify/compare.ts';
import { looksOf } from './reference.ts';
import { counts, rowsToJudge, wrongOutcomesOf } from './wrong-outcomes.ts';
import type { Command } from '../../kst/commands.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { ExploredPart, Reference, ReferenceRow } from './reference.ts';
import type { MutantVerdict } from './mutant-verdicts.ts';
import type { RuleWide } from './rule-wide.ts';
import type { Wrongness, WrongOutcome } from './wrong-outcomes.ts';

/** What settles a cell of the behaviour table: a claim, an assumption or a choice (spec/cells.json). */
export type Basis = 'claim' | 'assumption' | 'choice';

export type Cell = 'answer' | 'pool' | 'plans' | 'claimed' | 'known' | 'events';

/** What settles the cells of the rows of one command that one rule, the last to apply, decides. */
export type CellBases = { readonly command: string; readonly rule: string } & { readonly [cell in Cell]: { readonly class: Basis } };

/** Of so many, so many are rejected. */
export interface Share {
  readonly of: number;
  readonly rejected: number;
}

/** Wrong outcomes that contradict a cell settled so, and by invariants of which basis they are rejected. */
export interface BasisShare extends Share {
  readonly contradicts: Basis;
  readonly by: { readonly [basis in Basis]: number };
}

/** An invariant that says no more than a row of the rules does. */
export interface Transcription {
  readonly id: string;
  readonly because: 'it speaks of one state only' | 'it rejects outcomes of one row only' | 'it rejects outcomes in one state only';
}

export interface Strength {
  readonly mutants: {
    readonly operators: readonly { readonly operator: string; readonly killed: number; readonly equivalent: number; readonly survived: number }[];
    readonly survivors: readonly { readonly id: string; readonly trace: readonly Command[] }[];
    /** For each invariant the mutants that it kills, and those that no other kills. */
    readonly killers: readonly { readonly id: string; readonly killed: number; readonly alone: readonly string[] }[];
  };
  readonly outcomes: {
    /** Those that count, then those that do not. */
    readonly shares: readonly (Share & { readonly wrongness: Wrongness })[];
    /** Wrong values of the conflict that no continuation shows. */
    readonly neverShown: number;
    readonly bases: readonly BasisShare[];
    readonly survivors: readonly { readonly row: string; readonly outcome: string; readonly dialects: string }[];
    readonly transcriptions: readonly Transcription[];
    /** What counts, rejected by the other invariants alone. */
    readonly withoutTranscriptions: Share;
  };
  readonly rules: RuleWide;
}

/** How many mutants each operator makes, and what becomes of them. */
export function summary(verdicts: readonly MutantVerdict[]): Strength['mutants'] {
  const operators = [...new Set(verdicts.map(({ mutant }) => mutant.operator))];
  const invariants = [...new Set(verdicts.flatMap(({ killers }) => killers))].sort();
  return {
    operators: operators.map((operator) => {
      const count = (verdict: MutantVerdict['verdict']) => verdicts.filter((each) => each.mutant.operator === operator && each.verdict === verdict).length;
      return { operator, killed: count('killed'), equivalent: count('equivalent'), survived: count('survived') };
    }),
    survivors: verdicts.filter(({ verdict }) => verdict === 'survived').map(({ mutant, trace }) => ({ id: mutant.id, trace })),
    killers: invariants.map((id) => {
      const killed = verdicts.filter(({ killers }) => killers.includes(id));
      return { id, killed: killed.length, alone: killed.filter(({ killers }) => killers.length === 1).map(({ mutant }) => mutant.id) };
    }),
  };
}

/**
 * Every wrong outcome of every row of the narrow part.
 *
 * @param among only rows that it says yes to.
 */
export function measureOutcomes(reference: Reference, cells: readonly CellBases[], among: (row: ReferenceRow) => boolean = () => true): Strength['outcomes'] {
  const [narrow] = reference.all();
  const tally = new Tally(reference, narrow!, cells);
  for (const row of rowsToJudge(narrow!).filter(among)) for (const wrong of wrongOutcomesOf(reference, row)) tally.add(wrong);
  return tally.result();
}

class Tally {
  private readonly reference: Reference;
  private readonly narrow: ExploredPart;
  private readonly cells: ReadonlyMap<string, CellBases>;
  private readonly bases: readonly Basis[];
  private readonly shares = new Map<Wrongness, { of: number; rejected: number }>();
  private readonly byBasis = new Map<Basis, { of: number; rejected: number; by: { [basis in Basis]: number } }>();
  private readonly survivors: Strength['outcomes']['survivors'][number][] = [];
  private neverShown = 0;
  /** By invariant, the rows of which it rejects an outcome, and their states. */
  private readonly rejecting = new Map<number, { readonly rows: Set<string>; readonly states: Set<string> }>();
  /** The outcomes that count and are rejected, by the dialects in which they are wrong and the invariants that reject them. */
  private readonly rejectedBy = new Map<string, { readonly variants: DialectSet; readonly violated: readonly number[]; of: number }>();

  constructor(reference: Reference, narrow: ExploredPart, cells: readonly CellBases[]) {
    this.reference = reference;
    this.narrow = narrow;
    this.cells = new Map(cells.map((each) => [`${each.command} ${each.rule}`, each]));
    const { steps, worlds } = reference.watching.set;
    this.bases = [...steps, ...worlds].map(({ cites }) => basisOf(cites));
  }

  add(wrong: WrongOutcome): void {
    const { row, wrongness, variants, violated } = wrong;
    const hidden = wrongness === 'hidden' ? this.later(wrong) : null;
    if (hidden?.shown === false) {
      this.neverShown++;
      return;
    }
    const rejected = hidden === null ? (variants & ~wrong.rejectedIn) === 0 : hidden.rejected;
    count(this.shares, wrongness, rejected, () => ({ of: 0, rejected: 0 }));
    if (!rejected) this.survive(wrong);
    if (!counts(wrongness)) return;
    const share = count(this.byBasis, this.contradicted(wrong), rejected, () => ({ of: 0, rejected: 0, by: { claim: 0, assumption: 0, choice: 0 } }));
    for (const basis of new Set(violated.map((index) => this.bases[index]!))) share.by[basis]++;
    for (const index of violated) {
      const { rows, states } = this.rejecting.get(index) ?? { rows: new Set(), states: new Set() };
      this.rejecting.set(index, { rows: rows.add(abstractRow(row)), states: states.add(abstractState(row.before.world)) });
    }
    if (rejected) {
      const key = `${variants} ${violated.join()}`;
      const alike = this.rejectedBy.get(key) ?? { variants, violated, of: 0 };
      alike.of++;
      this.rejectedBy.set(key, alike);
    }
  }

  result(): Strength['outcomes'] {
    const transcriptions = this.transcriptions();
    const { invariants } = this.reference.watching;
    const without = new Set(transcriptions.map(({ id }) => id));
    const counted = (['answer', 'both'] as const).reduce((sum, wrongness) => sum + (this.shares.get(wrongness)?.of ?? 0), 0);
    const order: readonly Wrongness[] = ['answer', 'both', 'log', 'state', 'torn', 'hidden'];
    return {
      shares: order.flatMap((wrongness) => {
        const share = this.shares.get(wrongness);
        return share === undefined ? [] : [{ wrongness, ...share }];
      }),
      neverShown: this.neverShown,
      bases: (['claim', 'assumption', 'choice'] as const).flatMap((contradicts) => {
        const share = this.byBasis.get(contradicts);
        return share === undefined ? [] : [{ contradicts, ...share }];
      }),
      survivors: this.survivors,
      transcriptions,
      withoutTranscriptions: {
        of: counted,
        rejected: [...this.rejectedBy.values()].reduce((sum, { variants, violated, of }) => {
          const covered = violated.filter((index) => !without.has(invariants[index]!.id)).reduce((set, index) => set | invariants[index]!.variants, 0);
          return sum + ((variants & ~covered) === 0 ? of : 0);
        }, 0),
      },
    };
  }

  /** Whether a wrong value of the conflict is ever shown, and whether what is shown then breaks an invariant. */
  private later({ row, outcome, variants }: WrongOutcome): { readonly shown: boolean; readonly rejected: boolean } {
    const { watching } = this.reference;
    const machine = this.narrow.graph.machine;
    const other = watching.watch(row.before, row.command, outcome).next;
    const pairs = row.branches
      .filter((branch) => (branch.variants & variants) !== 0)
      .map((branch) => ({ one: branch.outcome.next, other, variants: branch.variants & variants, origin: row }));
    let [shown, rejected] = [0, 0];
    for (const { pair, command, variants: differing, outcome: later } of divergences(machine, machine, pairs, looksOf)) {
      shown |= differing;
      if (later.kind !== 'taken') rejected |= differing;
      else for (const index of watching.judge({ before: pair.other, command, outcome: later }).violated) rejected |= watching.invariants[index]!.variants & differing;
    }
    return { shown: shown !== 0, rejected: (shown & ~rejected) === 0 };
  }

  /** What settles the strongest of the cells that the outcome gets wrong: a claim before an assumption before a choice. */
  private contradicted({ row, outcome, variants }: WrongOutcome): Basis {
    const { outcome: right } = row.branches.find((branch) => (branch.variants & variants) !== 0)!;
    const cells = this.cells.get(`${row.command.do} ${right.rules.at(-1)}`);
    const rightCells = cellsOf({ ...right, next: right.next.world });
    const wrongCells = cellsOf(outcome);
    const changed = (Object.keys(rightCells) as Cell[]).filter((cell) => rightCells[cell] !== wrongCells[cell]);
    if (cells === undefined) throw new RangeError(`spec/cells.json does not say what settles ${row.command.do} where ${right.rules.at(-1)} decides`);
    const found = new Set(changed.map((cell) => cells[cell].class));
    return found.has('claim') ? 'claim' : found.has('assumption') ? 'assumption' : 'choice';
  }

  private transcriptions(): readonly Transcription[] {
    const { watching } = this.reference;
    const states = new Map<number, Set<string>>();
    for (const { before, command, branches } of this.narrow.rows) {
      for (const { outcome } of branches) {
        for (const index of watching.judge({ before, command, outcome }).held) {
          states.set(index, (states.get(index) ?? new Set()).add(abstractState(before.world)));
        }
      }
    }
    return watching.invariants.flatMap(({ id }, index): readonly Transcription[] => {
      if (states.get(index)?.size === 1) return [{ id, because: 'it speaks of one state only' }];
      const rejecting = this.rejecting.get(index);
      if (rejecting?.rows.size === 1) return [{ id, because: 'it rejects outcomes of one row only' }];
      if (rejecting?.states.size === 1) return [{ id, because: 'it rejects outcomes in one state only' }];
      return [];
    });
  }

  private survive({ row, outcome, variants, rejectedIn }: WrongOutcome): void {
    const events = outcome.events.map((event) => JSON.stringify(event)).join(' ');
    this.survivors.push({
      row: `${worldKey(row.before.world)} ${commandText(row.command)}`,
      outcome: `${outcome.refused === null ? worldKey(outcome.next) : `refused: ${outcome.refused}`} ${events}`,
      dialects: conditionText(conditionOf(variants & ~rejectedIn)),
    });
  }
}

/** The weakest of what an invariant rests on: an assumption before a choice before claims alone. */
function basisOf(cites: readonly string[]): Basis {
  return cites.some((id) => id.startsWith('A')) ? 'assumption' : cites.some((id) => id.startsWith('F')) ? 'choice' : 'claim';
}

function cellsOf({ refused, events, next }: WrongOutcome['outcome']): { readonly [cell in Cell]: string } {
  const [server] = next.servers;
  return {
    answer: `${refused}`,
    pool: `${server?.pool ?? null}`,
    plans: JSON.stringify(server?.plans ?? []),
    claimed: `${server?.claimed ?? false}`,
    known: `${server?.known ?? []}`,
    events: JSON.stringify(events),
  };
}

function count<K, T extends { of: number; rejected: number }>(counts: Map<K, T>, key: K, rejected: boolean, none: () => T): T {
  const found = counts.get(key) ?? none();
  found.of++;
  if (rejected) found.rejected++;
  counts.set(key, found);
  return found;
}

/** A state with its versions left out. */
function abstractState(world: ReferenceRow['before']['world']): string {
  return worldKey(world).replaceAll(/[56]/g, 'p');
}

function abstractRow({ before, command }: ReferenceRow): string {
  return `${abstractState(before.world)} ${command.do}`;
}
