/**
 * Names and versions in the texts of events. Their wording is not known, so only what stands alone, or looks like nothing else, counts.
 */
import { canonicalOrNull } from '../../../kst/names.ts';
import type { Version } from '../../../kst/state.ts';

/** What a text names: a server, null for something in the place of one that is no name, or a version. */
export type Token = { readonly server: string | null } | { readonly version: Version };

/**
 * The names and versions in an insertion string, in order. One that is a name or a list of names as a whole, with or without versions,
 * may have names without a dot; in any other, a name must look like a host.
 */
export function tokensOfData(text: string): readonly Token[] {
  const parts = text.split(/[,;|\r\n{}]+/).map((part) => part.trim()).filter((part) => part !== '');
  const tokens = parts.map(tokensOfPart);
  if (tokens.every((each) => each !== null)) return tokens.flat();
  return /^\S+$/.test(text.trim()) ? [{ server: null }] : tokensOfMessage(text);
}

/** The names and versions in running text, in order: names with a dot that look like hosts, versions that are digits alone. */
export function tokensOfMessage(text: string): readonly Token[] {
  return [...withoutAddresses(text).matchAll(words)].flatMap(([word, pairName, pairVersion]): readonly Token[] => {
    if (pairName !== undefined) return tokensOfPart(`${pairName} ${pairVersion!}`) ?? [];
    const segments = word.replace(/(?<![.:])[.:]+$/, '').split(':');
    const host = segments.map(hostName).find((name) => name !== null);
    const last = segments.at(-1)!;
    const version = /^\d$/.test(last) && (segments.length === 1 || (segments.length === 2 && !/^\d+$/.test(segments[0]!)));
    return [...(host === undefined ? [] : [{ server: host! }]), ...(version ? [{ version: Number(last) }] : [])];
  });
}

/** A name, a version, or both as in `ex1:6`, `ex1 6`, `ex1 (6)`, `ex1=6`; nothing for another number; null for any other text. */
function tokensOfPart(part: string): readonly Token[] | null {
  if (part.length > longestPart) return null;
  if (/^\d$/.test(part)) return [{ version: Number(part) }];
  if (/^(?:\d+|0x[\da-f]+)$/i.test(part)) return [];
  const [, text, digit] = /^["'([]*([^\s"'=:()[\]]+)["')\]]*(?:[\s:=(["']+(\d)[)\]"']*)?$/.exec(part) ?? [];
  const server = text === undefined ? null : canonicalOrNull(text);
  if (server === null) return null;
  if (digit === undefined) return [{ server }];
  return /^ver(sion)?$/.test(server) ? [{ version: Number(digit) }] : [{ server }, { version: Number(digit) }];
}

/** A name has at most 253 characters; whatever is much longer is not even looked at. */
const longestPart = 300;

/** Without links and the addresses of people, whose hosts are no servers of the table. */
function withoutAddresses(text: string): string {
  return text.replace(/\S+/g, (word) => (word.includes('@') || word.includes('://') ? ' ' : word));
}

/** A pair as in `{ex1, 6}`, a date, whose digits are no versions, or a word. */
const words = /\{\s*([^\s{},]+)\s*,\s*(\d)\s*\}|\d+(?:\/\d+)+|[\p{L}\p{N}_.:-]+/gu;

/** A word of running text as a host: it has a dot, ends in a letter's label, and is no name of a program. */
function hostName(word: string): string | null {
  if (!/^[^.]+(?:\.[^.]+)+\.?$/.test(word) || !/\.\p{L}[^.]*\.?$/u.test(word)) return null;
  if (/^(?:Microsoft|System|Windows)\.[A-Z]/.test(word)) return null;
  if (/\.(?:exe|dll|log|config|xml|msc|ps1|aspx?|html?|txt|etl)\.?$/i.test(word)) return null;
  if (/^.(?:\..)+\.?$/u.test(word)) return null; // An abbreviation, such as e.g.
  return canonicalOrNull(word);
}
