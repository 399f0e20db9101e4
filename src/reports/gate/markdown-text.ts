/**
 * Markdown made of texts from outside, and cut where it must be short.
 */
import { plain } from './told.ts';

/** A text as itself inside a line, a table's cell or an HTML tag: no markup, and nobody and no issue mentioned. */
export function inline(text: string): string {
  return plain(text)
    .replace(/[&<>`*_[\]\\|~$]/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/@|#(?=\d)(?<!&#)/g, '$&<!-- -->');
}

/** Lines as a code block, with a fence that none of them closes. */
export function fenced(lines: readonly string[]): readonly string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}

/**
 * The lines as one text of at most `most` bytes of UTF-8. One that is too long is cut between two lines, what is open there is closed,
 * and `leftOut`, given how many lines are kept, says the last line (of at most 500 bytes).
 */
export function cutMarkdown(lines: readonly string[], most: number, leftOut: (kept: number) => string): string {
  const whole = `${lines.join('\n')}\n`;
  if (bytes(whole) <= most) return whole;
  let [open, size, kept] = [nothingOpen, 0, 0];
  for (const line of lines) {
    const next = after(open, line);
    size += bytes(line) + 1;
    if (size + bytes(closing(next).join('\n')) + 500 > most) break;
    [open, kept] = [next, kept + 1];
  }
  return [...lines.slice(0, kept), ...closing(open), '', leftOut(kept), ''].join('\n');
}

/** What is open after a line: a code block, by its fence, and so many `<details>`. */
interface Open {
  readonly fence: string | null;
  readonly details: number;
}

const nothingOpen: Open = { fence: null, details: 0 };

function after({ fence, details }: Open, line: string): Open {
  const [, marks = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (fence !== null) return { fence: marks.startsWith(fence) && rest.trim() === '' ? null : fence, details };
  if (marks !== '') return { fence: marks, details };
  return { fence, details: details + (line.match(/<details\b/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length };
}

function closing({ fence, details }: Open): readonly string[] {
  return [...(fence === null ? [] : [fence]), ...Array.from({ length: details }).flatMap(() => ['', '</details>'])];
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
