/**
 * Where the input ends, what events are logged under, and what cannot be compared: each is behaviour, and a change of it a change.
 */
import { expect, test, describe } from 'vitest';
import { behaviourFromJson } from '../src/inputs/behaviour.ts';
import { limitsOf } from '../src/engine/table/limits.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { changeSummary } from '../src/reports/diff/change-lines.ts';
import { leases } from '../starter/leases.ts';
import { asFile, diffOf, hash } from './tables.ts';
import type { Specification } from '../src/engine/specification.ts';
import type { Leases } from '../starter/words.ts';

const taken = (specification: Specification, field: string) =>
  new Map(limitsOf(specification).filter((limit) => limit.field === field).map(({ value, taken: how }) => [value, how]));

describe('the limits of the Known Servers Table', () => {
  const rules = knownServersTable();

  test('of server names are those of DNS', () => {
    const server = taken(rules, 'server');
    expect(server.get('how many letters')).toBe('1 to 63');
    expect(server.get('how many letters in labels of 63')).toBe('1 to 63, 65 to 127, 129 to 191, 193 to 253');
    expect(server.get('how many such letters and a dot')).toBe('2 to 64, 66 to 128, 130 to 192, 194 to 254');
    expect(server.get('"EX1.CONTOSO.COM."')).toBe('"ex1.contoso.com"');
    expect(server.get('"caf\\u00e9"')).toBe(server.get('"cafe\\u0301"'));
    for (const refused of ['"ex1.contoso.com.."', '"192.0.2.1"', '"192.0.2.1."', '""', '" "', 'null']) expect(server.get(refused)).toBeNull();
    expect(server.get('"_"')).toBe('as it is');
  });

  test('of versions and plans', () => {
    expect(Object.fromEntries(taken(rules, 'version'))).toMatchObject({ 0: null, 1: 'as it is', 1.5: null, 9: 'as it is', 10: null, '"1"': null });
    const plan = taken(rules, 'plan');
    expect([plan.get('" "'), plan.get('"caf\\u00e9"'), plan.get('"cafe\\u0301"'), plan.get('how many letters')])
      .toEqual([null, 'as it is', 'as it is', '1 and more']);
  });
});

const right = leases();
const table = asFile(behaviourTable(right, hash));
const told = (specification: Specification, before = table) =>
  diffOf(before, asFile(behaviourTable(specification, hash)), specification).changes.map((change) => `${change.class}: ${changeSummary(change, specification)}`);

test('nothing has changed where nothing has', () => expect(told(right)).toEqual([]));

test('one more letter in a name is a change', () => {
  const { take, ...others } = right.commands;
  const { lease, ...rest } = take.fields;
  if (lease.is !== 'subject') throw new Error('expected a subject');
  const longer = { ...lease, check: (text: string) => (/^[a-z]{21}$/.test(text) ? null : lease.check(text)) };
  const specification = { ...right, commands: { ...others, take: { ...take, fields: { ...rest, lease: longer } } } } as Specification<Leases>;
  expect(told(specification)).toContain('limit-changed: take lease how many letters: 1 to 21, and was (none)');
});

test('the level of an event, and an event that is new, are changes', () => {
  const [[name, event]] = Object.entries(right.events) as [[string, Specification['events'][string]]];
  const louder = { ...right, events: { ...right.events, [name]: { ...event, level: 'Critical' }, more: event } } as Specification<Leases>;
  expect(told(louder)).toEqual([
    `event-changed: ${name}: Critical of ${event!.stream}, and was ${event!.level} of ${event!.stream}`,
    `event-changed: more: ${event!.level} of ${event!.stream}, and was (none)`,
  ]);
});

test('a base of before there were limits is compared in its rows, and the limits need an acceptance', () => {
  const { events: _, limits: __, ...older } = table;
  const read = behaviourFromJson(behaviourJson(right, { ...behaviourTable(right, hash) }), 'b.json', right);
  expect(read).toMatchObject({ limits: table.limits, events: table.events });
  expect(told(right, older as typeof table)).toEqual([
    `not-compared: sources and levels of events is new, and not compared (${table.events.length} values)`,
    `not-compared: limits of input is new, and not compared (${table.limits.length} values)`,
  ]);
});

describe('a state field with another name', () => {
  const renamed = (row: object) => {
    const { holder, ...others } = row as Record<string, unknown>;
    return holder === undefined ? row : { ...others, owner: holder };
  };
  const back = (row: object) => {
    const { owner, ...others } = row as Record<string, unknown>;
    return owner === undefined ? row : { ...others, holder: owner };
  };
  const old = { ...table, rows: table.rows.map((row) => ({ ...row, state: renamed(row.state), next: renamed(row.next) })) } as typeof table;

  test('is not passed over: what is not compared is listed, and counted', () => {
    expect(told(right, old)).toEqual([
      `not-compared: state field holder is new, and not compared (${table.rows.length} rows)`,
      `not-compared: state field owner is gone, and not compared (${table.rows.length} rows)`,
    ]);
  });

  test('is compared in full where the specification tells how it reads today', () => {
    expect(told({ ...right, earlier: { state: back } }, old)).toEqual([]);
    const other = { ...right, earlier: { state: (row: object) => ({ ...back(row), holder: 'bob' }) } };
    expect(told(other, old).length).toBeGreaterThan(0);
  });

  test('a row without words of today is listed', () => {
    const some = { ...right, earlier: { state: (row: object) => ('owner' in row && row.owner === 'ann' ? null : back(row)) } };
    expect(told(some, old)).toContainEqual(expect.stringMatching(/^not-compared: rows without words of today is gone, and not compared \(\d+ rows\)$/));
  });
});
