/**
 * The right rules, remembered: what they do in a state, and what each table is shown on the way. Mutants are held against it, again
 * and again in the same states.
 */
import { applicationsOf } from '../rules/play.ts';
import type { PerDialect } from '../dialects/dialects.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { Branch, Stuck } from '../explore/machine.ts';
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

export class RightRules<W extends Words = any> {
  readonly system: System<W>;
  readonly within: VariantSet;
  /** Everything that any table was ever shown. */
  readonly questions = new Map<string, Question<W>>();
  private readonly witness: Exploration<W>['witness'];
  private readonly steps = new Map<Command<W>, Map<string, readonly RightBranch<W>[]>>();

  constructor({ system, within, witness }: Exploration<W>) {
    this.system = system;
    this.within = within;
    this.witness = witness;
  }

  key(state: State<W>): string {
    return this.system.keys.ofState(state);
  }

  step(state: State<W>, command: Command<W>): readonly RightBranch<W>[] {
    const known = this.steps.get(command) ?? new Map<string, readonly RightBranch<W>[]>();
    this.steps.set(command, known);
    const key = this.key(state);
    let branches = known.get(key);
    if (branches === undefined) known.set(key, (branches = this.play(state, command)));
    return branches;
  }

  /** What an outcome does, as a text; which rules brought it about does not matter. */
  textOf(outcome: Outcome<W> | Stuck): string {
    return outcome.kind === 'taken' ? `${outcome.refused} ${JSON.stringify(outcome.events)} ${this.key(outcome.next)}` : outcome.kind;
  }

  /** What of it is logged, or can be looked up at once. */
  visibleText(outcome: Outcome<W> | Stuck): string {
    if (outcome.kind !== 'taken') return outcome.kind;
    return `${outcome.refused} ${JSON.stringify(outcome.events)} ${this.seenIn(outcome.next)}`;
  }

  private seenIn({ whole, parts }: State<W>): string {
    const { keys, blank } = this.system;
    return [['', blank] as const, ...parts].map(([name, part]) => `${name}:${keys.of(this.witness.see(whole, part))}`).join(' ');
  }

  private play(state: State<W>, command: Command<W>): readonly RightBranch<W>[] {
    const { system } = this;
    return system.dialects
      .each((dialect) => applicationsOf(system, state, command, dialect), this.within)
      .map(({ dialects: variants, value: { applications, outcome } }) => ({
        variants,
        outcome,
        text: this.textOf(outcome),
        asked: applications.map((application) => this.questionOf(application, command)),
      }));
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
