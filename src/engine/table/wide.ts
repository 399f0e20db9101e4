/**
 * What is seen over the alphabets beyond the first, as one hash: any change in it shows.
 */
import { conditionOf, conditionText } from '../dialects/conditions.ts';
import { either } from '../dialects/set.ts';
import { alphabetsFor, mostStates } from '../explore/exploration.ts';
import { edgesOf, explore } from '../explore/explore.ts';
import { refuseEndless } from '../explore/growth.ts';
import { machineOf } from '../rules/machine.ts';
import { stateText } from '../state.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { Stuck } from '../explore/machine.ts';
import type { Alphabet, Command, Specification, State, Words } from '../specification.ts';
import type { Played } from '../rules/play.ts';
import type { WideDigest, WideDigests } from './row.ts';

/** Neither the order in which states are found nor the way in which rules share the work matters to the digest of all rows. */
export function wideDigests<W extends Words>(exploration: Exploration<W>, digest: (text: string) => string): WideDigests {
  const { specification, system } = exploration;
  const beyond = alphabetsFor(specification, 'compare').filter((alphabet) => alphabet !== specification.alphabets[0]);
  const rows = beyond.flatMap((alphabet) => [...rowsOver(exploration, alphabet)]);
  const textOf = remembering(specification.table.digest ?? stateText);
  const sets = new Map<string, { set: VariantSet; readonly rules: Set<string> }>();
  for (const { before, command, outcome, variants } of rows) {
    const line = `${textOf(before)} ${system.text(command)} ${outcomeText(specification, outcome, textOf)}`;
    const row = sets.get(line) ?? { set: system.dialects.none, rules: new Set() };
    row.set = either(row.set, variants);
    for (const rule of outcome.rules) row.rules.add(rule);
    sets.set(line, row);
  }
  const lines = [...sets]
    .map(([line, { set, rules }]) => ({ line: `${conditionText(conditionOf(system.dialects, set))} ${line}`, rules }))
    .sort((a, b) => (a.line < b.line ? -1 : 1));
  const ofRule = Map.groupBy(lines.flatMap(({ line, rules }) => [...rules].map((rule) => ({ line, rule }))), ({ rule }) => rule);
  const digestOf = (some: readonly { readonly line: string }[]): WideDigest => {
    return { rows: some.length, digest: digest(some.map(({ line }) => line).join('\n')) };
  };
  return { ...digestOf(lines), rules: [...ofRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, own]) => ({ rule, ...digestOf(own) })) };
}

interface RowBeyond<W extends Words> {
  readonly before: State<W>;
  readonly command: Command<W>;
  readonly variants: VariantSet;
  readonly outcome: Played<W> | Stuck;
}

/** The rows over an alphabet. Where nobody has explored it yet, nobody watches: nothing is judged here. */
function* rowsOver<W extends Words>(exploration: Exploration<W>, alphabet: Alphabet<W>): Generator<RowBeyond<W>> {
  const { keys } = exploration.system;
  const explored = exploration.explored(alphabet);
  if (explored === null) {
    const graph = explore(machineOf(exploration.system, alphabet.commands), mostStates);
    refuseEndless(keys, alphabet.name, graph.complete, graph.states);
    for (const { edge: { outcome }, ...row } of edgesOf(graph)) yield { ...row, outcome };
    return;
  }
  refuseEndless(keys, alphabet.name, explored.complete, explored.states.map(({ state }) => state));
  for (const { before, command, variants, edge: { outcome } } of edgesOf(explored)) {
    const unwatched = outcome.kind === 'taken' ? { ...outcome, next: outcome.next.state } : outcome;
    yield { before: before.state, command, variants, outcome: unwatched };
  }
}

type TextOf<W extends Words> = (state: State<W>) => string;

function outcomeText<W extends Words>({ status }: Specification<W>, outcome: RowBeyond<W>['outcome'], textOf: TextOf<W>): string {
  if (outcome.kind !== 'taken') return outcome.kind;
  const { refused, events, next } = outcome;
  const lights = status === undefined ? [] : [...next.parts.values()].map((part) => Object.values(status.of(next.whole, part)).join(' '));
  return JSON.stringify([refused, events, textOf(next), ...lights]);
}

/** A text of an object, put together once for each object. */
function remembering<T extends object>(textOf: (of: T) => string): (of: T) => string {
  const texts = new Map<T, string>();
  return (of) => {
    let text = texts.get(of);
    if (text === undefined) texts.set(of, (text = textOf(of)));
    return text;
  };
}
