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
  return `${number(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** A number with its digits in groups of three, in every locale the same. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Lines of a file as in an editor's message: `src/kst/rules/pools.ts:12-18`. */
export function placeText({ file, from, to }: Place): string {
  return `${plain(file)}:${from}${to === from ? '' : `-${to}`}`;
}
