/**
 * What two behaviour tables have in common, by name: the older one may know other assumptions, choices, state fields or
 * commands than the rules of today. Only what both know is compared; the rest is listed in words.
 */
import { conditionOf } from '../../kst/conditions.ts';
import { dialects } from '../../kst/dialect.ts';
import type { Condition } from '../../kst/conditions.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { ComparableRow, ComparableTable } from '../../kst/behaviour.ts';

/** A choice for each assumption that a table knows. */
export interface Choices {
  readonly [assumption: string]: string;
}

/** The same dialect in both tables; or what each of them takes by default, which are two. */
export interface Variant {
  /** The dialect of today, as a set of one; 0 for the defaults. */
  readonly set: DialectSet;
  readonly before: Choices;
  readonly now: Choices;
}

export interface CommonPart {
  /** Every dialect that both know, and the defaults where they are not one dialect. */
  readonly variants: readonly Variant[];
  /** The fields of a state that both know. */
  readonly fields: readonly string[];
  /** The commands that both know, as canonical JSON. */
  readonly commands: ReadonlySet<string>;
  /** What only one of them knows, a sentence each. */
  readonly notes: readonly string[];
}

/** What two tables have in common; `now` is of the assumptions of today. */
export function commonPart(before: ComparableTable, now: ComparableTable): CommonPart {
  const fieldsOf = ({ rows }: ComparableTable): readonly string[] => [...new Set(rows.flatMap(({ state }) => Object.keys(state)))];
  const commandsOf = ({ rows }: ComparableTable): ReadonlySet<string> => new Set(rows.map(({ command }) => canonicalJson(command)));
  const [oldFields, newFields] = [fieldsOf(before), fieldsOf(now)];
  const [oldCommands, newCommands] = [commandsOf(before), commandsOf(now)];
  return {
    variants: variantsOf(before, now),
    fields: newFields.filter((field) => oldFields.includes(field)),
    commands: newCommands.intersection(oldCommands),
    notes: [
      ...assumptionNotes(before, now),
      ...onlyIn(newFields, oldFields).map((field) => `state field ${field} is new: not compared`),
      ...onlyIn(oldFields, newFields).map((field) => `state field ${field} is gone: not compared`),
      ...onlyIn([...newCommands], [...oldCommands]).map((command) => `command ${command} is new: not compared`),
      ...onlyIn([...oldCommands], [...newCommands]).map((command) => `command ${command} is gone: not compared`),
    ],
  };
}

/** Whether a row speaks of a dialect. */
export function holdsIn({ dialects: condition }: ComparableRow, dialect: Choices): boolean {
  return condition.some((choices) => Object.entries(choices).every(([name, choice]) => dialect[name] === choice));
}

/** The condition that holds of these variants and of no other that is compared. */
export function conditionOfVariants(variants: readonly Variant[], { variants: compared }: CommonPart): Condition {
  const setOf = (some: readonly Variant[]): DialectSet => some.reduce((all, { set }) => all | set, 0);
  return conditionOf(setOf(variants), setOf(compared));
}

/** A text that two values share exactly when they hold the same; the order of an object's fields does not matter. */
export function canonicalJson(value: unknown): string {
  const sorted = (_: string, inner: unknown): unknown =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted);
}

function variantsOf(before: ComparableTable, now: ComparableTable): readonly Variant[] {
  const [oldDefault, newDefault] = [before.default, now.default] as [Choices, Choices];
  const shared = (name: string): readonly string[] => (now.assumptions[name] ?? []).filter((choice) => before.assumptions[name]?.includes(choice));
  const variants = (dialects() as readonly object[] as readonly Choices[]).flatMap((dialect, index): readonly Variant[] => {
    const known = Object.entries(dialect).every(([name, choice]) =>
      shared(name).length > 0 ? shared(name).includes(choice) : choice === newDefault[name],
    );
    const old = Object.keys(before.assumptions).map((name) => [name, shared(name).length > 0 ? dialect[name]! : oldDefault[name]!] as const);
    return known ? [{ set: 1 << index, before: Object.fromEntries(old), now: dialect }] : [];
  });
  const sameDefault = variants.some((variant) => alike(variant.before, oldDefault) && alike(variant.now, newDefault));
  return sameDefault ? variants : [...variants, { set: 0, before: oldDefault, now: newDefault }];
}

function assumptionNotes(before: ComparableTable, now: ComparableTable): readonly string[] {
  const [oldDefault, newDefault] = [before.default, now.default] as [Choices, Choices];
  return [...new Set([...Object.keys(now.assumptions), ...Object.keys(before.assumptions)])].flatMap((name) => {
    const [old, present] = [before.assumptions[name], now.assumptions[name]];
    if (present === undefined) return [`assumption ${name} is gone: compared where the base takes its default, ${oldDefault[name]}`];
    if (old === undefined) return [`assumption ${name} is new: compared where it takes its default, ${newDefault[name]}`];
    return [
      ...onlyIn(present, old).map((choice) => `choice ${choice} of assumption ${name} is new: not compared`),
      ...onlyIn(old, present).map((choice) => `choice ${choice} of assumption ${name} is gone: not compared`),
    ];
  });
}

function onlyIn(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.filter((one) => !others.includes(one)).sort();
}

function alike(a: Choices, b: Choices): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
