/**
 * Everything that has an id, and what leads from one to the other: rule, invariant, claim, scenario, and back.
 */
import { knownServersTable } from '../kst/model.ts';
import { effectText } from '../reports/effects.ts';
import { whenText } from '../reports/pages/rules-page.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Rule } from '../kst/rules/rule.ts';
import type { PageData, PageEntry, PageScenario } from '../reports/page/page-data.ts';

/** An entry with what rests on it. */
export interface Subject extends PageEntry {
  readonly kind: 'rule' | 'invariant' | 'claim' | 'assumption' | 'choice';
  /** Ids of the rules and invariants that cite it. */
  readonly citedBy: readonly string[];
  readonly scenarios: readonly PageScenario[];
}

export class Catalogue {
  readonly rules: ReadonlyMap<string, Rule>;
  private readonly entries: ReadonlyMap<string, PageEntry>;
  private readonly scenarios: readonly PageScenario[];

  constructor({ entries, scenarios }: PageData) {
    const tables = Object.entries(knownServersTable().rulebook) as (readonly [string, readonly Rule[]])[];
    const rules = tables.flatMap(([table, rows]) => rows.map((rule) => entryOf(rule, table)));
    this.rules = new Map(tables.flatMap(([, rows]) => rows.map((rule) => [rule.id, rule])));
    this.entries = new Map([...rules, ...entries].map((entry) => [entry.id, entry]));
    this.scenarios = scenarios;
  }

  /** What an id stands for, or null. */
  subject(id: string): Subject | null {
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

function entryOf(rule: Rule, table: string): PageEntry {
  const { id, says, cites } = rule;
  return { id, says, cites, details: [`rule of the table ${table}`, `when: ${whenText(rule)}`] };
}

/** What a rule does in a dialect, effect by effect. */
export function effectsOf(rule: Rule, dialect: Dialect): readonly string[] {
  return rule.then(dialect).map(effectText);
}

const kinds: { readonly [letter: string]: Subject['kind'] } = { R: 'rule', I: 'invariant', C: 'claim', A: 'assumption' };
