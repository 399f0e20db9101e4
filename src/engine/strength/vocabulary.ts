/**
 * What the rules of a table could do: the effects of the specification, and the tables and commands that they may ask.
 */
import { numberOfFirst } from '../dialects/set.ts';
import { kept } from '../kept.ts';
import type { System } from '../rules/system.ts';
import { type AnyEffect, type AnyRule, type Table, tableRunBy } from '../rules/table.ts';

interface Word {
  readonly all: readonly AnyEffect[];
  near?(effect: AnyEffect): readonly AnyEffect[];
  readonly logs?: string;
}

export type Vocabulary = ReturnType<typeof vocabularyOf>;

export function vocabularyOf({ rulebook: { partEffects, wholeEffects, refusals }, tables, dialects }: System) {
  const words = ({ kind }: Table): { readonly [kind: string]: Word } => (kind === 'whole' ? wholeEffects : partEffects);
  /** The effects that a rule has in some dialect, each once, in the order in which they are met. */
  const effectsOf = (then: AnyRule['then']): readonly AnyEffect[] => {
    const inOrder = [...dialects.each(then)].sort((a, b) => numberOfFirst(a.dialects) - numberOfFirst(b.dialects));
    return [...new Map(inOrder.flatMap(({ value }) => value.map((effect) => [effectText(effect), effect]))).values()];
  };
  const reached = new Map<string, ReadonlySet<string>>();
  /** The tables that the rules of a table ask, and those that these ask. */
  const reachedFrom = (name: string): ReadonlySet<string> => kept(reached, name, () => {
    const effects = tables.get(name)!.rules.flatMap(({ then }) => effectsOf(then));
    const asked = effects.map(tableRunBy).filter((each) => each !== undefined);
    return new Set(asked.flatMap((each) => [each, ...reachedFrom(each)]));
  });
  return {
    effectsOf,
    /** Every effect of the specification that a rule of the table may have. */
    effects: (table: Table) => Object.values(words(table)).flatMap(({ all }) => all),
    /** The tables and commands that it may ask; none by which the table would ask itself. */
    asks({ name: own, kind: ownKind }: Table): readonly AnyEffect[] {
      const others = [...tables.values()].filter(({ name }) => name !== own && !reachedFrom(name).has(own));
      const ask = ownKind === 'whole' ? 'each' : 'ask';
      const asks = others.filter(({ kind }) => kind === 'each').map(({ name }) => ({ do: ask, table: name }));
      const performs = others.filter(({ kind }) => kind === 'whole').map(({ name }) => ({ do: 'perform', command: name }));
      return ownKind === 'whole' ? [...asks, ...performs] : asks;
    },
    /** Every refusal that a rule of the table may have: what runs for each part refuses nothing. */
    refusals: ({ kind }: Table): readonly AnyEffect[] =>
      kind === 'each' ? [] : Object.keys(refusals).map((reason) => ({ do: 'refuse', reason })),
    /** What a wrong rule of the table might do in the place of an effect. */
    near(table: Table, effect: AnyEffect) {
      const known = words(table);
      return (known[effect.do]?.near?.(effect) ?? []).filter((other) => other.do in known);
    },
    logs: (table: Table, effect: AnyEffect) => words(table)[effect.do]?.logs !== undefined,
  };
}

/** An effect in a few words: `evict pool`. */
export function effectText(effect: AnyEffect): string {
  return Object.values(effect).join(' ');
}

export function alike(a: AnyEffect, b: AnyEffect): boolean {
  return effectText(a) === effectText(b);
}
