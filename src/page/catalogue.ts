/**
 * Everything that has an id, and what leads from one to the other: rule, invariant, claim, scenario, and back.
 */
import { whenText } from '../reports/pages/rules-page.ts';
import { effectText } from '../reports/words.ts';
import type { Dialect } from '../engine/dialects/dialects.ts';
import type { System } from '../engine/rules/system.ts';
import type { PageData, PageEntry } from '../reports/page/page-data.ts';

export type Catalogue = Readonly<ReturnType<typeof catalogueOf>>;

/** An entry with what rests on it. */
export type CatalogueEntry = NonNullable<ReturnType<Catalogue['subject']>>;

/** The catalogue of a rulebook's rules, and of what the page is handed besides. */
export function catalogueOf({ rulebook, tables }: System, data: Pick<PageData, 'entries' | 'scenarios'>) {
  const rules = [...tables.values()].flatMap((table) =>
    table.rules.map((rule) => {
      const { id, says, cites, then } = rule;
      const when = whenText(table, rule);
      const details = [`rule of the table ${table.name}`, `when: ${when}`];
      const does = (dialect: Dialect): string => then(dialect).map((effect) => effectText(rulebook, effect)).join('; ') || 'nothing';
      return { id, says, cites, when, details, does };
    }),
  );
  const entries = new Map<string, PageEntry>([...rules, ...data.entries].map((entry) => [entry.id, entry]));
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    /** What an id stands for, or null. */
    subject: (id: string) => {
      const entry = entries.get(id);
      if (entry === undefined) return null;
      // Of rules and invariants.
      const citedBy = [...entries.values()].filter(({ cites }) => cites.includes(id)).map((citing) => citing.id).sort();
      const scenarios = data.scenarios.filter(({ shows }) => shows.includes(id));
      return { ...entry, kind: kinds[id[0]!] ?? 'choice', citedBy, scenarios };
    },
    /** The sentence of an id; empty where there is none. */
    says: (id: string): string => entries.get(id)?.says ?? '',
  };
}

const kinds: { readonly [letter: string]: string } = { R: 'rule', I: 'invariant', C: 'claim', A: 'assumption' };
