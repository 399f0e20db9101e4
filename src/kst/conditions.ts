/**
 * Conditions: a set of dialects as a few choices of assumptions, so that a row says "survivor=restored" and not eight
 * dialects by name.
 */
import { assumptions, dialectsWith } from './dialect.ts';
import type { AssumptionName, Dialect, DialectSet } from './dialect.ts';

/** Choices of assumptions; the dialects meant are those that make one of them. `[{}]` are all dialects, `[]` is none. */
export type Condition = readonly Partial<Dialect>[];

/**
 * The condition that holds in the dialects of a set and not in the others of `within`; in dialects outside `within` it may
 * hold or not, whichever is shorter. Few choices that hold of many dialects come first; the same sets give the same condition
 * everywhere (a greedy cover by prime implicants, Quine 1952).
 */
export function conditionOf(set: DialectSet, within: DialectSet = dialectsWith()): Condition {
  const key = `${set} ${within}`;
  let condition = conditions.get(key);
  if (condition === undefined) conditions.set(key, (condition = cover(set, set | ~within)));
  return condition;
}

/** A condition as text: `always`, `survivor=restored`, `eviction-log=also-removed & survivor=restored | restart-winner=um`. */
export function conditionText(condition: Condition): string {
  const texts = condition.map((choices) => Object.entries(choices).map(([name, choice]) => `${name}=${choice}`).join(' & '));
  return texts.length === 0 ? 'never' : texts.map((text) => text || 'always').join(' | ');
}

/** The dialects in which a condition holds. */
export function dialectsIn(condition: Condition): DialectSet {
  return condition.reduce((set, choices) => set | dialectsWith(choices), 0);
}

const conditions = new Map<string, Condition>();

function cover(set: DialectSet, allowed: DialectSet): Condition {
  const chosen: Partial<Dialect>[] = [];
  const cubes = allChoices().filter((cube) => (cube.set & ~allowed) === 0);
  for (let open = set & dialectsWith(); open !== 0; ) {
    const best = cubes.reduce((a, b) => (count(b.set & open) > count(a.set & open) ? b : a));
    chosen.push(best.choices);
    open &= ~best.set;
  }
  return chosen;
}

interface Cube {
  readonly choices: Partial<Dialect>;
  readonly set: DialectSet;
}

/** Every way to choose for some of the assumptions, with fewer choices first. */
function allChoices(): readonly Cube[] {
  const names = Object.entries(assumptions()) as [AssumptionName, readonly string[]][];
  const all = names.reduce<Partial<Dialect>[]>(
    (made, [name, options]) => made.flatMap((choices) => [choices, ...options.map((option) => ({ ...choices, [name]: option }))]),
    [{}],
  );
  return all.map((choices) => ({ choices, set: dialectsWith(choices) })).sort((a, b) => Object.keys(a.choices).length - Object.keys(b.choices).length);
}

function count(set: DialectSet): number {
  let found = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) found++;
  return found;
}
