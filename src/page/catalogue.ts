/**
 * Everything that has an id, and what leads from one to the other: rule, invariant, claim, scenario, and back.
 */
import { whenText } from '../reports/pages/rules-page.ts';
import { effectText } from '../reports/words.ts';
import type { Dialect } from '../engine/dialects/dialects.ts';
import type { System } from '../engine/rules/system.ts';
import type { AnyRule } from '../engine/rules/table.ts';
import type { PageData, PageEntry, PageScenario } from '../reports/page/page-data.ts';

/** An entry with what rests on it. */
export interface CatalogueEntry extends PageEntry {
  readonly kind: 'rule' | 'invariant' | 'claim' | 'assumption' | 'choice';
  /** Ids of the rules and invariants that cite it. */
  readonly citedBy: readonly string[];
  readonly scenarios: readonly PageScenario[];
}

/** A rule in words. */
export interface ToldRule extends Pick<AnyRule, 'id' | 'says'> {
  readonly when: string;
  /** Effect by effect. */
  does(dialect: Dialect): readonly string[];
}

export class Catalogue {
  readonly rules: ReadonlyMap<string, ToldRule>;
  private readonly entries: ReadonlyMap<string, PageEntry>;
  private readonly scenarios: readonly PageScenario[];

  constructor({ rulebook, tables }: System, { entries, scenarios }: Pick<PageData, 'entries' | 'scenarios'>) {
    const rules = [...tables.values()].flatMap((table) => table.rules.map((rule) => ({ table, rule, when: whenText(table, rule) })));
    const told = rules.map(({ table, rule: { id, says, cites }, when }) => ({ id, says, cites, details: [`rule of the table ${table.name}`, `when: ${when}`] }));
    this.rules = new Map(rules.map(({ rule, when }) => [rule.id, { ...rule, when, does: (dialect) => rule.then(dialect).map((effect) => effectText(rulebook, effect)) }]));
    this.entries = new Map([...told, ...entries].map((entry) => [entry.id, entry]));
    this.scenarios = scenarios;
  }

  /** What an id stands for, or null. */
  subject(id: string): CatalogueEntry | null {
    const entry = this.entries.get(id);
    if (entry === undefined) return null;
    const citedBy = [...this.entries.values()].filter(({ cites }) => cites.includes(id)).map((citing) => citing.id);
    return { ...entry, kind: kinds[id[0]!] ?? 'choice', citedBy: citedBy.sort(), scenarios: this.scenarios.filter(({ shows }) => shows.includes(id)) };
  }

  /** The sentence of an id; empty where there is none. */
  says(id: string): string {
    return this.entries.get(id)?.says ?? '';
  }
}

const kinds: { readonly [letter: string]: CatalogueEntry['kind'] } = { R: 'rule', I: 'invariant', C: 'claim', A: 'assumption' };
