/**
 * What events say: names and versions out of insertion strings and messages, whose wording nobody knows.
 */
import { describe, expect, test } from 'vitest';
import { type EventRecord, readTime, recordFromObject, shownTime } from '../src/lync/exports/events/event-record.ts';
import { isUnreadable, observationOf } from '../src/lync/exports/events/observation.ts';
import { otherCause, relevantId } from '../src/lync/exports/events/relevant.ts';
import type { ExportedValue } from '../src/lync/exports/formats/exported.ts';
import type { Observation } from '../src/lync/observation.ts';

const place = { file: 'file', line: 1 };
const blank: EventRecord = { provider: null, id: null, at: null, recordId: null, computer: null, log: null, data: [], message: null, usual: 1, place };

const read = (id: Observation['id'], data: readonly string[], message: string | null = null, computer: string | null = null): Observation =>
  observationOf({ ...blank, id, data, message, computer }, id);

describe('one server and its version', () => {
  const found = { id: 14493, server: 'ex1.contoso.com', version: 6 };

  test.for([
    [['ex1.contoso.com', '6']],
    [['6', 'EX1.contoso.com.']],
    [['ex1.contoso.com:6']],
    [['ex1.contoso.com, 6']],
    [['{ex1.contoso.com, 6}']],
    [['ex1.contoso.com (6)']],
    [['"ex1.contoso.com" = 6']],
    [['ex1.contoso.com', 'Version: 6']],
    [['ex1.contoso.com', '6', 'S-1-5-18', '0x80000000', '']],
    [['Server FQDN: ex1.contoso.com\r\nVersion: 6\r\n']],
    [['Zum Server ex1.contoso.com wurde Version 6 hinzugefügt.']],
  ] as const)('in the insertion strings %j', ([data]) => {
    expect(read(14493, data)).toEqual(found);
  });

  test.for([
    'A trusted server was added.\nFQDN: ex1.contoso.com\nVersion: 6',
    'The server {EX1.contoso.com, 6} was added on fe1.contoso.com.',
    'ex1.contoso.com, which is of version 6, at 9:05 on 3/4/2014. See http://go.microsoft.com/fwlink/?LinkId=5 or mail admin@contoso.com.',
    'Microsoft.Rtc.Server has added ex1.contoso.com:5061 (version 6), says RTCSrv.exe, e.g. for UM.',
  ])('in the message %j', (message) => {
    expect(read(14493, [], message, 'fe1.contoso.com')).toEqual(found);
  });

  test('a name as a whole needs no dot, in running text it does', () => {
    expect(read(14495, ['ex1', '0'])).toEqual({ id: 14495, server: 'ex1', version: 0 });
    expect(read(14495, [], 'The server ex1 with version 0 is out.')).toEqual({ id: 14495, server: null, version: 0 });
  });

  test('the message helps out where the insertion strings say nothing', () => {
    expect(read(14493, ['ex1.contoso.com'], 'added with version 6')).toEqual(found);
    expect(read(14493, ['%1', '6'], 'ex1.contoso.com was added')).toEqual(found);
  });

  test('the computer that wrote the event is meant where nothing else is', () => {
    expect(read(44030, ['FE1.contoso.com'], null, 'fe1.contoso.com')).toEqual({ id: 44030, server: 'fe1.contoso.com' });
    expect(read(44030, ['fe1.contoso.com', 'ex1.contoso.com'], null, 'FE1.contoso.com')).toEqual({ id: 44030, server: 'ex1.contoso.com' });
  });

  test.for([
    [['ex1.contoso.com', 'ex2.contoso.com', '6'], { server: null, version: 6 }],
    [['ex1.contoso.com', '5', '6'], { server: 'ex1.contoso.com', version: null }],
    [['ex1.contoso.com', '12'], { server: 'ex1.contoso.com', version: null }],
    [['10.0.0.1', '6'], { server: null, version: 6 }],
    [[], { server: null, version: null }],
    [['', ''], { server: null, version: null }],
    [['\u001b[31mex1', '<b>'], { server: null, version: null }],
  ] as const)('what says it in two ways, or not, says nothing: %j', ([data, expected]) => {
    expect(read(14493, data)).toEqual({ id: 14493, ...expected });
    expect(isUnreadable(read(14493, data))).toBe(true);
  });
});

