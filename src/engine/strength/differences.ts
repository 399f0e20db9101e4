/**
 * What wrong rules do otherwise, row by row, and which invariants see it.
 */
import { haveCommon, isEmpty, without } from '../dialects/set.ts';
import { AuthorError } from '../rules/author-error.ts';
import type { Branch } from '../explore/machine.ts';
import type { Watched, Witness } from '../prove/witness.ts';
import type { Played } from '../rules/play.ts';
import type { Command } from '../specification.ts';
import type { RightRow } from './reference.ts';
import type { RightRules } from './right.ts';
import type { WrongRules } from './wrong.ts';

/** What comes of a command in a state, in some dialects. */
export interface StepTaken extends Branch<Played> {
  readonly before: Watched;
  readonly command: Command;
}

/** A row that goes otherwise in some dialects. */
export type Difference = StepTaken & { readonly row: RightRow };

/** What wrong rules do otherwise in the given rows. */
export function* differences(right: RightRules, wrong: WrongRules, rows: Iterable<RightRow>): Generator<Difference> {
  for (const row of rows) {
    const { before, command, branches, reachable } = row;
    for (const { variants: dialects, outcome } of wrong.play(before.state, command, reachable)) {
      const text = right.textOf(outcome);
      const variants = branches.reduce((left, branch) => (branch.text === text ? without(left, branch.variants) : left), dialects);
      if (!isEmpty(variants)) yield { row, before, command, variants, outcome };
    }
  }
}

/** Whether the row itself shows that it goes otherwise. */
export function shows(right: RightRules, difference: Difference): boolean {
  const text = right.visibleText(difference);
  return difference.row.branches.some((branch) => haveCommon(branch.variants, difference.variants) && right.visibleText(branch) !== text);
}

/** The invariants that a step breaks at once; those that throw are among them. */
export function brokenBy(witness: Witness, { before, command, variants, outcome }: StepTaken): readonly string[] {
  if (outcome.kind !== 'taken') return ['rulebook'];
  try {
    return witness.idsOf(witness.judge({ before, command, outcome: witness.watch(before, command, outcome) }).violated, variants);
  } catch (error) {
    return [thrownBy(error)];
  }
}

/** The invariant that throws; else the rules are to blame. */
export function thrownBy(error: unknown): string {
  if (!(error instanceof AuthorError)) throw error;
  return /^invariant (.*)/.exec(error.what)?.[1] ?? 'rulebook';
}
