/**
 * What an answer shows: answers look the same exactly where the protocol takes them for the same.
 */
import { describe, expect, test } from 'vitest';
import { looksOf } from '../src/cli/conform/process-player.ts';
import { Onlooker } from '../src/engine/conform/look.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { leases } from '../starter/leases.ts';
import { manyDialects } from './many-dialects.ts';

const kst = new Onlooker(knownServersTable(), ['table', 'events']);
const added = { id: 14493, server: 'ex1.contoso.com', version: 5 };
const lists = [{ id: 14492, servers: [{ server: 'a', version: 5 }, { server: 'b', version: 6 }] }, { id: 44024, servers: ['a', 'b'] }];

const noAnswer = (onlooker: Onlooker, answer: unknown): boolean => onlooker.partsOf(answer) === null;

describe('an answer of the Known Servers Table', () => {
  const entries = [{ server: 'a', version: 0 }, { server: 'b', version: 5 }, { server: 'b', version: 6 }];
  const look = (events: unknown, table: unknown = []): string => kst.lookOf({ events, table });

  test('is none where it is refused and shows events, or is an error and shows a table', () => {
    for (const answer of [{ rejected: 'not-running', events: [] }, { error: 'x', events: [], table: [] }, { rejected: 7 }, [], null, {}]) {
      expect(noAnswer(kst, answer)).toBe(true);
      expect(kst.lookOf(answer)).toMatch(/^no answer: /);
    }
  });

  test('takes nulls for what is not there, and more fields for nothing', () => {
    const refused = { rejected: 'not-running', events: null, table: null, error: null, took: 3 };
    expect(kst.lookOf(refused)).toBe(kst.lookOf({ rejected: 'not-running' }));
    expect(look([{ ...added, level: 'x' }], [{ ...entries[0], since: 'today' }])).toBe(look([added], [entries[0]]));
  });

  test('has its entries in any order, and one twice is not once', () => {
    expect(look([], entries.toReversed())).toBe(look([], entries));
    expect(look([], [...entries, entries[0]])).not.toBe(look([], entries));
    expect(look([], entries.slice(1))).not.toBe(look([], entries));
  });

  test('has its lists first, in their order, with their items in any', () => {
    const shuffled = lists.map(({ id, servers }) => ({ id, servers: [...servers].reverse() }));
    expect(look([...shuffled, added])).toBe(look([...lists, added]));
    const [one, two] = lists;
    for (const other of [[added, one, two], [one, added, two], [two, one, added], [one, one, two, added], [one, added]]) {
      expect(look(other)).not.toBe(look([...lists, added]));
    }
  });

  test('has the events of a server in their order, those of several in any', () => {
    const [removed, other] = [{ ...added, id: 14495 }, { ...added, server: 'b' }];
    expect(look([added, other, removed])).toBe(look([other, added, removed]));
    expect(look([removed, added])).not.toBe(look([added, removed]));
    expect(look([added, added])).not.toBe(look([added]));
  });

  test('is none where an event or entry is of another shape, and a wrong one where its name or number is', () => {
    const wrong = [{ id: '14493' }, { id: 14494 }, { version: '5' }, { server: undefined }].map((field) => ({ ...added, ...field }));
    const lists = [{ id: 14492, servers: ['a'] }, { id: 14492, servers: 'a' }, { id: 44024, servers: [null] }];
    for (const event of [...wrong, ...lists, { id: null, name: 'x' }, 7]) {
      expect(noAnswer(kst, { events: [event], table: [] }), JSON.stringify(event)).toBe(true);
    }
    for (const table of [[{ server: 'a' }], [{ server: 'a', version: '5' }], [{ version: 5 }], ['a'], 'a', null, undefined]) {
      expect(noAnswer(kst, { events: [], table }), JSON.stringify(table)).toBe(true);
    }
    for (const event of [{ ...added, server: 'no name' }, { ...added, version: 77 }, { ...added, version: 0.5 }]) {
      expect(noAnswer(kst, { events: [event], table: [] })).toBe(false);
      expect(look([event])).not.toBe(look([added]));
    }
  });

  test('shows its table alone where nobody sees its events', () => {
    const alone = new Onlooker(knownServersTable(), ['table']);
    expect(alone.lookOf({ events: 'whatever', table: entries })).toBe(alone.lookOf({ table: entries }));
    expect(noAnswer(alone, { events: [] })).toBe(true);
  });

  test('cannot pass for another by the names in it', () => {
    const [one, other] = [[{ server: 'a 5", "table of b', version: 6 }], [{ server: 'a', version: 5 }, { server: 'b', version: 6 }]];
    expect(look([], one)).not.toBe(look([], other));
  });
});

