/**
 * The behaviour table: what every command does in every reachable state of one server, in every dialect. It is the
 * contract: committed, reviewed, and compared with what the rules do after a change.
 */
import { commandText } from '../../kst/commands.ts';
import { conditionOf, conditionText } from '../../kst/conditions.ts';
import { assumptions, defaultDialect, dialectsWith, listDialects } from '../../kst/dialect.ts';
import { blankServer, worldKey } from '../../kst/state.ts';
import { kstMachine } from '../../kst/machine.ts';
import { edgesOf, explore } from '../../verify/explore.ts';
import { Exploration, manyStates } from '../exploration.ts';
import { comparedParts } from '../parts.ts';
import type { BehaviourTable, DialectSize, RowInDialects, RowState, WideDigest } from '../../kst/behaviour.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect, DialectSet } from '../../kst/dialect.ts';
import type { Integration } from '../../kst/integration.ts';
import type { ObservedTaken, Observer } from '../../kst/invariants/observed.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Outcome } from '../../kst/step.ts';
import type { KstGraph } from '../exploration.ts';
import type { Part } from '../parts.ts';

export type { BehaviourRow, BehaviourTable, DialectSize, RowInDialects, RowState, WideDigest } from '../../kst/behaviour.ts';

/**
 * The behaviour table of a model.
 *
 * @param digest a hash of a text, as hexadecimal digits; the engine has none of its own.
 * @param exploration of the model in all dialects, where the caller has one.
 */
export function behaviourTable(
  model: Model,
  digest: (text: string) => string,
  exploration: Exploration | null = null,
): BehaviourTable {
  const { watching, graph } = exploration ?? new Exploration(model);
  const [narrowPart, ...beyond] = comparedParts();
  const narrow = graph(narrowPart!);
  const undecided = (kind: 'gap' | 'overlap'): number =>
    [...edgesOf(narrow)].reduce((sum, { edge, variants }) => sum + (edge.outcome.kind === kind ? listDialects(variants).length : 0), 0);
  const sizes = sizesOf(narrow);
  return {
    format: 1,
    hitPolicy: 'UNIQUE',
    assumptions: assumptions(),
    default: defaultDialect(),
    sizes,
    cells: sizes.reduce((sum, { rows }) => sum + rows, 0),
    gaps: undecided('gap'),
    overlaps: undecided('overlap'),
    rows: rowsOfTable(model, watching, narrow),
    wide: wideDigests(model, beyond.flatMap((part) => [...rowsBeyond(model, part, exploration)]), digest),
  };
}

/** The rows of an exploration of one server, in the order in which states are found and commands stand in the alphabet. */
export function rowsOfTable(model: Model, watching: Observer, graph: KstGraph): readonly RowInDialects[] {
  const cites = new Map(Object.values(model.rulebook).flat().map((rule) => [rule.id, rule.cites]));
  const cells = new Map<string, { readonly reachable: DialectSet; readonly outcomes: Map<string, Draft> }>();
  for (const { state, before, command, edge, variants } of edgesOf(graph)) {
    const { outcome } = edge;
    if (outcome.kind !== 'taken') continue;
    const cellKey = `${worldKey(before.world)} ${commandText(command)}`;
    const cell = cells.get(cellKey) ?? { reachable: 0, outcomes: new Map() };
    const outcomeKey = JSON.stringify([outcome.rules, outcome.refused, outcome.events, worldKey(outcome.next.world)]);
    const draft = cell.outcomes.get(outcomeKey) ?? { before: before.world, command, outcome, set: 0, judged: new Set() };
    const { held, violated } = watching.judge({ before, command, outcome });
    for (const index of [...held, ...violated]) {
      const { id, variants: speaksOf } = watching.invariants[index]!;
      if ((speaksOf & variants) !== 0) draft.judged.add(id);
    }
    cell.outcomes.set(outcomeKey, { ...draft, set: draft.set | variants });
    cells.set(cellKey, { ...cell, reachable: cell.reachable | graph.reached[state]! });
  }
  return [...cells.values()].flatMap(({ reachable, outcomes }) => [...outcomes.values()].map((draft) => rowOf(model, cites, reachable, draft)));
}

/** The rows that hold in a dialect. */
export function rowsIn(dialect: Dialect, rows: readonly RowInDialects[]): readonly RowInDialects[] {
  const own = dialectsWith(dialect);
  return rows.filter(({ set }) => (set & own) !== 0);
}

/** The name of a state in row ids: `run.5.hosts.claimed.0.settled`, with `-` for what is not there. */
export function stateName({ running, pool, hosting, claimed, known, conflict }: RowState): string {
  const cells = [running ? 'run' : 'stop', pool ?? '-', hosting ? 'hosts' : '-', claimed ? 'claimed' : '-', known.join('+') || '-'];
  return [...cells, conflict === 'none' ? '-' : conflict].join('.');
}

interface Draft {
  readonly before: World;
  readonly command: Command;
  readonly outcome: ObservedTaken;
  readonly set: DialectSet;
  readonly judged: Set<string>;
}

