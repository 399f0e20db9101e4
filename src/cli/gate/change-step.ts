/**
 * The last step of the gate: whether what has changed since the base is accepted.
 */
import { finding, type GateFinding, type Place, stepFound } from '../../engine/gate/result.ts';
import { causeDetails, causeWithCount } from '../../reports/diff/change-lines.ts';
import { diffMarkdown } from '../../reports/diff/diff-markdown.ts';
import { objections, verdictLine } from '../../reports/diff/diff-summary.ts';
import { NoBase } from '../base.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive } from '../io.ts';
import type { Change } from '../../engine/diff/change.ts';
import type { Compared } from '../change.ts';

/** What comes of it, or why nothing can be told. */
export function orInconclusive<T>(doing: () => T): T | Inconclusive {
  try {
    return doing();
  } catch (error) {
    if (error instanceof Inconclusive) return error;
    throw error;
  }
}

/**
 * The step *change* of the gate: violated for each change that is not accepted and each acceptance that matches none,
 * inconclusive where nothing can be compared; with the name of the base and the whole difference as Markdown.
 *
 * @param placeOf where to look first for a change.
 * @param first the file that accepts all rules as they are, where there is no base yet.
 */
export function changeStep(
  compared: Compared | Inconclusive, placeOf: (change: Change) => Place | null = () => null, first: string | null = null,
) {
  if (compared instanceof NoBase && first !== null) {
    return { step: stepFound(`nothing to compare with; ${first} accepts all of it`, []), base: null, changes: null };
  }
  if (compared instanceof Inconclusive) {
    const says = compared instanceof NoBase ? `${compared.message}; kst accept --first accepts all of it` : compared.message;
    const fingerprint = sha256(`no-base ${says}`).slice(0, 16);
    return { step: stepFound(says, [finding({ id: 'no-base', verdict: 'inconclusive', says, fingerprint })]), base: null, changes: null };
  }
  const hint = compared.judgement.missing.length === 0 ? '' : '; if that is meant: kst accept --why "..."';
  return {
    step: stepFound(`${verdictLine(compared)}${hint}`, findingsOf(compared, placeOf)),
    base: compared.base,
    changes: diffMarkdown(compared, null), // the gate's page has a heading of its own
  };
}

function findingsOf(compared: Compared, placeOf: (change: Change) => Place | null): readonly GateFinding[] {
  const { acceptances, specification, judgement: { missing } } = compared;
  const textOf = new Map(acceptances.map(({ file, text }) => [file, text]));
  return [
    ...missing.map((cause) => finding({
      id: cause.class,
      says: `${causeWithCount(cause, specification)}; not accepted`,
      details: causeDetails(cause, specification),
      place: placeOf(cause.changes[0]!),
      fingerprint: cause.fingerprint,
    })),
    ...objections(compared).map(({ is, file, of, says, edit }) => finding({
      id: `${is}-acceptance`,
      says,
      details: [edit],
      place: textOf.has(file) ? placeIn(file, textOf.get(file)!, of) : null,
      fingerprint: sha256(`${is} ${file} ${of}`).slice(0, 16),
    })),
  ];
}

/** The line that says so. */
function placeIn(file: string, text: string, words: string): Place {
  const line = Math.max(text.split('\n').findIndex((each) => each.includes(words)) + 1, 1);
  return { file, from: line, to: line };
}
