import { anchor, generated, linksOf, markdownTable } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';

/** An event, with the rules that log it. */
export interface EventEntry {
  readonly name: string;
  readonly says: string;
  readonly stream: string;
  readonly level: string;
  readonly means?: string;
  readonly conclude?: string;
  readonly cites?: readonly string[];
  readonly example?: object;
  readonly rules: readonly string[];
}

/** reports/events.md: every event that is logged, and what to make of it. */
export function eventsPage(specification: Specification, entries: readonly EventEntry[]): string {
  const { name: whose, texts } = specification;
  const links = linksOf(specification);
  const rows = entries.map(({ name, level, stream, means, says, rules, cites = [] }) => {
    return [`[${name}](#${anchor(name)})`, level, stream, means ?? says, links(rules), links(cites)];
  });
  return `# The events

${generated}

${texts?.log ?? `What the log tells of: ${whose}.`}

${markdownTable(['event', 'level', 'source', 'meaning', 'logged by', 'rests on'], rows)}
${texts?.logNotes === undefined ? '' : `\n${texts.logNotes}\n`}
${entries.map(entryText).join('\n')}`;
}

function entryText({ name, says, conclude, example }: EventEntry): string {
  return `## ${name}\n\n${conclude ?? says}\n${example === undefined ? '' : `\nIn files: \`${JSON.stringify(example)}\`\n`}`;
}
