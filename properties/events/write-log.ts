/**
 * Event logs written as every supported export has them: what the readers must read back. The wording of messages is made up here.
 */
import { eventWords, nameOf } from '../../src/kst/events.ts';
import type { Event } from '../../src/kst/events.ts';

/** An event with a number, when it was logged (milliseconds), and its record id. */
export interface Sample {
  readonly event: Event & { readonly id: number };
  readonly at: number;
  readonly recordId: number;
}

/** A format of export. */
export interface Format {
  readonly name: string;
  /** Whether it has insertion strings; else names and versions are in the message alone. */
  readonly data: boolean;
  /** Whether its times have a zone. */
  readonly full: boolean;
  /** The text of a log, its samples from the oldest to the newest; lines end in LF. */
  readonly write: (samples: readonly Sample[]) => string;
}

export const computer = 'FE1.contoso.com';

const words = eventWords();
const sourceOf = (event: Event): string => words[nameOf(event)].stream;

export const formats: readonly Format[] = [
  { name: 'wevtutil, no root', data: true, full: true, write: (samples) => samples.map((sample) => eventXml(sample)).join('\n') },
  { name: 'wevtutil /e:Events', data: true, full: true, write: (samples) => `<Events>${samples.map((sample) => eventXml(sample)).join('')}</Events>` },
  { name: 'wevtutil /f:RenderedXml, no strings', data: false, full: true, write: (samples) => samples.map((sample) => eventXml({ ...sample, rendered: true })).join('') },
  { name: 'Event Viewer XML', data: true, full: true, write: (samples) => `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${newestFirst(samples).map((sample) => eventXml(sample)).join('')}</Events>` },
  { name: 'Event Viewer CSV', data: false, full: false, write: eventViewerCsv },
  { name: 'Event Viewer details', data: false, full: false, write: (samples) => newestFirst(samples).map((sample) => details(sample)).join('\n') },
  { name: 'Event Viewer details with XML', data: true, full: true, write: (samples) => newestFirst(samples).map((sample) => `${details(sample)}Event Xml:\n${eventXml(sample)}\n`).join('') },
  { name: 'Get-WinEvent | Export-Csv', data: false, full: false, write: (samples) => exportCsv('System.Diagnostics.Eventing.Reader.EventLogRecord', newestFirst(samples).map(winEvent)) },
  { name: 'Get-WinEvent | Export-Csv -UseCulture', data: false, full: false, write: (samples) => exportCsv(null, newestFirst(samples).map(winEvent), ';') },
  { name: 'Get-WinEvent | ConvertTo-Json (5.1)', data: true, full: true, write: (samples) => json(newestFirst(samples).map((sample) => ({ ...winEventJson(sample), TimeCreated: `/Date(${sample.at})/` }))) },
  { name: 'Get-WinEvent | ConvertTo-Json (7)', data: true, full: true, write: (samples) => json(newestFirst(samples).map((sample) => ({ ...winEventJson(sample), TimeCreated: zoned(sample.at) }))) },
  { name: 'Get-WinEvent | Format-List *', data: false, full: false, write: (samples) => formatList(newestFirst(samples).map(winEvent)) },
  { name: 'Get-WinEvent | Export-Clixml', data: true, full: true, write: clixml },
  { name: 'Get-EventLog | Select | Export-Csv', data: false, full: false, write: (samples) => exportCsv('Selected.System.Diagnostics.EventLogEntry', newestFirst(samples).map(selectedEntry)) },
  { name: 'Get-EventLog | ConvertTo-Json', data: true, full: true, write: (samples) => json(newestFirst(samples).map((sample) => ({ ...entry(sample), ReplacementStrings: dataOf(sample.event), TimeGenerated: `/Date(${sample.at})/` }))) },
  { name: 'Get-EventLog | Format-List', data: false, full: false, write: (samples) => formatList(newestFirst(samples).map(entry)) },
];

/** Ways in which a text becomes a file. */
export const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => new TextEncoder().encode(text),
  'UTF-8 with a byte order mark': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'UTF-16LE': (text) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')),
  'UTF-16LE without a byte order mark': (text) => Uint8Array.from(Buffer.from(text, 'utf16le')),
};

/** An event as XML, with its insertion strings or its message. */
export function eventXml({ event, at, recordId, rendered }: Sample & { readonly rendered?: boolean }): string {
  const texts = rendered
    ? `<EventData/><RenderingInfo Culture='en-US'><Message>${escaped(messageOf(event))}</Message><Level>Information</Level></RenderingInfo>`
    : `<EventData>${dataOf(event).map((text) => (text === '' ? '<Data/>' : `<Data>${escaped(text)}</Data>`)).join('')}</EventData>`;
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${sourceOf(event)}'/><EventID Qualifiers="17409">${event.id}</EventID>` +
    `<Level>4</Level><Task>1001</Task><Keywords>0x80000000000000</Keywords><TimeCreated SystemTime="${new Date(at).toISOString().replace('Z', '456700Z')}"/>` +
    `<EventRecordID>${recordId}</EventRecordID><Channel>Lync Server</Channel><Computer>${computer}</Computer><Security/></System>${texts}</Event>`
  );
}

function dataOf(event: Sample['event']): readonly string[] {
  switch (event.id) {
    case 14492:
      return event.servers.length === 0 ? [''] : event.servers.flatMap(({ server, version }) => [server, String(version)]);
    case 14493:
    case 14495:
      return [event.server, String(event.version)];
    case 14563:
      return [event.server, ...event.versions.map(String)];
    case 44024:
      return event.servers.length === 0 ? [''] : [event.servers.join(', ')];
    case 44030:
      return [event.server];
  }
}

