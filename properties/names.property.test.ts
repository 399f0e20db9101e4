/**
 * Names (F1): one server has one name, however it is spelled.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareNames, visible } from '../src/engine/text.ts';
import { plain } from '../src/kst/invariants/worlds.ts';
import { canonicalName, canonicalOrNull, noServerName, NotAServerName } from '../src/kst/names.ts';
import { serverName, spelling } from '../src/kst/random.ts';

describe('canonicalName', () => {
  test('gives every spelling of a name the one canonical name', () => {
    fc.assert(
      fc.property(
        serverName(fc).chain((name) => fc.tuple(fc.constant(name), spelling(fc, name))),
        ([name, spelled]) => canonicalName(spelled) === name,
      ),
    );
  });

  test('takes names of any legal shape, up to 63 characters a label and 253 in all, a final dot not counted', () => {
    const longest = [...Array(3).fill('a'.repeat(63)), 'b'.repeat(61)].join('.');
    expect(longest).toHaveLength(253);
    expect(canonicalName(`${longest}.`)).toBe(longest);
    expect(canonicalName('a')).toBe('a');
    expect(canonicalName('-_-.9')).toBe('-_-.9');
    expect(canonicalName('1.2.3.4.5')).toBe('1.2.3.4.5');
    expect(canonicalName('a1.2.3.4')).toBe('a1.2.3.4');
    expect(canonicalName('1.2.3.4a')).toBe('1.2.3.4a');
  });

  test('agrees with the reading that the invariants have of their own', () => {
    fc.assert(fc.property(serverName(fc).chain((name) => spelling(fc, name)), (spelled) => plain(spelled) === canonicalName(spelled)));
    for (const odd of ['\u00fc.1', '1.\u00fc.', '\u00fc\u3002', '\uff11.2']) expect(plain(odd)).toBe(canonicalName(odd));
  });

  test('reads each label by itself: beside one in Unicode the others are what they are beside its punycode', () => {
    const label = fc.oneof(fc.constantFrom('1', '0x7f', '08', '99999', 'a', '_'), fc.stringMatching(/^[a-z0-9_]{1,8}$/));
    fc.assert(
      fc.property(fc.array(label, { maxLength: 4 }), fc.array(label, { maxLength: 4 }), fc.constantFrom('', '.'), (before, after, dot) => {
        const [unicode, punycode] = ['\u00fc', 'xn--tda'].map((own) => [...before, own, ...after].join('.'));
        return canonicalName(`${unicode}${dot}`) === punycode && canonicalName(`${punycode}${dot}`) === punycode;
      }),
    );
    expect(canonicalName('\u00fc.1')).toBe('xn--tda.1');
    expect(canonicalName('\uff11')).toBe(canonicalName('1'));
    expect(canonicalName('\u00fc\u3002')).toBe('xn--tda');
  });

  test.for([
    ['', 'not an empty text'],
    ['.', 'none of them empty'],
    ['ex1..contoso.com', 'none of them empty'],
    ['.contoso.com', 'none of them empty'],
    ['ex1.contoso.com..', 'none of them empty'],
    ['ex 1.contoso.com', 'letters, digits, hyphens or underscores'],
    ['ex1\n', 'letters, digits, hyphens or underscores'],
    ['b\u00fccher contoso.com', 'letters, digits, hyphens or underscores'],
    ['b\u00fccher.contoso.com/x', 'letters, digits, hyphens or underscores'],
    ['b\u00fccher:80', 'letters, digits, hyphens or underscores'],
    ['\ufffd.com', 'letters, digits, hyphens or underscores'],
    ['\u0000b\u00fccher', 'letters, digits, hyphens or underscores'],
    ['ex1:80', 'letters, digits, hyphens or underscores'],
    ['fe80:x', 'letters, digits, hyphens or underscores'],
    ['ex1*.contoso.com', 'letters, digits, hyphens or underscores'],
    ['a'.repeat(64), 'at most 63 characters'],
    [`${'a'.repeat(63)}.`.repeat(4), 'at most 253 characters'],
    [`${'a'.repeat(63)}.`.repeat(3) + 'b'.repeat(62), 'at most 253 characters'],
    ['192.168.0.1', 'not an IP address'],
    ['192.168.0.1.', 'not an IP address'],
    ['\uff11.2.3.4', 'not an IP address'],
    ['\uff11.2.3.4\u3002', 'not an IP address'],
    ['\u00fc..', 'none of them empty'],
    ['.\u00fc', 'none of them empty'],
    ['::1', 'not an IP address'],
    ['fe80::1:2', 'not an IP address'],
    ['[2001:DB8::1]', 'not an IP address'],
    ['::ffff:10.0.0.1', 'not an IP address'],
  ])('refuses %j: %s', ([text, expected]) => {
    expect(() => canonicalName(text!)).toThrow(NotAServerName);
    expect(() => canonicalName(text!)).toThrow(expect.objectContaining({ name: 'NotAServerName' }));
    expect(() => canonicalName(text!)).toThrow(`${JSON.stringify(text)} is not a server name: expected `);
    expect(() => canonicalName(text!)).toThrow(expected!);
    expect(noServerName(text!)).toContain(expected);
  });

  test('of any text is either a refusal or a name that is its own canonical name', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'aZ9.-_ \u00fc\u00df\u3002:/@%[]') }));
    fc.assert(
      fc.property(texts, (text) => {
        const name = canonicalOrNull(text);
        try {
          return canonicalName(text) === name && canonicalName(name) === name && noServerName(text) === null && /^[a-z0-9_.-]+$/.test(name);
        } catch (error) {
          return error instanceof NotAServerName && name === null && noServerName(text) === error.expected;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('compareNames', () => {
  test('is code point order, where UTF-16 order is not', () => {
    expect(compareNames('\u{1f4de}', '\uffee')).toBeGreaterThan(0);
    expect(compareNames('a\u{1f4de}b', 'a\u{1f4de}c')).toBeLessThan(0);
    expect(compareNames('ex1', 'ex10')).toBeLessThan(0);
    expect(compareNames('ex10', 'ex1')).toBeGreaterThan(0);
  });

  test('agrees with comparing the code points one by one', () => {
    const slow = (a: string, b: string): number => {
      const [left, right] = [[...a], [...b]].map((text) => text.map((character) => character.codePointAt(0)!));
      const index = left!.findIndex((point, at) => point !== right![at]);
      return index === -1 || index >= right!.length ? left!.length - right!.length : left![index]! - right![index]!;
    };
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\uffee', '\u{1f4de}', '\u{1f4df}') });
    fc.assert(fc.property(text, text, (a, b) => Math.sign(compareNames(a, b)) === Math.sign(slow(a, b))));
  });
});

test('a text is made visible where it would steer a terminal', () => {
  expect(visible('e\u00adx1 \u202eDP\u0007\u2028')).toBe('e\\u{ad}x1 \\u{202e}DP\\u{7}\\u{2028}');
  expect(visible('B\u00fccher \u{1f4de}')).toBe('B\u00fccher \u{1f4de}');
});
