/**
 * What random sequences are worth: how much of the table they reach.
 */
import { edgesOf } from '../explore/explore.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { Watched, WatchedStep } from '../prove/witness.ts';
import type { Command, Words } from '../specification.ts';
import type { AnyCell } from '../rules/table.ts';

/** A step of a sequence; the outcome is null where the rules do not decide. */
export interface RandomStep<W extends Words = any> {
  readonly before: Watched<W>;
  readonly command: Command<W>;
  readonly outcome: WatchedStep<W> | null;
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
export class Coverage<W extends Words = any> {
  private runs = 0;
  private steps = 0;
  private accepted = 0;
  private longest = 0;
  private readonly rules = new Set<string>();
  private readonly rows = new Set<string>();
  private readonly reachable = new Set<string>();
  private readonly firing = new Set<string>();
  private readonly system: Exploration<W>['system'];
  private readonly cells: readonly AnyCell[];

  constructor(exploration: Exploration<W>) {
    this.system = exploration.system;
    this.cells = Object.values(exploration.specification.cells);
    const [first] = exploration.specification.alphabets;
    if (first === undefined) return;
    for (const { before, command, edge } of edgesOf(exploration.graph(first))) {
      for (const row of this.rowsOf(before, command)) this.reachable.add(row);
      for (const rule of edge.outcome.rules) this.firing.add(rule);
    }
  }

  add(steps: readonly RandomStep<W>[]): void {
    this.runs++;
    this.steps += steps.length;
    this.longest = Math.max(this.longest, steps.length);
    for (const { before, command, outcome } of steps) {
      if (outcome?.refused === null) this.accepted++;
      for (const rule of outcome?.rules ?? []) this.rules.add(rule);
      for (const row of this.rowsOf(before, command)) if (this.reachable.has(row)) this.rows.add(row);
    }
  }

  statistics(): Statistics {
    const { runs, steps, accepted, longest } = this;
    const rules = { fired: this.rules.size, of: this.firing.size };
    return { runs, steps, accepted, longest, rules, rows: { visited: this.rows.size, of: this.reachable.size } };
  }

  /** What rules see of each part that the command is about; of a blank one, where there is none. */
  private rowsOf({ state }: Watched<W>, command: Command<W>): readonly string[] {
    const subject = this.system.subjectOf(command);
    const parts = subject === null ? [...state.parts.values()] : [this.system.partIn(state, subject)];
    return (parts.length === 0 ? [this.system.blank] : parts).map(
      (part) => `${command.do} ${this.cells.map((cell) => cell.of(state.whole, part, command, command.do)).join(' ')}`,
    );
  }
}

/** What the sequences must cover for a pass to mean something: judged only once there are enough of them. */
export function floorsMissed({ runs, steps, accepted, rules, rows }: Statistics): readonly string[] {
  if (runs < 500) return [];
  const floors: readonly (readonly [string, boolean])[] = [
    ['fewer than 20 commands a sequence on average', steps / runs >= 20],
    ['less than a third of the commands accepted', accepted / steps >= 1 / 3],
    [`only ${rules.fired} of ${rules.of} rules fired`, rules.fired >= rules.of],
    [`only ${rows.visited} of ${rows.of} rows visited`, rows.visited >= 0.8 * rows.of],
  ];
  return floors.filter(([, reached]) => !reached).map(([floor]) => floor);
}
