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

export class Vocabulary {
  private readonly system: System;
  /** By table, the tables that its rules ask, and those that these ask. */
  private readonly reached = new Map<string, ReadonlySet<string>>();

  constructor(system: System) {
    this.system = system;
  }

  /** Every effect of the specification that a rule of the table may have. */
  effects(table: Table): readonly AnyEffect[] {
    return Object.values(this.words(table)).flatMap(({ all }) => all);
  }

  /** The tables and commands that it may ask; none by which the table would ask itself. */
  asks(table: Table): readonly AnyEffect[] {
    const others = [...this.system.tables.values()].filter(({ name }) => name !== table.name && !this.reachedFrom(name).has(table.name));
    const ask = table.kind === 'whole' ? 'each' : 'ask';
    const asks = others.filter(({ kind }) => kind === 'each').map(({ name }) => ({ do: ask, table: name }));
    const performs = others.filter(({ kind }) => kind === 'whole').map(({ name }) => ({ do: 'perform', command: name }));
    return table.kind === 'whole' ? [...asks, ...performs] : asks;
  }

  /** Every refusal that a rule of the table may have: what runs for each part refuses nothing. */
  refusals({ kind }: Table): readonly AnyEffect[] {
    return kind === 'each' ? [] : Object.keys(this.system.rulebook.refusals).map((reason) => ({ do: 'refuse', reason }));
  }

  /** What a wrong rule of the table might do in the place of an effect. */
  near(table: Table, effect: AnyEffect): readonly AnyEffect[] {
    const words = this.words(table);
    return (words[effect.do]?.near?.(effect) ?? []).filter((other) => other.do in words);
  }

  logs(table: Table, effect: AnyEffect): boolean {
    return this.words(table)[effect.do]?.logs !== undefined;
  }

  /** The effects that a rule has in some dialect, each once, in the order in which they are met. */
  effectsOf(then: AnyRule['then']): readonly AnyEffect[] {
    const inOrder = [...this.system.dialects.each(then)].sort((a, b) => numberOfFirst(a.dialects) - numberOfFirst(b.dialects));
    return [...new Map(inOrder.flatMap(({ value }) => value.map((effect) => [effectText(effect), effect]))).values()];
  }

  private words({ kind }: Table): { readonly [kind: string]: Word } {
    const { partEffects, wholeEffects } = this.system.rulebook;
    return kind === 'whole' ? wholeEffects : partEffects;
  }

  private reachedFrom(name: string): ReadonlySet<string> {
    return kept(this.reached, name, () => {
      const effects = this.system.tables.get(name)!.rules.flatMap(({ then }) => this.effectsOf(then));
      const asked = effects.map(tableRunBy).filter((each) => each !== undefined);
      return new Set(asked.flatMap((each) => [each, ...this.reachedFrom(each)]));
    });
  }
}

/** An effect in a few words: `evict pool`. */
export function effectText(effect: AnyEffect): string {
  return Object.values(effect).join(' ');
}

export function alike(a: AnyEffect, b: AnyEffect): boolean {
  return effectText(a) === effectText(b);
}
