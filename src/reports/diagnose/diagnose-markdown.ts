/**
 * A diagnosis as Markdown, for a ticket.
 */
import { fenced, inline } from '../markdown-text.ts';
import { number } from '../plain-text.ts';
import { markdownTable } from '../pages/markdown.ts';
import { wayOut } from './remedies.ts';
import { allowedLine, causeOf, countsLine, decidedLine, lookAlikeLine, mergedObjections, refusalHint, refusalLine, shownTimeline, standing, statusLine, verdictLine, when } from './told.ts';
import type { DiagnosedServer, Diagnosis } from '../../kit/diagnose/diagnosis.ts';

/** A diagnosis as Markdown; nothing that comes from the files is taken for markup. */
export function diagnoseMarkdown(diagnosis: Diagnosis): string {
  const { servers, refusal, missing, lookAlikes, notes } = diagnosis;
  const decided = decidedLine(diagnosis);
  return [
    `# ${inline(verdictLine(diagnosis))}`,
    '',
    `- events: ${countsLine(diagnosis)}`,
    ...(decided === null ? [] : [`- dialects: ${inline(decided)}`]),
    ...notes.map((note) => `- ${inline(note)}`),
    ...(refusal === null ? [] : ['', '## What the rules cannot explain', '', inline(refusalLine(refusal)), '', inline(allowedLine(refusal)), '', markdownTable(['rule', 'instead', 'where'], mergedObjections(refusal).map(({ state, rule, reason }) => [rule, inline(reason), inline(state)])).trimEnd(), '', refusalHint]),
    ...servers.flatMap((server) => ['', ...serverSection(server)]),
    ...(lookAlikes.length === 0 ? [] : ['', '## Other events that break integration for other reasons', '']),
    ...lookAlikes.map((each) => `- ${inline(lookAlikeLine(each))}`),
    ...(missing.length === 0 ? [] : ['', '## Missing', '', ...missing.map((each) => `- ${inline(each)}`)]),
    '',
  ].join('\n');
}

function serverSection(server: DiagnosedServer): readonly string[] {
  const { earlier, entries } = shownTimeline(server);
  const cause = causeOf(server);
  return [
    `## ${inline(server.server)} on ${inline(server.frontEnd)}: ${inline(standing(server))}`,
    '',
    `At the last event, had nothing happened since: ${statusLine(server)}.`,
    '',
    ...(earlier === 0 ? [] : [`${number(earlier)} earlier events.`, '']),
    markdownTable(['at', 'event', 'what it means'], entries.map(({ at, event, story }) => [inline(when(at)), String(event.id), inline(story)])).trimEnd(),
    ...(cause === null ? [] : ['', `**Cause.** ${inline(cause)}`]),
    ...server.remedies.flatMap((remedy) => {
      const { title, cmdlets, expect, caveat } = wayOut(remedy, server.server);
      return ['', `### ${inline(title)}`, '', ...fenced(cmdlets), '', `Then the log shows, ${expect}.${caveat === null ? '' : ` But ${caveat}.`}`];
    }),
    ...(server.mayHaveChanged.length === 0 ? [] : ['', 'Since then, without a numbered event:', '', ...server.mayHaveChanged.map((each) => `- ${each}`)]),
  ];
}
