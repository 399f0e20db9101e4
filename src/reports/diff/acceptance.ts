/**
 * Acceptances as they are written: Markdown, one line for each change that is accepted, so that a review reads and a merge keeps lines.
 */
import { visible } from '../../engine/text.ts';
import { causeWithCount } from './change-lines.ts';
import { causeGroups } from './diff-summary.ts';
import type { Cause } from '../../engine/diff/acceptance.ts';
import type { Specification } from '../../engine/specification.ts';

/** The file of spec/changes/ that accepts these changes. */
export function acceptanceMarkdown(
  { why, base, causes }: { readonly why: string; readonly base: string; readonly causes: readonly Cause[] },
  specification: Specification,
): string {
  const line = (cause: Cause) => `- \`${cause.fingerprint}\` ${cause.class}: ${causeWithCount(cause, specification)}`;
  return [
    '# A change of behaviour that is meant',
    '',
    `- why: ${visible(why)}`,
    `- base: ${visible(base)}`,
    '',
    '## Changes',
    '',
    ...causeGroups(causes, specification).flatMap((group) => group.causes.map(line)),
    '',
  ].join('\n');
}

/** The file of spec/changes/ that accepts all rules as they are, by the fingerprint of their table. */
export function firstAcceptance(why: string, fingerprint: string, rows: number): string {
  const line = `- \`${fingerprint}\` first: ${rows} rows, as they are`;
  return ['# The first rules', '', `- why: ${visible(why)}`, '- base: none', '', '## Changes', '', line, ''].join('\n');
}

/** The text without the lines of these changes. */
export function withoutChanges(text: string, fingerprints: ReadonlySet<string>): string {
  return text
    .split('\n')
    .filter((line) => !fingerprints.has(/^- `([0-9a-f]{16})`/.exec(line)?.[1] ?? ''))
    .join('\n');
}

/** The words of a reason as a file name has them: lower case, Latin letters and digits, at most 48 characters. */
export function slugOf(why: string): string {
  const words = why.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/g) ?? ['change'];
  const slug = words.join('-');
  return slug.length <= 48 ? slug : slug.slice(0, 49).replace(/-[^-]*$/, '').slice(0, 48);
}
