/**
 * Two behaviour tables laid side by side: for each variant its cells - a state and a command - with the row of either table. The older
 * table may know other assumptions, choices, state fields, commands or lights than the rules of today. Only what both know is compared;
 * the rest is listed by name.
 */
import { shortestPaths } from '../breadth-first.ts';
import { type Condition, conditionOf } from '../dialects/conditions.ts';
import { either, type VariantSet } from '../dialects/set.ts';
import { kept } from '../kept.ts';
import { systemOf } from '../rules/system.ts';
import { canonicalJson } from '../text.ts';
import { outcomeJson, picked } from './change.ts';
import type { Dialect, Dialects } from '../dialects/dialects.ts';
import type { Specification } from '../specification.ts';
import type { ComparableRow, ComparableTable } from '../table/row.ts';

/** The same dialect in both tables; or what each of them takes by default, which are two. */
export interface ComparedVariant {
  /** The dialect of today, as a set of one; null for the two defaults. */
  readonly set: VariantSet | null;
  readonly before: Dialect;
  readonly now: Dialect;
}

/** What a table of a base has in common with one of the rules of today. */
export type CommonPart = ReturnType<typeof commonPart>;

function commonPart(before: ComparableTable, now: ComparableTable, specification: Specification) {
  const { dialects } = systemOf(specification);
  const [old, present] = [known(before), known(now)];
  return {
    /** Those of today. */
    dialects,
    /** Every dialect that both know, and the defaults where they are not one dialect. */
    variants: variantsOf(before, now, dialects),
    /** The fields of a state that both know. */
    fields: present.fields.filter((field) => old.fields.includes(field)),
    /** The commands that both know, as canonical JSON. */
    commands: new Set(present.commands.filter((command) => old.commands.includes(command))),
    /** The lights of the status that both know. */
    lights: present.lights.filter((light) => old.lights.includes(light)),
    /** What only one of them knows. */
    unknown: unknownTo(before, now),
  };
}

/** Whether a row speaks of a dialect. */
export function holdsIn({ dialects: condition }: ComparableRow, dialect: Dialect): boolean {
  return condition.some((choices) => Object.entries(choices).every(([name, choice]) => dialect[name] === choice));
}

/** The condition that holds of these variants and of no other that is compared; null for the defaults alone. */
export function conditionOfVariants(variants: readonly ComparedVariant[], { dialects, variants: compared }: CommonPart): Condition | null {
  const setOf = (some: readonly ComparedVariant[]) =>
    some.reduce((all, { set }) => either(all, set ?? dialects.none), dialects.none);
  return variants[0]!.set === null ? null : conditionOf(dialects, setOf(variants), setOf(compared));
}

/** The fields, commands and lights that the rows of a table know. */
function known({ rows }: ComparableTable) {
  return {
    fields: [...new Set(rows.flatMap(({ state }) => Object.keys(state)))],
    commands: [...new Set(rows.map(({ command }) => canonicalJson(command)))],
    lights: [...new Set(rows.flatMap(({ nextStatus }) => Object.keys(nextStatus ?? {})))],
  };
}

function variantsOf(before: ComparableTable, now: ComparableTable, dialects: Dialects) {
  const [oldDefault, newDefault] = [before.default, now.default] as [Dialect, Dialect];
  const shared = (name: string) =>
    (now.assumptions[name] ?? []).filter((choice) => before.assumptions[name]?.includes(choice));
  const variants = dialects.list.flatMap((dialect) => {
    const isKnown = Object.entries(dialect).every(([name, choice]) =>
      shared(name).length > 0 ? shared(name).includes(choice) : choice === newDefault[name],
    );
    const old = (name: string) => (shared(name).length > 0 ? dialect : oldDefault)[name]!;
    const then = Object.fromEntries(Object.keys(before.assumptions).map((name) => [name, old(name)]));
    return isKnown ? [{ set: dialects.only(dialect), before: then, now: dialect }] : [];
  });
  const defaults = canonicalJson([oldDefault, newDefault]);
  const sameDefault = variants.some((variant) => canonicalJson([variant.before, variant.now]) === defaults);
  return sameDefault ? variants : [...variants, { set: null, before: oldDefault, now: newDefault }];
}

/** What only one of the tables knows. */
export interface Unknown {
  /** `state field pool`. */
  readonly what: string;
  readonly is: 'new' | 'gone';
  /** How many rows of the table that knows it are not compared for it, or not in full. */
  readonly rows: number;
}

function unknownTo(before: ComparableTable, now: ComparableTable): readonly Unknown[] {
  return [
    ...onOneSide('assumption', before, now, ({ assumptions }) => Object.keys(assumptions), ({ dialects }, name, table) =>
      dialects.every((choices) => name in choices && choices[name] !== table.default[name])),
    ...onOneSide('choice', before, now, choicesIn(before, now), ({ dialects }, name) =>
      dialects.every((choices) => Object.entries(choices).some(([each, choice]) => choiceText(each, choice!) === name))),
    ...onOneSide('state field', before, now, (table) => known(table).fields, ({ state }, name) => name in state),
    ...onOneSide('command', before, now, ({ rows }) => [...new Set(rows.map(commandWords))], (row, name) => commandWords(row) === name),
    ...onOneSide('light', before, now, (table) => known(table).lights, ({ nextStatus }, name) => name in (nextStatus ?? {})),
  ];
}

