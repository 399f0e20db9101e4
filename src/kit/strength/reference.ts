/**
 * The rules as they are, explored once: what a change is held against. A changed rule matters only where it applies, and
 * only by what it does there. So each table is known by its contexts: all that its rules are ever asked about, in whatever
 * part of the proof. A rulebook that does the same in every context is the same.
 */
import { dialects, perDialect } from '../../kst/dialect.ts';
import { invariantSet } from '../../kst/invariants/index.ts';
import { observer } from '../../kst/invariants/observed.ts';
import { play, step } from '../../kst/step.ts';
import { explore, pathTo } from '../../verify/explore.ts';
import { firstOf } from '../../verify/machine.ts';
import { looksOf, outcomeText } from './outcome-texts.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect, DialectSet, PerDialect } from '../../kst/dialect.ts';
import type { Effect } from '../../kst/effects.ts';
import type { InvariantSet } from '../../kst/invariants/index.ts';
import type { Bench, Observed, ObservedTaken, Observer } from '../../kst/invariants/observed.ts';
import type { Model } from '../../kst/model.ts';
import type { Application, Play } from '../../kst/play.ts';
import type { Rulebook } from '../../kst/rules/index.ts';
import type { Rule, TableName } from '../../kst/rules/rule.ts';
import type { Outcome } from '../../kst/step.ts';
import type { Graph, Visit } from '../../verify/explore.ts';
import type { Part } from '../parts.ts';

/** What the rules do, in some dialects: as it was watched, as a text, and as a text of what shows at once. */
export interface RightBranch {
  readonly variants: DialectSet;
  readonly outcome: ObservedTaken;
  readonly text: string;
  readonly looks: string;
}

/** A command in a reachable state, and what the rules do there, dialect by dialect. */
export interface ReferenceRow {
  readonly before: Observed;
  readonly command: Command;
  /** The dialects in which the state is reachable. */
  readonly reachable: DialectSet;
  readonly branches: readonly RightBranch[];
  /** How the state was reached first. */
  readonly visit: Visit;
}

/** What a table was asked about, before anything came of it. */
export interface Context {
  readonly key: string;
  readonly play: Play;
  readonly application: Application;
  variants: DialectSet;
  /** What the right rule does, once somebody has asked. */
  done: readonly PerDialect<string>[] | null;
  /** The rows in which it was asked so, in breadth-first order. */
  readonly rows: ReferenceRow[];
}

/** A row that goes otherwise in some dialects. */
export interface Difference {
  readonly row: ReferenceRow;
  readonly variants: DialectSet;
  readonly outcome: Outcome;
}

export interface ExploredPart {
  readonly name: string;
  readonly graph: Graph<Observed, Command, ObservedTaken>;
  readonly rows: readonly ReferenceRow[];
  /** By table, the contexts that no earlier part has; those that look the same to the rules stand together. */
  readonly contexts: ReadonlyMap<TableName, readonly (readonly [Context, ...Context[]])[]>;
}

export class Reference {
  readonly model: Model;
  readonly watching: Observer;
  readonly parts: readonly Part[];
  private readonly explored: ExploredPart[] = [];
  private readonly known = new Set<string>();
  private readonly benches = new Map<ReferenceRow, Bench>();

  /** @param parts those over which two rulebooks are told apart, small ones first. */
  constructor(model: Model, parts: readonly Part[], set: InvariantSet = invariantSet()) {
    this.model = model;
    this.watching = observer(model, set);
    this.parts = parts;
  }

  /** Every part explored, one after the other, as they are asked for. */
  *all(): Generator<ExploredPart> {
    for (let i = 0; i < this.parts.length; i++) yield (this.explored[i] ??= this.explorePart(this.parts[i]!));
  }

  /** The contexts of a part in which a changed rulebook does something else, in breadth-first order. */
  *differingContexts(part: ExploredPart, rulebook: Rulebook, table: TableName): Generator<Context> {
    const [right, wrong] = [new Set<Rule>(this.model.rulebook[table]), rulebook[table]];
    const changed = wrong.filter((rule) => !right.has(rule));
    for (const alike of part.contexts.get(table) ?? []) {
      const [{ play: sample, application: asked }] = alike;
      const instead = [...sample.applying(changed, asked), ...wrong.filter((rule) => rule === asked.rule)]; // of the right rules no other applies
      if (instead.length !== 1) yield* alike;
      else if (instead[0] !== asked.rule) yield* alike.filter((context) => doesElse(context, instead[0]!));
    }
  }

  /** Every application of a rule in a row, each where the play has come to it; those that several dialects share once. */
  applicationsIn(row: ReferenceRow): readonly { readonly play: Play; readonly application: Application }[] {
    const found = new Map<string, { readonly play: Play; readonly application: Application }>();
    for (const { variants } of row.branches) {
      const dialect = dialects()[31 - Math.clz32(firstOf(variants))]!;
      const at = play(this.model, row.before.world, row.command, dialect);
      for (let application = at.untilRule(); application !== null; application = at.untilRule()) {
        const key = `${application.rule.id} ${at.contextOf(application)} ${at.soFar.rules.length}`;
        if (!found.has(key)) found.set(key, { play: at.fork(), application });
        at.adoptRule(application);
      }
    }
    return [...found.values()];
  }

