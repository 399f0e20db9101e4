/**
 * Texts and numbers as they stand in whatever is written for people: the same on every machine and in every locale.
 */
import { visible } from '../engine/text.ts';
import type { Place } from '../engine/gate/result.ts';

/** A text in which nothing steers a terminal, ends a line, or is forbidden in XML 1.0: such characters are written out. */
export function plain(text: string): string {
  return visible(text).replace(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** `1 finding`, `2 findings`, `1,000 findings`. */
export function counted(count: number, one: string): string {
  return `${number(count)} ${count === 1 ? one : plural(one)}`;
}

/** `leases`, `entries`, `switches`. */
export function plural(one: string): string {
  return `${one.replace(/(?<=[^aeiou])y$/, 'ie').replace(/(?<=s|x|z|ch|sh)$/, 'e')}s`;
}

/** A text as a sentence or a heading begins. */
export function capital(text: string): string {
  return text.replace(/^./u, (letter) => letter.toUpperCase());
}

/** A name of code as a heading: `Pool add`, `Uri type`. */
export function titled(name: string): string {
  return capital(name.replace(/[._-]+/g, ' ').replace(/(?<=[a-z])[A-Z](?![A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).trim());
}

/** A number with its digits in groups of three, in every locale the same. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Lines of a file as in an editor's message: `src/kst/rules/pools.ts:12-18`. */
export function placeText({ file, from, to }: Place): string {
  return `${plain(file)}:${from}${to === from ? '' : `-${to}`}`;
}
