/**
 * A diagnosis as Markdown, for a ticket.
 */
import { remedies } from '../../lync/remedies.ts';
import { fenced, inline } from '../markdown-text.ts';
import { number } from '../plain-text.ts';
import { markdownTable } from '../pages/markdown.ts';
import { allowedLine, causeOf, countsLine, decidedLine, lookAlikeLine, mergedObjections, refusalHint, refusalLine } from './told.ts';
import { shownTimeline, standing, statusLine, verdictLine, when } from './told.ts';
import type { Dialects } from '../../engine/dialects/dialects.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { DiagnosedServer, Diagnosis, RefusedLog } from '../../lync/diagnose/diagnosis.ts';

/** A diagnosis as Markdown; nothing that comes from the files is taken for markup. */
export function diagnoseMarkdown(all: Dialects<Dialect>, diagnosis: Diagnosis): string {
  const { servers, refusal, missing, lookAlikes, notes } = diagnosis;
  const decided = decidedLine(all, diagnosis);
  return [
    `# ${inline(verdictLine(all, diagnosis))}`,
    '',
    `- events: ${countsLine(diagnosis)}`,
    ...(decided === null ? [] : [`- dialects: ${inline(decided)}`]),
    ...notes.map((note) => `- ${inline(note)}`),
    ...(refusal === null ? [] : refusalSection(refusal)),
    ...servers.flatMap((server) => ['', ...serverSection(server)]),
    ...(lookAlikes.length === 0 ? [] : ['', '## Other events that break integration for other reasons', '']),
    ...lookAlikes.map((each) => `- ${inline(lookAlikeLine(each))}`),
    ...(missing.length === 0 ? [] : ['', '## Missing', '', ...missing.map((each) => `- ${inline(each)}`)]),
    '',
  ].join('\n');
}

function refusalSection(refusal: RefusedLog): readonly string[] {
  const objections = mergedObjections(refusal).map(({ state, rule, reason }) => [rule, inline(reason), inline(state)]);
  const lines = [refusalLine(refusal), allowedLine(refusal)].flatMap((line) => ['', inline(line)]);
  return ['', '## What the rules cannot explain', ...lines, '', markdownTable(['rule', 'instead', 'where'], objections), '', refusalHint];
}

function serverSection(server: DiagnosedServer): readonly string[] {
  const { earlier, timeline } = shownTimeline(server);
  const events = timeline.map(({ at, event, story }) => [inline(when(at)), String(event.id), inline(story)]);
  const cause = causeOf(server);
  const changes = server.mayHaveChanged.map((each) => `- ${each}`);
  return [
    `## ${inline(server.server)} on ${inline(server.frontEnd)}: ${inline(standing(server))}`,
    '',
    `At the last event, had nothing happened since: ${statusLine(server)}.`,
    '',
    ...(earlier === 0 ? [] : [`${number(earlier)} earlier events.`, '']),
    markdownTable(['at', 'event', 'what it means'], events),
    ...(cause === null ? [] : ['', `**Cause.** ${inline(cause)}`]),
    ...server.remedies.flatMap((remedy) => {
      const { title, cmdlets, expect, caveat } = remedies[remedy];
      const then = `Then the log shows, ${expect(server.server)}. But ${caveat}.`;
      return ['', `### ${inline(title)}`, '', ...fenced(cmdlets(server.server)), '', then];
    }),
    ...(changes.length === 0 ? [] : ['', 'Since then, without a numbered event:', '', ...changes]),
  ];
}
