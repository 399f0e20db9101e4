/**
 * Files that are no longer what they were: texts of every format with pieces lost, doubled, swapped, altered and put in.
 */
import { redacted } from '../../src/lync/exports/events/redact.ts';
import { InputError } from '../../src/inputs/input-error.ts';
import { encodings, formats } from './write-log.ts';
import { itemsOf, logOf } from './read.ts';
import type { Sample } from './write-log.ts';

/** Files to start from, by the reader that takes them. */
export function seedsByReader(): Readonly<Record<string, readonly Uint8Array[]>> {
  const written = (pattern: RegExp): readonly string[] => formats.filter(({ name }) => pattern.test(name)).map(({ write }) => write(samples));
  const utf8 = (texts: readonly string[]): readonly Uint8Array[] => texts.map(encodings['UTF-8']!);
  return {
    decode: [...Object.values(encodings).map((encode) => encode(formats[0]!.write(samples).replace('ex1', 'ex\u{1f600}')))],
    'XML of events': utf8(written(/wevtutil|Viewer XML/)),
    CliXml: utf8(written(/Clixml/)),
    'topology XML': utf8(topologies),
    JSON: utf8([...written(/ConvertTo-Json/), '{"Name":"DP1","URIType":3,"UMServers":[{"Name":"ex1","__proto__":{"a":[1e5,-0.5,null,true,"\\ud83d\\ude00"]}}]}']),
    CSV: utf8(written(/CSV|Csv/)),
    'Format-List': utf8(written(/Format-List/)),
    'details as text': utf8(written(/details/)),
  };
}

const at = Date.UTC(2014, 8, 15, 10, 2, 3);

const samples: readonly Sample[] = (
  [
    { id: 14492, servers: [{ server: 'ex1.contoso.com', version: 6 }, { server: 'ex2', version: 5 }] },
    { id: 44024, servers: ['ex1.contoso.com', 'ex2.contoso.com'] },
    { id: 14563, server: 'ex1.contoso.com', versions: [0, 6] },
    { id: 44030, server: 'ex1.contoso.com' },
    { id: 14493, server: 'ex1.contoso.com', version: 0 },
  ] as const
).map((event, index) => ({ event, at: at + index * 1000, recordId: 10 + index }));

const topologies = [
  '<?xml version="1.0"?><Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008"><Clusters><Cluster Fqdn="ex1.contoso.com"><ClusterId SiteId="1" Number="2"/><Machine Fqdn="ex1.contoso.com"/></Cluster></Clusters>' +
    '<Services><Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="ExternalServer" Instance="1"/><InstalledOn><ClusterId SiteId="1" Number="2"/></InstalledOn></Service></Services></Topology>',
  '<TopologyBuilder xmlns:a="urn:a"><a:NewTopology><PartialTopology><CentralSites><CentralSite><Clusters><Cluster UniqueId="1" Fqdn="ex1.contoso.com" IsSingleMachineOnly="true"><Machines><Machine/></Machines></Cluster></Clusters></CentralSite></CentralSites></PartialTopology></a:NewTopology></TopologyBuilder>',
];

/** What regular expressions stumble over when it comes very often. */
export const stumblingBlocks = [' ', '.', ':', '"', "'", '@', '\\', '/', '-', ',', '{', '(', '[', '=', '1', 'a', 'a.', '1/', 'a@', 'a\\', '{a ', ': ', '. ', '\t', '\u00e9'];

/** Files of every reader in which one thing stands again and again, for so many characters. */
export function* longFiles(length: number, blocks: readonly string[]): Generator<Uint8Array> {
  for (const block of blocks) {
    const text = `a${block.repeat(length / block.length)}x`;
    for (const file of [
      JSON.stringify({ ProviderName: 'LS Protocol Stack', Id: 14493, MachineName: text, TimeCreated: text, Message: text, Properties: [{ Value: text }, { Value: `b ${text}` }] }),
      JSON.stringify({ Id: 14492, Message: `c ${text}`, ReplacementStrings: `{${text}}` }),
      `Id      : 14492\nMessage : b\n${text}\n`,
      `Id,Message\n14492,${text}\n`,
      `Log Name: a\nEvent ID: 14492\n${text}:\n`,
      text,
    ]) {
      yield new TextEncoder().encode(file);
    }
  }
}

/** A small generator of chance: the same numbers, 0 to 1, for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One to four changes, each at a place of its own. */
export function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  let text = bytes;
  for (let changes = 1 + Math.floor(random() * 4); changes > 0; changes--) text = changed(text, random);
  return text;
}

function changed(bytes: Uint8Array, random: () => number): Uint8Array {
  const place = (): number => Math.floor(random() * (bytes.length + 1));
  const [from, to] = [place(), place()].sort((a, b) => a - b) as [number, number];
  const [before, piece, after] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  switch (Math.floor(random() * 8)) {
    case 0:
      return before;
    case 1:
      return joined(before, after);
    case 2:
      return joined(before, piece, piece, after);
    case 3:
      return joined(after, piece, before);
    case 4:
      return joined(before, Uint8Array.of(Math.floor(random() * 256)), bytes.subarray(from + 1));
    case 5:
      return joined(before, bytes.subarray(from + 1));
    case 6:
      return joined(before, new Uint8Array(1 + Math.floor(random() * 100)).fill(bytes[from] ?? 0x5b), bytes.subarray(from));
    default:
      return joined(before, new TextEncoder().encode(nasty[Math.floor(random() * nasty.length)]), bytes.subarray(from));
  }
}

const nasty = [
  '<', '>', '&', '"', "'", '{', '}', '[', ']', ',', ';', ':', '\\', '\n', '\r', '\t', '\0', '\ufeff', '\u2028', '\u001b[31m', '&#0;', '&#x1F600;', '&lol;', '<![CDATA[', ']]>', '<!--', '-->',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', '<?xml version="1.0" encoding="utf-16"?>', '<Event>', '</Event>', '<Events>', '<Data>', '<Objs>', '<Obj RefId="0">', '<Ref RefId="0"/>',
  '_x0000_', '_xD83D_', '"__proto__":{"a":1},', '\\ud800', '1e999', '-0', 'null', '#TYPE a\n', '"",', 'Log Name: a\n', 'Event Xml:\n', 'PS C:\\>', 'Id : 14493\n', '\n\n', '...}', '/Date(99999999999999)/',
  '99999999999999999999', '2014-13-45T99:99:99Z', '32/13/2014 25:61 PM', '=cmd|\' /C calc\'!A0', '<script>alert(1)</script>', '\ud83d', 'a'.repeat(300), '14493', 'ex1.contoso.com:6',
];

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const piece of pieces) {
    whole.set(piece, length);
    length += piece.length;
  }
  return whole;
}

/**
 * Reads a file in every way there is; what it is read as is read once more from its redacted copy, which must hold the same.
 *
 * @returns whether it was read, and not refused.
 * @throws what is thrown that is no InputError.
 */
export async function tryReading(bytes: Uint8Array, pieceSize: number): Promise<boolean> {
  const items = await accepted(() => itemsOf(bytes, pieceSize));
  const log = await accepted(() => logOf([bytes]));
  if (log !== null) {
    const copy = await logOf([[...redacted(log)].join('')]);
    if (copy.relevant !== log.relevant || copy.unreadable !== log.unreadable) throw new Error(`the redacted copy holds ${copy.relevant} events, ${copy.unreadable} of them unreadable, not ${log.relevant} and ${log.unreadable}`);
  }
  return items !== null;
}

async function accepted<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
