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
 * Runs `compute` once for each way in which it can come out in the dialects that make the given choices, and says for
 * which of them each result stands. A run that asks for no assumption stands for all; one that asks for an assumption is run again for its other choice. This is
 * what makes proving all dialects cost little more than proving one: featured transition systems, Classen et al.,
 * "Model Checking Lots of Systems" (ICSE 2010).
 *
 * `compute` must depend on nothing but the dialect that it is handed.
 */
export function perDialect<T>(compute: (dialect: Dialect) => T, choices: Partial<Dialect> = {}): readonly PerDialect<T>[] {
  const results: PerDialect<T>[] = [];
  const open: Partial<Dialect>[] = [choices];
  for (let given = open.pop(); given !== undefined; given = open.pop()) {
    const taken: Partial<Dialect> = { ...given };
    const value = compute(asking(taken, open));
    results.push({ dialects: setOf(taken), value });
  }
  return results;
}

/** A dialect that decides an assumption only when it is asked for, and puts the other choice aside for a later run. */
function asking(taken: Partial<Dialect>, open: Partial<Dialect>[]): Dialect {
  return new Proxy({} as Dialect, {
    get(_, name: AssumptionName) {
      if (taken[name] === undefined) {
        const [first, ...others] = assumptions()[name];
        for (const other of others) open.push({ ...taken, [name]: other });
        Object.assign(taken, { [name]: first });
      }
      return taken[name];
    },
  });
}

const sets = new Map<string, DialectSet>();

function setOf(choices: Partial<Dialect>): DialectSet {
  const key = JSON.stringify(Object.entries(choices).sort());
  let set = sets.get(key);
  if (set === undefined) sets.set(key, (set = dialectsWith(choices)));
  return set;
}
