/**
 * Events of a log that are none of the table's: how many there are of each kind, and which of them tell of another cause.
 */
import { compareNames } from '../../../engine/text.ts';
import { otherCause } from './relevant.ts';
import { copied } from './texts.ts';
import { readTime, timeText } from './time.ts';
import type { EventRecord } from './event-record.ts';
import type { LookAlikeEvents, OtherEvents } from './read-log.ts';

/** Counts events by provider, number and what they say. */
export class OtherCounts {
  /** By provider, then by number, with what they say where they say something. */
  private readonly kinds = new Map<string | null, Map<number | string | null, OtherKind>>();
  private count = 0;
  private beyond = 0;

  add(record: EventRecord): void {
    const { provider, id } = record;
    const says = otherCause(record);
    const key = says === null ? id : `${id} ${says}`;
    const known = this.kinds.get(provider)?.get(key);
    if (known !== undefined) known.count++;
    else if (this.count < mostKinds) this.addKind(record, key, says);
    else this.beyond++;
  }

  /** Those that tell of no other cause, in the order of provider and number; the last is all kinds beyond the first 10,000, if any. */
  others(): readonly OtherEvents[] {
    const others = this.sorted().filter(({ says }) => says === null).map(({ provider, id, count }) => ({ provider, id, count }));
    return this.beyond === 0 ? others : [...others, { provider: null, id: null, count: this.beyond }];
  }

  /** Those that tell of another cause, in the same order. */
  lookAlikes(): readonly LookAlikeEvents[] {
    return this.sorted().filter((kind): kind is OtherKind & LookAlikeEvents => kind.says !== null);
  }

  private addKind({ provider, id, at }: EventRecord, key: number | string | null, says: string | null): void {
    this.count++;
    const ofProvider = this.kinds.get(provider) ?? new Map<number | string | null, OtherKind>();
    this.kinds.set(copied(provider), ofProvider);
    ofProvider.set(key, { provider: copied(provider), id, count: 1, firstAt: shownTime(at), says });
  }

  private sorted(): readonly OtherKind[] {
    const kinds = [...this.kinds.values()].flatMap((ofProvider) => [...ofProvider.values()]);
    return kinds.sort((a, b) => compareNames(a.provider ?? '', b.provider ?? '') || (a.id ?? -1) - (b.id ?? -1));
  }
}

interface OtherKind {
  readonly provider: string | null;
  readonly id: number | null;
  count: number;
  readonly firstAt: string | null;
  readonly says: string | null;
}

/** More is an attack on memory. */
const mostKinds = 10_000;

/** When an event was logged, as LoggedEvent has it. */
function shownTime(at: string | null): string | null {
  if (at === null) return null;
  const { monthFirst, full } = readTime(at);
  return full ? timeText(monthFirst) : copied(at);
}
