/**
 * Markdown made of texts from outside, and cut where it must be short.
 */
import { plain } from './plain-text.ts';

/** A text as itself inside a line, a table's cell or an HTML tag: no markup, and nobody and no issue mentioned. */
export function inline(text: string): string {
  return plain(text)
    .replace(/[&<>`*_[\]\\|~$]/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/@|#(?=\d)(?<!&#)/g, '$&<!-- -->');
}

/** Texts from outside as the items of a list. */
export function listItems(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `- ${inline(text)}`);
}

/** Lines under a heading, after a blank one; nothing where there is none. */
export function under(heading: readonly string[], lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...heading, ...lines];
}

/** Lines as a code block, with a fence that none of them closes. */
export function fenced(lines: readonly string[]): readonly string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}

/** As many of the lines as `most` bytes hold; what the last of them leaves open is closed. `kept` says how many they are. */
export function cutMarkdown(lines: readonly string[], most: number): { readonly lines: readonly string[]; readonly kept: number } {
  let [open, size, kept] = [nothingOpen, 0, 0];
  for (const line of lines) {
    const next = after(open, line);
    size += bytesOf([line]);
    if (size + bytesOf(closing(next)) > most) break;
    [open, kept] = [next, kept + 1];
  }
  return { lines: [...lines.slice(0, kept), ...closing(open)], kept };
}

/** How long lines are in UTF-8, each with its end. */
export function bytesOf(lines: readonly string[]): number {
  return lines.length === 0 ? 0 : new TextEncoder().encode(lines.join('\n')).length + 1;
}

/** What is open after a line: a code block, by its fence, and so many `<details>`. */
interface Open {
  readonly fence: string | null;
  readonly details: number;
}

const nothingOpen: Open = { fence: null, details: 0 };

function after({ fence, details }: Open, line: string) {
  const [, marks = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (fence !== null) return { fence: marks.startsWith(fence) && rest.trim() === '' ? null : fence, details };
  if (marks !== '') return { fence: marks, details };
  return { fence, details: details + (line.match(/<details\b/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length };
}

function closing({ fence, details }: Open) {
  return [...(fence === null ? [] : [fence]), ...Array.from({ length: details }).flatMap(() => ['', '</details>'])];
}
