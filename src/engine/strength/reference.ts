/**
 * The rules as they are, explored: what mutants are held against.
 */
import { haveCommon, type VariantSet } from '../dialects/set.ts';
import { alphabetsFor, type Exploration, type WatchedGraph } from '../explore/exploration.ts';
import { kept } from '../kept.ts';
import { givenIn, type Question, type RightBranch, RightRules } from './right.ts';
import type { Visit } from '../explore/explore.ts';
import type { Watched } from '../prove/witness.ts';
import type { Table } from '../rules/table.ts';
import type { Alphabet, Command, Words } from '../specification.ts';

/** A command in a reachable state. */
export interface RightRow {
  readonly before: Watched;
  readonly command: Command;
  /** The dialects in which the state is reachable. */
  readonly reachable: VariantSet;
  readonly branches: readonly RightBranch[];
  /** How the state was reached first. */
  readonly visit: Visit;
}

export interface ExploredAlphabet {
  readonly graph: WatchedGraph;
  /** In breadth-first order. */
  readonly rows: readonly RightRow[];
  /** By rule where it applies, in the order of the rows. */
  readonly applied: ReadonlyMap<string, readonly Applied[]>;
}

/** A rule applies: in which row, and to what its table was shown there. */
interface Applied {
  readonly place: number;
  readonly question: Question;
}

export class Reference<W extends Words = any> {
  readonly exploration: Exploration<W>;
  readonly right: RightRules;
  readonly alphabets: readonly Alphabet<W>[];
  private readonly known: ExploredAlphabet[] = [];

  /** @param alphabets those over which rulebooks are told apart, small ones first. */
  constructor(exploration: Exploration<W>, alphabets: readonly Alphabet<W>[] = alphabetsFor(exploration.specification, 'compare')) {
    this.exploration = exploration;
    this.right = new RightRules(exploration);
    this.alphabets = alphabets;
  }

  /** Every alphabet explored, one after the other, as they are asked for. */
  *explored(): Generator<ExploredAlphabet> {
    for (const [index, alphabet] of this.alphabets.entries()) yield (this.known[index] ??= this.explore(this.exploration.graph(alphabet)));
  }

  /** For a table and a cell the values that it is ever shown there, in the cell's order. */
  shown(): (table: Table, cell: string) => readonly unknown[] {
    for (const _ of this.explored());
    const questions = Map.groupBy(this.right.questions.values(), ({ application: { table } }) => table);
    const valuesOf = (table: Table, cell: string) => {
      const looked = Object.fromEntries(table.cells)[cell]!;
      const seen = new Set(questions.get(table)?.map(({ application, command }) => looked.of(...givenIn({ application, command }))));
      return looked.values.filter((value) => seen.has(value));
    };
    const known = new Map<string, readonly unknown[]>();
    return (table, cell) => kept(known, `${table.name} ${cell}`, () => valuesOf(table, cell));
  }

  private explore(graph: WatchedGraph) {
    const rows: RightRow[] = [];
    const applied = new Map<string, Applied[]>();
    for (const [state, [visit]] of Map.groupBy(graph.visits, (each) => each.state)) {
      const [before, reachable] = [graph.states[state]!, graph.reached[state]!];
      for (const [index, command] of graph.machine.commands.entries()) {
        const explored = this.right.explored(before.state, command, graph.edges(state, index));
        const branches = explored.filter(({ variants }) => haveCommon(variants, reachable));
        for (const question of new Set(branches.flatMap(({ asked }) => asked))) {
          kept(applied, question.application.rule.id, () => []).push({ place: rows.length, question });
        }
        rows.push({ before, command, reachable, branches, visit: visit! });
      }
    }
    return { graph, rows, applied };
  }
}
