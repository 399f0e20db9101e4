/**
 * The behaviour table: what every command does in every reachable state of one part, in every dialect. It is the
 * contract: committed, reviewed, and compared with what the rules do after a change.
 */
import { conditionOf, conditionText } from '../dialects/conditions.ts';
import { either, haveCommon, isEmpty, sizeOf, type VariantSet } from '../dialects/set.ts';
import { alphabetsFor, Exploration, mostStates } from '../explore/exploration.ts';
import { edgesOf, explore, type Graph } from '../explore/explore.ts';
import { refuseEndless } from '../explore/growth.ts';
import { sizesOf } from '../explore/sizes.ts';
import { kept } from '../kept.ts';
import { machineOf } from '../rules/machine.ts';
import { stateText } from '../state.ts';
import { limitsOf } from './limits.ts';
import { rowsOfTable } from './rows.ts';
import type { Stuck, Taken } from '../explore/machine.ts';
import type { Alphabet, Command, EventWord, Specification, State, Words } from '../specification.ts';
import type { BehaviourRow, BehaviourTable, EventHeading, WideDigest, WideDigests } from './row.ts';

/**
 * The behaviour table of a specification.
 *
 * @param digest a hash of a text, as hexadecimal digits; the engine has none of its own.
 * @param exploration of the specification in all dialects, where the caller has one.
 * @throws Malformed where two rows have one id; Inconclusive for rules without an end.
 */
export function behaviourTable<W extends Words>(
  specification: Specification<W>,
  digest: (text: string) => string,
  exploration: Exploration<W> = new Exploration(specification),
): BehaviourTable<W> {
  const { dialects } = exploration.system;
  const graph = exploration.graph(specification.alphabets[0]!);
  const sizes = sizesOf(graph).map(({ states, transitions, accepted }, at) => {
    return { dialect: dialects.list[at]!, states, rows: transitions, accepted };
  });
  return {
    format: 1, hitPolicy: 'UNIQUE',
    assumptions: dialects.choices, default: dialects.usual,
    sizes,
    cells: sizes.reduce((sum, { rows }) => sum + rows, 0),
    ...undecidedIn(graph),
    events: eventHeadings(specification),
    limits: limitsOf(specification),
    rows: rowsOfTable(exploration),
    wide: wideDigests(exploration, digest),
  };
}

/** The behaviour of one dialect. */
export interface OneTable<W extends Words = any> extends Pick<BehaviourTable<W>, 'cells' | 'gaps' | 'overlaps' | 'rows'> {
  readonly dialect: W['Dialect'];
  readonly states: number;
}

/** The table of a dialect, over the first alphabet; its rows have the ids that they have in the table of all dialects. */
export function tableOfDialect<W extends Words>(specification: Specification<W>, dialect: W['Dialect']): OneTable<W> {
  const all = new Exploration(specification);
  const { keys, dialects } = all.system;
  const own = new Exploration(specification, dialects.only(dialect), all.witness);
  const graph = own.graph(specification.alphabets[0]!);
  const cellOf = ({ state, command }: BehaviourRow<W>) => `${keys.of(state)} ${keys.of(command)}`;
  const ids = new Map(rowsIn(own.within, rowsOfTable(all)).map((row) => [cellOf(row), row.id]));
  return {
    dialect,
    states: graph.reached.filter((reached) => !isEmpty(reached)).length,
    cells: [...edgesOf(graph)].length,
    ...undecidedIn(graph),
    rows: rowsOfTable(own).map((row) => ({ ...row, id: ids.get(cellOf(row))! })),
  };
}

/** How many cells, each counted in every dialect, no rule decides, and how many several rules decide. */
export function undecidedIn(graph: Graph): Pick<BehaviourTable, 'gaps' | 'overlaps'> {
  const edges = [...edgesOf(graph)];
  const count = (kind: string) => edges.reduce((sum, { edge, variants }) => sum + (edge.outcome.kind === kind ? sizeOf(variants) : 0), 0);
  return { gaps: count('gap'), overlaps: count('overlap') };
}

/** Under which source and level each event is logged. */
export function eventHeadings({ events }: Specification): readonly EventHeading[] {
  return Object.entries<EventWord>(events).map(([name, { stream, level }]) => ({ name, stream, level }));
}

/** The rows that hold in some dialect of a set. */
export function rowsIn(set: VariantSet, rows: readonly BehaviourRow[]): readonly BehaviourRow[] {
  return rows.filter((row) => haveCommon(row.set, set));
}

/** Neither the order in which states are found nor the way in which rules share the work matters to the digest of all rows. */
function wideDigests(exploration: Exploration, digest: (text: string) => string): WideDigests {
  const { specification, system } = exploration;
  const beyond = alphabetsFor(specification, 'compare').filter((alphabet) => alphabet !== specification.alphabets[0]);
  const texts = new Map<State, string>();
  const textOf = (state: State) => kept(texts, state, () => (specification.table.digest ?? stateText)(state));
  const sets = new Map<string, { set: VariantSet; readonly rules: Set<string> }>();
  for (const alphabet of beyond) {
    for (const { before, command, variants, outcome, next } of rowsOver(exploration, alphabet)) {
      const line = `${textOf(before)} ${system.text(command)} ${outcomeText(specification, outcome, next, textOf)}`;
      const known = kept(sets, line, () => ({ set: system.dialects.none, rules: new Set<string>() }));
      known.set = either(known.set, variants);
      for (const rule of outcome.rules) known.rules.add(rule);
    }
  }
  const lines = [...sets]
    .map(([line, { set, rules }]) => ({ line: `${conditionText(conditionOf(system.dialects, set))} ${line}`, rules }))
    .sort((a, b) => (a.line < b.line ? -1 : 1));
  const ofRule = new Map<string, string[]>();
  for (const { line, rules } of lines) for (const rule of rules) kept(ofRule, rule, () => []).push(line);
  const digestOf = (some: readonly string[]): WideDigest => ({ rows: some.length, digest: digest(some.join('\n')) });
  const rules = [...ofRule.keys()].sort().map((rule) => ({ rule, ...digestOf(ofRule.get(rule)!) }));
  return { ...digestOf(lines.map(({ line }) => line)), rules };
}

/** The rows over an alphabet. Where nobody has explored it yet, nobody watches: nothing is judged here. */
function* rowsOver(exploration: Exploration, alphabet: Alphabet) {
  const watched = exploration.explored(alphabet);
  const graph = watched ?? explore(machineOf(exploration.system, alphabet.commands), mostStates);
  const states = watched?.states.map(({ state }) => state) ?? (graph.states as readonly State[]);
  refuseEndless(exploration.system.keys, alphabet.name, graph.complete, states);
  for (const { state, command, variants, edge: { outcome, to } } of edgesOf<unknown, Command, Taken<unknown>>(graph)) {
    yield { before: states[state]!, command, variants, outcome, next: to === null ? null : states[to]! };
  }
}

/** @param next null where the rules do not decide. */
function outcomeText(
  { status }: Specification, outcome: Taken<unknown> | Stuck, next: State | null, textOf: (state: State) => string,
) {
  if (outcome.kind !== 'taken' || next === null) return outcome.kind;
  const lights = status === undefined ? [] : [...next.parts.values()].map((part) => Object.values(status.of(next.whole, part)).join(' '));
  return JSON.stringify([outcome.refused, outcome.events, textOf(next), ...lights]);
}
