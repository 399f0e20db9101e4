/**
 * Events of a log that are none of the table's: how many there are of each kind, and which of them tell of another cause.
 */
import { compareNames } from '../../../engine/text.ts';
import { otherCause } from './relevant.ts';
import { copied, type EventRecord } from './event-record.ts';
import { shownTime } from './time.ts';
import type { LookAlikeEvents, OtherEvents } from '../../observation.ts';

/** Counts events by provider, number and what they say. */
export class OtherCounts {
  private readonly kinds = new Map<string, OtherKind>();
  private beyond = 0;

  add(record: EventRecord): void {
    const { provider, id, at } = record;
    const says = otherCause(record);
    const key = `${id} ${says} ${provider === null ? '' : ` ${provider}`}`;
    const known = this.kinds.get(key);
    if (known !== undefined) known.count++;
    else if (this.kinds.size === mostKinds) this.beyond++;
    else this.kinds.set(copied(key), { provider: copied(provider), id, count: 1, firstAt: at === null ? null : shownTime(at), says });
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

  private sorted(): readonly OtherKind[] {
    const inOrder = (a: OtherKind, b: OtherKind): number => compareNames(a.provider ?? '', b.provider ?? '') || (a.id ?? -1) - (b.id ?? -1);
    return [...this.kinds.values()].sort(inOrder);
  }
}

type OtherKind = Omit<LookAlikeEvents, 'count' | 'says'> & { count: number; readonly says: string | null };

/** More is an attack on memory. */
const mostKinds = 10_000;
