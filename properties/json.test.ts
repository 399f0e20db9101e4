/**
 * JSON is read as JSON.parse reads it, but for what a person cannot have meant; and every value has its place.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../src/inputs/json.ts';

/** Names that look like something else in a text. */
const names = fc.oneof(fc.string(), fc.constantFrom('a', 'a"', 'a\\', '"a":', '":"', '__proto__', '1', ' : '));
const plain = fc.oneof(fc.boolean(), fc.constant(null), fc.integer(), names);
const values = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, plain, fc.array(tie('value')), fc.dictionary(names, tie('value'))),
})).value;

describe('what is JSON', () => {
  test('is read as it is, however it is spaced', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('', ' ', '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(readJson(text, 'file').value).toEqual(JSON.parse(text));
        expect(readJson(`\uFEFF${text.replaceAll('":', '" :')}`, 'file').value).toEqual(JSON.parse(text.replaceAll('":', '" :')));
      }),
    );
  });

  test('and names a member twice is refused, wherever it is', () => {
    fc.assert(
      fc.property(names, values, values, values, (name, first, second, around) => {
        const twice = `{${JSON.stringify(name)}: ${JSON.stringify(first)}, ${JSON.stringify(name)} : ${JSON.stringify(second)}}`;
        for (const text of [twice, `[${JSON.stringify(around)}, ${twice}]`, `{"around": ${JSON.stringify(around)}, "it": ${twice}}`]) {
          expect(() => readJson(text, 'file')).toThrow(/expected ".*" once, not twice$/);
        }
      }),
    );
  });

  test('and is nested too deeply is refused, a level less is not', () => {
    const nested = (levels: number): string => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;
    expect(readJson(nested(62), 'file').value).toBeInstanceOf(Array);
    expect(() => readJson(nested(64), 'file')).toThrow('expected JSON that is not nested so deeply');
  });

  test('has a place for each value and field', () => {
    const { place } = readJson('{\n  "a": [1,\n    {"b/c": 2}]\n}', 'file');
    const places = ['', '/a', '/a/1', '/a/1/b~1c'].map((pointer) => place(pointer));
    expect(places).toEqual(['1:1', '2:8 (at /a)', '3:5 (at /a/1)', '3:13 (at /a/1/b~1c)']);
    expect(place('/a/1/b~1c', 'field')).toBe('3:6 (at /a/1/b~1c)');
  });
});

test('of a text that has been cut off it is told that it ends, wherever it was cut', () => {
  const shares = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(fc.array(values, { minLength: 1 }), fc.constantFrom('', ' '), shares, (value, space, share) => {
      const text = JSON.stringify(value, null, space);
      const cut = text.slice(0, Math.max(1, Math.floor(share * text.length)));
      expect(() => readJson(cut, 'file')).toThrow(/^file:\d+:\d+: expected more JSON, the text ends here$/);
    }),
  );
  for (const text of ['[1}', '{"a":1,}', '[1] 2', '{}{', '{"a" 1}']) {
    expect(() => readJson(text, 'file')).toThrow(/expected JSON, found .* where it cannot stand$/);
  }
});
