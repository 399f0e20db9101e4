/**
 * Exports in every format: what is read of them, and where and how a bad one is refused.
 */
import { describe, expect, test } from 'vitest';
import { readExport } from '../src/lync/exports/formats/read-export.ts';
import { XmlReader } from '../src/lync/exports/formats/xml.ts';
import { inPieces, itemsOf } from './events/read.ts';
import { encodings } from './events/write-log.ts';
import type { ExportedObject, ExportedValue, XmlElement } from '../src/lync/exports/formats/exported.ts';

/** An object as a plain one, nested ones too. */
function plain(value: ExportedValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  const object = value as null | boolean | number | string | ExportedObject;
  return typeof object === 'object' && object !== null ? Object.fromEntries([...object.properties].map(([name, each]) => [name, plain(each)])) : object;
}

const objectsOf = async (text: string | Uint8Array, size?: number): Promise<unknown[]> => (await itemsOf(text, size)).objects.map(plain);
const linesOf = async (text: string, size?: number): Promise<number[]> => (await itemsOf(text, size)).objects.map(({ place }) => place.line);

/** Tests that contents are refused, whether they come byte by byte or whole. */
function refuses(cases: readonly (readonly [content: string | Uint8Array, message: string])[]): void {
  test.for(cases.map(([content, message]) => ({ content, message })))('refused: $message', async ({ content, message }) => {
    // Long ones in pieces as files are read in.
    const sizes = content.length < 100 ? [1, 1000] : [65_536];
    for (const size of sizes) await expect(itemsOf(content, size)).rejects.toMatchObject({ name: 'InputError', message });
  });
}