  /** What judges the outcomes of a row. */
  benchOf(row: ReferenceRow): Bench {
    let bench = this.benches.get(row);
    if (bench === undefined) this.benches.set(row, (bench = this.watching.bench(row.before, row.command)));
    return bench;
  }

  /** What a changed rulebook does otherwise in the given rows. */
  *differences(rulebook: Rulebook, rows: Iterable<ReferenceRow>): Generator<Difference> {
    const model = { ...this.model, rulebook };
    for (const row of rows) {
      for (const { dialects, value } of perDialect((dialect) => step(model, row.before.world, row.command, dialect))) {
        const text = outcomeText(value);
        let variants = dialects & row.reachable;
        for (const branch of row.branches) if (branch.text === text) variants &= ~branch.variants;
        if (variants !== 0) yield { row, variants, outcome: value };
      }
    }
  }

  /** The commands to a row, its own included. */
  trace({ graph }: ExploredPart, { visit, command }: ReferenceRow): readonly Command[] {
    return [...pathTo(graph, visit), command];
  }

  private explorePart({ name, commands }: Part): ExploredPart {
    const graph = explore(this.watching.machine(commands));
    const firstVisits = new Map<number, Visit>();
    for (const visit of graph.visits) if (!firstVisits.has(visit.state)) firstVisits.set(visit.state, visit);
    const rows: ReferenceRow[] = [];
    const contexts = new Map<TableName, Map<string, Context>>();
    for (const [state, visit] of firstVisits) {
      for (const [index, command] of commands.entries()) {
        const reachable = graph.reached[state]!;
        const branches = graph.edges(state, index).flatMap(({ variants, outcome }) =>
          outcome.kind !== 'taken' || (variants & reachable) === 0
            ? []
            : [{ variants: variants & reachable, outcome, text: outcomeText({ ...outcome, next: outcome.next.world }), looks: looksOf(outcome) }],
        );
        const row = { before: graph.states[state]!, command, reachable, branches, visit };
        rows.push(row);
        for (const { variants } of branches) this.addContexts(contexts, row, variants);
      }
    }
    for (const found of contexts.values()) for (const key of found.keys()) this.known.add(key);
    return { name, graph, rows, contexts: new Map([...contexts].map(([table, found]) => [table, byView([...found.values()])])) };
  }

  /** Every context that a row asks about, on its way through the rules. */
  private addContexts(contexts: Map<TableName, Map<string, Context>>, row: ReferenceRow, variants: DialectSet): void {
    const dialect: Dialect = dialects()[31 - Math.clz32(firstOf(variants))]!;
    const at = play(this.model, row.before.world, row.command, dialect);
    for (let application = at.untilRule(); application !== null; application = at.untilRule()) {
      const { table, rule } = application;
      const key = `${table} ${at.contextOf(application)}`;
      if (!this.known.has(key)) {
        const found = contexts.get(table) ?? new Map<string, Context>();
        contexts.set(table, found);
        const context = found.get(key) ?? { key, play: at.fork(), application, variants: 0, done: null, rows: [] };
        context.variants |= variants;
        if (context.rows.at(-1) !== row) context.rows.push(row);
        found.set(key, context);
      }
      at.adopt(application, rule.then(dialect));
    }
  }
}

/** Contexts that look the same to the rules, together; in the order of their first. */
function byView(contexts: readonly Context[]): readonly (readonly [Context, ...Context[]])[] {
  const groups = new Map<string, [Context, ...Context[]]>();
  for (const context of contexts) {
    const view = context.play.viewOf(context.application);
    const group = groups.get(view);
    if (group === undefined) groups.set(view, [context]);
    else group.push(context);
  }
  return [...groups.values()];
}

/** Whether another rule would bring about something else there, in some dialect in which it matters. */
function doesElse(context: Context, instead: Rule): boolean {
  const { play: at, application, variants } = context;
  const done = (context.done ??= donePerDialect(at, application, application.rule));
  return donePerDialect(at, application, instead).some((other) =>
    done.some((right) => (right.dialects & other.dialects & variants) !== 0 && right.value !== other.value),
  );
}

/** What a rule would bring about there, as a text, dialect by dialect. */
function donePerDialect(at: Play, application: Application, { then }: Rule): readonly PerDialect<string>[] {
  return perDialect((dialect) => {
    const fork = at.fork(dialect);
    const { logged } = fork;
    perform(fork, application, then(dialect));
    return fork.resultOf(application, logged);
  });
}

/** Performs effects in the place of a rule's, and no more. */
export function perform(at: Play, application: Application, effects: readonly Effect[]): void {
  const { left } = at;
  at.adopt(application, effects);
  for (let next = at.untilRule(left); next !== null; next = at.untilRule(left)) at.adoptRule(next);
}
