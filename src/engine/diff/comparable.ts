/**
 * What two behaviour tables have in common, by name: the older one may know other assumptions, choices, state fields, commands or
 * lights than the rules of today. Only what both know is compared; the rest is listed in words.
 */
import { type Condition, conditionOf } from '../dialects/conditions.ts';
import { either, type VariantSet } from '../dialects/set.ts';
import { systemOf } from '../rules/system.ts';
import { canonicalJson } from '../text.ts';
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

export interface CommonPart {
  /** Those of today. */
  readonly dialects: Dialects;
  /** Every dialect that both know, and the defaults where they are not one dialect. */
  readonly variants: readonly ComparedVariant[];
  /** The fields of a state that both know. */
  readonly fields: readonly string[];
  /** The commands that both know, as canonical JSON. */
  readonly commands: ReadonlySet<string>;
  /** The lights of the status that both know. */
  readonly lights: readonly string[];
  /** What only one of them knows, a sentence each. */
  readonly notes: readonly string[];
}

/** What a table of a base has in common with one of the rules of today. */
export function commonPart(before: ComparableTable, now: ComparableTable, specification: Specification): CommonPart {
  const { dialects } = systemOf(specification);
  const [old, present] = [known(before), known(now)];
  return {
    dialects,
    variants: variantsOf(before, now, dialects),
    fields: present.fields.filter((field) => old.fields.includes(field)),
    commands: new Set(present.commands.filter((command) => old.commands.includes(command))),
    lights: present.lights.filter((light) => old.lights.includes(light)),
    notes: [
      ...assumptionNotes(before, now),
      ...newAndGone('state field', old.fields, present.fields),
      ...newAndGone('command', old.commands, present.commands),
      ...newAndGone('light', old.lights, present.lights),
    ],
  };
}

/** Whether a row speaks of a dialect. */
export function holdsIn({ dialects: condition }: ComparableRow, dialect: Dialect): boolean {
  return condition.some((choices) => Object.entries(choices).every(([name, choice]) => dialect[name] === choice));
}

/** The condition that holds of these variants and of no other that is compared; null for the defaults alone. */
export function conditionOfVariants(variants: readonly ComparedVariant[], { dialects, variants: compared }: CommonPart): Condition | null {
  const setOf = (some: readonly ComparedVariant[]): VariantSet =>
    some.reduce((all, { set }) => either(all, set ?? dialects.none), dialects.none);
  return variants[0]!.set === null ? null : conditionOf(dialects, setOf(variants), setOf(compared));
}

/** Some fields of a record, those alone that it has. */
export function picked<T extends object>(record: T, fields: readonly string[]): T {
  const values = record as { readonly [field: string]: unknown };
  return Object.fromEntries(fields.filter((field) => field in record).map((field) => [field, values[field]])) as T;
}

/** The fields, commands and lights that the rows of a table know. */
function known({ rows }: ComparableTable): { readonly [what in 'fields' | 'commands' | 'lights']: readonly string[] } {
  return {
    fields: [...new Set(rows.flatMap(({ state }) => Object.keys(state)))],
    commands: [...new Set(rows.map(({ command }) => canonicalJson(command)))],
    lights: [...new Set(rows.flatMap(({ nextStatus }) => Object.keys(nextStatus ?? {})))],
  };
}

function variantsOf(before: ComparableTable, now: ComparableTable, dialects: Dialects): readonly ComparedVariant[] {
  const [oldDefault, newDefault] = [before.default, now.default] as [Dialect, Dialect];
  const shared = (name: string): readonly string[] =>
    (now.assumptions[name] ?? []).filter((choice) => before.assumptions[name]?.includes(choice));
  const variants = dialects.list.flatMap((dialect): readonly ComparedVariant[] => {
    const isKnown = Object.entries(dialect).every(([name, choice]) =>
      shared(name).length > 0 ? shared(name).includes(choice) : choice === newDefault[name],
    );
    const old = (name: string): string => (shared(name).length > 0 ? dialect : oldDefault)[name]!;
    const then = Object.fromEntries(Object.keys(before.assumptions).map((name) => [name, old(name)]));
    return isKnown ? [{ set: dialects.only(dialect), before: then, now: dialect }] : [];
  });
  const defaults = canonicalJson([oldDefault, newDefault]);
  const sameDefault = variants.some((variant) => canonicalJson([variant.before, variant.now]) === defaults);
  return sameDefault ? variants : [...variants, { set: null, before: oldDefault, now: newDefault }];
}

function assumptionNotes(before: ComparableTable, now: ComparableTable): readonly string[] {
  return [...new Set([...Object.keys(now.assumptions), ...Object.keys(before.assumptions)])].flatMap((name) => {
    const [old, present] = [before.assumptions[name], now.assumptions[name]];
    if (present === undefined) return [`assumption ${name} is gone: compared where the base takes its default, ${before.default[name]}`];
    if (old === undefined) return [`assumption ${name} is new: compared where it takes its default, ${now.default[name]}`];
    return newAndGone('choice', old, present, ` of assumption ${name}`);
  });
}

function newAndGone(what: string, old: readonly string[], present: readonly string[], of = ''): readonly string[] {
  const [news, gone] = [present.filter((name) => !old.includes(name)), old.filter((name) => !present.includes(name))];
  const told = (names: readonly string[], how: string): readonly string[] =>
    names.toSorted().map((name) => `${what} ${name}${of} is ${how}: not compared`);
  return [...told(news, 'new'), ...told(gone, 'gone')];
}
