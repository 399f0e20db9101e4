/**
 * Where the input ends: what the fields of commands take, in which form, and what they refuse, tried at their limits. It is behaviour
 * as much as a rule is: whoever lengthens a name changes what the system does.
 */
import { expectedOf, type Fields } from '../fields.ts';
import { guarded } from '../rules/author-error.ts';
import { systemOf } from '../rules/system.ts';
import type { Field, ListField, Rulebook } from '../specification.ts';

/** One value that was tried in a field. */
export interface Limit {
  /** `server`; with its command before it where another command has another field of that name. */
  readonly field: string;
  /** The value as ASCII JSON, or what it is where that would be long. */
  readonly value: string;
  /** The form in which it is held, as ASCII JSON; `as it is`; null where it is refused. */
  readonly taken: string | null;
}

/** Every field of every command at its limits, in the order of the commands; the same field of several commands once. */
export function limitsOf(rulebook: Rulebook): readonly Limit[] {
  const system = systemOf(rulebook);
  const tried = Object.keys(rulebook.commands).flatMap((kind) => {
    const fields = system.fieldsOf(kind);
    return Object.entries(fields).map(([name, field]) => {
      return { kind, name, limits: guarded(`the field ${name} of ${kind}`, () => limitsOfField(field)) };
    });
  });
  const named = Map.groupBy(tried, ({ name }) => name);
  return [...named].flatMap(([name, uses]) => {
    const shapes = [...new Map(uses.map((use) => [JSON.stringify(use.limits), use])).values()];
    const label = (kind: string) => (shapes.length === 1 ? name : `${kind} ${name}`);
    return shapes.flatMap(({ kind, limits }) => limits.map((limit) => ({ field: label(kind), ...limit })));
  });
}

function limitsOfField(field: Field): readonly Omit<Limit, 'field'>[] {
  const probes = new Map(probesOf(field).map((value) => [ascii(value), value]));
  const tried = [...probes].map(([value, given]) => {
    if (expectedOf(field, given) !== null) return { value, taken: null };
    const held = field.is === 'subject' ? field.normal(given as string) : given;
    return { value, taken: held === given ? 'as it is' : ascii(held) };
  });
  return field.is === 'subject' || field.is === 'text' ? [...tried, ...lengthsOf(field)] : tried;
}

function probesOf(field: Field): readonly unknown[] {
  switch (field.is) {
    case 'subject':
    case 'text':
      return [...field.examples, ...textsLike(field.examples[0] ?? 'a'), 1, null, true, []];
    case 'number':
      return [field.from - 1, field.from, field.from + 0.5, field.to, field.to + 1, String(field.from), null, true];
    case 'one of':
      return [...field.values, '', ...field.values.slice(0, 1).flatMap((first) => [first.toUpperCase(), `${first} `]), 0, null];
    case 'list':
      return lists(field);
  }
}

function lists({ of, count }: ListField): readonly unknown[] {
  const item = (which: Field | Fields): unknown => {
    if (typeof which['is'] !== 'string') {
      return Object.fromEntries(Object.entries(which as Fields).map(([name, each]) => [name, item(each)]));
    }
    const field = which as Field;
    if (field.is === 'list') return [];
    return field.is === 'one of' ? field.values[0] : field.examples[0];
  };
  const many = count ?? 1;
  return [many - 1, many, many + 1].map((length) => Array<unknown>(length).fill(item(of))).concat([[null]], [item(of) as unknown[]]);
}

/** Texts around the limits of names: of DNS (RFC 1035), of Windows, of Unicode. */
function textsLike(plain: string) {
  const upper = plain.toUpperCase();
  return [
    upper, `${plain}.`, `${upper}.`, `${plain}..`, `.${plain}`, `${plain}..${plain}`, ` ${plain}`, `${plain} `, '', ' ', '.', '_', '-',
    `_${plain}`, `${plain}_a`, `-${plain}`, `${plain}-`,
    'a b', 'a/b', 'a:b', 'a@b', 'a*b', 'a,b', "a'b", 'a"b', 'a\\b', 'a%41', 'a\tb', 'a\nb', 'a\0b',
    '1', '1.2.3', '192.0.2.1', '192.0.2.1.', '0x7f.1', '[::1]', '2001:db8::1', '::ffff:192.0.2.1', 'a.1',
    'caf\u00e9', 'cafe\u0301', 'CAF\u00c9', 'xn--caf-dma', 'stra\u00dfe', 'strasse',
    '\uff45\uff58\uff11', '\u0130', '\u03c3\u03c2', 'a\u3002b',
    '\u{1f600}', '\u{10400}', '\u200b', 'a\u200db', '\u00a0', 'a\u00adb', '\ud800', '\udc00a', '\ufffd', '\u0085', '\u202e',
  ];
}

/** How long a text may be, in one piece and in labels of 63 characters between dots: all lengths are tried, up to this one. */
const longest = 260;

const ofLength: readonly (readonly [says: string, text: (count: number) => string])[] = [
  ['letters', (count) => 'a'.repeat(count)],
  ['letters in labels of 63', (count) => `${`${'a'.repeat(63)}.`.repeat(longest / 63 + 1).slice(0, count - 1)}a`],
  ['such letters and a dot', (count) => `${`${'a'.repeat(63)}.`.repeat(longest / 63 + 1).slice(0, count - 2)}a.`],
  ['letters beyond U+FFFF', (count) => '\u{10400}'.repeat(count)],
];

function lengthsOf(field: Field) {
  return ofLength.map(([says, text]) => {
    const taken = Array.from({ length: longest }, (_, index) => index + 1).filter((count) => expectedOf(field, text(count)) === null);
    return { value: `how many ${says}`, taken: taken.length === 0 ? null : rangesText(taken) };
  });
}

/** `1 to 63`; what is taken at the longest that is tried may be longer. */
function rangesText(numbers: readonly number[]) {
  const starts = numbers.filter((number) => !numbers.includes(number - 1));
  return starts.map((from) => {
    let to = from;
    while (numbers.includes(to + 1)) to++;
    return to === longest ? `${from} and more` : `${from} to ${to}`;
  }).join(', ');
}

function ascii(value: unknown) {
  return JSON.stringify(value).replace(/[\x7f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
