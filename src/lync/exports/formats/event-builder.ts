/**
 * An `Event` element of an event log, read into its few parts: logs hold a million of them, and a tree of each would take most of the time.
 */
import type { ExportedEvent } from './exported.ts';
import type { Attributes, ItemBuilder } from './item-builder.ts';

/** The parts whose text is wanted, by the element that they stand in and their own name. */
type Part = 'provider' | 'eventId' | 'recordId' | 'channel' | 'computer' | 'message' | 'data';

type EventDraft = { -readonly [K in Exclude<keyof ExportedEvent, 'data'>]: ExportedEvent[K] } & { data: string[] };

/** Builds an `ExportedEvent`. */
export class EventBuilder implements ItemBuilder {
  private readonly file: string;
  private draft: EventDraft;
  private depth = 0;
  /** The child of `Event` that is open. */
  private section = '';
  private part: Part | null = null;
  private value = '';

  constructor(file: string) {
    this.file = file;
    this.draft = blank(file, 0);
  }

  open(name: string, attributes: Attributes, line: number): void {
    this.depth++;
    if (this.depth === 1) {
      this.draft = blank(this.file, line);
    } else if (this.depth === 2) {
      this.section = name;
    } else {
      this.part = this.partOf(name);
      this.value = '';
      if (this.section === 'System') this.attributes(name, attributes);
    }
  }

  text(text: string): void {
    if (this.part !== null) this.value += text;
  }

  close(): void {
    this.depth--;
    if (this.part === null) return;
    if (this.part === 'data') this.draft.data.push(this.value);
    else if (this.value !== '') this.draft[this.part] ??= this.value;
    this.part = null;
  }

  /** The event that was closed last. */
  finish(): ExportedEvent {
    return this.draft;
  }

  private partOf(name: string): Part | null {
    switch (this.section) {
      case 'System':
        return systemParts.get(name) ?? null;
      case 'EventData':
        return name === 'Data' ? 'data' : null;
      case 'UserData':
        // Each element with nothing but a text in it: one that holds others is no part any more when it closes.
        return 'data';
      default:
        return this.section === 'RenderingInfo' && name === 'Message' ? 'message' : null;
    }
  }

  private attributes(name: string, attributes: Attributes): void {
    if (name === 'Provider') this.draft.provider ??= attributes['Name'] ?? attributes['EventSourceName'] ?? null;
    else if (name === 'TimeCreated') this.draft.systemTime ??= attributes['SystemTime'] ?? null;
  }
}

const systemParts: ReadonlyMap<string, Part> = new Map([
  ['EventID', 'eventId'],
  ['EventRecordID', 'recordId'],
  ['Channel', 'channel'],
  ['Computer', 'computer'],
]);

function blank(file: string, line: number): EventDraft {
  const unsaid = { provider: null, eventId: null, systemTime: null, recordId: null, channel: null, computer: null };
  return { ...unsaid, data: [], message: null, place: { file, line } };
}
