/**
 * A copy of what was read that can be given to others: the events of the table, with other names.
 */
import XMLBuilder from 'fast-xml-builder';
import { compareNames } from '../../../engine/text.ts';
import { readTime } from './event-record.ts';
import type { FrontEndLog, Observation, ReadLog } from '../../observation.ts';

/**
 * The events of the table as the XML of an event log, in their order and in pieces. Of each event it has what was read and nothing
 * else: number, time, versions, and the names of servers and computers, which are replaced. Record ids are new, with gaps where there
 * were gaps. A diagnosis of the copy comes to the same.
 */
export function* redacted(log: Pick<ReadLog, 'frontEnds'>): Generator<string> {
  const pseudonyms = pseudonymsOf(log.frontEnds.flatMap(namesIn));
  yield '<Events>\n';
  for (const frontEnd of log.frontEnds) for (const event of eventsOf(frontEnd, pseudonyms)) yield builder.build({ Event: event });
  yield '</Events>\n';
}

/** The names that stand for those of servers and computers, by these: each the same wherever it stands. */
type Pseudonyms = ReadonlyMap<string, string>;

/** Other names for canonical ones, which keep the name order (F1), and whether there is a dot in them. */
export function pseudonymsOf(names: Iterable<string>): Pseudonyms {
  const sorted = [...new Set(names)].sort(compareNames);
  const width = String(sorted.length).length;
  return new Map(sorted.map((name, index) => {
    const label = `server${String(index + 1).padStart(width, '0')}`;
    return [name, name.includes('.') ? `${label}.example.test` : label];
  }));
}

const attributes = { ignoreAttributes: false, attributeNamePrefix: '@', suppressBooleanAttributes: false };
const builder = new XMLBuilder({ ...attributes, suppressEmptyNode: true, format: true });

function namesIn({ frontEnd, events }: FrontEndLog) {
  const servers = Iterator.from(events).flatMap(({ observation }) => serversOf(observation));
  return [computerOf(frontEnd), ...servers.filter((server) => server !== null)];
}

function serversOf(observation: Observation) {
  if (!('servers' in observation)) return [observation.server];
  return (observation.servers ?? []).map((each) => (typeof each === 'object' && each !== null ? each.server : each));
}

/** A Front End without a name gets one: among others it would be taken for one of them. */
function computerOf(frontEnd: string) {
  return frontEnd.startsWith('(') ? `unnamed-${[...new TextEncoder().encode(frontEnd)].join('-')}.test` : frontEnd;
}

function* eventsOf({ frontEnd, events, directionUnknown }: FrontEndLog, pseudonyms: Pseudonyms) {
  const computer = pseudonyms.get(computerOf(frontEnd))!;
  let recordId = 0;
  for (const { observation, at, afterGap } of events) {
    recordId += afterGap ? 2 : 1;
    const data = dataOf(observation, pseudonyms);
    yield {
      '@xmlns': 'http://schemas.microsoft.com/win/2004/08/events/event',
      System: {
        Provider: { '@Name': observation.id < 44_000 ? 'LS Protocol Stack' : 'LS Exchange Unified Messaging Routing' },
        EventID: String(observation.id),
        ...(at === null || !isTime(at) ? {} : { TimeCreated: { '@SystemTime': at } }),
        // Without an order of its own, the copy has none either.
        ...(directionUnknown === true ? {} : { EventRecordID: String(recordId) }),
        Channel: 'Lync Server',
        Computer: computer,
      },
      ...(data.length === 0 ? {} : { EventData: { Data: data } }),
    };
  }
}

/** Insertion strings that are read as that observation, under other names; a name that could not be read is one that cannot be read. */
function dataOf(observation: Observation, pseudonyms: Pseudonyms) {
  const name = (server: string | null) => (server === null ? '?' : pseudonyms.get(server)!);
  if (!('servers' in observation)) {
    const versions = 'version' in observation ? [observation.version] : 'versions' in observation ? (observation.versions ?? []) : [];
    return [...(observation.server === null ? [] : [name(observation.server)]), ...numbers(versions)];
  }
  if (observation.servers?.length === 0) return [''];
  if (observation.id === 44024) return (observation.servers ?? []).map(name);
  return (observation.servers ?? []).flatMap(({ server, version }) => [name(server), ...numbers([version])]);
}

function numbers(versions: readonly (number | null)[]) {
  return versions.filter((version) => version !== null).map(String);
}

/** What is no time may be anything. */
function isTime(at: string) {
  const { monthFirst, dayFirst } = readTime(at);
  return !Number.isNaN(monthFirst) || !Number.isNaN(dayFirst);
}
