/**
 * The committed behaviour table says the same in each of its forms, and loses nothing in any.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../src/cli/hash.ts';
import { behaviourFromJson } from '../src/inputs/behaviour.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { behaviourTable } from '../src/kit/tables/behaviour.ts';
import { arrowCells, diagramState, stateDiagram } from '../src/kit/tables/state-diagram.ts';
import { dialectsIn } from '../src/kst/conditions.ts';
import { defaultDialect, dialects, dialectsWith, listDialects } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { behaviourCsv, csvColumns } from '../src/reports/pages/behaviour-csv.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { appliesTo, outcomeBy, readDecisionTables } from './read-decision-tables.ts';
import { runKst } from './run-kst.ts';
import { wholeTable } from './tables.ts';
import type { BehaviourRow } from '../src/kst/behaviour.ts';
import type { BehaviourTable } from '../src/kst/behaviour.ts';
import type { Model } from '../src/kst/model.ts';

const root = join(import.meta.dirname, '..');
const committed = (file: string): string => readFileSync(join(root, 'reports', file), 'utf8');
const schema = (name: string): object => JSON.parse(readFileSync(join(root, 'spec/schema', `${name}.schema.json`), 'utf8'));

let table: BehaviourTable;
beforeAll(() => {
  table = wholeTable();
});

describe('behaviour.json', () => {
  test('fits its schema, and has no field that the schema does not describe', () => {
    const closed = JSON.parse(JSON.stringify(schema('behaviour')).replaceAll('"properties":', '"additionalProperties":false,"properties":'));
    const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(closed);
    expect(validate(JSON.parse(committed('behaviour.json'))), JSON.stringify(validate.errors)).toBe(true);
  });

  test('is read back as the table that it was printed from', () => {
    for (const text of [behaviourJson(table), committed('behaviour.json')]) {
      const { $schema, rows, ...read } = behaviourFromJson(text, 'behaviour.json') as ReturnType<typeof behaviourFromJson> & { readonly $schema: string };
      expect({ ...read, rows: rows.map((row) => ({ ...row, set: dialectsIn(row.dialects) })) }).toEqual(table);
    }
  });

  test('has a row a line', () => {
    const lines = committed('behaviour.json').split('\n').filter((line) => line.startsWith('{"id":'));
    expect(lines.map((line) => JSON.parse(line.replace(/,$/, '')).id)).toEqual(table.rows.map(({ id }) => id));
    expect(table.rows.length).toBe(428);
  });

  test.for([
    ['cut off', (text: string) => text.slice(0, 5000), /^behaviour\.json:\d+:\d+: expected more JSON/],
    ['of another format', (text: string) => text.replace('"format": 1', '"format": 2'), /^behaviour\.json:3:11 \(at \/format\): expected "format" 1, got 2$/],
    ['with a row twice', (text: string) => text.replace(/^(\{"id":"stop\.-.*\n)/m, '$1$1'), /\(at \/rows\/1\/id\): expected the row "stop.* once, not twice$/],
    ['without a default', (text: string) => text.replace(/"default": \{[^}]*\}/, '"default": {}'), /\(at \/default\): expected the default of the assumption "restart-winner"$/],
    ['without what a row logs', (text: string) => text.replace(/"events":/, '"events-were":'), /\(at \/rows\/0\): expected "events" as a row has it$/],
  ] as const)('%s, is refused with its place', ([, spoil, message]) => {
    expect(() => behaviourFromJson(spoil(committed('behaviour.json')), 'behaviour.json')).toThrow(InputError);
    expect(() => behaviourFromJson(spoil(committed('behaviour.json')), 'behaviour.json')).toThrow(message);
  });

  test('of another time is read: assumptions and fields that are not known do no harm', () => {
    const old = committed('behaviour.json').replace('"assumptions": {', '"assumptions": {"colour":["red"],').replace('"default": {', '"default": {"colour":"red",').replace('"dialects":[{}]', '"colour":"red","dialects":[{"colour":"red"}]');
    const [row] = behaviourFromJson(old, 'old.json').rows;
    expect(row).toMatchObject({ colour: 'red', dialects: [{ colour: 'red' }] });
  });
});

describe('the digest beyond the narrow alphabet', () => {
  const right = knownServersTable();
  test.for<readonly [string, Model]>([
    ['a second server that is served worse', { ...right, integrationOf: (running, server) => (server.name === 'ex10.contoso.com' ? { um: 'none', owaIm: 'broken' } : right.integrationOf(running, server)) }],
  ])('sees what the rows do not: %s', ([, wrong]) => {
    const { rows, wide } = behaviourTable(wrong, sha256);
    const shown = ({ rejected, events, next, nextIntegration }: BehaviourRow) => ({ rejected, events, next, nextIntegration });
    expect(rows.map(shown)).toEqual(table.rows.map(shown));
    expect(wide.digest).not.toBe(table.wide.digest);
  });
});

describe('behaviour.csv', () => {
  test('has a record a row, with all that the JSON has', () => {
    const [heading, ...records] = readCsv(behaviourCsv(table.rows));
    expect(heading).toEqual([...csvColumns]);
    expect(records.length).toBe(table.rows.length);
    for (const [index, { set, ...row }] of table.rows.entries()) {
      const fields = Object.fromEntries(records[index]!.map((text, column) => [csvColumns[column]!, text]));
      const state = (prefix: string) => ({
        running: fields[`${prefix}running`] === 'true',
        pool: fields[`${prefix}pool`] === '' ? null : Number(fields[`${prefix}pool`]),
        hosting: fields[`${prefix}hosting`] === 'true',
        claimed: fields[`${prefix}claimed`] === 'true',
        known: words(fields[`${prefix}known`]!).map(Number),
        conflict: fields[`${prefix}conflict`],
      });
      const integration = (prefix: string) => ({ um: fields[`${prefix}um`], owaIm: fields[`${prefix}owaIm`] });
      const events = fields['events'] === '' ? [] : JSON.parse(fields['events']!);
      expect(fields['id']).toBe(row.id);
      expect({ state: state(''), next: state('next '), integration: integration(''), nextIntegration: integration('next '), events }).toEqual({
        state: row.state,
        next: row.next,
        integration: row.integration,
        nextIntegration: row.nextIntegration,
        events: row.events,
      });
      expect([fields['rule'], words(fields['rules']!), fields['rejected'], words(fields['cites']!), words(fields['invariants']!)]).toEqual([
        row.rule,
        row.rules,
        row.rejected ?? '',
        row.cites,
        row.invariants,
      ]);
      expect(fields['command']).toContain(row.command.do);
    }
  });

  test('quotes what must be quoted', () => {
    const [row] = table.rows;
    const odd = { ...row!, id: 'a "b", c\nd' };
    expect(readCsv(behaviourCsv([odd]))[1]![0]).toBe('a "b", c\nd');
    expect(behaviourCsv([odd])).toContain('\r\n"a ""b"", c\nd",');
  });
});

describe('behaviour.md', () => {
  test('every cell falls under exactly one row, with the right outcome', () => {
    expectCovers(committed('behaviour.md'), table.rows, dialects());
  });

  test('says what its rows cover', () => {
    expect(committed('behaviour.md')).toContain('**4608 cells, 0 gaps, 0 overlaps.** 62 rows cover 4608 cells.');
  });
});

describe('kst table', () => {
  const choices = dialects().map((dialect) => Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`).join(','));

  test.for([0, 1, 6, 15])('in dialect %i: the rows of the table, in all formats', async (index) => {
    const dialect = dialects()[index]!;
    const set = dialectsWith(dialect);
    const own = table.rows.filter((row) => (row.set & set) !== 0);
    const { code, out, err } = await runKst(['table', '--format', 'json', '--dialect', choices[index]!]);
    expect([code, err]).toEqual([0, '']);
    const printed = JSON.parse(out);
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).addSchema([schema('behaviour'), schema('simulate')]);
    const validate = ajv.compile(schema('table'));
    expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
    const { states, rows } = table.sizes[index]!;
    expect(printed).toMatchObject({ dialect, states, cells: rows, gaps: 0, overlaps: 0 });
    const plain = (row: BehaviourTable['rows'][number]) => ({ id: row.id, state: row.state, command: row.command, rules: row.rules, events: row.events, next: row.next });
    expect(byId(printed.rows.map(plain))).toEqual(byId(own.map(plain)));
    expect(readCsv((await runKst(['table', '--format', 'csv', '--dialect', choices[index]!])).out).slice(1).map(([id]) => id)).toEqual(printed.rows.map(({ id }: { id: string }) => id));
    const page = (await runKst(['table', '--dialect', choices[index]!])).out;
    expectCovers(page, own, [dialect]);
    expect(page).toContain(`**${rows} cells, 0 gaps, 0 overlaps.**`);
  });

  test('is of the default dialect unless told', async () => {
    const { dialect, states, rows } = JSON.parse((await runKst(['table', '--format', 'json'])).out);
    expect([dialect, states, rows.length]).toEqual([defaultDialect(), 28, 252]);
    const other = JSON.parse((await runKst(['table', '--format', 'json', '--dialect', 'survivor=stays-absent'])).out);
    expect([other.dialect, other.states, other.rows.length]).toEqual([{ ...defaultDialect(), survivor: 'stays-absent' }, 36, 324]);
  });
});

describe('states.md', () => {
  test('every accepted row of the default dialect stays where it is, or goes along exactly one arrow', () => {
    const { arrows } = stateDiagram(table.rows);
    const usual = dialectsWith(defaultDialect());
    const rows = table.rows.filter(({ set, rejected, command }) => (set & usual) !== 0 && rejected === undefined && command.do !== 'rtcsrv.restart');
    for (const { id, state, next, command } of rows) {
      const cells = { pool: state.pool === null ? 'no' : 'yes', hosting: state.hosting ? 'yes' : 'no', claimed: state.claimed ? 'yes' : 'no' };
      const along = arrows.filter(
        ({ from, command: doing, when }) =>
          JSON.stringify(from) === JSON.stringify(diagramState(state)) && doing === command.do && arrowCells.every((cell, index) => when[index] === null || when[index]!.includes(cells[cell])),
      );
      const stays = JSON.stringify(diagramState(state)) === JSON.stringify(diagramState(next));
      expect(along.map(({ to }) => to), id).toEqual(stays ? [] : [diagramState(next)]);
    }
    expect(rows.length).toBeGreaterThan(100);
  });

  test('a restart leads where a stop and a start lead', () => {
    const usual = dialectsWith(defaultDialect());
    const after = (state: object, kind: string) => table.rows.find((row) => (row.set & usual) !== 0 && row.command.do === kind && JSON.stringify(row.state) === JSON.stringify(state))!.next;
    const restarts = table.rows.filter(({ set, rejected, command }) => (set & usual) !== 0 && rejected === undefined && command.do === 'rtcsrv.restart');
    for (const { state, next } of restarts) expect(next).toEqual(after(after(state, 'rtcsrv.stop'), 'rtcsrv.start'));
    expect(restarts.length).toBe(22);
  });
});

/** Re-expands the decision tables of a page, and holds them against the rows, cell by cell. */
function expectCovers(page: string, rows: BehaviourTable['rows'], within: readonly (typeof table)['default'][]): void {
  const tables = readDecisionTables(page);
  const covered = new Map<object, number>();
  for (const { id, state, command, dialects: condition, rules, rejected, events, next } of rows) {
    for (const dialect of listDialects(dialectsIn(condition)).filter((each) => within.some((one) => JSON.stringify(one) === JSON.stringify(each)))) {
      const applying = tables.get(command.do)!.filter((row) => appliesTo(row, state, dialect));
      expect(applying.length, `${id} in ${JSON.stringify(dialect)}`).toBe(1);
      expect(outcomeBy(applying[0]!, state, command, 'ex1.contoso.com'), id).toEqual({ rules, rejected, events, next });
      covered.set(applying[0]!, (covered.get(applying[0]!) ?? 0) + 1);
    }
  }
  for (const row of [...tables.values()].flat()) expect(String(covered.get(row)), JSON.stringify(row)).toBe(row['covers']);
}

function byId(rows: readonly { readonly id: string }[]): readonly object[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/** Records of fields, as RFC 4180 has them. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === '\r\n') records.push([]);
  }
  expect(records.pop()).toEqual([]);
  return records;
}