describe('a conflict', () => {
  test.for([
    [['ex1.contoso.com', '6', '0']],
    [['ex1.contoso.com', '0', 'ex1.contoso.com', '6']],
    [['ex1.contoso.com:6', 'EX1.contoso.com:0']],
    [['{ex1.contoso.com, 0}, {ex1.contoso.com, 6}']],
  ] as const)('has the lower version first: %j', ([data]) => {
    expect(read(14563, data)).toEqual({ id: 14563, server: 'ex1.contoso.com', versions: [0, 6] });
  });

  test('has no versions unless there are two', () => {
    expect(read(14563, ['ex1.contoso.com', '6'])).toEqual({ id: 14563, server: 'ex1.contoso.com', versions: null });
    expect(read(14563, ['ex1.contoso.com', '6', '5', '0'])).toEqual({ id: 14563, server: 'ex1.contoso.com', versions: null });
    expect(isUnreadable(read(14563, ['ex1.contoso.com', '6']))).toBe(true);
    expect(isUnreadable(read(14563, ['ex1.contoso.com', '6', '5']))).toBe(false);
  });
});

describe('lists', () => {
  const entries = [{ server: 'ex1.contoso.com', version: 6 }, { server: 'ex2', version: 0 }];

  test.for([
    [['ex1.contoso.com', '6', 'ex2', '0']],
    [['ex1.contoso.com:6', 'ex2:0']],
    [['ex1.contoso.com 6; ex2 0']],
    [['ex1.contoso.com (6)\r\nex2 (0)\r\n']],
    [['{ex1.contoso.com, 6}, {ex2, 0}']],
  ] as const)('of a start: %j', ([data]) => {
    expect(read(14492, data)).toEqual({ id: 14492, servers: entries });
  });

  test('in running text', () => {
    expect(read(14492, [], 'Known: ex1.contoso.com (version 6), ex3.contoso.com (version 0).\nCause: RTCSRV on fe1.contoso.com has started.', 'fe1.contoso.com')).toEqual({
      id: 14492,
      servers: [{ server: 'ex1.contoso.com', version: 6 }, { server: 'ex3.contoso.com', version: 0 }],
    });
    expect(read(44024, [], 'Found: {ex1, 0} and ex3.contoso.com')).toEqual({ id: 44024, servers: ['ex1', 'ex3.contoso.com'] });
  });

  test('have no numbers among their names', () => {
    expect(read(14492, ['ex1', '6', '5061', '0x80', 'ex2', '0'])).toEqual({ id: 14492, servers: [{ server: 'ex1', version: 6 }, { server: 'ex2', version: 0 }] });
  });

  test('have their version before or after the name, but one number before one name may be how many there are', () => {
    const entries = [{ server: 'ex1.contoso.com', version: 6 }, { server: 'ex2.contoso.com', version: 5 }];
    expect(read(14492, ['6', 'ex1.contoso.com', '5', 'ex2.contoso.com'])).toEqual({ id: 14492, servers: entries });
    expect(read(14492, [], '(Version 6) ex1.contoso.com, (Version 5) ex2.contoso.com')).toEqual({ id: 14492, servers: entries });
    expect(read(14492, [], '2 servers: ex1.contoso.com 6, ex2.contoso.com 5')).toEqual({ id: 14492, servers: entries });
    expect(read(14492, [], '1 server: ex1.contoso.com')).toEqual({ id: 14492, servers: [{ server: 'ex1.contoso.com', version: null }] });
  });

  test('with parts that cannot be read', () => {
    expect(read(14492, ['ex1', 'ex2', '5', '10.0.0.1', '6', 'ex3', '1', '2'])).toEqual({
      id: 14492,
      servers: [{ server: 'ex1', version: null }, { server: 'ex2', version: 5 }, { server: null, version: 6 }, { server: 'ex3', version: null }],
    });
    expect(read(44024, ['ex1', '?'])).toEqual({ id: 44024, servers: ['ex1', null] });
    expect(isUnreadable(read(44024, ['ex1', '?']))).toBe(true);
    expect(isUnreadable(read(44024, ['ex1']))).toBe(false);
  });

  test('empty where the insertion strings are there and blank; unreadable where nothing is', () => {
    expect(read(14492, [''])).toEqual({ id: 14492, servers: [] });
    expect(read(44024, [' ', ''], 'ex1.contoso.com')).toEqual({ id: 44024, servers: [] });
    expect(read(44024, [], 'None was found.')).toEqual({ id: 44024, servers: null });
    expect(isUnreadable(read(14492, ['']))).toBe(false);
    expect(isUnreadable(read(14492, []))).toBe(true);
  });
});

