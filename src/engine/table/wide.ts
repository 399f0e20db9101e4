/**
 * What is seen over the alphabets beyond the first, as one hash: any change in it shows.
 */
import { conditionOf, conditionText } from '../dialects/conditions.ts';
import { either, type VariantSet } from '../dialects/set.ts';
import { alphabetsFor, type Exploration, mostStates } from '../explore/exploration.ts';
import { edgesOf, explore } from '../explore/explore.ts';
import { refuseEndless } from '../explore/growth.ts';
import { kept } from '../kept.ts';
import { machineOf } from '../rules/machine.ts';
import { stateText } from '../state.ts';
import type { Stuck } from '../explore/machine.ts';
import type { Played } from '../rules/play.ts';
import type { Alphabet, Command, Specification, State } from '../specification.ts';
import type { WideDigest, WideDigests } from './row.ts';

/** Neither the order in which states are found nor the way in which rules share the work matters to the digest of all rows. */
export function wideDigests(exploration: Exploration, digest: (text: string) => string): WideDigests {
  const { specification, system } = exploration;
  const beyond = alphabetsFor(specification, 'compare').filter((alphabet) => alphabet !== specification.alphabets[0]);
  const texts = new Map<State, string>();
  const textOf: TextOf = (state) => kept(texts, state, () => (specification.table.digest ?? stateText)(state));
  const sets = new Map<string, { set: VariantSet; readonly rules: Set<string> }>();
  for (const { before, command, outcome, variants } of beyond.flatMap((alphabet) => [...rowsOver(exploration, alphabet)])) {
    const line = `${textOf(before)} ${system.text(command)} ${outcomeText(specification, outcome, textOf)}`;
    const row = kept(sets, line, () => ({ set: system.dialects.none, rules: new Set<string>() }));
    row.set = either(row.set, variants);
    for (const rule of outcome.rules) row.rules.add(rule);
  }
  const lines = [...sets]
    .map(([line, { set, rules }]) => ({ line: `${conditionText(conditionOf(system.dialects, set))} ${line}`, rules }))
    .sort((a, b) => (a.line < b.line ? -1 : 1));
  const digestOf = (some: typeof lines): WideDigest => ({ rows: some.length, digest: digest(some.map(({ line }) => line).join('\n')) });
  const rules = [...new Set(lines.flatMap((line) => [...line.rules]))].sort();
  return { ...digestOf(lines), rules: rules.map((rule) => ({ rule, ...digestOf(lines.filter((line) => line.rules.has(rule))) })) };
}

interface RowBeyond {
  readonly before: State; readonly command: Command; readonly variants: VariantSet; readonly outcome: Played<any> | Stuck;
}

/** The rows over an alphabet. Where nobody has explored it yet, nobody watches: nothing is judged here. */
function* rowsOver(exploration: Exploration, alphabet: Alphabet): Generator<RowBeyond> {
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

type TextOf = (state: State) => string;

function outcomeText({ status }: Specification, outcome: RowBeyond['outcome'], textOf: TextOf): string {
  if (outcome.kind !== 'taken') return outcome.kind;
  const { refused, events, next } = outcome;
  const lights = status === undefined ? [] : [...next.parts.values()].map((part) => Object.values(status.of(next.whole, part)).join(' '));
  return JSON.stringify([refused, events, textOf(next), ...lights]);
}
