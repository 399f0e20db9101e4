/**
 * Patterns made ready: what is matched again and again is looked through once. What stands for itself is compared as it is, and all
 * else is left to ts-pattern.
 */
import { isMatching } from 'ts-pattern';

export type Matcher = (value: unknown) => boolean;

/** Whether a value matches a pattern, as ts-pattern says. */
export function matcherOf(pattern: unknown): Matcher {
  if (typeof pattern !== 'object' || pattern === null) return (value) => Object.is(value, pattern);
  if (!isPlain(pattern)) return (value) => isMatching(pattern as never, value as never);
  const fields = Object.entries(pattern).map(([field, asked]) => [field, matcherOf(asked)] as const);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    return fields.every(([field, matches]) => field in value && matches((value as Readonly<Record<string, unknown>>)[field]));
  };
}

const matcher = Symbol.for('@ts-pattern/matcher');

/** A record of patterns, none of which may be left out. */
function isPlain(pattern: object) {
  if (matcher in pattern || Object.getPrototypeOf(pattern) !== Object.prototype) return false;
  const asked = Object.values(pattern as Readonly<Record<string, OfTsPattern | null>>);
  return asked.every((each) => each?.[matcher]?.().matcherType !== 'optional');
}

interface OfTsPattern {
  readonly [matcher]?: () => { readonly matcherType?: string };
}
