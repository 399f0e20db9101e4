/**
 * The rules that nearly apply: what to look at where a table has no rule for what it was asked.
 */
import { isMatching } from 'ts-pattern';
import type { AnyRule, Table, View } from './table.ts';

export interface NearRule {
  readonly rule: Pick<AnyRule, 'id' | 'says'>;
  /** What keeps it from applying: the cells of the view that it asks otherwise, as they are; undefined for a cell that there is not. */
  readonly butFor: readonly { readonly cell: string; readonly is: unknown }[];
}

/** The rules of a table that ask the fewest cells of a view otherwise, in their order. */
export function nearRules({ rules }: Table, view: View): readonly NearRule[] {
  const near = rules.map((rule): NearRule => {
    const misses = Object.entries(rule.when).filter(([cell, pattern]) => !isMatching(pattern as never, view[cell] as never));
    return { rule: { id: rule.id, says: rule.says }, butFor: misses.map(([cell]) => ({ cell, is: view[cell] })) };
  });
  const fewest = Math.min(...near.map(({ butFor }) => butFor.length));
  return near.filter(({ butFor }) => butFor.length === fewest);
}