function rowOf(model: Model, citesOf: ReadonlyMap<string, readonly string[]>, reachable: DialectSet, draft: Draft): RowInDialects {
  const { before, command, outcome, set, judged } = draft;
  const { rules, refused, events, next } = outcome;
  const state = stateOf(model, before);
  const deciding = conditionOf(set, reachable);
  const where = conditionText(deciding);
  return {
    id: `${stateName(state)}/${rowCommand(command)}${where === 'always' ? '' : `/${where}`}`,
    dialects: conditionOf(set),
    set,
    state,
    integration: integrationIn(model, before),
    command,
    rule: rules[0]!,
    rules,
    ...(refused === null ? {} : { rejected: refused }),
    events,
    next: stateOf(model, next.world),
    nextIntegration: integrationIn(model, next.world),
    cites: inIdOrder(rules.flatMap((rule) => citesOf.get(rule) ?? [])),
    invariants: [...judged].sort(),
  };
}

/** A command in a row's id: the one server, and where there is one alone the plan, go without saying. */
function rowCommand(command: Command): string {
  return command.do === 'pool.add' ? `${command.do}.${command.version}` : command.do;
}

/** The state of the one server, as rows have it. */
export function stateOf({ hosting }: Model, { running, servers }: World): RowState {
  const { pool, plans, claimed, known, conflict } = servers[0] ?? blankServer('');
  return { running, pool, hosting: hosting(plans), claimed, known, conflict };
}

function integrationIn(model: Model, { running, servers }: World): Integration {
  return model.integrationOf(running, servers[0] ?? blankServer(''));
}

/** Claims, then assumptions, then choices, each by number and once. */
function inIdOrder(ids: readonly string[]): readonly string[] {
  const rank = (id: string): number => 'CAF'.indexOf(id[0]!) * 1000 + Number(id.slice(1));
  return [...new Set(ids)].sort((a, b) => rank(a) - rank(b));
}

function sizesOf(graph: KstGraph): readonly DialectSize[] {
  return listDialects(graph.machine.variants).map((dialect) => {
    const set = dialectsWith(dialect);
    const edges = [...edgesOf(graph)].filter(({ variants }) => (variants & set) !== 0);
    return {
      dialect,
      states: graph.reached.filter((reached) => (reached & set) !== 0).length,
      rows: edges.length,
      accepted: edges.filter(({ edge }) => edge.outcome.kind === 'taken' && edge.outcome.refused === null).length,
    };
  });
}

/** A row of which only a digest is kept. */
interface RowBeyond {
  readonly before: World;
  readonly command: Command;
  readonly variants: DialectSet;
  readonly outcome: Outcome;
}

/** The rows of a part. Where nobody has explored it yet, no observer stands beside: nothing is judged here. */
function* rowsBeyond(model: Model, part: Part, exploration: Exploration | null): Generator<RowBeyond> {
  const explored = exploration?.explored(part) ?? null;
  if (explored === null) {
    for (const { before, command, variants, edge } of edgesOf(explore(kstMachine(model, part.commands), manyStates))) yield { before, command, variants, outcome: edge.outcome };
    return;
  }
  for (const { before, command, variants, edge } of edgesOf(explored)) {
    const { outcome } = edge;
    yield { before: before.world, command, variants, outcome: outcome.kind === 'taken' ? { ...outcome, next: outcome.next.world } : outcome };
  }
}

/** Neither the order in which states are found nor the way in which rules share the work matters to the digest of all rows. */
function wideDigests(model: Model, rows: readonly RowBeyond[], digest: (text: string) => string): BehaviourTable['wide'] {
  const sets = new Map<string, { set: DialectSet; readonly rules: Set<string> }>();
  const [stateText, wordsOf] = [remembering(worldKey), remembering(commandText)];
  for (const { before, command, outcome, variants } of rows) {
    const line = `${stateText(before)} ${wordsOf(command)} ${outcomeLine(model, outcome)}`;
    const row = sets.get(line) ?? { set: 0, rules: new Set() };
    row.set |= variants;
    for (const rule of outcome.rules) row.rules.add(rule);
    sets.set(line, row);
  }
  const where = new Map([...new Set([...sets.values()].map(({ set }) => set))].map((set) => [set, conditionText(conditionOf(set))]));
  const lines = [...sets].map(([line, { set, rules }]) => ({ line: `${where.get(set)} ${line}`, rules })).sort((a, b) => (a.line < b.line ? -1 : 1));
  const ofRule = Map.groupBy(lines.flatMap(({ line, rules }) => [...rules].map((rule) => ({ line, rule }))), ({ rule }) => rule);
  const digestOf = (rows: readonly { readonly line: string }[]): WideDigest => ({ rows: rows.length, digest: digest(rows.map(({ line }) => line).join('\n')) });
  return { ...digestOf(lines), rules: [...ofRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, rows]) => ({ rule, ...digestOf(rows) })) };
}

/** A text of an object, put together once for each object. */
function remembering<T>(textOf: (of: T) => string): (of: T) => string {
  const texts = new Map<T, string>();
  return (of) => {
    let text = texts.get(of);
    if (text === undefined) texts.set(of, (text = textOf(of)));
    return text;
  };
}

function outcomeLine(model: Model, outcome: Outcome): string {
  if (outcome.kind !== 'taken') return outcome.kind;
  const { running, servers } = outcome.next;
  const integrations = servers.map((server) => Object.values(model.integrationOf(running, server)).join(' '));
  return JSON.stringify([outcome.refused, outcome.events, worldKey(outcome.next), ...integrations]);
}
