/**
 * What an event of the table says, out of its insertion strings, or of its message where those do not say it. The
 * wording of these texts is not known, so only what stands alone, or looks like nothing else, counts as a name or a version.
 */
import { canonicalOrNull } from '../../../kst/names.ts';
import { computerName, type EventRecord } from './event-record.ts';
import { shared } from '../../standing.ts';
import type { Version } from '../../../kst/state.ts';
import type { Observation, ObservedEntry } from '../../observation.ts';

/**
 * The observation that an event is, its number being one of the table's. What its texts do not say, or say in two ways, is null. The
 * computer that wrote the event is not what it is about where another server is named.
 */
export function observationOf(record: EventRecord, id: Observation['id']): Observation {
  const computer = computerName(record.computer);
  const data = record.data.flatMap(tokensOfData);
  const message = () => (record.message === null ? [] : tokensOfMessage(record.message));
  /** What a reader finds in the insertion strings, else in the message. */
  const first = <T>(read: Reader<T | null>) => read(data, computer) ?? read(message(), computer);
  /** A list, which is empty where the insertion strings are there and blank, and null where nothing is named, or more than there can be. */
  const entries = () => {
    if (record.data.length > 0 && record.data.every((text) => text.trim() === '')) return [];
    const found = entriesOf(data, computer);
    const listed = found.length > 0 ? found : entriesOf(message(), computer);
    return listed.length > 0 && listed.length <= mostEntries ? listed : null;
  };
  switch (id) {
    case 14492:
      return { id, servers: entries() };
    case 14493:
    case 14495:
      return { id, server: first(serverOf), version: first((tokens) => shared(versionsIn(tokens))) };
    case 14563:
      return { id, server: first(serverOf), versions: first(versionsOf) };
    case 44024:
      return { id, servers: entries()?.map(({ server }) => server) ?? null };
    case 44030:
      return { id, server: first(serverOf) };
  }
}

type Reader<T> = (tokens: readonly Token[], computer: string | null) => T;

/** Whether some part of it could not be read. */
export function isUnreadable(observation: unknown): boolean {
  return observation === null || (typeof observation === 'object' && Object.values(observation).some(isUnreadable));
}

/** No deployment knows nearly as many servers: a list that is longer is none. */
const mostEntries = 10_000;

/** Each server with the version that comes next to it, null where none or several do. */
function entriesOf(tokens: readonly Token[], computer: string | null): readonly ObservedEntry[] {
  if (areVersionsFirst(tokens)) return entriesOf(tokens.toReversed(), computer).toReversed();
  const entries: { readonly server: string | null; readonly versions: Version[] }[] = [];
  for (const token of tokens) {
    if ('server' in token) entries.push({ server: token.server, versions: [] });
    else entries.at(-1)?.versions.push(token.version);
  }
  const others = entries.filter(({ server, versions }) => server === null || server !== computer || versions.length > 0);
  const named = others.length > 0 ? others : entries;
  return named.map(({ server, versions }) => ({ server, version: versions.length === 1 ? versions[0]! : null }));
}

/** Whether a list has each version before its server: one such pair may as well be a server after how many there are. */
function areVersionsFirst(tokens: readonly Token[]) {
  return tokens.length > 2 && tokens.length % 2 === 0 && tokens.every((token, index) => 'version' in token === (index % 2 === 0));
}

/** The one server that is named, names with a dot before others; null where it is none or several. */
function serverOf(tokens: readonly Token[], computer: string | null) {
  const named = new Set(tokens.flatMap((token) => ('server' in token && token.server !== null ? [token.server] : [])));
  if (named.size > 1 && computer !== null) named.delete(computer);
  const dotted = [...named].filter((name) => name.includes('.'));
  return shared(dotted.length > 0 ? dotted : [...named]);
}

/** Both versions of a conflict, the lower first; null unless there are two. */
function versionsOf(tokens: readonly Token[]): readonly [Version, Version] | null {
  const versions = versionsIn(tokens);
  const different = versions.length === 2 ? versions : [...new Set(versions)];
  if (different.length !== 2) return null;
  const [a, b] = different as [Version, Version];
  return a < b ? [a, b] : [b, a];
}

function versionsIn(tokens: readonly Token[]) {
  return tokens.flatMap((token) => ('version' in token ? [token.version] : []));
}

/** What a text names: a server, null for something in the place of one that is no name, or a version. */
type Token = { readonly server: string | null } | { readonly version: Version };

/**
 * The names and versions in an insertion string, in order. One that is a name or a list of names as a whole, with or without versions,
 * may have names without a dot; in any other, a name must look like a host.
 */
function tokensOfData(text: string): readonly Token[] {
  const parts = text.split(/[,;|\r\n{}]+/).map((part) => part.trim()).filter((part) => part !== '');
  const tokens = parts.map(tokensOfPart);
  if (tokens.every((each) => each !== null)) return tokens.flat();
  return /^\S+$/.test(text.trim()) ? [{ server: null }] : tokensOfMessage(text);
}

/** The names and versions in running text, in order: names with a dot that look like hosts, versions that are digits alone. */
function tokensOfMessage(text: string) {
  return [...withoutAddresses(text).matchAll(words)].flatMap(([word, pairName, pairVersion]) => {
    if (pairName !== undefined) return tokensOfPart(`${pairName} ${pairVersion!}`) ?? [];
    const segments = word.replace(/(?<![.:])[.:]+$/, '').split(':');
    const host = segments.map(hostName).find((name) => name !== null);
    const last = segments.at(-1)!;
    const version = /^\d$/.test(last) && (segments.length === 1 || (segments.length === 2 && !/^\d+$/.test(segments[0]!)));
    return [...(host === undefined ? [] : [{ server: host! }]), ...(version ? [{ version: Number(last) }] : [])];
  });
}

/** A name, a version, or both as in `ex1:6`, `ex1 6`, `ex1 (6)`, `ex1=6`; nothing for another number; null for any other text. */
function tokensOfPart(part: string) {
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
function withoutAddresses(text: string) {
  return text.replace(/\S+/g, (word) => (word.includes('@') || word.includes('://') ? ' ' : word));
}

/** A pair as in `{ex1, 6}`, a date, whose digits are no versions, or a word. */
const words = /\{\s*([^\s{},]+)\s*,\s*(\d)\s*\}|\d+(?:\/\d+)+|[\p{L}\p{N}_.:-]+/gu;

/** A word of running text as a host: it has a dot, ends in a letter's label, and is no name of a program. */
function hostName(word: string) {
  if (!/^[^.]+(?:\.[^.]+)+\.?$/.test(word) || !/\.\p{L}[^.]*\.?$/u.test(word)) return null;
  if (/^(?:Microsoft|System|Windows)\.[A-Z]/.test(word)) return null;
  if (/\.(?:exe|dll|log|config|xml|msc|ps1|aspx?|html?|txt|etl)\.?$/i.test(word)) return null;
  if (/^.(?:\..)+\.?$/u.test(word)) return null; // An abbreviation, such as e.g.
  return canonicalOrNull(word);
}
