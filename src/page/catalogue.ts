/**
 * Everything that has an id, and what leads from one to the other: rule, invariant, claim, scenario, and back.
 */
import { whenText } from '../reports/pages/rules-page.ts';
import { effectText } from '../reports/words.ts';
import type { Dialect } from '../engine/dialects/dialects.ts';
import type { System } from '../engine/rules/system.ts';
import type { AnyRule, Table } from '../engine/rules/table.ts';
import type { Rulebook } from '../engine/specification.ts';
import type { PageData, PageEntry, PageScenario } from '../reports/page/page-data.ts';

/** An entry with what rests on it. */
export interface CatalogueEntry extends PageEntry {
  readonly kind: 'rule' | 'invariant' | 'claim' | 'assumption' | 'choice';
  /** Ids of the rules and invariants that cite it. */
  readonly citedBy: readonly string[];
  readonly scenarios: readonly PageScenario[];
}

/** A rule in words. */
export interface ToldRule extends PageEntry {
  readonly when: string;
  /** Effect by effect. */
  does(dialect: Dialect): readonly string[];
}

export class Catalogue {
  readonly rules: ReadonlyMap<string, ToldRule>;
  private readonly entries: ReadonlyMap<string, PageEntry>;
  private readonly scenarios: readonly PageScenario[];

  constructor({ rulebook, tables }: System, { entries, scenarios }: Pick<PageData, 'entries' | 'scenarios'>) {
    const rules = [...tables.values()].flatMap((table) => table.rules.map((rule) => toldRule(rulebook, table, rule)));
    this.rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.entries = new Map([...rules, ...entries].map((entry) => [entry.id, entry]));
    this.scenarios = scenarios;
  }

  /** What an id stands for, or null. */
  subject(id: string): CatalogueEntry | null {
    const entry = this.entries.get(id);
    if (entry === undefined) return null;
    const citedBy = [...this.entries.values()].filter(({ cites }) => cites.includes(id)).map((citing) => citing.id);
    const scenarios = this.scenarios.filter(({ shows }) => shows.includes(id));
    return { ...entry, kind: kinds[id[0]!] ?? 'choice', citedBy: citedBy.sort(), scenarios };
  }

  /** The sentence of an id; empty where there is none. */
  says(id: string): string {
    return this.entries.get(id)?.says ?? '';
  }
}

function toldRule(rulebook: Rulebook, table: Table, rule: AnyRule): ToldRule {
  const { id, says, cites, then } = rule;
  const when = whenText(table, rule);
  const does = (dialect: Dialect): readonly string[] => then(dialect).map((effect) => effectText(rulebook, effect));
  return { id, says, cites, when, does, details: [`rule of the table ${table.name}`, `when: ${when}`] };
}

const kinds: { readonly [letter: string]: CatalogueEntry['kind'] } = { R: 'rule', I: 'invariant', C: 'claim', A: 'assumption' };
