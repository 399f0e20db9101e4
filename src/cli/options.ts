/**
 * Options that several commands share.
 */
import { expectedNames } from '../engine/rules/malformed.ts';
import { UsageError } from './io.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Rulebook } from '../engine/specification.ts';

type ParseDialect = (text: string, earlier: Choices) => Choices;

/**
 * A parser of `NAME=CHOICE,...` as choices for assumptions, on top of those of an earlier option; those left out are not chosen.
 *
 * @throws UsageError for an assumption or a choice that there is not, or one that is given twice.
 */
export function dialectParser({ assumptions }: Pick<Rulebook, 'assumptions'>): ParseDialect {
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

/** A parser of `any`, or of what that one takes. */
export function anyOr(parse: ParseDialect): ParseDialect {
  return (text, earlier) => (text === 'any' ? earlier : parse(text, earlier));
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

/**
 * A parser of whole numbers in a range, for one option.
 *
 * @throws UsageError for anything else.
 */
export function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^-?\d+$/.test(text) && number >= least && number <= most) return number;
    throw new UsageError(`${option}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
  };
}

/**
 * A parser of words out of a few, with commas between them, for one option.
 *
 * @throws UsageError for any other.
 */
export function someOf(option: string, words: readonly string[]): (text: string) => readonly string[] {
  return (text) => text.split(',').map(oneOf(option, ...words));
}

/**
 * A parser of one word out of a few, for one option.
 *
 * @throws UsageError for any other.
 */
export function oneOf(option: string, ...words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new UsageError(`${option}: expected ${words.join(' or ')}, got ${JSON.stringify(text)}`);
  };
}
