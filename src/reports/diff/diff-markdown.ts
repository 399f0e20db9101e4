/**
 * A comparison with a base as Markdown, for a job summary or a comment.
 */
import { fenced, inline } from '../markdown-text.ts';
import { plain } from '../plain-text.ts';
import { causeDetails, causeWithCount } from './change-lines.ts';
import { type CauseGroup, causeGroups, objections, remarks, verdictLine } from './diff-summary.ts';
import type { Comparison } from '../../engine/diff/acceptance.ts';
import { type Title, titleText } from '../../engine/title.ts';

const mebibyte = 1024 * 1024;

/**
 * The summary first, below a heading unless `title` is null, then each class of changes. Where that is larger than `most` bytes -
 * GitHub takes less than 1 MiB - whole classes are contracted, the largest first, to their fingerprints.
 */
export function diffMarkdown(comparison: Comparison, title: Title | null, most = mebibyte - 1): string {
  const groups = causeGroups(comparison.judgement.causes, comparison.specification);
  const whole = new Map(groups.map((group) => [group, groupText(group, comparison)]));
  const head = headText(comparison, title, groups);
  for (;;) {
    const text = [head, ...whole.values()].join('\n');
    const left = [...whole].filter(([group, part]) => part !== contracted(group)).sort(([, a], [, b]) => bytes(b) - bytes(a));
    if (bytes(text) <= most || left.length === 0) return text;
    const [largest] = left[0]!;
    whole.set(largest, contracted(largest));
  }
}

function headText(comparison: Comparison, title: Title | null, groups: readonly CauseGroup[]) {
  const { accepted, missing } = comparison.judgement;
  const count = ({ causes }: CauseGroup) => `${causes.filter(({ fingerprint }) => accepted.has(fingerprint)).length}`;
  const rows = groups.map((group) => `| ${group.class} | ${group.says} | ${group.causes.length} | ${count(group)} |`);
  return [
    ...(title === null ? [] : [`## Behaviour of ${inline(titleText(title))}`, '']),
    `**${inline(verdictLine(comparison))}**`,
    '',
    ...(rows.length === 0 ? [] : ['| class | what it means | changes | accepted |', '| --- | --- | --- | --- |', ...rows, '']),
    ...(missing.length === 0 ? [] : ['If they are meant: `kst accept --why "..."`, and commit what it writes.', '']),
    ...objections(comparison).map(({ says, edit }) => `- ${inline(`${says} (${edit})`)}`),
    ...remarks(comparison).map((remark) => `- ${inline(remark)}`),
    '',
  ].join('\n');
}

function groupText({ class: name, says, causes }: CauseGroup, { judgement: { accepted }, specification }: Comparison) {
  return [
    `### ${name}: ${says}`,
    '',
    ...causes.flatMap((cause) => {
      const file = accepted.get(cause.fingerprint);
      const details = causeDetails(cause, specification);
      const where = file === undefined ? '' : ` (accepted in ${inline(file)})`;
      const summary = `\`${cause.fingerprint}\` ${inline(causeWithCount(cause, specification))}${where}`;
      return details.length === 0 ? [`- ${summary}`] : [`- ${summary}`, '', ...fenced(details.map(plain)).map((line) => `  ${line}`), ''];
    }),
    '',
  ].join('\n');
}

function contracted({ class: name, says, causes }: CauseGroup) {
  const fingerprints = causes.map(({ fingerprint }) => `\`${fingerprint}\``).join(' ');
  return [`### ${name}: ${says}`, '', `${causes.length} changes, too many to show here:`, '', fingerprints, ''].join('\n');
}

function bytes(text: string) {
  return new TextEncoder().encode(text).length;
}
