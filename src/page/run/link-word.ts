/**
 * A command as a word of a link: its letter, then its fields, with a dot where one number follows another: `h0.0S`.
 */
import { systemOf } from '../../engine/rules/system.ts';
import type { Command, Field } from '../../engine/specification.ts';
import type { Controls } from '../controls.ts';

/** By field, the names that a run has in it; a word tells them by their number. */
export type NameLists = ReadonlyMap<string, readonly string[]>;

export function wordOf({ rulebook, commands }: Controls, command: Command<any>, names: NameLists): string {
  const fields = Object.entries(systemOf(rulebook).fieldsOf(command.do));
  return fields.reduce((word, [name, field]) => {
    const code = codeOf(field, (command as Readonly<Record<string, unknown>>)[name], names.get(name));
    return /\d$/.test(word) && /^\d/.test(code) ? `${word}.${code}` : `${word}${code}`;
  }, commands[command.do]!.letter);
}

/** The command that a word stands for; null where it stands for none. */
export function commandIn({ rulebook, commands }: Controls, word: string, names: NameLists): Command<any> | null {
  const kind = Object.keys(commands).find((each) => commands[each]!.letter === word[0]);
  if (kind === undefined) return null;
  const codes = word.slice(1).match(/\d+|[a-z]/gi) ?? [];
  const fields = Object.entries(systemOf(rulebook).fieldsOf(kind));
  const values = fields.map(([name, field], index) => [name, valueOf(field, codes[index] ?? '', names.get(name))] as const);
  return values.some(([, value]) => value === undefined) ? null : { do: kind, ...Object.fromEntries(values) };
}

function codeOf(field: Field, value: unknown, names: readonly string[] = []): string {
  if (field.is === 'one of') return lettersOf(field.values)[field.values.indexOf(value as string)]!;
  return String(field.is === 'number' ? value : names.indexOf(value as string));
}

/** The value that a code stands for; undefined where it stands for none. */
function valueOf(field: Field, code: string, names: readonly string[] = []): string | number | undefined {
  if (field.is === 'one of') return field.values[lettersOf(field.values).indexOf(code)];
  const number = code === '' ? NaN : Number(code);
  if (field.is !== 'number') return names[number];
  return number >= field.from && number <= field.to ? number : undefined;
}

/** A letter for each value: its first, where that tells it from the others. */
function lettersOf(values: readonly string[]): readonly string[] {
  const first = values.map((value) => value[0] ?? '');
  const areLetters = new Set(first).size === values.length && first.every((letter) => /[a-z]/i.test(letter));
  return areLetters ? first : values.map((_, index) => String.fromCharCode(65 + index));
}
