/**
 * The rules that nearly apply: what to look at where a table has no rule for what it was asked.
 */
import { isMatching } from 'ts-pattern';
import type { Rule, Table, View } from '../kst/rules/rule.ts';

export interface NearRule {
  readonly rule: Pick<Rule, 'id' | 'says'>;
  /** What keeps it from applying: the cells of the view that it asks otherwise, as they are. */
  readonly butFor: readonly { readonly cell: string; readonly is: View[keyof View] | undefined }[];
}

/** The rules of a table that ask the fewest cells of a view otherwise, in their order. */
export function nearRules(table: Table, view: View): readonly NearRule[] {
  const shown = new Map<string, View[keyof View]>(Object.entries(view));
  const near = table.map((rule): NearRule => {
    const asked = Object.entries(rule.when());
    // A cell that no view has is misspelt: it is one that keeps the rule from applying, as well.
    const cells = asked.map(([cell, pattern]) => ({ cell, pattern, is: shown.get(cell) }));
    return { rule: { id: rule.id, says: rule.says }, butFor: cells.filter(({ pattern, is }) => !isMatching(pattern, is)).map(({ cell, is }) => ({ cell, is })) };
  });
  const fewest = Math.min(...near.map(({ butFor }) => butFor.length));
  return near.filter(({ butFor }) => butFor.length === fewest);
}
