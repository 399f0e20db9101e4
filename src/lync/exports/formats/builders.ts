/**
 * What the XML reader hands to those who make something of it. Each gives on its item when the item's element closes.
 */
import { InputError } from '../../../inputs/input-error.ts';
import type { EventPart, ExportedEvent, XmlElement } from './exported.ts';

/** The attributes of an element, under their names as written. */
export type Attributes = Readonly<Record<string, string>>;

/** Makes items out of their elements and the elements and texts in them, which come in the order of the document. */
export interface ItemBuilder {
  /** @param name without its prefix. */
  open(name: string, attributes: Attributes, line: number): void;
  text(text: string): void;
  close(): void;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Builds an element whole, with everything in it. `open` throws InputError for more attributes than an element of any format has. */
export function treeBuilder(file: string, give: (root: XmlElement) => void): ItemBuilder {
  const opened: OpenElement[] = [];
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

type EventDraft = { -readonly [part in EventPart]: string | null } & { readonly data: string[]; readonly place: ExportedEvent['place'] };

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
        else if (name === 'TimeCreated') draft.systemTime ??= attributes['SystemTime'] ?? null;
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
function partOf(section: string, name: string): EventPart | 'data' | null {
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
  ['EventID', 'eventId'], ['EventRecordID', 'recordId'], ['Channel', 'channel'], ['Computer', 'computer'],
]);

function blankEvent(file: string, line: number): EventDraft {
  const unsaid = { provider: null, eventId: null, systemTime: null, recordId: null, channel: null, computer: null, message: null };
  return { ...unsaid, data: [], place: { file, line } };
}