describe('JSON', () => {
  test.for([
    ['an array', '[{"a":1},\n {"a":[true,null,"\\u00e9\\"}"]}]\n'],
    ['objects one after another', '{"a":1}\n{"a":[true,null,"\\u00e9\\"}"]}'],
    ['an array as Windows PowerShell wraps it', '{"value":[{"a":1},{"a":[true,null,"\\u00e9\\"}"]}],"Count":2}'],
  ] as const)('%s, in pieces of any size', async ([, text]) => {
    for (const size of [1, 3, 7, 1000]) expect(await objectsOf(text, size)).toEqual([{ a: 1 }, { a: [true, null, 'é"}'] }]);
  });

  test('an empty array is no object', async () => {
    expect(await objectsOf('[]')).toEqual([]);
  });

  test('objects know their lines', async () => {
    expect(await linesOf('[\n{"a":1},\n\n{"b":\n2}, {"c":3}]')).toEqual([2, 4, 5]);
  });

  test('a member named __proto__ is one like any other', async () => {
    const { objects } = await itemsOf('{"__proto__":{"polluted":1},"constructor":2}');
    expect([...objects[0]!.properties.keys()]).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  refuses([
    ['[{"a":1},\n {"b":x}]', 'file:2:7: expected JSON'],
    ['[{"a":1},\n {"b":', 'file:2:7: expected more JSON, the text ends here'],
    ['[{"a":1}', 'file:1:9: expected more JSON, the text ends here'],
    ['[1]', 'file:1:2: expected an array of objects, found "1"'],
    ['[{"a":1},]', 'file:1:10: expected an array of objects, found "]"'],
    ['[{"a":1}] x', 'file:1:11: expected objects or one array of objects, found "x"'],
    ['{"a":[}', 'file:1:7: expected "]", found "}"'],
    [`{"a":${'['.repeat(70)}`, 'file:1:69: expected JSON that is not nested so deeply'],
  ]);
});

describe('CSV', () => {
  test.for([
    ['with a type line', '#TYPE Selected.X\r\n"Name","Apps"\r\n"a","{x, y}"\r\n"say ""hi""",""\r\n'],
    ['with semicolons', 'Name;Apps\na;"{x, y}"\n"say ""hi""";\n'],
    ['with tabs', 'Name\tApps\na\t{x, y}\n"say ""hi"""\t\n\n'],
  ] as const)('%s', async ([, text]) => {
    for (const size of [1, 5, 1000]) expect(await objectsOf(text, size)).toEqual([{ Name: 'a', Apps: '{x, y}' }, { Name: 'say "hi"', Apps: '' }]);
  });

  test('the column that Event Viewer leaves out of its header is the message', async () => {
    const text = 'Level,Date and Time,Source,Event ID,Task Category\r\nError,9/15/2014 10:02:03 AM,S,1,None,"one\r\ntwo"\r\nError,9/15/2014 10:02:03 AM,S,2,None,"three"\r\n';
    expect((await objectsOf(text)).map((object) => (object as Record<string, unknown>)['Message'])).toEqual(['one\r\ntwo', 'three']);
    expect(await linesOf(text)).toEqual([2, 4]);
  });

  test('characters beyond 16 bits may be cut anywhere', async () => {
    for (let size = 1; size < 6; size++) expect(await objectsOf('a,b\n\u{1f600}\u{1f600},"\u{1f4de}"\n', size)).toEqual([{ a: '\u{1f600}\u{1f600}', b: '\u{1f4de}' }]);
  });

  test('a cell that a spreadsheet would run is a text', async () => {
    expect(await objectsOf('a,b\n"=cmd|\' /C calc\'!A0",@x\n')).toEqual([{ a: "=cmd|' /C calc'!A0", b: '@x' }]);
  });

  refuses([
    ['a,b\n1,2\n3\n', 'file:3: expected 2 columns, as in the header, found 1'],
    ['a,b\n1,2,3,4\n', 'file:2: expected 2 columns, as in the header, found 4'],
    ['a,b\n\n"x" y,2\n', 'file:3: expected a delimiter or a line end after a closing quote'],
    ['a,b\n"x\ny,2\n', 'file:2: expected a closing quote, the text ends in a quoted cell'],
    ['a,b\n1,x"y"\n', 'file:2: expected a quote only at the beginning of a cell, or doubled in a quoted one'],
    [`a,b\n1,2\n"${'x'.repeat(1_100_000)}`, 'file:3: expected rows of at most 1048576 characters'],
  ]);
});

describe('Format-List', () => {
  test('blocks, lines that go on, collections as text', async () => {
    const text = '\r\n\r\nIdentity : WebServer:pool01.contoso.net\r\nFqdn     : a:b\r\nApps     : {x,\r\n           y}\r\nEmpty    :\r\n\r\n\r\nIdentity : two\r\n\r\n';
    for (const size of [1, 7, 1000]) {
      expect(await objectsOf(text, size)).toEqual([{ Identity: 'WebServer:pool01.contoso.net', Fqdn: 'a:b', Apps: '{x,\ny}', Empty: '' }, { Identity: 'two' }]);
    }
    for (const size of [1, 1000]) expect(await linesOf(text, size)).toEqual([3, 10]);
  });

  test('a blank line within a value, and one between objects of two kinds', async () => {
    expect(await objectsOf('Message : one\n\n          two\n\nId      : 1\n\nName : x\n')).toEqual([{ Message: 'one\n\ntwo', Id: '1' }, { Name: 'x' }]);
  });

  test('prompts that were copied with it are passed over', async () => {
    expect(await objectsOf('PS C:\\> Get-UMDialPlan | select Name,URIType | fl\n\nName    : DP1\nURIType : SipName\n\nPS C:\\> \n')).toEqual([{ Name: 'DP1', URIType: 'SipName' }]);
  });

  refuses([
    ['Name : a\nfoo\n', 'file:2: expected a line `Name : value`, one that is indented, or a blank one'],
    ['PS C:\\> Get-UMDialPlan\n', 'file:1: expected lines `Name : value`'],
    [`Name : a\n\nName : ${'x'.repeat(1_100_000)}`, 'file:3: expected lines of at most 1048576 characters'],
    [`Name : a\n${'  x\n'.repeat(300_000)}`, 'file:1: expected objects of at most 1048576 characters'],
  ]);
});

describe('details as text', () => {
  const event = 'Log Name:      Lync Server\nSource:        LS Protocol Stack\nDate:          9/15/2014 10:02:03 AM\nEvent ID:      14493\nDescription:\nCause: one\n\nLevel: two\n';

  test('several events, whose descriptions may look like anything', async () => {
    const expected = { 'Log Name': 'Lync Server', Source: 'LS Protocol Stack', Date: '9/15/2014 10:02:03 AM', 'Event ID': '14493', Description: 'Cause: one\n\nLevel: two' };
    expect(await objectsOf(`${event}Event Xml:\n<Event/>\n${event}`)).toEqual([{ ...expected, 'Event Xml': '<Event/>' }, expected]);
    expect(await linesOf(`${event}${event}`)).toEqual([1, 9]);
  });

  refuses([
    ['Log Name:      Lync Server\nwhat\n', 'file:2: expected a line such as `Source: LS Protocol Stack`, as Event Viewer copies the details of an event'],
    [`${event}${'x\n'.repeat(600_000)}`, 'file:1: expected events of at most 1048576 characters'],
  ]);
});

describe('XML', () => {
  test('events with and without a root, a declaration, a prefix; entities and CDATA', async () => {
    const event = '<Event xmlns="u"><System><Provider Name=\'P &amp; Q\'/><EventID Qualifiers="1">14493</EventID></System><EventData><Data>a<![CDATA[<b>]]></Data><Data/></EventData></Event>';
    for (const text of [event, `<?xml version="1.0"\n?>${event}`, `<Events>${event}</Events>`, event.replaceAll('<', '<e:').replaceAll('<e:/', '</e:').replace('<e:![CDATA[', '<![CDATA[').replace('<e:b>', '<b>')]) {
      const { events } = await itemsOf(text, 9);
      expect(events).toMatchObject([{ provider: 'P & Q', id: '14493', data: ['a<b>', ''], message: null, recordId: null, place: { line: text.includes('?>') ? 2 : 1 } }]);
    }
  });

  test('a second declaration is refused, as of files put together', () => {
    const reader = new XmlReader('file', { event: () => {} });
    reader.write('<?xml version="1.0"?><Event/>');
    expect(() => reader.write('<?xml version="1.0"?><Event/>')).toThrow('file:1:35: expected well-formed XML: ');
  });

  test('what an event holds elsewhere is its data, or nothing', async () => {
    const { events } = await itemsOf('<Event><System><constructor>x</constructor></System><UserData><a><b>1</b><c>2</c></a></UserData><Other><Data>3</Data></Other></Event>');
    expect(events[0]).toMatchObject({ data: ['1', '2'], id: null });
  });

  test('objects of Export-Clixml', async () => {
    const text =
      '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>x</T></TN><ToString>shown</ToString><Props><S N="Name">DP_x0041__x000A_</S>' +
      '<Obj N="URIType" RefId="1"><TNRef RefId="0"/><ToString>SipName</ToString><I32>3</I32></Obj><B N="b">true</B><Nil N="n"/><D N="d">1.5</D><DT N="t">2014-09-15T10:02:03+02:00</DT>' +
      '<Obj N="l" RefId="2"><LST><S>a</S><Obj RefId="3"><ToString>DP1</ToString><Props><S N="Id">i</S></Props></Obj></LST></Obj><Ref N="r" RefId="2"/><Ref N="gone" RefId="99"/>' +
      '<Obj N="h" RefId="4"><DCT><En><S N="Key">k</S><I32 N="Value">1</I32></En></DCT></Obj></Props><MS><S N="Message">m</S></MS></Obj><S>text</S><Obj RefId="5"><LST><Obj RefId="6"><Props><S N="Name">two</S></Props></Obj></LST></Obj></Objs>';
    const list = ['a', { Id: 'i', ToString: 'DP1' }];
    expect(await objectsOf(text, 11)).toEqual([
      { Name: 'DPA\n', URIType: 'SipName', b: true, n: null, d: 1.5, t: '2014-09-15T10:02:03+02:00', l: list, r: list, gone: null, h: { k: 1 }, Message: 'm', ToString: 'shown' },
      { Name: 'two' },
    ]);
  });

  test('a topology document, whole', async () => {
    const { topologies } = await itemsOf('\ufeff<?xml version="1.0" encoding="utf-8"?>\n<t:Topology xmlns:t="u" Signed="0">\n<t:Cluster Fqdn="a"/>text</t:Topology>');
    const cluster: XmlElement = { name: 'Cluster', attributes: new Map([['Fqdn', 'a']]), children: [], text: '', place: { file: 'file', line: 3 } };
    expect(topologies).toEqual([{ name: 'Topology', attributes: new Map([['t', 'u'], ['Signed', '0']]), children: [cluster], text: '\ntext', place: { file: 'file', line: 2 } }]);
  });

  refuses([
    ['<!DOCTYPE a [<!ENTITY b "x">]><Events/>', 'file:1:9: expected XML without a document type (DOCTYPE)'],
    ['<Events>&b;</Events>', 'file:1:11: expected well-formed XML: undefined entity'],
    ['<html/>', 'file:1:7: expected a root element Event or Events or Objs or Topology or TopologyBuilder, found html'],
    ['<Events>\n<foo/></Events>', 'file:2:6: expected Event elements, found foo'],
    ['<Event/>junk', 'file:1:12: expected elements, found text outside them'],
    ['<Events>junk</Events>', 'file:1:13: expected elements, found text outside them'],
    ['<Events><Event>', 'file:1:15: expected more XML, the text ends here'],
    ['<!-- nothing -->', 'file:1:1: expected an element Event or Events or Objs or Topology or TopologyBuilder'],
    ['<Event a="1" a="2"/>', 'file:1:20: expected well-formed XML: duplicate attribute: a'],
    [`<Events><Event>${'<a>'.repeat(70)}`, 'file:1:204: expected XML that is not nested so deeply'],
    [`<Topology ${Array.from({ length: 300 }, (_, index) => `a${index}=""`).join(' ')}/>`, 'file:1: expected at most 256 attributes in an element'],
  ]);

  test.for([
    ['a text', '<Event>', 'expected no tag, text or comment of over 1048576 characters'],
    ['an attribute', '<Event><System><Provider Name="', 'expected no tag, text or comment of over 1048576 characters'],
    ['a comment', '<Events><!--', 'expected no tag, text or comment of over 1048576 characters'],
    ['an event', '<Event>', 'expected at most 1048576 characters in one element', '<a>x</a>'],
    ['an object', '<Objs><Obj>', 'expected at most 1048576 characters in one element', '<a>x</a>'],
    ['a name', '<', 'expected no tag, text or comment of over 1048576 characters'],
  ] as const)('%s without end is refused early', async ([, beginning, message, unit = 'x']) => {
    let bytes = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield* inPieces(beginning);
      for (const piece = new TextEncoder().encode(unit.repeat(Math.ceil(65_536 / unit.length))); bytes < 500_000_000; bytes += piece.length) yield piece;
    }
    await expect(readExport({ name: 'file', chunks: endless() }, { event: () => {}, object: () => {} })).rejects.toThrow(message);
    expect(bytes).toBeLessThan(1_300_000);
  });
});

describe('any file', () => {
  test('is refused where it holds what nobody asked for', async () => {
    const asked = (text: string): Promise<void> => readExport({ name: 'file', chunks: inPieces(text) }, {});
    await expect(asked('<Event/>')).rejects.toThrow('file:1:8: expected a root element , found Event');
    await expect(asked('{"a":1}')).rejects.toThrow('file:1: expected no objects in JSON');
    await expect(asked('a,b\n1,2\n')).rejects.toThrow('file:2: expected no objects as CSV');
    await expect(asked('a : b\n')).rejects.toThrow('file:1: expected no objects as Format-List text');
    await expect(asked('Log Name: a\n')).rejects.toThrow('file:1: expected no details of events');
  });

  refuses([
    ['', 'file:1:1: expected an export as XML, JSON, CSV with a header, Format-List text, or the details of events copied as text, found nothing'],
    [' \n\n', 'file:1:1: expected an export as XML, JSON, CSV with a header, Format-List text, or the details of events copied as text, found nothing'],
    ['\n   ProviderName: LS Protocol Stack\n\nTimeCreated     Id Message\n-----------     -- -------\n3/5/2014     14563 ex1.co...\n', 'file:2:1: expected an export as XML, JSON, CSV with a header, Format-List text, or the details of events copied as text, found a table for the screen, in which texts are cut off: pipe the objects to ConvertTo-Json'],
    ['\nhello world\n', 'file:2:1: expected an export as XML, JSON, CSV with a header, Format-List text, or the details of events copied as text'],
    ['[{"a":"\0"}]', 'file:offset 7: expected text in one encoding, found a NUL character'],
    ['[{"a":"é\ufeff"}]', 'file:offset 9: expected one byte order mark, at the beginning: give files one by one'],
  ]);

  test.for(Object.entries(encodings))('%s is read, wherever it is cut', async ([, encode]) => {
    const bytes = encode('[{"a":"é\u20ac\u{1f600}"}]');
    for (let size = 1; size <= bytes.length; size++) expect(await objectsOf(bytes, size)).toEqual([{ a: 'é\u20ac\u{1f600}' }]);
  });

  test('UTF-16BE is read', async () => {
    expect(await objectsOf(Uint8Array.from(Buffer.from('\ufeff[{"a":"é"}]', 'utf16le').swap16()))).toEqual([{ a: 'é' }]);
    expect(await objectsOf(Uint8Array.from(Buffer.from('[{"a":"é"}]', 'utf16le').swap16()))).toEqual([{ a: 'é' }]);
  });

  refuses([
    [Buffer.from('ElfFile\0\0\0\0'), 'file:offset 0: expected text, not an .evtx file: wevtutil qe FILE /lf:true /f:xml writes it as XML'],
    [Buffer.from('[{"a":"é"}]', 'latin1'), 'file:offset 7: expected UTF-8 or UTF-16 text: export with -Encoding UTF8'],
    [Buffer.from('[{"a":"é').subarray(0, 8), 'file:offset 7: expected UTF-8 or UTF-16 text: export with -Encoding UTF8'],
    [Buffer.from('\ufeff[{"a":"\ud83d"}]', 'utf16le'), 'file:offset 16: expected UTF-16 text: export with -Encoding UTF8'],
    [Buffer.from('\ufeff[{}]x', 'utf16le').subarray(0, 11), 'file:offset 10: expected UTF-16 text: export with -Encoding UTF8'],
    [Buffer.concat([Buffer.from('[{"a":1}]'), Buffer.from('[{"a":1}]', 'utf16le')]), 'file:offset 10: expected text in one encoding, found a NUL character'],
  ]);

  test('tells how much of it was read', async () => {
    const told: number[] = [];
    await readExport({ name: 'file', chunks: inPieces('[{"a":1}]', 4) }, { object: () => {} }, (bytes) => told.push(bytes));
    expect(told).toEqual([4, 8, 9]);
  });
});
