import { systemOf } from '../../engine/rules/system.ts';
import { anchor, generated, idsOf, linksOf, markdownTable } from './markdown.ts';
import type { EventWord, Specification } from '../../engine/specification.ts';

/** reports/events.md: every event that is logged, and what to make of it. */
export function eventsPage(specification: Specification): string {
  const { name: whose, texts } = specification;
  const links = linksOf(specification);
  const words = Object.entries<EventWord>(specification.events);
  const rows = words.map(([name, { level, stream, means, says, cites = [] }]) => {
    const loggedBy = links(idsOf(systemOf(specification).rulesFor(name)));
    return [`[${name}](#${anchor(name)})`, level, stream, means ?? says, loggedBy, links(cites)];
  });
  const entries = words.map(([name, { says, conclude, example }]) => {
    return `## ${name}\n\n${conclude ?? says}\n${example === undefined ? '' : `\nIn files: \`${JSON.stringify(example)}\`\n`}`;
  });
  return `# The events

${generated}

${texts?.log ?? `What the log tells of: ${whose}.`}

${markdownTable(['event', 'level', 'source', 'meaning', 'logged by', 'rests on'], rows)}
${texts?.logNotes === undefined ? '' : `\n${texts.logNotes}\n`}
${entries.join('\n')}`;
}
