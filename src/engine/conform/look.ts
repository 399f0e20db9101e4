/**
 * What an answer shows: a text that is equal for answers that the protocol takes for the same. Lists compare as sets, events of one
 * part keep their order, those of different parts may come in any, and what is about no part comes first.
 */
import { constantsOf, type Fields, isField, isObject, subjectField, type Values } from '../fields.ts';
import { guarded } from '../rules/author-error.ts';
import { type System, systemOf } from '../rules/system.ts';
import { canonicalJson } from '../text.ts';
import type { Played } from '../rules/play.ts';
import type { Field, ListField, Rulebook, Words } from '../specification.ts';

/** The answer to a command, as the rules have it: why it is refused, or its events and, by name, what is observed after it. */
export type RulesAnswer<W extends Words = any> =
  | { readonly rejected: W['Refusal'] }
  | { readonly events: readonly W['Event'][]; readonly [observed: string]: unknown };

/** Something in an answer that can be right or wrong by itself. */
export interface AnswerPart {
  /** The part of the state that it is about; null for what is about none. */
  readonly about: string | null;
  readonly looks: readonly string[];
}

/** The answer that the rules give with a step. @throws AuthorError */
export function answerOf(rulebook: Rulebook, { refused, events, next }: Pick<Played, 'refused' | 'events' | 'next'>): RulesAnswer {
  return refused === null ? { events, ...guarded('observed', () => rulebook.observed(next)) } : { rejected: refused };
}

/** How a reset is answered that works. @throws AuthorError */
export function answerToReset(rulebook: Rulebook): RulesAnswer {
  return answerOf(rulebook, { refused: null, events: [], next: systemOf(rulebook).start });
}

/** Whoever sees what an implementation lets see of itself. */
export class Onlooker<W extends Words = any> {
  readonly rulebook: Rulebook<W>;
  /** What is seen: names of what is observed, and `events`. */
  readonly observes: readonly string[];
  private readonly system: System<W>;

  constructor(rulebook: Rulebook<W>, observes: readonly string[]) {
    this.rulebook = rulebook;
    this.observes = observes;
    this.system = systemOf(rulebook);
  }

  /**
   * What an answer shows, whoever gave it. What is no answer in the sense of the protocol looks like nothing but itself.
   *
   * @param answer an answer without its `seq`.
   */
  lookOf(answer: unknown): string {
    const parts = this.partsOf(answer);
    if (parts === null) return `no answer: ${JSON.stringify(answer)}`;
    return [...parts].map(([name, { looks }]) => JSON.stringify([name, ...looks])).sort().join();
  }

  /**
   * An answer in parts: `refused`; which events about no part come first, and what each of them says; and the events and what is
   * observed of each part. Null for what is no answer.
   */
  partsOf(answer: unknown): ReadonlyMap<string, AnswerPart> | null {
    if (!isObject(answer)) return null;
    const { rejected, error, events } = answer;
    // Many languages write what is not there as null.
    if (!isAbsent(error)) return null;
    if (!isAbsent(rejected)) {
      const alone = [events, ...this.system.observes.map((name) => answer[name])].every(isAbsent);
      return typeof rejected === 'string' && alone ? new Map([['refused', { about: null, looks: [rejected] }]]) : null;
    }
    const pieces = this.observes.flatMap((name) => (name === 'events' ? this.events(events) : this.observed(name, answer[name])));
    if (pieces.some(({ look }) => look === null)) return null;
    const parts = Map.groupBy(pieces, ({ name, about }) => (about === null ? name : `${name} of ${about}`));
    return new Map([...parts].map(([key, own]) => [key, { about: own[0]!.about, looks: own.map(({ look }) => look!) }]));
  }

  /** What is observed. Records of parts may come in any order; one twice is not once. */
  private observed(name: string, value: unknown): readonly Piece[] {
    const field = this.rulebook.observedFields?.[name];
    const fields = field?.is === 'list' && !isField(field.of) ? field.of : null;
    const subject = fields === null ? this.system.partField : subjectField(fields);
    if (subject === null || !isListAbout(subject, value)) {
      return [{ name, about: null, look: field === undefined ? canonicalJson(value) ?? null : lookOf(field, value) }];
    }
    const pieces = value.map(({ [subject]: about, ...rest }) => {
      return { name, about: about as string, look: fields === null ? canonicalJson(rest) : looksOf(fields, rest, subject) };
    });
    return pieces.sort((a, b) => (a.look! < b.look! ? -1 : 1));
  }

  private events(events: unknown): readonly Piece[] {
    if (!Array.isArray(events)) return [unreadable];
    let first = true;
    return events.flatMap((event: unknown): Piece | readonly Piece[] => {
      const name = this.nameOf(event);
      if (name === null) return unreadable;
      const { fields } = this.rulebook.events[name as W['EventName']];
      const subject = subjectField(fields);
      const look = looksOf(fields, event as Values, subject);
      if (subject === null) {
        return [{ name: first ? 'first events' : 'later events', about: null, look: name }, { name: `event ${name}`, about: null, look }];
      }
      first = false;
      const about = (event as Values)[subject];
      return typeof about === 'string' && look !== null ? { name: 'events', about, look: `${name} ${look}` } : unreadable;
    });
  }

  /** The name of an event, which has whatever else its example has beside its fields; null for anything else. */
  private nameOf(event: unknown) {
    if (!isObject(event)) return null;
    const { events, nameOf } = this.rulebook;
    let name: string;
    try {
      name = nameOf(event);
    } catch {
      return null; // it was written for events
    }
    if (!Object.hasOwn(events, name)) return null;
    const constants = Object.entries(constantsOf(events[name as W['EventName']]));
    return constants.every(([key, value]) => canonicalJson(event[key]) === canonicalJson(value)) ? name : null;
  }
}

/** How something looks that an answer shows of a part, or of none; null for what is not of its shape. */
interface Piece {
  readonly name: string;
  readonly about: string | null;
  readonly look: string | null;
}

const unreadable: Piece = { name: '', about: null, look: null };

/** How the fields of a record look; null where one of them is missing or of another kind. What else it has does not matter. */
function looksOf(fields: Fields, record: Values, subject: string | null = null): string | null {
  const looks = Object.entries(fields).flatMap(([name, field]) => (name === subject ? [] : [lookOf(field, record[name])]));
  return looks.includes(null) ? null : looks.join(' ');
}

/** How the value of a field looks; a text or number that its check would not let through is a wrong one, and no other kind of thing. */
function lookOf(field: Field, value: unknown): string | null {
  switch (field.is) {
    case 'subject': case 'text': case 'one of':
      return typeof value === 'string' ? JSON.stringify(value) : null;
    case 'number':
      return typeof value === 'number' ? String(value) : null;
    case 'list':
      return lookOfList(field, value);
  }
}

/** A list in whatever order. */
function lookOfList({ of }: ListField, value: unknown): string | null {
  if (!Array.isArray(value)) return null;
  const looks = value.map((item: unknown) => (isField(of) ? lookOf(of, item) : isObject(item) ? looksOf(of, item) : null));
  return looks.includes(null) ? null : `[${looks.sort().join(', ')}]`;
}

function isListAbout(subject: string, value: unknown): value is readonly Values[] {
  return Array.isArray(value) && value.every((item: unknown) => isObject(item) && typeof item[subject] === 'string');
}

function isAbsent(value: unknown) {
  return value === undefined || value === null;
}
