/**
 * When a rule applies, read off the rule itself: which values each cell of a view may have.
 */
import { isMatching } from 'ts-pattern';
import type { Rule, View } from './rule.ts';

/** A cell that a rule looks at, and the values that it lets through. */
export interface WantedCell {
  readonly cell: keyof View;
  readonly values: readonly View[keyof View][];
}

/** The cells that a rule looks at, in the order of a view; a pattern of views is one pattern a cell, so nothing else matters. */
export function wantedCells({ when }: Rule): readonly WantedCell[] {
  const pattern = when();
  return (Object.entries(viewCells()) as [keyof View, readonly View[keyof View][]][]).flatMap(([cell, all]) => {
    const wanted = pattern[cell];
    if (wanted === undefined) return [];
    const values = all.filter((value) => isMatching(wanted, value));
    return values.length === all.length ? [] : [{ cell, values }];
  });
}

/** Every value of every cell of a view, in the order of the cells. */
export function viewCells(): { readonly [cell in keyof View]: readonly View[cell][] } {
  return {
    doing: ['pool.add', 'pool.remove', 'dialPlan.host', 'dialPlan.unhost', 'umRouting.discover', 'rtcsrv.start', 'rtcsrv.stop', 'rtcsrv.restart'],
    running: [false, true],
    pool: [false, true],
    hosting: [false, true],
    planHosted: [false, true],
    claimed: [false, true],
    known: ['nothing', 'any', 'pool', 'illegal'],
    conflict: ['none', 'open', 'settled'],
  };
}
