/**
 * Options that several commands share.
 */
import { Option } from 'commander';
import { expectedNames } from '../engine/rules/malformed.ts';
import { UsageError } from './io.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Rulebook } from '../engine/specification.ts';

type Asked = Pick<Rulebook, 'assumptions'>;
type ParseDialect = (text: string, earlier: Choices) => Choices;

/**
 * A parser of `NAME=CHOICE,...` as choices for assumptions, on top of those of an earlier option; those left out are not chosen.
 *
 * @throws UsageError for an assumption or a choice that there is not, or one that is given twice.
 */
function dialectParser({ assumptions }: Asked): ParseDialect {
  return (text, earlier) => {
    const choices: Record<string, string | undefined> = { ...earlier };
    const refuse = (why: string): never => {
      throw new UsageError(`--dialect: ${why}`);
    };
    const names = Object.keys(assumptions);
    for (const part of text.split(',')) {
      const [name = '', ...rest] = part.split('=').map((word) => word.trim());
      const choice = rest.join('=');
      if (!names.includes(name)) refuse(`there is no assumption ${JSON.stringify(name)}; ${expectedNames(names)}`);
      const options: readonly string[] = assumptions[name]!.choices;
      if (!options.includes(choice)) refuse(`${name} cannot be ${JSON.stringify(choice)}; expected ${options.join(' or ')}`);
      if (Object.hasOwn(choices, name)) refuse(`${name} is given twice`);
      choices[name] = choice;
    }
    return choices;
  };
}

/**
 * `I/N`: shard I of N.
 *
 * @throws UsageError for anything else.
 */
export function parseShard(text: string): { readonly index: number; readonly of: number } {
  const [, index = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= 10_000) return { index, of };
  throw new UsageError(`--shard: expected I/N with I from 1 to N, such as 2/4, got ${JSON.stringify(text)}`);
}

/** A whole number in a range. @throws UsageError for anything else, when it is parsed. */
export function numberOption(flags: string, description: string, least: number, most: number, standard: number): Option {
  const parse = (text: string): number => {
    const number = Number(text);
    if (/^-?\d+$/.test(text) && number >= least && number <= most) return number;
    throw new UsageError(`${nameIn(flags)}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
  };
  return new Option(flags, description).argParser(parse).default(standard);
}

/** One word out of a few. @throws UsageError for any other, when it is parsed. */
export function wordOption(flags: string, description: string, words: readonly string[], standard?: string): Option {
  return new Option(flags, description).argParser(oneOf(nameIn(flags), words)).default(standard);
}

/**
 * A parser of words out of a few, with commas between them, for one option.
 *
 * @throws UsageError for any other.
 */
export function someOf(option: string, words: readonly string[]): (text: string) => readonly string[] {
  return (text) => text.split(',').map(oneOf(option, words));
}

function oneOf(option: string, words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new UsageError(`${option}: expected ${words.join(' or ')}, got ${JSON.stringify(text)}`);
  };
}

const nameIn = (flags: string): string => flags.replace(/ <.*/, '');

/** The same as `--format json`, as commands are told it, and so none beside another format. */
export function jsonOption(schema: string): Option {
  return new Option('--json', `print JSON (spec/schema/${schema}.schema.json)`).conflicts('format');
}

/** It may be given several times; each time adds a word. */
export function wordsOption(flags: string, description: string): Option {
  const add = (word: string, words: readonly string[]): readonly string[] => [...words, word];
  return new Option(flags, `${description}; may be given several times`).argParser(add).default([], 'none');
}

/** It may be given several times; `unchosen` is what stands in the help for no choice at all. */
export function dialectOption(words: Asked, description: string, unchosen = 'all'): Option {
  return new Option('--dialect <name=choice,...>', description).argParser(dialectParser(words)).default({}, unchosen);
}

/** The same with `any` for no choice at all. */
export function anyDialectOption(words: Asked, description: string): Option {
  const parse = dialectParser(words);
  const parseAny: ParseDialect = (text, earlier) => (text === 'any' ? earlier : parse(text, earlier));
  return new Option('--dialect <any|name=choice,...>', description).argParser(parseAny).default({}, 'any');
}

/** Maximum number of parts; under its first name in the words of the Known Servers Table, under its second for any rulebook. */
export function partsOption(standard: number): Option {
  return numberOption('--servers, --parts <n>', 'maximum number of parts in a random sequence', 1, 50, standard);
}