/** Which of some names only one of the tables has, and in how many of its rows. */
function onOneSide(
  what: string, before: ComparableTable, now: ComparableTable, namesIn: (table: ComparableTable) => readonly string[],
  has: (row: ComparableRow, name: string, table: ComparableTable) => boolean,
) {
  const [old, present] = [namesIn(before), namesIn(now)];
  const told = (is: Unknown['is'], table: ComparableTable, names: readonly string[]) =>
    names.toSorted().map((name): Unknown => {
      return { what: `${what} ${name}`, is, rows: table.rows.filter((row) => has(row, name, table)).length };
    });
  return [
    ...told('new', now, present.filter((name) => !old.includes(name))),
    ...told('gone', before, old.filter((name) => !present.includes(name))),
  ];
}

/** The answers to the assumptions that both tables have. */
function choicesIn(before: ComparableTable, now: ComparableTable) {
  const shared = Object.keys(now.assumptions).filter((name) => name in before.assumptions);
  return ({ assumptions }: ComparableTable) => shared.flatMap((name) => assumptions[name]!.map((choice) => choiceText(name, choice)));
}

/** The kind, and the fields in code point order of their names: whatever order a file has them in. */
function commandWords({ command: { do: kind, ...fields } }: ComparableRow) {
  return [kind, ...Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => canonicalJson(value))].join(' ');
}

function choiceText(name: string, choice: string) {
  return `${name}=${choice}`;
}

/** A row as far as both tables know it; each text is equal for equal things alone. */
type KeyedRow = ReturnType<typeof keyedRows>[number];

export type ComparedCell = ReturnType<typeof cellOf>;

/** Both tables as one variant shows them. */
export type ComparedView = ReturnType<typeof viewOf>;

/** @param cells in the order of their keys. */
function viewOf(variant: ComparedVariant, cells: readonly ComparedCell[], startKey: string) {
  const ways = new Map<string, ReadonlyMap<string, readonly object[]>>();
  return {
    variant, cells,
    /** The states in which today's table has a row at all. */
    reached: new Set(cells.filter(({ now }) => now !== null).map(({ stateKey }) => stateKey)) as ReadonlySet<string>,
    /** The shortest commands from the start to a state: by rows that have not changed, or by those of one table. */
    wayTo: (stateKey: string, by: 'same' | 'before' | 'now') => kept(ways, by, () => {
      const rows = cells.map((cell) => (by !== 'same' ? cell[by] : cell.same ? cell.now : null)).filter((row) => row !== null);
      return shortestPaths(rows.map(({ stateKey: from, row: { command }, nextKey: to }) => ({ from, command, to })), startKey);
    }).get(stateKey),
  };
}

/** A view of every variant of the common part. */
export function viewsOf(before: ComparableTable, now: ComparableTable, specification: Specification) {
  const common = commonPart(before, now, specification);
  const [old, present] = [keyedRows(before, common, specification), keyedRows(now, common, specification)];
  const startKey = canonicalJson(picked(startRow(specification), common.fields));
  return { common, views: common.variants.map((variant) => viewOf(variant, cellsOf(variant, old, present), startKey)) };
}

/** Where everything starts, as a row shows it. */
export function startRow({ table, start: { whole, blank } }: Specification): object {
  return table.row(whole, blank);
}

function cellsOf(variant: ComparedVariant, old: readonly KeyedRow[], present: readonly KeyedRow[]) {
  const oldCells = Map.groupBy(old.filter(({ row }) => holdsIn(row, variant.before)), cellKey);
  const newCells = Map.groupBy(present.filter(({ row }) => holdsIn(row, variant.now)), cellKey);
  const keys = [...new Set([...oldCells.keys(), ...newCells.keys()])].sort();
  return keys.map((key) => cellOf(key, oldCells.get(key) ?? [], newCells.get(key) ?? []));
}

function keyedRows({ rows }: ComparableTable, { commands, fields, lights }: CommonPart, specification: Specification) {
  return rows.flatMap((row) => {
    const commandKey = canonicalJson(row.command);
    if (!commands.has(commandKey)) return [];
    const [state, next] = [picked(row.state, fields), picked(row.next, fields)];
    const status = lights.length === 0 || row.nextStatus === null ? null : picked(row.nextStatus, lights);
    const outcome = { rejected: row.rejected ?? null, events: row.events, next, status };
    const outcomeKey = canonicalJson(outcomeJson(outcome, specification));
    return [{ row, state, outcome, stateKey: canonicalJson(state), commandKey, outcomeKey, nextKey: canonicalJson(next) }];
  });
}

function cellKey({ stateKey, commandKey }: KeyedRow) {
  return `${stateKey} ${commandKey}`;
}

/** Rows that differ in nothing but what is not compared fall together: then the first that looks as none of the other side does. */
function cellOf(key: string, old: readonly KeyedRow[], present: readonly KeyedRow[]) {
  const odd = (mine: readonly KeyedRow[], theirs: readonly KeyedRow[]) => {
    const inOrder = mine.length > 1 ? mine.toSorted((a, b) => (a.outcomeKey < b.outcomeKey ? -1 : 1)) : mine;
    return inOrder.find(({ outcomeKey }) => !theirs.some((other) => other.outcomeKey === outcomeKey)) ?? inOrder[0] ?? null;
  };
  const [before, now] = [odd(old, present), odd(present, old)];
  return {
    key, stateKey: (now ?? before)!.stateKey,
    /** The row of each table, or null for a state that it does not reach, or a command that its rules do not decide there. */
    before, now,
    /** Both have a row, and the rows look the same. */
    same: before !== null && before.outcomeKey === now?.outcomeKey,
  };
}
