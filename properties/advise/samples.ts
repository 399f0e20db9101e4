/**
 * Exports of the Management Shells in every format, written from plain records, and what is read back from them.
 */
import { readInventory } from '../../src/lync/exports/cmdlets/read-inventory.ts';
import type { Inventory } from '../../src/lync/inventory.ts';

export type Value = string | number | boolean | null | readonly string[];
export type Row = Readonly<Record<string, Value>>;

/** A value that is an enum: a number in JSON, a word elsewhere. */
const enums: Readonly<Record<string, readonly string[]>> = { URIType: ['TelExtn', 'E164', 'SipName'] };

/** Each format by its name, as a function of the objects. */
export const formats: Readonly<Record<string, (rows: readonly Row[]) => string>> = {
  'ConvertTo-Json': (rows) => {
    const typed = rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, enums[name] === undefined ? value : enums[name].indexOf(String(value)) + 1])));
    return JSON.stringify(typed.length === 1 ? typed[0] : typed, null, 4);
  },
  'ConvertTo-Json -EnumsAsStrings': (rows) => JSON.stringify(rows),
  'Export-Csv': (rows) => csv(rows, ['#TYPE Selected.System.Management.Automation.PSCustomObject'], ','),
  'Export-Csv -NoTypeInformation -UseCulture': (rows) => csv(rows, [], ';'),
  'Format-List': (rows) => `\r\n\r\n${rows.map((row) => Object.entries(row).map(([name, value]) => `${name.padEnd(20)} : ${shown(value)}`).join('\r\n')).join('\r\n\r\n')}\r\n\r\n\r\n`,
  'Export-Clixml': (rows) =>
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${rows.map((row, index) => `<Obj RefId="${index * 100}"><TN RefId="0"><T>Deserialized.Thing</T></TN><ToString>Thing</ToString><Props>${Object.entries(row).map(([name, value], at) => cliXml(name, value, index * 100 + at + 1)).join('')}</Props></Obj>`).join('\n')}\n</Objs>\n`,
};

/** What the texts say together; their names are `1.txt`, `2.txt`, ... */
export function inventoryOf(...texts: readonly (string | Uint8Array)[]): Promise<Inventory> {
  return readInventory(texts.map((text, index) => ({ name: `${index + 1}.txt`, chunks: chunks(typeof text === 'string' ? new TextEncoder().encode(text) : text) })));
}

/** One text as JSON of its objects. */
export const json = (...rows: readonly object[]): string => JSON.stringify(rows);

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function shown(value: Value): string {
  return Array.isArray(value) ? `{${value.join(', ')}}` : value === null ? '' : String(value);
}

function csv(rows: readonly Row[], before: readonly string[], delimiter: string): string {
  const cells = (values: readonly string[]): string => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter);
  return [...before, cells(Object.keys(rows[0]!)), ...rows.map((row) => cells(Object.values(row).map(shown)))].join('\r\n') + '\r\n';
}

function cliXml(name: string, value: Value, ref: number): string {
  const text = (content: string): string => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  if (Array.isArray(value)) return `<Obj N="${name}" RefId="${ref}"><TN RefId="${ref}"><T>System.Collections.ArrayList</T></TN><LST>${value.map((item: string) => `<S>${text(item)}</S>`).join('')}</LST></Obj>`;
  if (enums[name] !== undefined) return `<Obj N="${name}" RefId="${ref}"><TN RefId="${ref}"><T>UMUriType</T></TN><ToString>${value}</ToString><I32>${enums[name].indexOf(String(value)) + 1}</I32></Obj>`;
  if (value === null) return `<Nil N="${name}" />`;
  return typeof value === 'number' ? `<I32 N="${name}">${value}</I32>` : typeof value === 'boolean' ? `<B N="${name}">${value}</B>` : `<S N="${name}">${text(String(value))}</S>`;
}