describe('which events count', () => {
  const at = (provider: string | null, id: number): EventRecord => ({ ...blank, provider, id });

  test('the six, of their provider, as Lync and OCS name it', () => {
    for (const id of [14492, 14493, 14495, 14563]) {
      expect(relevantId(at('LS Protocol Stack', id))).toBe(id);
      expect(relevantId(at('ocs protocol stack', id))).toBe(id);
      expect(relevantId(at('LS Exchange Unified Messaging Routing', id))).toBeNull();
    }
    for (const id of [44024, 44030]) {
      expect(relevantId(at('OCS Exchange Unified Messaging Routing', id))).toBe(id);
      expect(relevantId(at('LS Protocol Stack', id))).toBeNull();
      expect(relevantId(at(null, id))).toBe(id);
    }
    expect(relevantId(at('LS Protocol Stack', 14494))).toBeNull();
    expect(relevantId(at(null, 14494))).toBeNull();
  });

  test('others that tell of another cause', () => {
    expect(otherCause(at('LS Exchange Unified Messaging Routing', 44009))).toMatch(/not routed/);
    expect(otherCause(at('LS Protocol Stack', 44009))).toBeNull();
    expect(otherCause(at('LS Protocol Stack', 14428))).toMatch(/TLS/);
    expect(otherCause(at('MSExchange OWA', 112))).toMatch(/Exchange server/);
    expect(otherCause({ ...at('LS User Services', 1), message: 'ms-diagnostics: 15030;reason="Failed to route to Exchange Server"' })).toMatch(/not routed/);
    expect(otherCause({ ...at('MSExchange', 1), message: 'ms-diagnostics: 15030' })).toBeNull();
    expect(otherCause({ ...at('LS User Services', 1), message: 'at 115030' })).toBeNull();
    expect(otherCause({ ...at('SIPStack', 1), data: ['The peer is not a configured server on this network interface'] })).toMatch(/certificate/);
    expect(otherCause(at('LS User Services', 30061))).toBeNull();
  });
});

describe('events as objects', () => {
  const record = (properties: Readonly<Record<string, ExportedValue>>): EventRecord | null => recordFromObject({ properties: new Map(Object.entries(properties)), place });
  const value = (text: string): ExportedValue => ({ properties: new Map([['Value', text]]), place });

  test('have their properties under several names, in any case', () => {
    const expected = { provider: 'S', id: 14493, recordId: 7, computer: 'fe1', log: 'Lync Server', at: 'T', message: 'M', data: [] };
    expect(record({ ProviderName: 'S', Id: 14493, RecordId: 7, MachineName: 'fe1', LogName: 'Lync Server', TimeCreated: 'T', Message: 'M', Properties: 'System.X' })).toMatchObject(expected);
    expect(record({ source: 'S', eventid: '14493', index: '7', COMPUTER: 'fe1', 'Log Name': 'Lync Server', TimeGenerated: 'T', description: 'M' })).toMatchObject(expected);
    expect(record({ Source: 'S', InstanceId: 1_140_930_717, Index: 7, 'Event ID': '', Computer: 'fe1', Channel: 'Lync Server', Date: 'T', Message: 'M' })).toMatchObject(expected);
    expect(record({ Name: 'DP1', URIType: 'SipName' })).toBeNull();
  });

  test('are rows of Event Viewer in any language, by the order of its columns', () => {
    const row = { Ebene: 'Fehler', 'Datum und Uhrzeit': 'T', Quelle: 'S', 'Ereignis-ID': '14493', Aufgabenkategorie: '(1001)', Message: 'M' };
    expect(record(row)).toMatchObject({ provider: 'S', id: 14493, at: 'T', message: 'M', computer: null });
    expect(record({ ...row, 'Ereignis-ID': 'x' })).toBeNull();
    expect(record({ ...row, more: '' })).toBeNull();
  });

  test('have insertion strings as lists, as objects, or as a collection in text that is whole', () => {
    expect(record({ Id: 1, Properties: [value('a'), value('')] })?.data).toEqual(['a', '']);
    expect(record({ Id: 1, ReplacementStrings: ['a', null, 6] })?.data).toEqual(['a', '', '6']);
    expect(record({ Id: 1, ReplacementStrings: '{ex1, 6}' })?.data).toEqual(['ex1', '6']);
    expect(record({ Id: 1, Properties: ['System.Diagnostics.Eventing.Reader.EventProperty'] })?.data).toEqual([]);
    for (const text of ['{a, b, c, d...}', '{a, b, c, d\u2026}', 'System.String[]', '{System.Diagnostics.Eventing.Reader.EventProperty}']) expect(record({ Id: 1, ReplacementStrings: text })?.data).toEqual([]);
  });

  test('have their XML, if it was copied with them and is whole', () => {
    const xml = '<Event><System><Provider Name="LS Protocol Stack"/><EventID>14493</EventID></System><EventData><Data>ex1</Data></EventData></Event>';
    expect(record({ 'Event ID': '14493', Description: 'M', 'Event Xml': xml })).toMatchObject({ id: 14493, data: ['ex1'], message: 'M', place });
    expect(record({ 'Event ID': '14493', Description: 'M', 'Event Xml': xml.slice(0, 50) })).toMatchObject({ id: 14493, data: [], message: 'M' });
  });
});

