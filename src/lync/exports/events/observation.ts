/**
 * What an event of the table says, out of its insertion strings, or of its message where those do not say it.
 */
import { computerName, type EventRecord } from './event-record.ts';
import { type Token, tokensOfData, tokensOfMessage } from './tokens.ts';
import type { Observation, ObservedEntry } from '../../observation.ts';
import type { Version } from '../../../kst/state.ts';

/**
 * The observation that an event is, its number being one of the table's. What its texts do not say, or say in two ways, is null. The
 * computer that wrote the event is not what it is about where another server is named.
 */
export function observationOf(record: EventRecord, id: Observation['id']): Observation {
  const texts = new EventTexts(record);
  switch (id) {
    case 14492:
      return { id, servers: texts.list(entriesOf) };
    case 14493:
    case 14495:
      return { id, server: texts.first(serverOf), version: texts.first(versionOf) };
    case 14563:
      return { id, server: texts.first(serverOf), versions: texts.first(versionsOf) };
    case 44024:
      return { id, servers: texts.list(entriesOf)?.map(({ server }) => server) ?? null };
    case 44030:
      return { id, server: texts.first(serverOf) };
  }
}

/** Whether some part of it could not be read. */
export function isUnreadable(observation: Observation): boolean {
  return hasNull(observation);
}

function hasNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
}

/** The texts of an event, the insertion strings first, the message only when it is asked for. */
class EventTexts {
  private readonly record: EventRecord;
  private readonly computer: string | null;
  private readonly data: readonly Token[];

  constructor(record: EventRecord) {
    this.record = record;
    this.computer = computerName(record.computer);
    this.data = record.data.flatMap(tokensOfData);
  }

  /** What a reader finds in the insertion strings, else in the message. */
  first<T>(read: (tokens: readonly Token[], computer: string | null) => T | null): T | null {
    return read(this.data, this.computer) ?? read(this.message(), this.computer);
  }

  /** A list, which is empty where the insertion strings are there and blank, and null where nothing is named, or more than there can be. */
  list<T>(read: (tokens: readonly Token[], computer: string | null) => readonly T[]): readonly T[] | null {
    const { data } = this.record;
    if (data.length > 0 && data.every((text) => text.trim() === '')) return [];
    const found = read(this.data, this.computer);
    const entries = found.length > 0 ? found : read(this.message(), this.computer);
    return entries.length > 0 && entries.length <= mostEntries ? entries : null;
  }

  private message(): readonly Token[] {
    return this.record.message === null ? [] : tokensOfMessage(this.record.message);
  }
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
function areVersionsFirst(tokens: readonly Token[]): boolean {
  return tokens.length > 2 && tokens.length % 2 === 0 && tokens.every((token, index) => 'version' in token === (index % 2 === 0));
}

/** The one server that is named, names with a dot before others; null where it is none or several. */
function serverOf(tokens: readonly Token[], computer: string | null): string | null {
  const named = new Set(tokens.flatMap((token) => ('server' in token && token.server !== null ? [token.server] : [])));
  if (named.size > 1 && computer !== null) named.delete(computer);
  const dotted = [...named].filter((name) => name.includes('.'));
  const candidates = dotted.length > 0 ? dotted : [...named];
  return candidates.length === 1 ? candidates[0]! : null;
}

function versionOf(tokens: readonly Token[]): Version | null {
  const versions = new Set(versionsIn(tokens));
  return versions.size === 1 ? [...versions][0]! : null;
}

/** Both versions of a conflict, the lower first; null unless there are two. */
function versionsOf(tokens: readonly Token[]): readonly [Version, Version] | null {
  const versions = versionsIn(tokens);
  const different = versions.length === 2 ? versions : [...new Set(versions)];
  if (different.length !== 2) return null;
  const [a, b] = different as [Version, Version];
  return a < b ? [a, b] : [b, a];
}

function versionsIn(tokens: readonly Token[]): readonly Version[] {
  return tokens.flatMap((token) => ('version' in token ? [token.version] : []));
}
