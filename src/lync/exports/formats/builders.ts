/**
 * What the XML reader hands to those who make something of it. Each gives on its item when the item's element closes.
 */
import { InputError } from '../../../inputs/input-error.ts';
import {
  type EventPart, type ExportedEvent, type ExportedObject, type ExportedValue, isList, isObject, type XmlElement,
} from './exported.ts';

/** The attributes of an element, under their names as written. */
export type Attributes = Readonly<Record<string, string>>;

/** Makes items out of their elements and the elements and texts in them, which come in the order of the document. */
export interface ItemBuilder {
  /** @param name without its prefix. */
  open(name: string, attributes: Attributes, line: number): void;
  text(text: string): void;
  close(): void;
}

/** Builds an element whole, with everything in it. `open` throws InputError for more attributes than an element of any format has. */
export function treeBuilder(file: string, give: (root: XmlElement) => void): ItemBuilder {
  const opened: XmlElement[] = [];
  return {
    open: (name, written, line) => {
      const entries = Object.entries(written);
      if (entries.length > mostAttributes) {
        throw new InputError(file, `${line}`, `expected at most ${mostAttributes} attributes in an element`);
      }
      const attributes = new Map(entries.map(([each, value]) => [each.slice(each.indexOf(':') + 1), value]));
      const element = { name, attributes, children: [], text: '', place: { file, line } };
      opened.at(-1)?.children.push(element);
      opened.push(element);
    },
    text: (text) => {
      opened.at(-1)!.text += text;
    },
    close: () => {
      const closed = opened.pop()!;
      if (opened.length === 0) give(closed);
    },
  };
}

const mostAttributes = 256;

/** Builds the few parts of an `Event` element: logs hold a million of them, and a tree of each would take most of the time. */
export function eventBuilder(file: string, give: (event: ExportedEvent) => void): ItemBuilder {
  let draft = blankEvent(file, 0);
  let depth = 0;
  /** The child of `Event` that is open. */
  let section = '';
  let part: EventPart | 'data' | null = null;
  let value = '';
  return {
    open: (name, attributes, line) => {
      depth++;
      if (depth === 1) draft = blankEvent(file, line);
      else if (depth === 2) section = name;
      else {
        part = partOf(section, name);
        value = '';
        if (section !== 'System') return;
        if (name === 'Provider') draft.provider ??= attributes['Name'] ?? attributes['EventSourceName'] ?? null;
        else if (name === 'TimeCreated') draft.at ??= attributes['SystemTime'] ?? null;
      }
    },
    text: (text) => {
      if (part !== null) value += text;
    },
    close: () => {
      depth--;
      if (part === 'data') draft.data.push(value);
      else if (part !== null && value !== '') draft[part] ??= value;
      part = null;
      if (depth === 0) give(draft);
    },
  };
}

/** The part whose text an element of a section is. */
function partOf(section: string, name: string) {
  switch (section) {
    case 'System':
      return systemParts.get(name) ?? null;
    case 'EventData':
      return name === 'Data' ? 'data' : null;
    case 'UserData':
      // Each element with nothing but a text in it: one that holds others is no part any more when it closes.
      return 'data';
    default:
      return section === 'RenderingInfo' && name === 'Message' ? 'message' : null;
  }
}

const systemParts: ReadonlyMap<string, EventPart> = new Map([
  ['EventID', 'id'], ['EventRecordID', 'recordId'], ['Channel', 'log'], ['Computer', 'computer'],
]);

function blankEvent(file: string, line: number): ExportedEvent {
  const unsaid = { provider: null, id: null, at: null, recordId: null, log: null, computer: null, message: null };
  return { ...unsaid, data: [], place: { file, line } };
}

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

function objectValue(element: XmlElement, references: References) {
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
function setEntry({ children }: XmlElement, properties: Map<string, ExportedValue>, references: References) {
  const [key, value] = ['Key', 'Value'].map((name) => children.find((child) => nameOf(child) === name));
  if (key !== undefined && value !== undefined) properties.set(String(valueOf(key, references)), valueOf(value, references));
}

function nameOf(element: XmlElement) {
  return unescaped(element.attributes.get('N') ?? '');
}

/** PowerShell writes what XML cannot hold as `_xHHHH_`, a UTF-16 unit each. */
function unescaped(text: string) {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}
