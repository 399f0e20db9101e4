/**
 * Commands as a person writes them in a line: `pool.add ex1.contoso.com 6`, `dialPlan.host ex1.contoso.com "UM Plan" SipName`.
 */
import { wrongField } from '../engine/fields.ts';
import { systemOf } from '../engine/rules/system.ts';
import { InputError } from './input-error.ts';
import type { Command, Field, Rulebook, Words } from '../engine/specification.ts';

/**
 * The command in a line, in the words in which commands are shown.
 *
 * @param name what messages call the line.
 * @throws InputError, with the column, for what is no command.
 */
export function commandFromText<W extends Words>(rulebook: Rulebook<W>, text: string, name: string): Command<W> {
  const refuse = (column: number, expected: string): never => {
    throw new InputError(name, `1:${column}`, `expected ${expected}`);
  };
  const [first = { text: '', column: 1 }, ...rest] = wordsOf(text, name);
  const kinds = Object.keys(rulebook.commands);
  if (!kinds.includes(first.text)) refuse(first.column, `one of ${kinds.join(', ')}`);
  const fields = systemOf(rulebook).fieldsOf(first.text);
  const names = Object.keys(fields);
  const missing = names[rest.length];
  if (missing !== undefined) refuse(text.length + 1, `${missing} after ${[first.text, ...names.slice(0, rest.length)].join(' ')}`);
  const extra = rest[names.length];
  if (extra !== undefined) refuse(extra.column, `nothing more after ${[first.text, ...names].join(' ')}`);
  const values = Object.fromEntries(names.map((field, index) => [field, valueOf(fields[field]!, rest[index]!.text)]));
  const wrong = wrongField(fields, values);
  if (wrong !== null) {
    const { field, expected } = wrong;
    const isName = ['subject', 'text'].includes(fields[field]!.is); // what is expected of a name says that it is one
    refuse(rest[names.indexOf(field)]!.column, isName ? expected : `${field} to be ${expected}, got ${JSON.stringify(values[field])}`);
  }
  return { do: first.text, ...values } as unknown as Command<W>;
}

/** A number in digits is one; anything else is left for the check to refuse. */
function valueOf({ is }: Field, text: string) {
  return is === 'number' && /^\d+$/.test(text) ? Number(text) : text;
}

/** The words, with blanks between them, and their columns, counted from 1; one in double quotes is a JSON text. */
function wordsOf(text: string, name: string) {
  const words = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?=\s|$)|\S+/g)].map(({ 0: word, index }) => ({ word, column: index + 1 }));
  return words.map(({ word, column }) => ({ text: word.startsWith('"') ? unquoted(word, column, name) : word, column }));
}

function unquoted(word: string, column: number, name: string) {
  try {
    return String(JSON.parse(word));
  } catch {
    throw new InputError(name, `1:${column}`, 'expected a text in double quotes, with its quotes and backslashes escaped by a backslash');
  }
}
