/**
 * A copy of what was read that can be given to others: the events of the table, with other names.
 */
import XMLBuilder from 'fast-xml-builder';
import { observationOf } from './observation.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { LoggedEvent, Observation } from '../../kst/observation.ts';
import type { EventRecord } from './event-record.ts';
import type { ReadFrontEnd, ReadLog } from './read-log.ts';

/**
 * The events of the table as the XML of an event log, in their order and in pieces. Names of servers and computers, other names with dots, links,
 * addresses and accounts are replaced; record ids are new, with gaps where there were gaps. A diagnosis of the copy comes to the same.
 *
 * @param log one whose records were kept.
 */
export function* redacted(log: ReadLog): Generator<string> {
  const pseudonyms = new Pseudonyms(log.frontEnds.flatMap(namesIn));
  yield '<Events>\n';
  for (const frontEnd of log.frontEnds) for (const event of eventsOf(frontEnd, pseudonyms)) yield builder.build({ Event: event });
  yield '</Events>\n';
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressBooleanAttributes: false, suppressEmptyNode: true, format: true });

function namesIn({ frontEnd, events }: ReadFrontEnd): readonly string[] {
  const names = new Set([computerOf(frontEnd)]);
  for (const { observation } of events) for (const server of serversOf(observation)) if (server !== null) names.add(server);
  return [...names];
}

function serversOf(observation: Observation): readonly (string | null)[] {
  if (!('servers' in observation)) return [observation.server];
  return (observation.servers ?? []).map((each) => (typeof each === 'object' && each !== null ? each.server : each));
}

/** A Front End without a name gets one: among others it would be taken for one of them. */
function computerOf(frontEnd: string): string {
  return frontEnd.startsWith('(') ? `unnamed-${[...new TextEncoder().encode(frontEnd)].join('-')}.test` : frontEnd;
}

function* eventsOf({ frontEnd, events, records, directionUnknown }: ReadFrontEnd, pseudonyms: Pseudonyms): Generator<object> {
  const computer = pseudonyms.server(computerOf(frontEnd));
  const kept = records[Symbol.iterator]();
  let recordId = 0;
  for (const event of events) {
    recordId += event.afterGap ? 2 : 1;
    // Without an order of its own, the copy has none either.
    yield eventOf(redactedTexts(event, kept.next().value!, computer, pseudonyms), event, computer, directionUnknown === true ? null : recordId);
  }
}

type Texts = Pick<EventRecord, 'data' | 'message'>;

/** The texts with other names; where they would be read as something else then, or are too long, only what was read of them. */
function redactedTexts({ observation }: LoggedEvent, record: EventRecord, computer: string, pseudonyms: Pseudonyms): Texts {
  const wanted = renamed(observation, pseudonyms);
  const readOnly = { data: dataOf(wanted), message: null };
  if (lengthOf(record) > longest) return readOnly;
  const texts: Texts = {
    data: record.data.map((text) => fit(pseudonyms.text(text))),
    message: record.message === null ? null : fit(pseudonyms.text(record.message)),
  };
  const read = observationOf({ ...record, ...texts, computer }, observation.id);
  return lengthOf(texts) <= longest && JSON.stringify(read) === JSON.stringify(wanted) ? texts : readOnly;
}

function lengthOf({ data, message }: Texts): number {
  return [...data, message ?? ''].reduce((sum, text) => sum + text.length, 0);
}

/** Other names and escapes make texts longer, and what is too long is no event any more. In characters. */
const longest = 100_000;

function renamed(observation: Observation, pseudonyms: Pseudonyms): Observation {
  const name = (server: string | null): string | null => (server === null ? null : pseudonyms.server(server));
  if (observation.id === 14492) return { ...observation, servers: observation.servers?.map(({ server, version }) => ({ server: name(server), version })) ?? null };
  if (observation.id === 44024) return { ...observation, servers: observation.servers?.map(name) ?? null };
  return { ...observation, server: name(observation.server) };
}

/** Insertion strings that are read as that observation. */
function dataOf(observation: Observation): readonly string[] {
  if (observation.id === 14492) return listData(observation.servers?.map(({ server, version }) => [server ?? noName, ...numbers([version])]));
  if (observation.id === 44024) return listData(observation.servers?.map((server) => [server ?? noName]));
  const versions = 'version' in observation ? [observation.version] : 'versions' in observation ? (observation.versions ?? []) : [];
  return [...(observation.server === null ? [] : [observation.server]), ...numbers(versions)];
}

/** No name, and so read as one that cannot be read. */
const noName = '?';

function listData(entries: readonly (readonly string[])[] | undefined): readonly string[] {
  return entries === undefined ? [] : entries.length === 0 ? [''] : entries.flat();
}

function numbers(versions: readonly (number | null)[]): readonly string[] {
  return versions.filter((version) => version !== null).map(String);
}

function eventOf({ data, message }: Texts, { observation: { id }, at }: LoggedEvent, computer: string, recordId: number | null): object {
  return {
    '@xmlns': 'http://schemas.microsoft.com/win/2004/08/events/event',
    System: {
      Provider: { '@Name': id < 44_000 ? 'LS Protocol Stack' : 'LS Exchange Unified Messaging Routing' },
      EventID: String(id),
      ...(at === null ? {} : { TimeCreated: { '@SystemTime': fit(at) } }),
      ...(recordId === null ? {} : { EventRecordID: String(recordId) }),
      Channel: 'Lync Server',
      Computer: computer,
    },
    ...(data.length === 0 ? {} : { EventData: { Data: data } }),
    ...(message === null ? {} : { RenderingInfo: { Message: message } }),
  };
}

/** A text without what XML cannot hold. */
function fit(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
