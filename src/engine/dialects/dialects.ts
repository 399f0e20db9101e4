/**
 * Dialects: one choice for each assumption. What is the same in many dialects is worked out once for all of them.
 */
import { both, either, firstVariants, haveCommon, isEmpty, noneLike, variantAt, type VariantSet, variantsIn } from './set.ts';

/** A choice for each assumption, by its name. */
export interface Dialect {
  readonly [assumption: string]: string;
}

/** Choices for some assumptions; those left out do not matter. */
export type Choices<D extends Dialect = Dialect> = Partial<D>;

/** A value, and the dialects in which it is the one. */
export interface PerDialect<T> {
  readonly dialects: VariantSet;
  readonly value: T;
}

/** Every dialect that some assumptions span, the default one first. */
export class Dialects<D extends Dialect = Dialect> {
  readonly choices: { readonly [assumption in keyof D]: readonly D[assumption][] };
  readonly list: readonly D[];
  readonly all: VariantSet;
  readonly none: VariantSet;
  /** By assumption and choice the dialects that make it. */
  private readonly makers: ReadonlyMap<string, ReadonlyMap<string, VariantSet>>;

  /** @param choices for each assumption its choices, the default first. */
  constructor(choices: { readonly [assumption in keyof D]: readonly D[assumption][] }) {
    this.choices = choices;
    const entries = Object.entries(choices) as (readonly [string, readonly string[]])[];
    this.list = entries.reduce<Dialect[]>(
      (made, [name, options]) => made.flatMap((dialect) => options.map((option) => ({ ...dialect, [name]: option }))),
      [{}],
    ) as unknown as readonly D[];
    this.all = firstVariants(this.list.length);
    this.none = noneLike(this.all);
    const making = (name: string, option: string) =>
      this.list.reduce((set, { [name]: made }, at) => (made === option ? either(set, variantAt(at, this.list.length)) : set), this.none);
    this.makers = new Map(entries.map(([name, options]) => [name, new Map(options.map((option) => [option, making(name, option)]))]));
  }

  /** The dialect in which every assumption takes its default. */
  get usual(): D {
    return this.list[0]!;
  }

  /** The names of the assumptions. */
  get names(): readonly string[] {
    return Object.keys(this.choices);
  }

  /** The dialects that make the given choices; no choice given, all of them. */
  with(choices: Choices<D> = {}): VariantSet {
    const makersOf = ([name, choice]: [string, string]) => this.makers.get(name)?.get(choice) ?? this.none;
    return Object.entries<string>(choices as Dialect).reduce((set, choice) => both(set, makersOf(choice)), this.all);
  }

  /** The dialects that make any of these choices. */
  in(condition: readonly Choices<D>[]): VariantSet {
    return condition.reduce<VariantSet>((set, choices) => either(set, this.with(choices)), this.none);
  }

  /** A dialect as a set of one. */
  only(dialect: D): VariantSet {
    return this.with(dialect);
  }

  /** The dialects of a set, in order. */
  listed(set: VariantSet): readonly D[] {
    return variantsIn(set).map((index) => this.list[index]!);
  }

  /** The choices that all dialects of a set have in common, as text: `survivor=restored`; empty when there are none. */
  common(set: VariantSet): string {
    const shared = this.names.flatMap((name) => {
      const made = [...this.makers.get(name)!].filter(([, makers]) => haveCommon(makers, set));
      return made.length === 1 ? [`${name}=${made[0]![0]}`] : [];
    });
    return shared.join(', ');
  }

  /**
   * Runs `compute` once for each way in which it can come out in the dialects of a set, and gives for each result the dialects for
   * which it stands. A run that asks for no assumption stands for all; one that asks for an assumption is run again for each other
   * choice that some dialect of the set makes. So a proof of all dialects costs little more than one: featured transition systems,
   * Classen et al., "Model Checking Lots of Systems" (ICSE 2010).
   *
   * `compute` must depend on nothing but the dialect that it is handed.
   *
   * @param within at least one dialect.
   * @throws NoSuchAssumption when it asks for one that there is not.
   */
  each<T>(compute: (dialect: D) => T, within = this.all): readonly PerDialect<T>[] {
    const results: PerDialect<T>[] = [];
    const open = [within];
    for (let set = open.pop(); set !== undefined; set = open.pop()) {
      let left = set;
      const decide = (name: string) => {
        const options = this.makers.get(name);
        if (options === undefined) throw new NoSuchAssumption(name, this.names);
        let chosen: string | null = null;
        const asked = left;
        for (const [choice, makers] of options) {
          const making = both(makers, asked);
          if (isEmpty(making)) continue;
          if (chosen === null) [chosen, left] = [choice, making];
          else open.push(making);
        }
        return chosen!;
      };
      const value = compute(new Proxy({} as D, { get: (_, name) => (typeof name === 'string' ? decide(name) : undefined) }));
      results.push({ dialects: left, value });
    }
    return results;
  }
}

/** A rule asks for an assumption that the specification does not have. */
export class NoSuchAssumption extends Error {
  constructor(name: string, names: readonly string[]) {
    super(`there is no assumption ${JSON.stringify(name)}; expected ${names.length === 0 ? 'none' : `one of ${names.join(', ')}`}`);
  }
}
