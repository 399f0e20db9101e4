/**
 * Everything that has an id, and what leads from one to the other: rule, invariant, claim, scenario, and back.
 */
import { whenText } from '../reports/pages/rules-page.ts';
import { effectText } from '../reports/words.ts';
import type { Dialect } from '../engine/dialects/dialects.ts';
import type { System } from '../engine/rules/system.ts';
import type { PageData, PageEntry, PageScenario } from '../reports/page/page-data.ts';

/** An entry with what rests on it. */
export interface CatalogueEntry extends PageEntry {
  readonly kind: string;
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

export type Catalogue = Readonly<ReturnType<typeof catalogueOf>>;

/** The catalogue of a rulebook's rules, and of what the page is handed besides. */
export function catalogueOf({ rulebook, tables }: System, data: Pick<PageData, 'entries' | 'scenarios'>) {
  const rules = [...tables.values()].flatMap((table) =>
    table.rules.map((rule): ToldRule => {
      const { id, says, cites, then } = rule;
      const when = whenText(table, rule);
      const details = [`rule of the table ${table.name}`, `when: ${when}`];
      return { id, says, cites, when, details, does: (dialect) => then(dialect).map((effect) => effectText(rulebook, effect)) };
    }),
  );
  const entries = new Map<string, PageEntry>([...rules, ...data.entries].map((entry) => [entry.id, entry]));
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    /** What an id stands for, or null. */
    subject: (id: string): CatalogueEntry | null => {
      const entry = entries.get(id);
      if (entry === undefined) return null;
      const citedBy = [...entries.values()].filter(({ cites }) => cites.includes(id)).map((citing) => citing.id).sort();
      const scenarios = data.scenarios.filter(({ shows }) => shows.includes(id));
      return { ...entry, kind: kinds[id[0]!] ?? 'choice', citedBy, scenarios };
    },
    /** The sentence of an id; empty where there is none. */
    says: (id: string): string => entries.get(id)?.says ?? '',
  };
}

const kinds: { readonly [letter: string]: string } = { R: 'rule', I: 'invariant', C: 'claim', A: 'assumption' };
