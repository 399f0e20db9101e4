/**
 * Commands as a person writes them in a line: `pool.add ex1.contoso.com 6`, `dialPlan.host ex1.contoso.com "UM Plan" SipName`.
 */
import { checkCommand, NotACommand, wrongName } from '../kst/commands.ts';
import { InputError } from './input-error.ts';
import type { Command, CommandKind } from '../kst/commands.ts';

/**
 * The command in a line, in the words of `commandText`.
 *
 * @param name what messages call the line.
 * @throws InputError, with the column, for what is no command.
 */
export function commandFromText(text: string, name: string): Command {
  const [first, ...rest] = wordsOf(text, name);
  const kind = Object.keys(fields).find((known) => known === first?.text) as CommandKind | undefined;
  if (kind === undefined) throw new InputError(name, `1:${first?.column ?? 1}`, `expected one of ${Object.keys(fields).join(', ')}`);
  const wanted = fields[kind];
  for (const [index, field] of wanted.entries()) {
    if (rest[index] === undefined) throw new InputError(name, `1:${text.length + 1}`, `expected ${field} after ${[kind, ...wanted.slice(0, index)].join(' ')}`);
  }
  const extra = rest[wanted.length];
  if (extra !== undefined) throw new InputError(name, `1:${extra.column}`, `expected nothing more after ${[kind, ...wanted].join(' ')}`);
  const values = wanted.map((field, index) => [field, valueOf(field, rest[index]!.text)] as const);
  const command = Object.fromEntries([['do', kind], ...values]) as unknown as Command;
  const wrong = wrongName(command);
  if (wrong !== null) throw new InputError(name, `1:${rest[wanted.indexOf(wrong.field)]!.column}`, `expected ${wrong.expected}`);
  try {
    checkCommand(command);
  } catch (error) {
    if (!(error instanceof NotACommand)) throw error;
    const at = wanted.findIndex((field) => error.message.includes(`expected ${field} `));
    throw new InputError(name, `1:${(rest[at] ?? first!).column}`, error.message.replace('not a command: ', ''));
  }
  return command;
}

type Field = 'server' | 'version' | 'plan' | 'uriType';

/** What stands after the kind of a command, in order. */
const fields: { readonly [kind in CommandKind]: readonly Field[] } = {
  'pool.add': ['server', 'version'],
  'pool.remove': ['server'],
  'dialPlan.host': ['server', 'plan', 'uriType'],
  'dialPlan.unhost': ['server', 'plan'],
  'umRouting.discover': [],
  'rtcsrv.start': [],
  'rtcsrv.stop': [],
  'rtcsrv.restart': [],
};

/** A version in digits is a number; anything else is left for the check to refuse. */
function valueOf(field: Field, text: string): string | number {
  return field === 'version' && /^\d+$/.test(text) ? Number(text) : text;
}

interface Word {
  readonly text: string;
  /** Counted from 1. */
  readonly column: number;
}

/** The words, with blanks between them; one in double quotes is a JSON text. */
function wordsOf(text: string, name: string): readonly Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(?=\s|$)|\S+/g)) {
    words.push({ text: word.startsWith('"') ? unquoted(word, index + 1, name) : word, column: index + 1 });
  }
  return words;
}

function unquoted(word: string, column: number, name: string): string {
  try {
    return String(JSON.parse(word));
  } catch {
    throw new InputError(name, `1:${column}`, 'expected a text in double quotes, with its quotes and backslashes escaped by a backslash');
  }
}
