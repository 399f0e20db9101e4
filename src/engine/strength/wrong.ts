/**
 * Wrong rules. A table of parts rests on what it is shown and on nothing else: so what a mutant of it does is compared once for each
 * thing that the table is ever shown, and the rules are played again only where that differs.
 */
import { haveCommon, type VariantSet } from '../dialects/set.ts';
import { kept } from '../kept.ts';
import { AuthorError } from '../rules/author-error.ts';
import { answerOf, type Outcome, play, type Played } from '../rules/play.ts';
import { givenIn, type Question, type RightRules } from './right.ts';
import type { Dialect, PerDialect } from '../dialects/dialects.ts';
import type { Branch, Stuck } from '../explore/machine.ts';
import type { System } from '../rules/system.ts';
import type { Command, State } from '../specification.ts';
import type { ExploredAlphabet, RightRow } from './reference.ts';

export class WrongRules {
  readonly system: System;
  private readonly right: RightRules;
  private readonly within: ReadonlySet<string>;
  private readonly known = new Map<Question, boolean>();

  /**
   * @param system the right one with other rules in some of its tables.
   * @param within the rules that are other ones, or of whose rows others may take some.
   */
  constructor(right: RightRules, system: System, within: readonly string[]) {
    this.right = right;
    this.system = system;
    this.within = new Set(within);
  }

  /** The rows of an alphabet in which these rules may do something else, in breadth-first order. */
  *rowsIn({ rows, applied }: ExploredAlphabet): Generator<RightRow> {
    const own = [...this.within].map((rule) => applied.get(rule) ?? []);
    const inOrder = own.length === 1 ? own[0]! : own.flat().sort((a, b) => a.place - b.place);
    let last = -1;
    for (const { place, question } of inOrder) {
      if (place === last || !this.mayDiffer(question)) continue;
      last = place;
      yield rows[place]!;
    }
  }

  /** What they do in any state. */
  step(state: State, command: Command): readonly Branch<Played>[] {
    const right = this.right.step(state, command);
    const differs = right.some(({ asked }) => asked.some((question) => this.mayDiffer(question)));
    return differs ? this.play(state, command, this.right.within) : right;
  }

  /** The same, played. What makes something throw decides nothing. */
  play(state: State, command: Command, within: VariantSet): readonly Branch<Played>[] {
    return this.system.dialects
      .each((dialect) => orStuck(() => play(this.system, state, command, dialect)), within)
      .map(({ dialects: variants, value: outcome }) => ({ variants, outcome }));
  }

  private mayDiffer(question: Question): boolean {
    if (!this.within.has(question.application.rule.id)) return false;
    return kept(this.known, question, () => !this.appliesAlike(question) && (question.application.part === null || this.differs(question)));
  }

  /** Whether a rule with the same effects applies: what these ask is no table that the mistake is in, since no table asks itself. */
  private appliesAlike(question: Question): boolean {
    const { table, rule } = question.application;
    const applying = this.system.tables.get(table.name)!.ask(givenIn(question));
    return applying.length === 1 && applying[0]!.then === rule.then;
  }

  private differs(question: Question): boolean {
    const right = (question.answers ??= this.answersOf(this.right.system, question));
    return this.answersOf(this.system, question).some((answer) =>
      right.some(({ dialects, value }) => value !== answer.value && haveCommon(dialects, answer.dialects)),
    );
  }

  private answersOf(system: System, { application, command }: Question): readonly PerDialect<string>[] {
    const answer = (dialect: Dialect): string => this.right.textOf(orStuck(() => answerOf(system, application, command, dialect)));
    return system.dialects.each(answer, this.right.within);
  }
}

function orStuck(playing: () => Outcome): Outcome | Stuck {
  try {
    return playing();
  } catch (error) {
    if (error instanceof AuthorError) return { kind: 'gap', where: error.message, rules: [] };
    throw error;
  }
}
