/**
 * Objects as Export-Clixml writes them (version 1.1.0.1): each property an element of its type, its name in the attribute `N`.
 */
import { type ExportedObject, type ExportedValue, isList, isObject, type XmlElement } from './exported.ts';

/**
 * The objects in an element of `Objs`: one, those of a list, none for a value that has no properties.
 *
 * Numbers and truth values are typed, dates and the like texts. An enum is its word. What is more than a text and has one, as
 * directory names do, has it as its property `ToString`. A reference to a value within the same object is that value, any other is null.
 */
export function exportedObjects(element: XmlElement): readonly ExportedObject[] {
  const value = valueOf(element, new Map());
  return (isList(value) ? value : [value]).filter(isObject);
}

type References = Map<string, ExportedValue>;

function valueOf(element: XmlElement, references: References): ExportedValue {
  switch (element.name) {
    case 'Nil':
      return null;
    case 'B':
      return element.text.trim() === 'true';
    case 'Ref':
      return references.get(element.attributes.get('RefId') ?? '') ?? null;
    case 'Obj': {
      const value = objectValue(element, references);
      references.set(element.attributes.get('RefId') ?? '', value);
      return value;
    }
    default:
      return numbers.has(element.name) ? Number(element.text) : unescaped(element.text);
  }
}

/** Bytes to 64 bit numbers, decimals. */
const numbers = new Set(['By', 'SB', 'I16', 'U16', 'I32', 'U32', 'I64', 'U64', 'Sg', 'Db', 'D']);

const lists = new Set(['LST', 'IE', 'QUE', 'STK']);

function objectValue(element: XmlElement, references: References): ExportedValue {
  const { children } = element;
  const list = children.find(({ name }) => lists.has(name));
  if (list !== undefined) return list.children.map((child) => valueOf(child, references));
  const properties = new Map<string, ExportedValue>();
  for (const child of children) {
    for (const each of child.children) {
      if (child.name === 'Props' || child.name === 'MS') properties.set(nameOf(each), valueOf(each, references));
      else if (child.name === 'DCT') setEntry(each, properties, references);
    }
  }
  const shown = children.find(({ name }) => name === 'ToString');
  if (properties.size === 0) {
    const primitive = children.find(({ name }) => name !== 'TN' && name !== 'TNRef' && name !== 'ToString');
    if (shown !== undefined) return unescaped(shown.text);
    return primitive !== undefined && !holders.has(primitive.name) ? valueOf(primitive, references) : null;
  }
  if (shown !== undefined && !properties.has('ToString')) properties.set('ToString', unescaped(shown.text));
  return { properties, place: element.place };
}

const holders = new Set(['Props', 'MS', 'DCT']);

/** An entry `En` of a dictionary: its key becomes the name. */
function setEntry({ children }: XmlElement, properties: Map<string, ExportedValue>, references: References): void {
  const [key, value] = ['Key', 'Value'].map((name) => children.find((child) => nameOf(child) === name));
  if (key !== undefined && value !== undefined) properties.set(String(valueOf(key, references)), valueOf(value, references));
}

function nameOf(element: XmlElement): string {
  return unescaped(element.attributes.get('N') ?? '');
}

/** PowerShell writes what XML cannot hold as `_xHHHH_`, a UTF-16 unit each. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}
