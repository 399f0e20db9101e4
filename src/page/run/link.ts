/**
 * A run as the fragment of a link. A fragment comes from anybody: it is read as strictly as a file.
 *
 *     1;0000;ex1.contoso.com;DP1;h0.0S,s,a0.6,b;4;5f3759df
 *
 * are the version of this form, an answer to each assumption, the names that the commands have in each of their fields of names, the
 * commands (which tell such names by their number), how far the run is played, and a check over all that comes before it.
 */
import { systemOf } from '../../engine/rules/system.ts';
import { visible } from '../../engine/text.ts';
import { shortened } from '../echo.ts';
import { mostCommands } from './run.ts';
import type { Fields } from '../../engine/fields.ts';
import type { Command, Field, Words } from '../../engine/specification.ts';
import type { Controls } from '../controls.ts';
import type { PageRun } from './run.ts';

/** A link that holds no run; the message says why, fit to be shown. */
export class DamagedLink extends Error {
  override readonly name = 'DamagedLink';
}

/** The run as text in which nothing needs to be escaped in a link. */
export function linkOf(controls: Controls, { dialect, commands, at }: PageRun): string {
  const { choices } = systemOf(controls.specification).dialects;
  const answers = Object.entries(choices).map(([name, options]) => options.indexOf(dialect[name]!).toString(36));
  const names: NameLists = new Map(nameFields(controls).map(([name]) => [name, [...new Set(commands.flatMap((command) => valuesOf(command)[name] ?? []))] as string[]]));
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
  if (link.length > longest) throw new DamagedLink(`it is longer than ${longest} characters`);
  const [version, answers = '', ...others] = link.split(';');
  if (version !== '1') throw new DamagedLink('another version of this page has made it, or none');
  const fields = nameFields(controls);
  const [words = '', at = '', check] = others.slice(fields.length);
  if (others.length !== fields.length + 3 || checkOf(link.slice(0, link.lastIndexOf(';'))) !== check) throw new DamagedLink('it has been cut off or changed on its way');
  const names: NameLists = new Map(fields.map(([name, field], index) => [name, listOf(others[index]!).map((text) => nameIn(field, text))]));
  const run: PageRun = { dialect: dialectOf(controls, answers), commands: commandsOf(controls, words, names), at: Number(at) };
  // There is one link to a run: what is written in another way was not written here.
  if (!Number.isInteger(run.at) || run.at < 0 || run.at > run.commands.length || linkOf(controls, run) !== link) throw new DamagedLink('it does not hold together');
  return run;
}

/** A run of 1000 commands over 50 parts is shorter. */
const longest = 32_000;

/** By field, the names that a run has in it. */
type NameLists = ReadonlyMap<string, readonly string[]>;
type NameField = Extract<Field, { readonly is: 'subject' | 'text' }>;

/** The fields of commands in which names stand. */
function nameFields({ specification }: Controls): readonly (readonly [string, NameField])[] {
  const fields = Object.values(specification.commands as { readonly [kind: string]: { readonly fields: Fields } }).flatMap(({ fields }) => Object.entries(fields));
  return [...new Map(fields.filter((entry): entry is [string, NameField] => entry[1].is === 'subject' || entry[1].is === 'text'))];
}

function valuesOf(command: Command<Words>): Readonly<Record<string, unknown>> {
  return command as unknown as Readonly<Record<string, unknown>>;
}

/** The letter of a command, and its fields: names by their numbers, with a dot where one number follows another. */
function wordOf({ specification, commands }: Controls, command: Command<Words>, names: NameLists): string {
  const codes = Object.entries(systemOf(specification).fieldsOf(command.do)).map(([name, field]) => codeOf(field, valuesOf(command)[name], names.get(name)));
  return codes.reduce<string>((word, code) => `${word}${/\d$/.test(word) ? dotted(code) : code}`, commands[command.do]!.letter);
}

function dotted(code: string): string {
  return /^\d/.test(code) ? `.${code}` : code;
}

function codeOf(field: Field, value: unknown, names: readonly string[] = []): string {
  if (field.is === 'one of') return lettersOf(field.values)[field.values.indexOf(value as string)]!;
  return String(field.is === 'number' ? value : names.indexOf(value as string));
}

/** A letter for each value: its first, where no two begin alike. */
function lettersOf(values: readonly string[]): readonly string[] {
  const first = values.map((value) => value[0] ?? '');
  return new Set(first).size === values.length && first.every((letter) => /[a-z]/i.test(letter)) ? first : values.map((_, index) => String.fromCharCode(65 + index));
}

function commandsOf(controls: Controls, words: string, names: NameLists): readonly Command<Words>[] {
  const list = listOf(words);
  if (list.length > mostCommands) throw new DamagedLink(`it holds ${list.length} commands, and ${mostCommands} at most are played`);
  return list.map((word, index) => commandOf(controls, word, names) ?? fail(`there is no command ${JSON.stringify(visible(shortened(word)))} (the ${index + 1}.)`));
}

/** Null for a word that `wordOf` does not write. */
function commandOf({ specification, commands }: Controls, word: string, names: NameLists): Command<Words> | null {
  const kind = Object.keys(commands).find((each) => commands[each]!.letter === word[0]);
  if (kind === undefined) return null;
  const codes = [...word.slice(1).matchAll(/\d+|[a-z]/gi)].map(([code]) => code);
  const values = Object.entries(systemOf(specification).fieldsOf(kind)).map(([name, field], index) => [name, valueOf(field, codes[index] ?? '', names.get(name))] as const);
  return values.some(([, value]) => value === undefined) ? null : { do: kind, ...Object.fromEntries(values) };
}

/** The value that a code stands for; undefined where it stands for none. */
function valueOf(field: Field, code: string, names: readonly string[] = []): string | number | undefined {
  if (field.is === 'one of') return field.values[lettersOf(field.values).indexOf(code)];
  const number = /^\d{1,9}$/.test(code) ? Number(code) : NaN;
  return field.is === 'number' ? (number >= field.from && number <= field.to ? number : undefined) : names[number];
}

function dialectOf({ specification }: Controls, answers: string): PageRun['dialect'] {
  const chosen = Object.entries(systemOf(specification).dialects.choices).map(([name, options], index) => [name, options[parseInt(answers[index] ?? '', 36)]] as const);
  if (chosen.some(([, choice]) => choice === undefined)) throw new DamagedLink('it answers an assumption in a way that there is not');
  return Object.fromEntries(chosen) as PageRun['dialect'];
}

/** @throws DamagedLink for a text that is none of the field's. */
function nameIn(field: NameField, text: string): string {
  const name = decoded(text);
  const expected = field.check(name);
  if (expected === null) return name;
  return fail(field.is === 'subject' ? `${JSON.stringify(visible(shortened(name)))} is not ${expected.replace(': ', ': expected ')}` : `expected ${expected}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail('a name in it cannot be read');
  }
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
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
