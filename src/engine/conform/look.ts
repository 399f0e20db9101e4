/**
 * What an answer shows: a text that is equal for answers that the protocol takes for the same. Lists compare as sets,
 * events of one server keep their order, those of different servers may come in any, and 14492 and 44024 come first.
 */
import { tableOf } from '../../kst/state.ts';
import type { Refusal } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { Entry, World } from '../../kst/state.ts';

/** What an implementation lets see of itself: its table alone, or its events as well. */
export type Observes = 'table' | 'table and events';

/** The answer to a command, as the rules have it. */
export type Answer = { readonly rejected: Refusal } | { readonly events: readonly Event[]; readonly table: readonly Entry[] };

/** The answer that the rules give with a step. */
export function answerOf({ refused, events, next }: { readonly refused: Refusal | null; readonly events: readonly Event[]; readonly next: World }): Answer {
  return refused === null ? { events, table: tableOf(next) } : { rejected: refused };
}

/**
 * What an answer shows, whoever gave it. What is no answer in the sense of the protocol looks like nothing but itself.
 *
 * @param answer an answer without its `seq`.
 */
export function lookOf(answer: unknown, observes: Observes): string {
  const parts = partsOf(answer, observes);
  if (parts === null) return `no answer: ${JSON.stringify(answer)}`;
  return [...parts].map(([part, look]) => `${part} ${look}`).sort().join('; ');
}

/**
 * An answer in parts, each of which can be right or wrong by itself: `refused`; `lists`, which of 14492 and 44024 come first,
 * and what each of them lists; and of each server its events and its entries, as `events NAME` and `table NAME`. Null for what
 * is no answer.
 */
export function partsOf(answer: unknown, observes: Observes): ReadonlyMap<string, string> | null {
  if (!isObject(answer)) return null;
  const { rejected, error, events, table } = answer;
  // Many languages write what is not there as null.
  if (!isAbsent(error)) return null;
  if (!isAbsent(rejected)) return typeof rejected === 'string' && isAbsent(table) && isAbsent(events) ? new Map([['refused', rejected]]) : null;
  const parts = new Map<string, string>();
  const whole = addEntries(parts, table) && (observes === 'table' || addEvents(parts, events));
  return whole ? parts : null;
}

/** Adds the entries of each server, in whatever order; one twice is not the same as once. False where something is no entry. */
function addEntries(parts: Map<string, string>, table: unknown): boolean {
  if (!Array.isArray(table)) return false;
  const versions = new Map<string, number[]>();
  for (const entry of table as readonly unknown[]) {
    if (!isObject(entry)) return false;
    const { server, version } = entry;
    if (typeof server !== 'string' || typeof version !== 'number') return false;
    versions.set(server, [...(versions.get(server) ?? []), version]);
  }
  for (const [server, listed] of versions) parts.set(`table ${server}`, listed.sort((a, b) => a - b).join(' '));
  return true;
}

/** Adds the lists of servers that come first, then each server's own events. False where something is no event. */
function addEvents(parts: Map<string, string>, events: unknown): boolean {
  if (!Array.isArray(events)) return false;
  let listsOnly = true;
  for (const event of events as readonly unknown[]) {
    const look = eventLook(event);
    if (look === null) return false;
    const { id, server } = event as { readonly id: number; readonly server?: unknown };
    listsOnly &&= server === undefined;
    if (typeof server === 'string') addTo(parts, `events ${server}`, look);
    else {
      addTo(parts, listsOnly ? 'lists' : 'lists too late', String(id));
      addTo(parts, `list ${id}`, look);
    }
  }
  return true;
}

function addTo(parts: Map<string, string>, part: string, look: string): void {
  parts.set(part, [parts.get(part) ?? [], look].flat().join(' '));
}

function eventLook(event: unknown): string | null {
  if (!isObject(event)) return null;
  const { id, server, servers, version, versions, name } = event;
  switch (id) {
    case 14492:
    case 44024: {
      const list = listLook(servers, id === 14492 ? entryLook : nameLook);
      return list === null || server !== undefined ? null : `${id} ${list}`;
    }
    case 14493:
    case 14495:
      return typeof server === 'string' && typeof version === 'number' ? `${id} ${version}` : null;
    case 14563: {
      const list = listLook(versions, (each) => (typeof each === 'number' ? String(each) : null));
      return typeof server !== 'string' || list === null ? null : `${id} ${list}`;
    }
    case 44030:
      return typeof server === 'string' ? String(id) : null;
    case null:
      return typeof server === 'string' && (name === 'exchange-server-added' || name === 'exchange-server-removed') ? name : null;
    default:
      return null;
  }
}

function entryLook(entry: unknown): string | null {
  return isObject(entry) && typeof entry['server'] === 'string' && typeof entry['version'] === 'number' ? `${JSON.stringify(entry['server'])}=${entry['version']}` : null;
}

function nameLook(name: unknown): string | null {
  return typeof name === 'string' ? JSON.stringify(name) : null;
}

/** A list in whatever order. */
function listLook(list: unknown, lookOfEach: (each: unknown) => string | null): string | null {
  if (!Array.isArray(list)) return null;
  const looks = list.map(lookOfEach);
  return looks.includes(null) ? null : `[${looks.sort().join(' ')}]`;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
