/**
 * Values of properties, whatever format they came in: typed (JSON, CliXml) or as the text that a shell shows (CSV, Format-List).
 */
import { type ExportedObject, type ExportedValue, isList, property } from './exported.ts';

/** The texts of a collection; `complete` says whether they are all that there are. */
export interface Listed {
  readonly items: readonly string[]; readonly complete: boolean;
}

/** Whether the object has all of these properties, with a value or without one. */
export function has(object: ExportedObject, ...names: readonly string[]): boolean {
  return names.every((name) => property(object, name) !== undefined);
}

/** The text of the first of these properties that has one, without white space around it; null where none has. */
export function textOf(object: ExportedObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = valueText(property(object, name));
    if (text !== null) return text;
  }
  return null;
}

/** The number that a property holds, as a number or in digits; null for anything else. */
export function numberOf(object: ExportedObject, name: string): number | null {
  const text = textOf(object, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The items of a collection; null where the property is missing, or holds only the name of the collection's type. */
export function listOf(object: ExportedObject, name: string): Listed | null {
  const value = property(object, name);
  if (value === undefined) return null;
  if (value === null) return { items: [], complete: true };
  if (isList(value)) return ofValues(value);
  if (typeof value !== 'object') return ofText(String(value).trim());
  // Windows PowerShell 5.1 writes some collections as an object with the list in it.
  const wrapped = property(value, 'value');
  return isList(wrapped) ? ofValues(wrapped) : ofValues([value]);
}

/** The name in a reference to an object of Active Directory: of a distinguished name the first part, else the text itself. */
export function referredName(text: string): string {
  const [, first] = /^CN=((?:[^,\\]|\\.)*)/i.exec(text) ?? [];
  return first === undefined ? text : first.replace(/\\(.)/g, '$1');
}

/** A value as a text; an object by what it calls itself, as enums and references of Active Directory do. */
export function valueText(value: ExportedValue | undefined): string | null {
  if (value === undefined || value === null || isList(value)) return null;
  if (typeof value === 'object') return textOf(value, 'ToString', 'Name', 'Fqdn', 'DistinguishedName', 'Value');
  return String(value).trim() || null;
}

function ofValues(values: readonly ExportedValue[]): Listed {
  const items = values.map(valueText).filter((text) => text !== null);
  return { items, complete: items.length === values.length };
}

/** A collection as a shell shows it: `{a, b}`, cut off as `{a, b...}`, or its items with commas or semicolons between them. */
function ofText(text: string): Listed | null {
  if (/^(?:System|Microsoft|Deserialized)\.[\w.]+(?:`\d+)?(?:\[.*\])?$/.test(text)) return null;
  const [, inner = text] = /^\{(.*)\}$/s.exec(text) ?? [];
  const whole = inner.replace(/(?:\.\.\.|\u2026)$/, '');
  // A shell breaks long lines where a blank stands.
  const line = whole.replace(/\s*\n\s*/g, ' ');
  // The commas within a distinguished name have no blank after them, and no CN follows a DC in one.
  const items = line.split(/CN=/i.test(line) ? /;\s*|,\s+|(?<=DC=[\w-]+),(?=CN=)/i : /[,;]\s*/);
  return { items: items.map((item) => item.trim()).filter((item) => item !== ''), complete: whole === inner };
}
