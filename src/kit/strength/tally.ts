/**
 * The count of wrong outcomes: how many there are of each kind, by what they are rejected, and which invariants do no more
 * than a row of the rules.
 */
import { commandText } from '../../kst/commands.ts';
import { conditionOf, conditionText } from '../../kst/conditions.ts';
import { worldKey } from '../../kst/state.ts';
import { divergences } from '../../verify/compare.ts';
import { looksOf } from './outcome-texts.ts';
import { counts } from './wrong-outcomes.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { ExploredPart, Reference, ReferenceRow } from './reference.ts';
import type { Basis, Cell, CellBases, Strength, Transcription } from './strength.ts';
import type { Wrongness, WrongOutcome } from './wrong-outcomes.ts';

/** Takes wrong outcomes one at a time, in any order, and tells their strength at the end. */
export class Tally {
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
