/**
 * JSON with places: what is wrong is told by line, column and JSON pointer.
 */
import { type AnyNode, type DocumentNode, evaluate, parse } from '@humanwhocodes/momoa';
import { InputError } from './input-error.ts';

export interface JsonText {
  readonly value: unknown;
  /** `line:column (at /pointer)` of a value in the text, or of the field that it stands in. */
  place(pointer: string, part?: 'value' | 'field'): string;
}

/** @throws InputError where the text is no JSON, is nested too deeply, or names a member twice. */
export function readJson(text: string, file: string): JsonText {
  const json = text.replace(/^\uFEFF/, '');
  const plain = plainValue(json);
  if (plain !== null) return { ...plain, place: (pointer, part = 'value') => placeOf(parsed(json, file), pointer, part) };
  const document = parsed(json, file);
  refuseDepth(document.body, 1, file);
  refuseTwins(document.body, '', file);
  return { value: evaluate(document), place: (pointer, part = 'value') => placeOf(document, pointer, part) };
}

/** The value of a text in which nothing is wrong, without the places, which take ten times as long to find; else null. */
function plainValue(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    // Of two members of one name JSON.parse keeps the last: then there are fewer of them than names in the text.
    return countMembers(value, 1) === countNames(text) ? { value } : null;
  } catch {
    return null;
  }
}

/** The members of all objects in a value; NaN, which equals no count, where it is nested too deeply. */
function countMembers(value: unknown, depth: number): number {
  if (depth > deepest) return NaN;
  if (typeof value !== 'object' || value === null) return 0;
  const values: readonly unknown[] = Object.values(value);
  return values.reduce((count: number, each) => count + countMembers(each, depth + 1), Array.isArray(value) ? 0 : values.length);
}

/** In JSON, a string is a name where a colon follows it. */
function countNames(text: string) {
  let count = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon !== undefined) count++;
  return count;
}

/** A member's name as a JSON pointer writes it (RFC 6901). */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function parsed(text: string, file: string) {
  try {
    return parse(text, { mode: 'json' });
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(file, '', 'expected JSON that is not nested so deeply');
    throw noJson(text, file, error as ParseError);
  }
}

type ParseError = Error & { readonly line?: number; readonly column?: number };

/** The parser's message, in plain words. */
function noJson(text: string, file: string, { message, line, column }: ParseError) {
  if (text.trim() === '') return new InputError(file, '1:1', 'expected JSON, the file is empty');
  const [, token, characters = ''] = /^Unexpected (?:token (\w+)|(?:character|identifier) '([^]*)') found/.exec(message) ?? [];
  if (message.startsWith('Unexpected end') || characters === endOfText || endsEarly(text)) {
    const lines = text.split(/\r\n?|\n/);
    return new InputError(file, `${lines.length}:${lines.at(-1)!.length + 1}`, 'expected more JSON, the text ends here');
  }
  const found = token === undefined ? JSON.stringify(characters) : (tokens[token] ?? token);
  return new InputError(file, `${line}:${column}`, `expected JSON, found ${found} where it cannot stand`);
}

/** Whether the text is all right as far as it goes: the parser then takes the last token for the one that is wrong, JSON.parse does not. */
function endsEarly(text: string) {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const { message } = error as Error;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    return position === undefined ? /\bend of\b/.test(message) : Number(position) >= text.trimEnd().length;
  }
}

/** What the parser takes for a character when there is none left. */
const endOfText = '\uffff';

const tokens: Readonly<Record<string, string>> = {
  LBrace: '{', RBrace: '}', LBracket: '[', RBracket: ']', Comma: 'a comma', Colon: 'a colon',
  String: 'a text', Number: 'a number', Boolean: 'true or false', Null: 'null',
};

/** No format of the kit is nested nearly as deeply, and what walks the text must not run out of stack. */
const deepest = 64;

function refuseDepth(node: AnyNode, depth: number, file: string) {
  const { line, column } = node.loc.start;
  if (depth > deepest) throw new InputError(file, `${line}:${column}`, 'expected JSON that is not nested so deeply');
  for (const { value } of inside(node)) refuseDepth(value, depth + 1, file);
}

/** JSON.parse takes the last of two members of one name without a word; a person who wrote both meant something else. */
function refuseTwins(node: AnyNode, pointer: string, file: string) {
  const seen = new Set<string>();
  for (const { step, at: { line, column }, value } of inside(node)) {
    const at = `${pointer}/${escaped(step)}`;
    if (seen.has(step)) throw new InputError(file, `${line}:${column} (at ${at})`, `expected ${JSON.stringify(step)} once, not twice`);
    seen.add(step);
    refuseTwins(value, at, file);
  }
}

/** What is in a list or an object: by which step of a pointer, where it begins, and its value. */
function inside(node: AnyNode) {
  if (node.type === 'Array') return node.elements.map(({ loc, value }, index) => ({ step: String(index), at: loc.start, value }));
  const members = node.type === 'Object' ? node.members : [];
  return members.map(({ name, loc, value }) => ({ step: name.type === 'String' ? name.value : '', at: loc.start, value }));
}

function placeOf(document: DocumentNode, pointer: string, part: 'value' | 'field') {
  let place = { at: document.body.loc.start, value: document.body as AnyNode };
  for (const name of pointer.split('/').slice(1)) {
    const next = inside(place.value).find(({ step }) => escaped(step) === name);
    if (next === undefined) break;
    place = next;
  }
  const { line, column } = part === 'field' ? place.at : place.value.loc.start;
  return `${line}:${column}${pointer === '' ? '' : ` (at ${pointer})`}`;
}
