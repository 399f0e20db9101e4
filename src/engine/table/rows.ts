/**
 * The rows of the behaviour table: every state of one part that the first alphabet reaches, and every command of it.
 */
import { conditionOf, conditionText } from '../dialects/conditions.ts';
import { both, either, isEmpty, type VariantSet } from '../dialects/set.ts';
import { edgesOf, inState } from '../explore/explore.ts';
import { refuseEndless } from '../explore/growth.ts';
import { listWord } from '../fields.ts';
import { kept } from '../kept.ts';
import { Malformed } from '../rules/malformed.ts';
import { stateText } from '../state.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { WatchedStep } from '../prove/witness.ts';
import type { System } from '../rules/system.ts';
import type { Command, Specification, State, TableWords } from '../specification.ts';
import type { BehaviourRow } from './row.ts';

/**
 * The rows, in the order in which states are found and commands stand in the alphabet.
 *
 * @throws Malformed where two of them have one id; Inconclusive for rules without an end.
 */
export function rowsOfTable(exploration: Exploration): readonly BehaviourRow[] {
  const { specification, system, witness } = exploration;
  const { dialects, keys } = system;
  const [first] = specification.alphabets;
  const graph = exploration.graph(first!);
  refuseEndless(keys, first!.name, graph.complete, graph.states.map(({ state }) => state));
  const cells = new Map<string, { reachable: VariantSet; readonly outcomes: Map<string, Draft> }>();
  for (const { state, before, command, edge: { outcome }, variants } of edgesOf(graph)) {
    if (outcome.kind !== 'taken') continue;
    const cellKey = `${keys.ofState(before.state)} ${keys.of(command)}`;
    const cell = kept(cells, cellKey, () => ({ reachable: dialects.none, outcomes: new Map<string, Draft>() }));
    cell.reachable = either(cell.reachable, graph.reached[state]!);
    const outcomeKey = JSON.stringify([outcome.rules, outcome.refused, outcome.events, keys.ofState(outcome.next.state)]);
    const fresh = (): Draft => ({ before: before.state, command, outcome, set: dialects.none, judged: new Set() });
    const draft = kept(cell.outcomes, outcomeKey, fresh);
    draft.set = either(draft.set, variants);
    const { held, violated } = inState(graph, { state, variants }, [command], () => witness.judge({ before, command, outcome }));
    const speaking = [...held, ...violated].map((index) => witness.invariants[index]!);
    for (const { id, variants: speaksOf } of speaking) if (!isEmpty(both(speaksOf, variants))) draft.judged.add(id);
  }
  const rowOf = rowMaker(specification, system);
  const drafts = [...cells.values()].flatMap(({ reachable, outcomes }) =>
    [...outcomes.values()].map((draft) => ({ draft, row: rowOf(draft, reachable) })),
  );
  refuseTwins(system, drafts);
  return drafts.map(({ row }) => row);
}

/** The name of a state in row ids: its columns, unless the specification has a shorter one. */
export function stateId(table: TableWords, row: object): string {
  return table.id?.(row) ?? Object.values(table.columns(row)).join('.');
}

/** The fields, apart from `do`, in which some commands that have them differ, in the order in which they come up. */
export function varyingFields(commands: readonly { readonly do: string }[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { do: _kind, ...fields } of commands) {
    for (const [field, value] of Object.entries(fields)) kept(values, field, () => new Set<string>()).add(JSON.stringify(value));
  }
  return [...values].filter(([, { size }]) => size > 1).map(([field]) => field);
}

/** The value of a field of a command or an event, as a text; empty where it has none. */
export function fieldText(values: object, field: string): string {
  const value = (values as Readonly<Record<string, unknown>>)[field];
  if (Array.isArray(value)) return listWord(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
}

interface Draft {
  readonly before: State; readonly command: Command; readonly outcome: WatchedStep;
  set: VariantSet;
  readonly judged: Set<string>;
}

/** What makes a row of a draft and of the dialects in which its state is reachable. */
function rowMaker({ alphabets, table, status }: Specification, system: System) {
  const { commands } = alphabets[0]!;
  const [part = ''] = commands.flatMap((command) => system.subjectOf(command) ?? []); // the first alphabet is about one
  const varying = new Map([...Map.groupBy(commands, ({ do: kind }) => kind)].map(([kind, own]) => [kind, varyingFields(own)]));
  const cites = new Map(system.rules.map((rule) => [rule.id, rule.cites]));
  const shown = (state: State) => table.row(state.whole, system.partIn(state, part));
  const lights = (state: State) => status?.of(state.whole, system.partIn(state, part)) ?? null;
  return ({ before, command, outcome, set, judged }: Draft, reachable: VariantSet): BehaviourRow => {
    const { rules, refused, events, next } = outcome;
    const state = shown(before);
    const where = conditionText(conditionOf(system.dialects, set, reachable));
    const words = [command.do, ...varying.get(command.do)!.map((field) => fieldText(command, field))];
    return {
      id: `${stateId(table, state)}/${words.join('.')}${where === 'always' ? '' : `/${where}`}`,
      dialects: conditionOf(system.dialects, set), set,
      state, status: lights(before), command,
      rule: rules[0]!, rules,
      ...(refused === null ? {} : { rejected: refused }),
      events, next: shown(next.state), nextStatus: lights(next.state),
      cites: citesInOrder(rules.flatMap((rule) => cites.get(rule) ?? [])),
      invariants: [...judged].sort(),
    };
  };
}

function refuseTwins(system: System, drafts: readonly { readonly draft: Draft; readonly row: BehaviourRow }[]) {
  const known = new Map<string, Draft>();
  const told = ({ before, command }: Draft) => `${system.text(command)} in ${stateText(before)}`;
  for (const { draft, row } of drafts) {
    const twin = known.get(row.id);
    if (twin !== undefined) {
      const edit = "let the table's row, and its id or columns, tell them apart";
      throw new Malformed(`two rows have the id ${row.id}: ${told(twin)}, and ${told(draft)}; ${edit}`);
    }
    known.set(row.id, draft);
  }
}

/** What rules cite: claims, then assumptions, then choices, then all else, each by number and once. */
export function citesInOrder(ids: readonly string[]): readonly string[] {
  const kinds = 'CAF';
  const kindOf = (id: string) => (kinds.includes(id[0]!) ? kinds.indexOf(id[0]!) : kinds.length);
  const numberOf = (id: string) => Number(/\d+/.exec(id)?.[0] ?? 0);
  return [...new Set(ids)].sort((a, b) => kindOf(a) - kindOf(b) || numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
}
