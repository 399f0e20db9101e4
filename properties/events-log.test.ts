/**
 * Logs put together: which Front End, in which order, each event once, and where some may be missing.
 */
import { describe, expect, test } from 'vitest';
import { EventLog, readEventLogs } from '../src/lync/exports/events/read-events.ts';
import { inPieces, logOf, onlyEvents } from './events/read.ts';
import { computer, eventXml, formats } from './events/write-log.ts';
import type { Sample } from './events/write-log.ts';
import type { ReadLog } from '../src/lync/observation.ts';

const at = Date.UTC(2014, 8, 15, 10, 2, 3);

/** A refusal of a server of that number, which is also its record id, logged so many seconds later. */
const sample = (number: number, seconds = number, recordId = number): Sample => ({ event: { id: 44030, server: `ex${number}.contoso.com` }, at: at + seconds * 1000, recordId });
const xml = (...samples: readonly Sample[]): string => samples.map((each) => eventXml(each)).join('\n');
const inFormat = (name: string, samples: readonly Sample[]): string => formats.find((format) => format.name === name)!.write(samples);

/** The numbers of the servers, in the order of the events. */
const numbers = (log: ReadLog, frontEnd = 0): number[] => [...log.frontEnds[frontEnd]!.events].map(({ observation }) => Number(/^ex(\d+)/.exec((observation as { server: string }).server)![1]));
const gapsIn = (log: ReadLog): boolean[] => onlyEvents(log).map(({ afterGap }) => afterGap);

