/**
 * A run as the fragment of a link. A fragment comes from anybody: it is read as strictly as a file.
 *
 *     1;0000;ex1.contoso.com;DP1;h0.0S,s,a0.6,b;4;5f3759df
 *
 * are the version of this form, an answer to each assumption, the names that the commands have in each field of names, the commands
 * (which tell such names by their number), how far the run is played, and a check over all that comes before it.
 */
import { systemOf } from '../../engine/rules/system.ts';
import { expectedOf } from '../../engine/fields.ts';
import { visible } from '../../engine/text.ts';
import { decoded, shortened } from '../route.ts';
import { mostCommands, type PageRun } from './run.ts';
import type { Command, Field } from '../../engine/specification.ts';
import type { Controls } from '../presentation.ts';

/** A link that holds no run; the message says why, fit to be shown. */
export class DamagedLink extends Error {
  override readonly name = 'DamagedLink';
}

/** The run as text in which nothing needs to be escaped in a link. */
export function linkOf(controls: Controls, { dialect, commands, at }: PageRun): string {
  const { choices, names: assumptions } = systemOf(controls.rulebook).dialects;
  const answers = assumptions.map((name) => choices[name]!.indexOf(dialect[name]!).toString(36));
  const values = commands as readonly unknown[] as readonly { readonly [field: string]: unknown }[];
  const namesIn = (field: string): readonly string[] =>
    [...new Set(values.flatMap((command) => (command[field] === undefined ? [] : [nameOf(command[field])])))];
  const names: NameLists = new Map([...nameFields(controls).keys()].map((field) => [field, namesIn(field)]));
  const lists = [...names.values()].map((list) => list.map(encodeURIComponent).join(','));
  const text = ['1', answers.join(''), ...lists, commands.map((command) => wordOf(controls, command, names)).join(','), at].join(';');
  return `${text};${checkOf(text)}`;
}

/**
 * The run that a link holds.
 *
 * @throws DamagedLink for what `linkOf` does not write.
 */
export function runOfLink(controls: Controls, link: string): PageRun {
  if (link.length > longest) fail(`it is longer than ${longest} characters`);
  const [version, answers = '', ...others] = link.split(';');
  if (version !== '1') fail('another version of this page has made it, or none');
  const fields = [...nameFields(controls)];
  const [words = '', at = '', check] = others.slice(fields.length);
  const isWhole = others.length === fields.length + 3 && checkOf(link.slice(0, link.lastIndexOf(';'))) === check;
  if (!isWhole) fail('it has been cut off or changed on its way');
  const names: NameLists = new Map(fields.map(([name, field], index) => [name, listOf(others[index]!).map((text) => nameIn(field, text))]));
  const run = { dialect: dialectOf(controls, answers), commands: commandsOf(controls, words, names), at: Number(at) };
  const isPlace = Number.isInteger(run.at) && run.at >= 0 && run.at <= run.commands.length;
  // There is one link to a run: what is written in another way was not written here.
  return isPlace && linkOf(controls, run) === link ? run : fail('it does not hold together');
}

/** By field, the names that a run has in it; a word tells them by their number. */
type NameLists = ReadonlyMap<string, readonly string[]>;

/** A run of 1000 commands over 50 parts is shorter. */
const longest = 32_000;

type NameField = Extract<Field, { readonly is: 'subject' | 'text' | 'list' }>;

/** A value as a name: a list as JSON. */
const nameOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The fields of commands in which names stand. */
function nameFields({ rulebook }: Controls): ReadonlyMap<string, NameField> {
  const fields = Object.keys(rulebook.commands).flatMap((kind) => Object.entries(systemOf(rulebook).fieldsOf(kind)));
  return new Map(fields.filter((entry): entry is [string, NameField] => ['subject', 'text', 'list'].includes(entry[1].is)));
}

function commandsOf(controls: Controls, words: string, names: NameLists): PageRun['commands'] {
  const list = listOf(words);
  if (list.length > mostCommands) fail(`it holds ${list.length} commands, and ${mostCommands} at most are played`);
  return list.map((word, index) => commandIn(controls, word, names) ?? fail(`there is no command ${quoted(word)} (the ${index + 1}.)`));
}

function dialectOf({ rulebook }: Controls, answers: string): PageRun['dialect'] {
  const { choices, names } = systemOf(rulebook).dialects;
  const unknown = 'it answers an assumption in a way that there is not';
  return Object.fromEntries(names.map((name, index) => [name, choices[name]![parseInt(answers[index] ?? '', 36)] ?? fail(unknown)]));
}

/** A command as a word of a link: its letter, then its fields, with a dot where one number follows another: `h0.0S`. */
function wordOf({ rulebook, commands }: Controls, command: Command<any>, names: NameLists): string {
  const fields = Object.entries(systemOf(rulebook).fieldsOf(command.do));
  return fields.reduce((word, [name, field]) => {
    const code = codeOf(field, (command as Readonly<Record<string, unknown>>)[name], names.get(name));
    return /\d$/.test(word) && /^\d/.test(code) ? `${word}.${code}` : `${word}${code}`;
  }, commands[command.do]!.letter);
}

/** The command that a word stands for; null where it stands for none. */
function commandIn({ rulebook, commands }: Controls, word: string, names: NameLists): Command<any> | null {
  const kind = Object.keys(commands).find((each) => commands[each]!.letter === word[0]);
  if (kind === undefined) return null;
  const codes = word.slice(1).match(/\d+|[a-z]/gi) ?? [];
  const fields = Object.entries(systemOf(rulebook).fieldsOf(kind));
  const values = fields.map(([name, field], index) => [name, valueOf(field, codes[index] ?? '', names.get(name))] as const);
  return values.some(([, value]) => value === undefined) ? null : { do: kind, ...Object.fromEntries(values) };
}

function codeOf(field: Field, value: unknown, names: readonly string[] = []): string {
  if (field.is === 'one of') return lettersOf(field.values)[field.values.indexOf(value as string)]!;
  return String(field.is === 'number' ? value : names.indexOf(nameOf(value)));
}

/** The value that a code stands for; undefined where it stands for none. */
function valueOf(field: Field, code: string, names: readonly string[] = []): unknown {
  if (field.is === 'one of') return field.values[lettersOf(field.values).indexOf(code)];
  const number = code === '' ? NaN : Number(code);
  if (field.is === 'list' && names[number] !== undefined) return JSON.parse(names[number]);
  if (field.is !== 'number') return names[number];
  return number >= field.from && number <= field.to ? number : undefined;
}

/** A letter for each value: its first, where that tells it from the others. */
function lettersOf(values: readonly string[]): readonly string[] {
  const first = values.map((value) => value[0] ?? '');
  const areLetters = new Set(first).size === values.length && first.every((letter) => /[a-z]/i.test(letter));
  return areLetters ? first : values.map((_, index) => String.fromCharCode(65 + index));
}

/** @throws DamagedLink for a text that is none of the field's. */
function nameIn(field: NameField, text: string): string {
  const name = decoded(text) ?? fail('a name in it cannot be read');
  const expected = field.is === 'list' ? expectedOf(field, parsed(name)) : field.check(name);
  if (expected === null) return name;
  return fail(field.is !== 'subject' ? `expected ${expected}` : `${quoted(name)} is not ${expected.replace(': ', ': expected ')}`);
}

/** Null for what is no JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}

function quoted(text: string): string {
  return JSON.stringify(visible(shortened(text)));
}

function fail(reason: string): never {
  throw new DamagedLink(reason);
}

/** FNV-1a over the text's characters, 32 bits: it tells a link that was cut off or mistyped, and guards against nobody. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
