/**
 * Dialects: one choice for each of the four assumptions, sixteen in all. A set of dialects is a bit mask, so that a
 * row that holds in many dialects is one row.
 */

/** A choice for each assumption, by its name (A1..A4). */
export interface Dialect {
  readonly 'restart-winner': 'um' | 'topology';
  readonly 'eviction-log': 'conflict-only' | 'also-removed';
  readonly 'um-conflict': 'stays-open' | 'settles';
  readonly survivor: 'restored' | 'stays-absent';
}

export type AssumptionName = keyof Dialect;

/** A set of dialects: bit i stands for `dialects()[i]`. */
export type DialectSet = number;

/** Every assumption with its choices, the default first, in the order A1..A4. */
export function assumptions(): { [name in AssumptionName]: readonly Dialect[name][] } {
  return {
    'restart-winner': ['um', 'topology'],
    'eviction-log': ['conflict-only', 'also-removed'],
    'um-conflict': ['stays-open', 'settles'],
    survivor: ['restored', 'stays-absent'],
  };
}

/**
 * All 16 dialects, the default one first.
 *
 * @throws RangeError for more than five assumptions: a set of dialects has 32 bits.
 */
export function dialects(): readonly Dialect[] {
  return (allDialects ??= everyDialect());
}

let allDialects: readonly Dialect[] | null = null;

function everyDialect(): readonly Dialect[] {
  const found = Object.entries(assumptions()).reduce<object[]>(
    (made, [name, options]) => made.flatMap((dialect) => options.map((option) => ({ ...dialect, [name]: option }))),
    [{}],
  );
  if (found.length > 32) throw new RangeError(`${found.length} dialects do not fit into a set of 32 bits`);
  return found as Dialect[];
}

/** The dialect in which every assumption takes its default. */
export function defaultDialect(): Dialect {
  return dialects()[0]!;
}

/** The dialects that make the given choices; no choice given, all of them. */
export function dialectsWith(choices: Partial<Dialect> = {}): DialectSet {
  const wanted = Object.entries(choices) as [AssumptionName, string][];
  return dialects().reduce(
    (set, dialect, index) => (wanted.every(([name, choice]) => dialect[name] === choice) ? set | (1 << index) : set),
    0,
  );
}

/** What all dialects of a set have in common, as text: `survivor=restored`; empty when nothing. */
export function commonChoices(set: DialectSet): string {
  const [first, ...others] = listDialects(set);
  const common = Object.entries(first ?? {}).filter(([name, choice]) => others.every((other) => other[name as AssumptionName] === choice));
  return common.map(([name, choice]) => `${name}=${choice}`).join(', ');
}

/** The dialects of a set, as records. */
export function listDialects(set: DialectSet): readonly Dialect[] {
  return dialects().filter((_, index) => (set & (1 << index)) !== 0);
}

/** A value, and the dialects in which it is the one. */
export interface PerDialect<T> {
  readonly dialects: DialectSet;
  readonly value: T;
}

/**
 * Runs `compute` once for each way in which it can come out in the dialects of a set, and says for which of them each
 * result stands. A run that asks for no assumption stands for all; one that asks for an assumption is run again for its
 * other choice, where some dialect of the set makes it. This is what makes proving all dialects cost little more than
 * proving one: featured transition systems, Classen et al., "Model Checking Lots of Systems" (ICSE 2010).
 *
 * `compute` must depend on nothing but the dialect that it is handed.
 *
 * @param within at least one dialect.
 */
export function perDialect<T>(compute: (dialect: Dialect) => T, within = dialectsWith()): readonly PerDialect<T>[] {
  const results: PerDialect<T>[] = [];
  const open = [within];
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    let left = set;
    const decide = (name: AssumptionName): Dialect[AssumptionName] => {
      const [first, ...others] = everyChoice()[name]!.filter(({ makers }) => (makers & left) !== 0);
      for (const { makers } of others) open.push(makers & left);
      left &= first!.makers;
      return first!.choice;
    };
    const value = compute(new Proxy({} as Dialect, { get: (_, name: AssumptionName) => decide(name) }));
    results.push({ dialects: left, value });
  }
  return results;
}

/** One choice for an assumption, and the dialects that make it. */
interface Choice {
  readonly choice: Dialect[AssumptionName];
  readonly makers: DialectSet;
}

let choicesOfAll: { readonly [name: string]: readonly Choice[] } | null = null;

/** The choices of every assumption with the dialects that make them, put together once. */
function everyChoice(): { readonly [name: string]: readonly Choice[] } {
  choicesOfAll ??= Object.fromEntries(
    Object.entries(assumptions()).map(([name, options]) => [name, options.map((choice): Choice => ({ choice, makers: dialectsWith({ [name]: choice }) }))]),
  );
  return choicesOfAll;
}
