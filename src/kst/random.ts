/**
 * Random names and values, biased so that conflicts, restarts and healing come up all the time. Handed fast-check, so that nobody who does
 * not ask for random sequences loads it.
 */
import type FastCheck from 'fast-check';
import { hosting } from './integration.ts';
import type { RandomWords } from '../engine/specification.ts';
import type { Server, UriType, Version } from './state.ts';
import type { Kst } from './words.ts';

type Fc = typeof FastCheck;

export const random = (): RandomWords<Kst> => ({
  name: serverName,
  spelling,
  fields: (fc) => ({ plan: planName(fc), uriType: uriType(fc), version: version(fc) }),
  targets: {
    conflict: (_rtcsrv, { conflict }) => conflict === 'open',
    settled: (_rtcsrv, { conflict }) => conflict === 'settled',
    healed: ({ running }, { plans, claimed, known }) => running && claimed && known.length > 0 && hosting(plans),
    restored: (_rtcsrv, { pool, known, claimed }: Server) => known[0] === pool && !claimed,
  },
});

/** Canonical server names, with look-alikes: prefixes of each other, 63-character labels, punycode, digits, underscores. */
export function serverName(fc: Fc): FastCheck.Arbitrary<string> {
  const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,8}[a-z0-9_])?$/);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...lookAlikes()) },
    { weight: 1, arbitrary: fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => [...labels, 'test'].join('.')) },
  );
}

function lookAlikes() {
  const long = 'x'.repeat(63);
  return [
    'ex1.contoso.com', 'ex10.contoso.com', 'ex1.contoso.co', 'ex-1.contoso.com', 'ex_1.contoso.com', 'ex1', `${long}.contoso.com`,
    `${long.slice(1)}y.contoso.com`, 'xn--bcher-kva.contoso.com', 'bucher.contoso.com', '1.2.3.4.contoso.com',
  ];
}

/** A canonical name as somebody might write it: in any case, with a trailing dot, in Unicode where it is punycode (F1). */
export function spelling(fc: Fc, name: string): FastCheck.Arbitrary<string> {
  const unicode = name.replace('xn--bcher-kva', 'b\u00fccher');
  return fc.tuple(fc.nat(2 ** 31 - 1), fc.boolean(), fc.boolean()).map(([shout, dot, beyondAscii]) => {
    // Which letters are capitals is a number's bits, again and again: a stream of truths takes most of a sequence's time.
    const letters = [...(beyondAscii ? unicode : name)].map((letter, index) => ((shout >> index % 31) & 1 ? letter.toUpperCase() : letter));
    return `${letters.join('')}${dot ? '.' : ''}`;
  });
}

/** A dial plan's name: two that differ in case only, one with a space, one that is a word of JavaScript. */
export function planName(fc: Fc): FastCheck.Arbitrary<string> {
  const odd = fc.constantFrom('dp1', ' DP1', 'UM Dial Plan 1', '__proto__', '\u{1f4de}');
  const [first, second] = [fc.constant('DP1'), fc.constant('DP2')];
  return fc.oneof({ weight: 4, arbitrary: first }, { weight: 2, arbitrary: second }, { weight: 1, arbitrary: odd });
}

/** SipName more often than the others, which make no claim (C9). */
export function uriType(fc: Fc): FastCheck.Arbitrary<UriType> {
  const others = fc.constantFrom('TelExtn' as const, 'E164' as const);
  return fc.oneof({ weight: 3, arbitrary: fc.constant('SipName' as const) }, { weight: 1, arbitrary: others });
}

/** A topology version, 1..9, those in use by Lync more often (F3). */
export function version(fc: Fc): FastCheck.Arbitrary<Version> {
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(5, 6) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) });
}
