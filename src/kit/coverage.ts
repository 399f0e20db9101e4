/**
 * What random sequences are worth: how much of the table they reach.
 */
import { narrowAlphabet } from '../kst/alphabets.ts';
import { edgesOf, explore } from '../verify/explore.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Observed, ObservedTaken, Observer } from '../kst/invariants/observed.ts';
import type { Model } from '../kst/model.ts';

/** A step that was played; the outcome is null where the rules do not decide. */
export interface Played {
  readonly before: Observed;
  readonly command: Command;
  readonly outcome: ObservedTaken | null;
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

/** Counts what the sequences reached. */
export class Coverage {
  private runs = 0;
  private steps = 0;
  private accepted = 0;
  private longest = 0;
  private readonly rules = new Set<string>();
  private readonly rows = new Set<string>();
  private readonly reachable: ReadonlySet<string>;
  private readonly rulesInAll: number;
  private readonly canonicalName: Model['canonicalName'];

  constructor({ canonicalName }: Model, watching: Observer, choices: Partial<Dialect>) {
    this.canonicalName = canonicalName;
    const rows = new Set<string>();
    const rules = new Set<string>();
    for (const { before, command, edge } of edgesOf(explore(watching.machine(narrowAlphabet(), choices)))) {
      for (const row of this.rowsOf(before, command)) rows.add(row);
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
      for (const row of this.rowsOf(before, command)) if (this.reachable.has(row)) this.rows.add(row);
    }
  }

  statistics(): Statistics {
    const { runs, steps, accepted, longest } = this;
    const rules = { fired: this.rules.size, of: this.rulesInAll };
    return { runs, steps, accepted, longest, rules, rows: { visited: this.rows.size, of: this.reachable.size } };
  }

  /** For each server that the command is about, its state without numbers and names, and the kind of command. */
  private rowsOf({ world }: Observed, command: Command): readonly string[] {
    const about = 'server' in command ? this.canonicalName(command.server) : null;
    const servers = about === null ? world.servers : world.servers.filter(({ name }) => name === about);
    if (servers.length === 0) return [`${world.running} blank ${command.do}`];
    return servers.map(({ pool, plans, claimed, known, conflict }) => {
      const hosting = plans.some(({ uriType }) => uriType === 'SipName');
      const listed = known.map((listedVersion) => (listedVersion === 0 ? 'any' : 'pool'));
      return `${world.running} ${pool !== null} ${hosting} ${claimed} ${listed} ${conflict} ${command.do}`;
    });
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
