/**
 * The right rules, remembered: what they do in a state, and what each table is shown on the way. Mutants are held against it, again
 * and again in the same states.
 */
import { kept } from '../kept.ts';
import { type Application, applicationsOf, type Outcome, type Played } from '../rules/play.ts';
import type { PerDialect } from '../dialects/dialects.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { Edge } from '../explore/explore.ts';
import type { Branch, Stuck } from '../explore/machine.ts';
import type { WatchedStep } from '../prove/witness.ts';
import type { System } from '../rules/system.ts';
import type { Command, State } from '../specification.ts';

/** What a table is shown, by a command, and so which rule of it applies. */
export interface Question {
  readonly application: Application;
  readonly command: Command;
  /** What comes of it, dialect by dialect, once that has been asked for. */
  answers: readonly PerDialect<string>[] | null;
}

/** What the cells of its table are read of. */
export function givenIn({ application: { whole, part, doing }, command }: Pick<Question, 'application' | 'command'>): readonly unknown[] {
  return part === null ? [whole] : [whole, part, command, doing];
}

/** What the rules do in some dialects, as a text too, and what their tables are shown. */
export interface RightBranch extends Branch<Played> {
  readonly text: string;
  readonly asked: readonly Question[];
}

export class RightRules {
  readonly system: System;
  readonly within: VariantSet;
  /** Everything that any table was ever shown. */
  readonly questions = new Map<string, Question>();
  private readonly witness: Exploration['witness'];
  /** By the key of a state what the rules do there, as far as somebody has asked. */
  private readonly known = new Map<string, Map<Command, readonly RightBranch[]>>();

  constructor({ system, within, witness }: Exploration) {
    this.system = system;
    this.within = within;
    this.witness = witness;
  }

  key(state: State): string {
    return this.system.keys.ofState(state);
  }

  step(state: State, command: Command): readonly RightBranch[] {
    return kept(this.stepsIn(state), command, () => this.play(state, command));
  }

  /** What an outcome does, as a text; which rules brought it about does not matter. */
  textOf(outcome: Outcome | Stuck): string {
    return toldOf(outcome, (next) => this.key(next));
  }

  /** What of a branch is logged, or can be looked up at once; a branch keeps it. */
  visibleText(branch: Branch<Played> & { visible?: string }): string {
    const { keys, blank } = this.system;
    return (branch.visible ??= toldOf(branch.outcome, ({ whole, parts }) => {
      const seen = (part: unknown) => keys.of(this.witness.see(whole, part));
      return [seen(blank), ...[...parts].map(([name, part]) => `${name}:${seen(part)}`)].join(' ');
    }));
  }

  private stepsIn(state: State) {
    return kept(this.known, this.key(state), () => new Map());
  }

  /** A step as it has been explored: it need not be played again. */
  explored(state: State, command: Command, edges: readonly Edge<WatchedStep>[]): readonly RightBranch[] {
    const branches = edges.flatMap(({ variants, outcome }) =>
      outcome.kind === 'taken' ? [this.branchOf(command, variants, { ...outcome, next: outcome.next.state }, outcome.applications)] : [],
    );
    if (branches.length === edges.length) this.stepsIn(state).set(command, branches);
    return branches;
  }

  private play(state: State, command: Command) {
    const { system } = this;
    return system.dialects
      .each((dialect) => applicationsOf(system, state, command, dialect), this.within)
      .map(({ dialects, value: { applications, outcome } }) => this.branchOf(command, dialects, outcome, applications));
  }

  private branchOf(
    command: Command,
    variants: VariantSet,
    outcome: Outcome,
    applications: readonly Application[],
  ): RightBranch {
    const asked = applications.map((application) => this.questionOf(application, command));
    return { variants, outcome, text: this.textOf(outcome), asked };
  }

  private questionOf(application: Application, command: Command) {
    const { keys } = this.system;
    const { table, subject, whole, part, doing } = application;
    const ofPart = part === null ? '' : `${subject} ${keys.of(part)} ${this.system.text(command)}`;
    const key = `${table.name} ${doing} ${keys.of(whole)} ${ofPart}`;
    return kept(this.questions, key, () => ({ application, command, answers: null }));
  }
}

function toldOf(outcome: Outcome | Stuck, of: (next: State) => string) {
  if (outcome.kind !== 'taken') return outcome.kind;
  const { refused, events, next } = outcome;
  return `${refused} ${events.length === 0 ? '' : JSON.stringify(events)} ${of(next)}`;
}
