/**
 * Which events of a log are those of the table; how many others there are of each kind, and which of them tell of another cause of the
 * same trouble.
 */
import { compareNames } from '../../../engine/text.ts';
import { copied, type EventRecord, shownTime } from './event-record.ts';
import type { LookAlikeEvents, Observation, OtherEvents } from '../../observation.ts';

/**
 * The number under which the table knows the event; null for any other event. Provider and number decide, as Lync and OCS 2007 R2 name
 * the provider (C5..C7, C10, C15, C19); one that is not named counts as the right one.
 */
export function relevantId({ provider, id }: EventRecord): Observation['id'] | null {
  const relevant = relevantIds.find((each) => each === id);
  if (relevant === undefined || provider === null) return relevant ?? null;
  return (relevant < 44_000 ? protocolStack : umRouting).test(provider) ? relevant : null;
}

const relevantIds = [14492, 14493, 14495, 14563, 44024, 44030] as const;

/** What another event of the log says about why integration may be broken, in plain words; null where it says nothing of the kind. */
export function otherCause({ provider, id, data, message }: EventRecord): string | null {
  const [source, says] = otherCauses[id ?? -1] ?? [];
  if (source?.test(provider ?? '') === true) return says!;
  for (const text of message === null ? data : [message]) {
    const cause = causeIn(text, provider);
    if (cause !== null) return cause;
  }
  return null;
}

/** Of numbers that were seen nowhere, what their texts quote tells. */
function causeIn(text: string, provider: string | null) {
  if (text.includes('The peer is not a configured server on this network interface')) return unknownPeer;
  return text.includes('15030') && /(?<!\d)15030(?!\d)/.test(text) && /^(?:ls|ocs) /i.test(provider ?? '') ? notRouted : null;
}

const protocolStack = /^(?:ls|ocs) protocol stack$/i;
const umRouting = /^(?:ls|ocs) exchange unified messaging routing$/i;

const notRouted = 'a call to Exchange Unified Messaging was not routed, though its server may be known';
const unknownPeer = 'the name in the certificate of a server is not in the table: it may not be the name that the pool has';
const badCertificate = 'a certificate of this server cannot be used';
const untrusted = 'TLS connections to other servers fail: their certificate is not trusted, or is for another name';
const noMessaging = 'Outlook on the web could not set up instant messaging: a setting or a certificate on the Exchange server';
const closedPort = 'a port for TLS could not be opened: the certificate for it, or the port itself';

/**
 * How sure: 14428 stands in the management pack for OCS 2007 R2 with this meaning; 14397 and 14694 were seen in an administrator's account
 * of a service that did not start for its certificate; 14347 and 14352 are in Microsoft's note 836410 on a TLS port that does not listen,
 * for the Live Communications Server; 12326 is in the management pack. Of later releases their numbers are likely, not certain.
 */
const otherCauses: Readonly<Record<number, readonly [source: RegExp, says: string]>> = {
  44009: [umRouting, notRouted],
  44028: [umRouting, notRouted],
  14428: [protocolStack, untrusted],
  14397: [protocolStack, badCertificate],
  14694: [protocolStack, badCertificate],
  14347: [protocolStack, closedPort],
  14352: [protocolStack, closedPort],
  12326: [/^(?:ls|ocs) server$/i, 'RTCSRV did not start, since its protocol stack did not'],
  112: [/^msexchange owa$/i, noMessaging],
};

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

  /**
   * Those that tell of another cause, in the order of provider and number, and the others; the last of these is all kinds beyond the first
   * 10,000, if any.
   */
  told() {
    const inOrder = (a: OtherKind, b: OtherKind) => compareNames(a.provider ?? '', b.provider ?? '') || (a.id ?? -1) - (b.id ?? -1);
    const kinds = [...this.kinds.values()].sort(inOrder);
    const others: OtherEvents[] = kinds.filter(({ says }) => says === null).map(({ provider, id, count }) => ({ provider, id, count }));
    if (this.beyond > 0) others.push({ provider: null, id: null, count: this.beyond });
    return { others, lookAlikes: kinds.filter((kind): kind is OtherKind & LookAlikeEvents => kind.says !== null) };
  }
}

type OtherKind = Omit<LookAlikeEvents, 'count' | 'says'> & { count: number; readonly says: string | null };

/** More is an attack on memory. */
const mostKinds = 10_000;
