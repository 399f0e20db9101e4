/**
 * The right rules, remembered: what they do in a state, and what each table is shown on the way. Mutants are held against it, again
 * and again in the same states.
 */
import { applicationsOf } from '../rules/play.ts';
import type { PerDialect } from '../dialects/dialects.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { Edge } from '../explore/explore.ts';
import type { Branch, Stuck } from '../explore/machine.ts';
import type { WatchedStep } from '../prove/witness.ts';
import type { Application, Outcome, Played } from '../rules/play.ts';
import type { System } from '../rules/system.ts';
import type { Command, State, Words } from '../specification.ts';

/** What a table is shown, by a command, and so which rule of it applies. */
export interface Question<W extends Words = any> {
  readonly application: Application<W>;
  readonly command: Command<W>;
  /** What comes of it, dialect by dialect, once that has been asked for. */
  answers: readonly PerDialect<string>[] | null;
}

/** What the rules do in some dialects, as a text too, and what their tables are shown. */
export interface RightBranch<W extends Words = any> extends Branch<Played<W>> {
  readonly text: string;
  readonly asked: readonly Question<W>[];
}

/** A state that has been met, and what the rules do there, as far as somebody has asked. */
interface MetState<W extends Words> {
  readonly key: string;
  readonly steps: Map<Command<W>, readonly RightBranch<W>[]>;
}

export class RightRules<W extends Words = any> {
  readonly system: System<W>;
  readonly within: VariantSet;
  /** Everything that any table was ever shown. */
  readonly questions = new Map<string, Question<W>>();
  private readonly witness: Exploration<W>['witness'];
  private readonly met = new Map<string, MetState<W>>();
  private readonly metAs = new WeakMap<State<W>, MetState<W>>();

  constructor({ system, within, witness }: Exploration<W>) {
    this.system = system;
    this.within = within;
    this.witness = witness;
  }

  key(state: State<W>): string {
    return this.meet(state).key;
  }

  step(state: State<W>, command: Command<W>): readonly RightBranch<W>[] {
    const { steps } = this.meet(state);
    let branches = steps.get(command);
    if (branches === undefined) steps.set(command, (branches = this.play(state, command)));
    return branches;
  }

  /** What an outcome does, as a text; which rules brought it about does not matter. */
  textOf(outcome: Outcome<W> | Stuck): string {
    if (outcome.kind !== 'taken') return outcome.kind;
    return `${outcome.refused} ${logText(outcome)} ${this.system.keys.ofState(outcome.next)}`;
  }

  /** What of a branch is logged, or can be looked up at once; a branch keeps it. */
  visibleText(branch: Branch<Played<W>> & { visible?: string }): string {
    return (branch.visible ??= this.seenOf(branch.outcome));
  }

  private seenOf(outcome: Outcome<W> | Stuck): string {
    if (outcome.kind !== 'taken') return outcome.kind;
    const { keys, blank } = this.system;
    const { whole, parts } = outcome.next;
    let text = `${outcome.refused} ${logText(outcome)} ${keys.of(this.witness.see(whole, blank))}`;
    for (const [name, part] of parts) text += ` ${name}:${keys.of(this.witness.see(whole, part))}`;
    return text;
  }

  private meet(state: State<W>): MetState<W> {
    let met = this.metAs.get(state);
    if (met !== undefined) return met;
    const key = this.system.keys.ofState(state);
    met = this.met.get(key);
    if (met === undefined) this.met.set(key, (met = { key, steps: new Map() }));
    this.metAs.set(state, met);
    return met;
  }

  /** A step as it has been explored: it need not be played again. */
  explored(state: State<W>, command: Command<W>, edges: readonly Edge<WatchedStep<W>>[]): readonly RightBranch<W>[] {
    const branches = edges.flatMap(({ variants, outcome }) =>
      outcome.kind === 'taken' ? [this.branchOf(command, variants, { ...outcome, next: outcome.next.state }, outcome.applications)] : [],
    );
    if (branches.length === edges.length) this.meet(state).steps.set(command, branches);
    return branches;
  }

  private play(state: State<W>, command: Command<W>): readonly RightBranch<W>[] {
    const { system } = this;
    return system.dialects
      .each((dialect) => applicationsOf(system, state, command, dialect), this.within)
      .map(({ dialects, value: { applications, outcome } }) => this.branchOf(command, dialects, outcome, applications));
  }

  private branchOf(
    command: Command<W>,
    variants: VariantSet,
    outcome: Outcome<W>,
    applications: readonly Application<W>[],
  ): RightBranch<W> {
    const asked = applications.map((application) => this.questionOf(application, command));
    return { variants, outcome, text: this.textOf(outcome), asked };
  }

  private questionOf(application: Application<W>, command: Command<W>): Question<W> {
    const { keys } = this.system;
    const { table, subject, whole, part, doing } = application;
    const ofPart = part === null ? '' : `${subject} ${keys.of(part)} ${this.system.text(command)}`;
    const key = `${table.name} ${doing} ${keys.of(whole)} ${ofPart}`;
    let question = this.questions.get(key);
    if (question === undefined) this.questions.set(key, (question = { application, command, answers: null }));
    return question;
  }
}

function logText({ events }: Played): string {
  return events.length === 0 ? '' : JSON.stringify(events);
}
