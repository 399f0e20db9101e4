/**
 * Names. A server name is a DNS name; the table compares them without case and without a trailing dot (F1).
 */

/** A text that is no server name; `expected` says what one looks like. */
export class NotAServerName extends Error {
  readonly expected: string;

  constructor(text: string, expected: string) {
    super(`${JSON.stringify(text)} is not a server name: expected ${expected}`);
    this.name = 'NotAServerName';
    this.expected = expected;
  }
}

/**
 * The one spelling under which the table holds a server (F1): lower case, no trailing dot, Unicode as punycode.
 *
 * @throws NotAServerName when the text is no DNS name of at most 253 characters, or is an IP address.
 */
export function canonicalName(text: string): string {
  const name = folded(text);
  const expected = expectedInstead(name);
  if (expected !== null) throw new NotAServerName(text, expected);
  return name!;
}

/** What a server name should be, where the text is none; null for one that is (F1). */
export function noServerName(text: string): string | null {
  return expectedInstead(folded(text));
}

/** The canonical name of a server; null where the text is no server name (F1). */
export function canonicalOrNull(text: string): string | null {
  const name = folded(text);
  return expectedInstead(name) === null ? name : null;
}

/** What a dial plan's name should be, where the text is none; null for one that is. Names compare exactly (F1). */
export function noPlanName(text: string): string | null {
  if (text.trim() === '') return 'a dial plan name, not a blank text';
  if (/\p{Cc}/u.test(text)) return 'a dial plan name without control characters';
  return text.isWellFormed() ? null : 'a dial plan name without halves of characters';
}

/** What is wrong with a folded text, said by what was expected; null for a server name. */
function expectedInstead(name: string | null) {
  if (name === null) return 'labels of letters, digits, hyphens or underscores';
  if (name === '') return 'a DNS name, not an empty text';
  if (name.length > 253) return 'at most 253 characters';
  if (/^\d+(\.\d+){3}$/.test(name) || /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/.test(name)) return 'a DNS name, not an IP address';
  for (const label of name.split('.')) {
    if (label === '') return 'labels between the dots, none of them empty';
    if (label.length > 63) return 'labels of at most 63 characters';
    if (!/^[a-z0-9_-]+$/.test(label)) return 'labels of letters, digits, hyphens or underscores';
  }
  return null;
}

/** Lower case, Unicode as punycode, no trailing dot unless that is all, whatever the text is; null where there is no punycode for it. */
function folded(text: string) {
  const ascii = toAscii(text);
  if (ascii === null) return null;
  const name = ascii.toLowerCase();
  return name.endsWith('.') && name !== '.' ? name.slice(0, -1) : name;
}

/**
 * Unicode to punycode by the URL standard's UTS 46 mapping, which browsers have too; plain ASCII stays as it is. A last
 * label that looks like a number would make the standard read an IPv4 address: so another label comes after it.
 */
function toAscii(text: string) {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const url = `http://${text}.x/`;
  if (/[\x00-\x20/?#@:%\\[\]<>^|]/.test(text) || !URL.canParse(url)) return null;
  return new URL(url).hostname.slice(0, -'.x'.length);
}