describe('what is observed of any rulebook', () => {
  const shown = new Onlooker(leases(), ['holders']);
  const held = [{ lease: 'x', holder: 'ann' }, { lease: 'y', holder: 'bob' }];

  test('compares part by part where it is a list of records of parts, with all that they hold', () => {
    expect(shown.lookOf({ holders: held.toReversed() })).toBe(shown.lookOf({ holders: held }));
    expect([...shown.partsOf({ holders: held })!.values()].map(({ about }) => about)).toEqual(['x', 'y']);
    expect(shown.lookOf({ holders: held.map((each) => ({ ...each, holder: 'bob' })) })).not.toBe(shown.lookOf({ holders: held }));
    expect(shown.lookOf({ holders: held.map((each) => ({ ...each, since: 1 })) })).not.toBe(shown.lookOf({ holders: held }));
  });

  test('compares whole where it is any other JSON, whatever the order of its fields', () => {
    const as = (holders: unknown): string => shown.lookOf({ holders });
    expect(as({ x: 'ann', y: { of: [1, null] } })).toBe(as({ y: { of: [1, null] }, x: 'ann' }));
    const different = [{ x: 'ann' }, { x: null }, ['x', 'ann'], ['ann', 'x'], 'x', null, 7, {}, '7', [7], [[7]]];
    expect(new Set(different.map(as)).size).toBe(different.length);
    expect(noAnswer(shown, {})).toBe(true);
  });

  test('is read by those who would throw at anything else', () => {
    const specification = manyDialects(1, 2);
    const strict = { ...specification, nameOf: (event: { readonly event: 'told' }) => (event.event satisfies string).trim() as 'told' };
    const onlooker = new Onlooker(strict, ['sheets', 'events']);
    const isNone = (event: unknown): boolean => noAnswer(onlooker, { events: [event], sheets: [] });
    expect([{}, { event: 7 }, null, { event: '__proto__' }].map(isNone)).toEqual([true, true, true, true]);
    expect(isNone({ event: 'told', sheet: 'x', answer: 'a1' })).toBe(false);
  });
});

describe('answers as lines', () => {
  const long = (n: number): string => JSON.stringify({ events: [], table: [], n, pad: 'x'.repeat(9_000_000) });

  test('that were seen long ago are still known, and those that were seen very long ago are read again', () => {
    const looks = looksOf(kst);
    const text = '{"events":[],"table":[{"server":"a","version":1}]}';
    const first = looks.of(text)!;
    for (let n = 0; n < 2; n++) looks.of(long(n));
    expect(looks.answerLike(first)).toEqual(JSON.parse(text));
    for (let n = 2; n < 5; n++) looks.of(long(n));
    expect(looks.answerLike(first)).toBeUndefined();
    expect(looks.of(long(4))).toBe(looks.of(long(0)));
    expect(looks.of(text)).toBe(first);
    expect(looks.answerLike(first)).toEqual(JSON.parse(text));
  });

  test('that look the same show the first, and another once that is forgotten', () => {
    const looks = looksOf(new Onlooker(knownServersTable(), ['table']));
    const [one, other] = ['{"seq":1,"table":[],"n":1}', '{"table":[],"n":2}'];
    const look = looks.of(one)!;
    expect([looks.of(other), looks.of('{"table":[}'), looks.answerLike('never seen')]).toEqual([look, null, undefined]);
    expect(looks.answerLike(look)).toEqual({ table: [], n: 1 });
    for (let n = 0; n < 4; n++) looks.of(long(n).replace('"table":[]', '"table":[{"server":"a","version":1}]'));
    expect(looks.of(other)).toBe(look);
    expect(looks.answerLike(look)).toEqual({ table: [], n: 2 });
  });
});