describe('order', () => {
  test('is that of the record ids, in files given in any order, times that differ a little notwithstanding', async () => {
    expect(numbers(await logOf([xml(sample(5), sample(4)), xml(sample(2), sample(1, 20), sample(3))]))).toEqual([1, 2, 3, 4, 5]);
  });

  test('is that of the times where record ids begin anew, as after clearing', async () => {
    const log = await logOf([xml(sample(1, 5000, 700), sample(2, 5001, 701), sample(3, 9000, 1), sample(4, 9001, 2))]);
    expect(numbers(log)).toEqual([1, 2, 3, 4]);
    expect(log.notes[0]).toBe(`${computer.toLowerCase()}: record ids begin anew in between, as when a log is cleared: the events are in the order of their times`);
    expect(gapsIn(log)).toEqual([false, false, true, false]);
  });

  test('is that of the times where there are no record ids; of one time as in the file, turned round if it begins with the newest', async () => {
    const name = 'Get-EventLog | Select | Export-Csv';
    const samples = [sample(1), sample(2), sample(3, 2), sample(4, 3)];
    expect(numbers(await logOf([inFormat(name, samples)]))).toEqual([1, 2, 3, 4]);
    expect(numbers(await logOf([inFormat(name, samples.toReversed())]))).toEqual([1, 2, 3, 4]);
    expect(numbers(await logOf([inFormat(name, [sample(5), sample(6)]), inFormat(name, samples)], { frontEnd: 'fe1' }))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('is the newest first, and said to be unsure, where all times are alike', async () => {
    const alike = [sample(1, 0), sample(2, 0), sample(3, 0)];
    const log = await logOf([inFormat('Event Viewer CSV', alike)]);
    expect(numbers(log)).toEqual([1, 2, 3]);
    expect(log.frontEnds[0]).toMatchObject({ directionUnknown: true });
    expect(log.notes).toEqual(['(file1): nothing tells whether file1 begins with the oldest or the newest event']);
    expect((await logOf([inFormat('Event Viewer CSV', [sample(1, 0)])])).frontEnds[0]).toMatchObject({ directionUnknown: false });
    expect((await logOf([xml(...alike)])).frontEnds[0]).toMatchObject({ directionUnknown: false });
    const withoutIds = await logOf([xml(...alike).replace(/<EventRecordID>\d+<\/EventRecordID>/g, '')]);
    expect(numbers(withoutIds)).toEqual([1, 2, 3]);
    expect(withoutIds.frontEnds[0]).toMatchObject({ directionUnknown: true });
  });

  const csv = (...dates: readonly string[]): string => `TimeGenerated,Source,EventID,Message\n${dates.map((date, index) => `${date},LS Exchange Unified Messaging Routing,44030,ex${index + 1}.contoso.com\n`).join('')}`;

  test('takes day and month of a file as its dates decide, each file for itself', async () => {
    expect(numbers(await logOf([csv('2/9/2014 10:00:00', '1/10/2014 10:00:00', '13/9/2014 10:00:00')]))).toEqual([1, 3, 2]);
    expect(numbers(await logOf([csv('2/9/2014 10:00:00', '1/10/2014 10:00:00', '1/13/2014 10:00:00')]))).toEqual([2, 3, 1]);
  });

  test('is that of the file where nothing decides day and month, and that is said', async () => {
    const log = await logOf([csv('3/2/2014 10:00:00', '1/3/2014 10:00:00')]);
    expect(numbers(log)).toEqual([2, 1]);
    expect(log.notes).toEqual(['(file1): nothing tells whether dates in file1 begin with the day or the month: the events are in the order of the file']);
    const one = await logOf([csv('3/2/2014 11:00:00', '3/2/2014 10:00:00', '2/3/2015 10:00:00')]);
    expect(numbers(one)).toHaveLength(3);
  });

  test('is that of the files where times are missing, and that is said', async () => {
    const log = await logOf([csv('', '')]);
    expect(numbers(log)).toEqual([2, 1]);
    expect(log.notes).toEqual(['(file1): nothing tells whether file1 begins with the oldest or the newest event']);
    expect(onlyEvents(log)[0]!.at).toBeNull();
    expect((await logOf([csv('2014-09-15 10:00:00', '2014-09-15 09:00:00', '')])).notes).toEqual(['(file1): some events have no time that can be read: they are in the order of the files']);
  });

  test('of times with a zone and without is doubted', async () => {
    const json = inFormat('Get-EventLog | ConvertTo-Json', [sample(1)]).replace(/"Index": \d+,/, '');
    const log = await logOf([json, inFormat('Get-WinEvent | Export-Csv', [sample(2)]).replaceAll('RecordId', 'R')]);
    expect(log.notes).toEqual([`${computer.toLowerCase()}: some times have a zone and some have none: the order of events may be wrong, give exports of one kind`]);
  });
});

describe('events that were read twice', () => {
  test('count once: the same file again, overlapping files, the same event in another format', async () => {
    const samples = [1, 2, 3, 4].map((number) => sample(number));
    const whole = xml(...samples);
    const log = await logOf([whole, whole, xml(...samples.slice(2)), inFormat('Get-WinEvent | ConvertTo-Json (7)', samples), inFormat('Get-WinEvent | Export-Csv', samples)]);
    expect(log).toMatchObject({ read: 18, relevant: 4, duplicates: 14 });
    expect(numbers(log)).toEqual([1, 2, 3, 4]);
  });

  test('of two readings, the better one stays', async () => {
    const empty: Sample = { event: { id: 44024, servers: [] }, at, recordId: 1 };
    for (const files of [[xml(empty), inFormat('Get-WinEvent | Export-Csv', [empty])], [inFormat('Get-WinEvent | Export-Csv', [empty]), xml(empty)]]) {
      const log = await logOf(files);
      expect(log).toMatchObject({ relevant: 1, unreadable: 0, duplicates: 1 });
      expect(onlyEvents(log)[0]).toMatchObject({ observation: { id: 44024, servers: [] } });
    }
  });

  test('without record ids, when they are in another file', async () => {
    const name = 'Get-EventLog | Select | Export-Csv';
    const repeated = [sample(1), sample(1), sample(2)];
    expect(await logOf([inFormat(name, repeated)])).toMatchObject({ relevant: 3, duplicates: 0 });
    expect(await logOf([inFormat(name, repeated), inFormat(name, repeated)], { frontEnd: 'fe1' })).toMatchObject({ relevant: 3, duplicates: 3 });
    expect(await logOf([inFormat(name, repeated), inFormat(name, [sample(1), sample(3)])], { frontEnd: 'fe1' })).toMatchObject({ relevant: 4, duplicates: 1 });
  });

  test('with a record id in one file and without in the other; not with two different ones', async () => {
    const name = 'Get-EventLog | ConvertTo-Json';
    const withoutIds = (samples: readonly Sample[]): string => inFormat(name, samples).replace(/"Index": \d+,/g, '');
    expect(await logOf([inFormat(name, [sample(1)]), withoutIds([sample(1), sample(2)])])).toMatchObject({ relevant: 2, duplicates: 1 });
    expect(await logOf([withoutIds([sample(1), sample(2)]), inFormat(name, [sample(1)])])).toMatchObject({ relevant: 2, duplicates: 1 });
    expect(await logOf([inFormat(name, [sample(1)]), inFormat(name, [sample(1, 1, 9)]), withoutIds([sample(2)])])).toMatchObject({ relevant: 3, duplicates: 0 });
  });

  test('not when content or log differ', async () => {
    const lists = [['ex1'], ['ex1', 'ex2']].map((servers): Sample => ({ event: { id: 44024, servers }, at, recordId: 1 }));
    expect(await logOf([xml(...lists)])).toMatchObject({ relevant: 2, duplicates: 0 });
    const other = { ...sample(1), event: { id: 14493, server: 'ex1.contoso.com', version: 6 } as const };
    expect(await logOf([xml(sample(1), other)])).toMatchObject({ relevant: 2, duplicates: 0 });
    expect(await logOf([xml(sample(1)) + xml(sample(1)).replace('Lync Server', 'Other')])).toMatchObject({ relevant: 2, duplicates: 0 });
    expect(await logOf([xml(sample(1)) + xml(sample(1)).replace(computer, 'fe2')])).toMatchObject({ relevant: 2, duplicates: 0 });
    expect(await logOf([xml(sample(1), sample(1, 50_000))])).toMatchObject({ relevant: 2, duplicates: 0 });
  });
});

describe('gaps', () => {
  const other = (recordId: number): string => xml(sample(9, recordId, recordId)).replace('44030', '30061');

  test('are where record ids are missing, of all events that were read', async () => {
    const text = xml(sample(1, 1, 1), sample(2, 4, 4), sample(3, 5, 5), sample(4, 7, 7)) + other(3) + other(2) + other(9);
    expect(gapsIn(await logOf([text]))).toEqual([false, false, false, true]);
    expect(gapsIn(await logOf([text.replace('<EventRecordID>3<', '<EventRecordID>33<')]))).toEqual([false, true, false, true]);
    expect(gapsIn(await logOf([text, text]))).toEqual([false, false, false, true]);
    expect(gapsIn(await logOf([text], { gaps: 'filtered' }))).toEqual([false, false, false, false]);
    expect(gapsIn(await logOf([text], { gaps: 'anywhere' }))).toEqual([true, true, true, true]);
  });

  test('are where record ids begin anew', async () => {
    expect(gapsIn(await logOf([xml(sample(1, 1, 3), sample(2, 2, 4), sample(3, 9000, 1), sample(4, 9001, 2))]))).toEqual([false, false, true, false]);
  });

  test('are not known without record ids', async () => {
    expect(gapsIn(await logOf([inFormat('Event Viewer CSV', [sample(1), sample(7)])]))).toEqual([false, false]);
  });

  test('in a log of nothing but the table\'s events are remarked on', async () => {
    expect((await logOf([xml(sample(1), sample(3))])).notes.join()).toMatch(/filtered/);
    expect((await logOf([xml(sample(1), sample(3))], { gaps: 'filtered' })).notes).toEqual([]);
    expect((await logOf([xml(sample(1), sample(3)) + other(5)])).notes).toEqual([]);
    expect((await logOf([xml(sample(1), sample(2))])).notes).toEqual([]);
  });
});

describe('Front Ends', () => {
  const from = (name: string, number: number): string => xml(sample(number)).replace(computer, name);
  const csv = inFormat('Event Viewer CSV', [sample(7)]);
  const names = ({ frontEnds }: ReadLog): string[] => frontEnds.map(({ frontEnd }) => frontEnd);

  test('are computers, however they are spelled, in the order of their names', async () => {
    const log = await logOf([from('fe2.contoso.com', 1), from('FE1.contoso.com', 2), from('fe1.contoso.com.', 3)]);
    expect(names(log)).toEqual(['fe1.contoso.com', 'fe2.contoso.com']);
    expect(numbers(log, 0)).toEqual([2, 3]);
  });

  test('of events that name none are the only one there is, the one that is given, or one of their own', async () => {
    expect(names(await logOf([csv, from('fe2', 1)]))).toEqual(['fe2']);
    expect(names(await logOf([csv, from('fe2', 1), from('fe3', 1)]))).toEqual(['(file1)', 'fe2', 'fe3']);
    expect(names(await logOf([csv, from('fe2', 1), from('fe3', 1)], { frontEnd: 'fe3' }))).toEqual(['fe2', 'fe3']);
    expect(names(await logOf([csv], { frontEnd: 'fe3' }))).toEqual(['fe3']);
    expect(names(await logOf([csv, from('fe3', 1)], { frontEnd: 'FE3.' }))).toEqual(['fe3']);
    expect(names(await logOf([csv, csv]))).toEqual(['(file1)', '(file2)']); // perhaps of two Front Ends
  });
});

describe('other events', () => {
  test('are counted by kind, and other causes are named', async () => {
    const kind = (provider: string, id: number, recordId: number): string => xml(sample(1, recordId, recordId)).replace('44030', String(id)).replace('LS Exchange Unified Messaging Routing', provider);
    const log = await logOf([[kind('S', 2, 5), kind('S', 1, 6), kind('A', 3, 7), kind('S', 1, 8), kind('LS Protocol Stack', 14428, 9), kind('LS Protocol Stack', 14428, 10)].join('')]);
    expect(log).toMatchObject({
      read: 6,
      relevant: 0,
      frontEnds: [],
      others: [{ provider: 'A', id: 3, count: 1 }, { provider: 'S', id: 1, count: 2 }, { provider: 'S', id: 2, count: 1 }],
      lookAlikes: [{ provider: 'LS Protocol Stack', id: 14428, count: 2, firstAt: '2014-09-15T10:02:12.000Z', says: expect.stringContaining('TLS') as string }],
    });
  });

  test.for<readonly [string, readonly number[], RegExp]>([
    ['LS Exchange Unified Messaging Routing', [44009, 44028], /was not routed/],
    ['LS Protocol Stack', [14428], /TLS connections to other servers fail/],
    ['OCS Protocol Stack', [14397, 14694], /certificate of this server/],
    ['LS Protocol Stack', [14347, 14352], /port for TLS/],
    ['LS Server', [12326], /RTCSRV did not start/],
    ['MSExchange OWA', [112], /instant messaging/],
  ])('of %s have another cause: %j', async ([provider, ids, says]) => {
    const event = (id: number, from: string): string => xml(sample(1)).replace('44030', String(id)).replace('LS Exchange Unified Messaging Routing', from);
    for (const id of ids) {
      expect((await logOf([event(id, provider)])).lookAlikes).toMatchObject([{ provider, id, count: 1, says: expect.stringMatching(says) as string }]);
      expect((await logOf([event(id, 'Another Source')])).lookAlikes).toEqual([]);
    }
  });

  test('of over 10,000 kinds are counted together, and computers of such a number are refused', () => {
    const event = { provider: null, id: 1, at: null, recordId: null, computer: null, log: null, data: [], message: null, usual: 1, place: { file: 'file', line: 3 } } as const;
    const log = new EventLog();
    for (let id = 0; id < 10_005; id++) log.add({ ...event, id: 50_000 + id });
    expect(log.finish().others).toHaveLength(10_001);
    expect(log.finish().others.at(-1)).toEqual({ provider: null, id: null, count: 5 });
    const many = (): void => {
      for (let number = 0; number < 10_005; number++) log.add({ ...event, computer: `fe${number}` });
    };
    expect(many).toThrow('file:3: expected events of at most 10000 computers');
  });

  test('a file of other objects is refused', async () => {
    await expect(logOf(['Name,URIType\nDP1,SipName\n'])).rejects.toThrow('file1:2: expected an event, with its number as Id, EventID, Event ID or InstanceId');
    await expect(logOf(['<Topology/>'])).rejects.toThrow('file1:1:11: expected a root element Event or Events or Objs, found Topology');
  });

  test('an unreadable part is counted', async () => {
    const log = await logOf([xml(sample(1), sample(2)).replace('ex1.contoso.com', '?')]);
    expect(log).toMatchObject({ relevant: 2, unreadable: 1 });
  });
});

describe('many events, logs and files', () => {
  test('thousands keep their order', async () => {
    const all = Array.from({ length: 4200 }, (_, index) => sample(index + 1));
    expect(numbers(await logOf([xml(...all)]))).toEqual(all.map((_, index) => index + 1));
  });

  test('a local clock that was set back by an hour does not outweigh the record ids', async () => {
    expect(numbers(await logOf([inFormat('Get-WinEvent | Export-Csv', [sample(1, 0, 1), sample(2, 3500, 2), sample(3, 10, 3)])]))).toEqual([1, 2, 3]);
  });

  test('one clock set back does not turn a file round', async () => {
    const samples = [sample(1, 100), sample(2, 101), sample(3, 101), sample(4, 90), sample(5, 102)];
    expect(numbers(await logOf([inFormat('Get-EventLog | Select | Export-Csv', samples)]))).toEqual([4, 1, 2, 3, 5]);
  });

  test('record ids of two logs have no gap between them, those of one computer spelled in two ways are one numbering', async () => {
    expect(gapsIn(await logOf([xml(sample(1, 1, 1)) + xml(sample(2, 2, 50)).replace('Lync Server', 'Other')]))).toEqual([false, false]);
    const lower = xml(sample(3, 3, 3)).replace(computer, computer.toLowerCase());
    expect(gapsIn(await logOf([xml(sample(1, 1, 1), sample(2, 2, 2)), lower]))).toEqual([false, false, false]);
    expect(numbers(await logOf([lower, xml(sample(1, 3, 1), sample(2, 3, 2))]))).toEqual([1, 2, 3]);
  });

  test('progress counts the bytes of all files', async () => {
    const told: number[] = [];
    await readEventLogs(['a', 'b'].map((name) => ({ name, chunks: inPieces(xml(sample(1))) })), { onProgress: (bytes) => told.push(bytes) });
    const { length } = new TextEncoder().encode(xml(sample(1)));
    expect(told).toEqual([length, 2 * length]);
  });
});