function messageOf(event: Sample['event']): string {
  switch (event.id) {
    case 14492:
      return `Table at start.\n\n${event.servers.map(({ server, version }) => `Server: ${server}  Version: ${version}`).join('\n')}\nCause: RTCSRV runs.\n`;
    case 14493:
    case 14495:
      return `The entry of ${event.server} has changed.\nVersion: ${event.version}\nCause: as at http://go.microsoft.com/fwlink/?LinkId=1\n`;
    case 14563:
      return `Two entries, {${event.server}, ${event.versions[0]}} and {${event.server}, ${event.versions[1]}}.\n\nBoth are out, says Microsoft.Rtc.Server.`;
    case 44024:
      return `Found:\n${event.servers.join('\n')}\n`;
    case 44030:
      return `The server "${event.server}" was refused.`;
  }
}

type Row = Readonly<Record<string, string | number>>;

function winEvent({ event, at, recordId }: Sample): Row {
  return {
    Message: messageOf(event), Id: event.id, Version: '', Qualifiers: 17409, Level: 4, Task: 1001, Opcode: '', Keywords: 36028797018963968,
    RecordId: recordId, ProviderName: sourceOf(event), ProviderId: '', LogName: 'Lync Server', ProcessId: '', MachineName: computer, UserId: '',
    TimeCreated: local(at), Properties: 'System.Collections.Generic.List`1[System.Diagnostics.Eventing.Reader.EventProperty]', LevelDisplayName: 'Information',
  };
}

function winEventJson(sample: Sample): object {
  return { ...winEvent(sample), Properties: dataOf(sample.event).map((Value) => ({ Value })) };
}

function entry({ event, at, recordId }: Sample): Row {
  return {
    EventID: event.id, MachineName: computer, Data: '{}', Index: recordId, Category: '(1001)', CategoryNumber: 1001, EntryType: 'Information',
    Message: messageOf(event), Source: sourceOf(event), ReplacementStrings: '{a, b, c, d...}', InstanceId: 1_140_916_224 + event.id, TimeGenerated: local(at),
  };
}

/** As in a script that was seen: without record ids, computer and log. */
function selectedEntry(sample: Sample): Row {
  const { TimeGenerated, EntryType, Source, EventID, Message } = entry(sample);
  return { TimeGenerated: TimeGenerated!, EntryType: EntryType!, Source: Source!, EventID: EventID!, Message: Message! };
}

function exportCsv(type: string | null, rows: readonly Row[], delimiter = ','): string {
  const cells = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return `${type === null ? '' : `#TYPE ${type}\n`}${cells.map((row) => `${row.map(quoted).join(delimiter)}\n`).join('')}`;
}

function eventViewerCsv(samples: readonly Sample[]): string {
  const rows = newestFirst(samples).map(({ event, at }) => `Information,${local(at)},${sourceOf(event)},${event.id},(1001),${quoted(messageOf(event))}\n`);
  return `Level,Date and Time,Source,Event ID,Task Category\n${rows.join('')}`;
}

function details({ event, at }: Sample): string {
  return (
    `Log Name:      Lync Server\nSource:        ${sourceOf(event)}\nDate:          ${local(at)}\nEvent ID:      ${event.id}\nTask Category: (1001)\n` +
    `Level:         Information\nKeywords:      Classic\nUser:          N/A\nComputer:      ${computer}\nDescription:\n${messageOf(event)}\n`
  );
}

function formatList(rows: readonly Row[]): string {
  const width = Math.max(...Object.keys(rows[0] ?? {}).map(({ length }) => length));
  const lines = (row: Row): string => Object.entries(row).map(([name, value]) => `${name.padEnd(width)} : ${String(value).split('\n').join(`\n${' '.repeat(width + 3)}`)}\n`).join('');
  return `\n${rows.map((row) => `${lines(row)}\n`).join('\n')}\n`;
}

function json(objects: readonly object[]): string {
  return JSON.stringify(objects.length === 1 ? objects[0] : objects, null, 4).replaceAll('/Date', '\\/Date').replaceAll(')/"', ')\\/"');
}

function clixml(samples: readonly Sample[]): string {
  const objects = newestFirst(samples).map(({ event, at, recordId }, index) => {
    const strings = dataOf(event).map((text) => `<Obj RefId="p${index}"><Props>${text === '' ? '<S N="Value"></S>' : `<S N="Value">${escaped(text)}</S>`}</Props></Obj>`);
    return (
      `<Obj RefId="${index}"><TN RefId="0"><T>System.Diagnostics.Eventing.Reader.EventLogRecord</T></TN><Props><I32 N="Id">${event.id}</I32>` +
      `<S N="ProviderName">${sourceOf(event)}</S><S N="LogName">Lync Server</S><I64 N="RecordId">${recordId}</I64><S N="MachineName">${computer}</S>` +
      `<DT N="TimeCreated">${zoned(at)}</DT><Obj N="Properties" RefId="l${index}"><LST>${strings.join('')}</LST></Obj></Props><MS><S N="Message">${escaped(messageOf(event)).replaceAll('\n', '_x000A_')}</S></MS></Obj>`
    );
  });
  return `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${objects.join('\n')}\n</Objs>`;
}

function newestFirst(samples: readonly Sample[]): readonly Sample[] {
  return samples.toReversed();
}

function quoted(value: string | number): string {
  return `"${String(value).replaceAll('"', '""')}"`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** As in the United States: `9/15/2014 10:02:03 AM`. */
export function local(at: number): string {
  const time = new Date(at);
  const hour = time.getUTCHours();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()} ${hour % 12 === 0 ? 12 : hour % 12}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** Two hours east of Greenwich, in ten millionths of a second. */
function zoned(at: number): string {
  return new Date(at + 7_200_000).toISOString().replace('Z', '0000+02:00');
}