describe('times', () => {
  const time = Date.UTC(2014, 8, 15, 10, 2, 3);
  const both = (milliseconds: number, full: boolean): object => ({ monthFirst: milliseconds, dayFirst: milliseconds, full });

  test.for([
    ['2014-09-15T10:02:03.123456700Z', time + 123],
    ['2014-09-15T12:02:03.5+02:00', time + 500],
    ['2014-09-15T05:32:03-0430', time],
    ['/Date(1410775323000)/', time],
    ['/Date(1410775323000+0200)/', time],
  ] as const)('%s is in full', ([text, milliseconds]) => {
    expect(readTime(text)).toEqual(both(milliseconds, true));
  });

  test.for([
    '2014-09-15T10:02:03', '2014-09-15 10:02:03', '9/15/2014 10:02:03 AM', '09/15/2014 10:02:03', '15/09/2014 10:02:03', '15.09.2014 10:02:03', '15.09.2014, 10:02:03', '15-09-14 10.02.03',
    '2014/09/15 10:02:03', '2014. 09. 15. 10:02:03', '15/09/2014 10:02:03 a. m.', '9/15/2014 10:02:03\u202fAM',
  ])('%s is local', (text) => {
    const { monthFirst, dayFirst, full } = readTime(text);
    expect(full).toBe(false);
    expect(new Set([monthFirst, dayFirst].filter((each) => !Number.isNaN(each)))).toEqual(new Set([time]));
  });

  test('what may be day or month is both', () => {
    expect(readTime('9/5/2014 12:00:00 AM')).toEqual({ monthFirst: Date.UTC(2014, 8, 5), dayFirst: Date.UTC(2014, 4, 9), full: false });
    expect(readTime('5.9.2014 0:00:00')).toEqual(both(Date.UTC(2014, 8, 5), false));
    expect(readTime('5/5/2014 12:00:00 PM')).toEqual(both(Date.UTC(2014, 4, 5, 12), false));
  });

  test.for(['', 'yesterday', '2014-02-29T00:00:00Z', '2014-13-01T00:00:00Z', '2014-01-01T24:00:00Z', '32/13/2014 10:00:00', '9/15/2014', '/Date(999999999999999)/', '15. September 2014 10:02:03'])('%j is none', (text) => {
    expect(readTime(text)).toEqual({ monthFirst: Number.NaN, dayFirst: Number.NaN, full: false });
  });

  test('are written as Date writes them', () => {
    for (let each = Date.UTC(0, 0, 1) - 86_400_000 * 365 * 1900; each < Date.UTC(9999, 11, 31); each += 86_400_000 * 137 + 7_654_321) {
      const text = new Date(each).toISOString();
      expect(shownTime(text)).toBe(text);
      expect(readTime(text)).toEqual(both(each, true));
    }
  });
});
