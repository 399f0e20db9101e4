/**
 * Rules that apply where they should not, or do not where they should.
 */
import { P } from 'ts-pattern';
import type { AnyRule, Table } from '../rules/table.ts';
import type { Edit, Shown } from './edit.ts';

/** A cell less, another value, all values but the right one, a cell more. A value that the table is never shown would change nothing. */
export function patternEdits(table: Table, rule: AnyRule, shown: Shown): readonly Edit[] {
  const asking = (cell: string, pattern: unknown): AnyRule => ({ ...rule, when: { ...rule.when, [cell]: pattern } });
  return table.cells.flatMap(([cell, { values }]): Edit[] => {
    const open = shown(table, cell);
    if (!(cell in rule.when)) {
      if (open.length < 2) return [];
      return open.map((value) => ({ operator: 'narrow-cell', place: `${cell}=${String(value)}`, rule: asking(cell, value) }));
    }
    const { [cell]: right, ...others } = rule.when;
    const changed = values.length > 2 ? open.filter((value) => value !== right) : [];
    return [
      { operator: 'widen-cell', place: cell, rule: { ...rule, when: others }, widens: true },
      { operator: 'change-cell', place: `${cell} negated`, rule: asking(cell, P.not(right as never)), widens: true },
      ...changed.map((value) => ({ operator: 'change-cell', place: `${cell}=${String(value)}`, rule: asking(cell, value), widens: true })),
    ];
  });
}
