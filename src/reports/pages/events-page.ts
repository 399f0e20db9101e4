import { headingOf } from '../../kst/events.ts';
import { generated, idLinks, markdownTable } from './markdown.ts';
import type { CataloguedEvent } from '../../kst/event-catalogue.ts';

/** An event, with the rules that log it. */
export interface EventEntry extends CataloguedEvent {
  readonly name: string;
  readonly rules: readonly string[];
}

/** reports/events.md: every event that the table logs, and what to make of it. */
export function eventsPage(entries: readonly EventEntry[]): string {
  const rows = entries.map(({ name, sample, says, rules, cites }) => {
    const { source, level } = headingOf(sample);
    return [`[${name}](#${name})`, level, source, says, idLinks(rules), idLinks(cites)];
  });
  return `# The events

${generated}

What the Windows event log of a Front End tells of the Known Servers Table. Each Front End keeps a table of its own, and a log.

${markdownTable(['event', 'level', 'source', 'meaning', 'logged by', 'rests on'], rows)}

The two without a number are named here after what they say. The source tells the level of 14563, 44030 and 14493; that the others are Information is assumed.

${entries.map(({ name, sample, conclude }) => `## ${name}\n\n${conclude}\n\nIn files: \`${JSON.stringify(sample)}\`\n`).join('\n')}`;
}
