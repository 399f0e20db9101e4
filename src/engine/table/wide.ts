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
import type { Stuck, Taken } from '../explore/machine.ts';
import type { Alphabet, Command, Specification, State } from '../specification.ts';
import type { WideDigest, WideDigests } from './row.ts';

/** Neither the order in which states are found nor the way in which rules share the work matters to the digest of all rows. */
export function wideDigests(exploration: Exploration, digest: (text: string) => string): WideDigests {
  const { specification, system } = exploration;
  const beyond = alphabetsFor(specification, 'compare').filter((alphabet) => alphabet !== specification.alphabets[0]);
  const texts = new Map<State, string>();
  const textOf = (state: State): string => kept(texts, state, () => (specification.table.digest ?? stateText)(state));
  const sets = new Map<string, { set: VariantSet; readonly rules: Set<string> }>();
  for (const alphabet of beyond) {
    for (const row of rowsOver(exploration, alphabet)) {
      const line = `${textOf(row.before)} ${system.text(row.command)} ${outcomeText(specification, row, textOf)}`;
      const known = kept(sets, line, () => ({ set: system.dialects.none, rules: new Set<string>() }));
      known.set = either(known.set, row.variants);
      for (const rule of row.outcome.rules) known.rules.add(rule);
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

interface RowBeyond {
  readonly before: State;
  readonly command: Command;
  readonly variants: VariantSet;
  readonly outcome: Taken<unknown> | Stuck;
  /** Null where the rules do not decide. */
  readonly next: State | null;
}

/** The rows over an alphabet. Where nobody has explored it yet, nobody watches: nothing is judged here. */
function* rowsOver(exploration: Exploration, alphabet: Alphabet): Generator<RowBeyond> {
  const watched = exploration.explored(alphabet);
  const graph = watched ?? explore(machineOf(exploration.system, alphabet.commands), mostStates);
  const states: readonly State[] = watched?.states.map(({ state }) => state) ?? (graph.states as readonly State[]);
  refuseEndless(exploration.system.keys, alphabet.name, graph.complete, states);
  for (const { state, command, variants, edge: { outcome, to } } of edgesOf<unknown, Command, Taken<unknown>>(graph)) {
    yield { before: states[state]!, command, variants, outcome, next: to === null ? null : states[to]! };
  }
}

function outcomeText({ status }: Specification, { outcome, next }: RowBeyond, textOf: (state: State) => string): string {
  if (outcome.kind !== 'taken' || next === null) return outcome.kind;
  const lights = status === undefined ? [] : [...next.parts.values()].map((part) => Object.values(status.of(next.whole, part)).join(' '));
  return JSON.stringify([outcome.refused, outcome.events, textOf(next), ...lights]);
}
