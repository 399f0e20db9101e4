/**
 * The committed behaviour table says the same in each of its forms, and loses nothing in any.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../src/cli/hash.ts';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { haveCommon } from '../src/engine/dialects/set.ts';
import { Malformed } from '../src/engine/rules/malformed.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { decisionTables } from '../src/engine/table/decision-tables.ts';
import { fieldText, rowsOfTable } from '../src/engine/table/rows.ts';
import { statusFields } from '../src/engine/table/row.ts';
import { behaviourFromJson } from '../src/inputs/behaviour.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { arrowCells, diagramState, stateDiagram } from '../src/lync/state-diagram.ts';
import { behaviourCsv } from '../src/reports/pages/behaviour-csv.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { leases } from '../starter/leases.ts';
import { manyDialects } from './many-dialects.ts';
import { appliesTo, outcomeBy, readDecisionTables } from './read-decision-tables.ts';
import { rulebooks } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { wholeTable } from './tables.ts';
import type { Alphabet, Specification } from '../src/engine/specification.ts';
import type { BehaviourRow, BehaviourTable } from '../src/engine/table/row.ts';
import type { Dialect } from '../src/kst/assumptions.ts';
import type { Kst } from '../src/kst/words.ts';

const root = join(import.meta.dirname, '..');
const committed = (file: string): string => readFileSync(join(root, 'reports', file), 'utf8');
const schema = (name: string): object => JSON.parse(readFileSync(join(root, 'spec/schema', `${name}.schema.json`), 'utf8'));

const specification = knownServersTable();
const { dialects } = systemOf(specification);

let table: BehaviourTable<Kst>;
beforeAll(() => {
  table = wholeTable();
});

describe('behaviour.json', () => {
  test('fits its schema, and has no field that the schema does not describe', () => {
    const open = JSON.stringify(schema('behaviour'));
    const closed = JSON.parse(open.replaceAll('"properties":', '"additionalProperties":false,"properties":'));
    const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(closed);
    expect(validate(JSON.parse(committed('behaviour.json'))), JSON.stringify(validate.errors)).toBe(true);
  });

  test('is read back as the table that it was printed from', () => {
    const [status, nextStatus] = statusFields(specification.status!.name);
    for (const text of [behaviourJson(specification, table), committed('behaviour.json')]) {
      const { $schema, rows, ...read } = behaviourFromJson(text, 'behaviour.json', specification) as any;
      const asMade = rows.map((row: any) => {
        const { [status]: lights, [nextStatus]: next, ...rest } = row;
        expect(rest.nextStatus).toEqual(next);
        return { ...rest, status: lights, set: dialects.in(row.dialects) };
      });
      expect({ ...read, rows: asMade }).toEqual(table);
    }
  });

  test('has a row a line', () => {
    const lines = committed('behaviour.json').split('\n').filter((line) => line.startsWith('{"id":'));
    expect(lines.map((line) => JSON.parse(line.replace(/,$/, '')).id)).toEqual(table.rows.map(({ id }) => id));
    expect(table.rows.length).toBe(428);
  });

  const replacing = (part: string | RegExp, by: string) => (text: string) => text.replace(part, by);
  test.for([
    ['cut off', (text: string) => text.slice(0, 5000), /^behaviour\.json:\d+:\d+: expected more JSON/],
    [
      'of another format',
      replacing('"format": 1', '"format": 2'),
      /^behaviour\.json:3:11 \(at \/format\): expected "format" 1, got 2$/,
    ],
    [
      'with a row twice',
      replacing(/^(\{"id":"stop\.-.*\n)/m, '$1$1'),
      /\(at \/rows\/1\/id\): expected the row "stop.* once, not twice$/,
    ],
    [
      'without a default',
      replacing(/"default": \{[^}]*\}/, '"default": {}'),
      /\(at \/default\): expected the default of the assumption "restart-winner"$/,
    ],
    ['without what a row logs', replacing(/^(\{"id".*)"events":/m, '$1"events-were":'), /\(at \/rows\/0\): expected "events" as a row has it$/],
  ] as const)('%s, is refused with its place', ([, spoil, message]) => {
    expect(() => behaviourFromJson(spoil(committed('behaviour.json')), 'behaviour.json', specification)).toThrow(InputError);
    expect(() => behaviourFromJson(spoil(committed('behaviour.json')), 'behaviour.json', specification)).toThrow(message);
  });

  test('of another time is read: assumptions and fields that are not known do no harm', () => {
    const old = committed('behaviour.json')
      .replace('"assumptions": {', '"assumptions": {"colour":["red"],')
      .replace('"default": {', '"default": {"colour":"red",')
      .replace('"dialects":[{}]', '"colour":"red","dialects":[{"colour":"red"}]');
    const [row] = behaviourFromJson(old, 'old.json', specification).rows;
    expect(row).toMatchObject({ colour: 'red', dialects: [{ colour: 'red' }] });
  });
});

describe('the digest beyond the first alphabet', () => {
  test('sees what the rows do not: a TelExtn plan that counts as a SipName one', () => {
    const wrong = knownServersTable({ hosting: (plans) => plans.some(({ uriType }) => uriType !== 'E164') });
    const { rows, wide } = behaviourTable(wrong, sha256);
    const shown = ({ rejected, events, next, nextStatus }: BehaviourRow) => ({ rejected, events, next, nextStatus });
    expect(rows.map(shown)).toEqual(table.rows.map(shown));
    expect(wide.digest).not.toBe(table.wide.digest);
  });
});

/** The specification with another first alphabet. */
function withFirst<S extends Specification>(right: S, commands: Alphabet<any>['commands']): S {
  const [first, ...others] = right.alphabets;
  return { ...right, alphabets: [{ ...first!, commands }, ...others] };
}

const idsOf = (of: Specification): readonly string[] => rowsOfTable(new Exploration(of)).map(({ id }) => id);

describe.each(rulebooks)('the rows of $name', ({ project }) => {
  test('have an id each, the same every time', () => {
    const ids = idsOf(project().specification);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(project().specification)).toEqual(ids);
  });

  test('fall under exactly one row of the decision tables each, in each of their dialects, with its outcome', () => {
    const { specification: of } = project();
    const system = systemOf(of);
    const rows = rowsOfTable(new Exploration(of));
    const { columns, tables } = decisionTables(of, rows);
    for (const { id, state, command, set, rules, rejected = null } of rows) {
      const shown = { ...of.table.columns(state) } as Record<string, string>;
      const place = columns.map((column) => shown[column] ?? fieldText(command, column));
      for (const dialect of system.dialects.listed(set)) {
        const applying = tables
          .find((each) => each.command === command.do)!
          .rows.filter(({ when, dialects: condition }) => {
            const inDialect = haveCommon(system.dialects.in(condition), system.dialects.only(dialect));
            return inDialect && when.every((allowed, column) => allowed === null || allowed.includes(place[column]!));
          });
        expect(applying.map((row) => [row.rules, row.refused]), `${id} in ${JSON.stringify(dialect)}`).toEqual([[rules, rejected]]);
      }
    }
  });
});

test.each([
  [1024, manyDialects(10, 2)],
  [243, manyDialects(5, 3)],
])('over %i dialects every row has an id, and decision tables cover every cell', (count, of: Specification) => {
  const { sizes, cells, rows } = behaviourTable(of, sha256);
  expect([sizes.length, new Set(rows.map(({ id }) => id)).size]).toEqual([count, rows.length]);
  const covers = decisionTables(of, rows).tables.flatMap((each) => each.rows.map((row) => row.covers));
  expect(covers.reduce((sum, each) => sum + each, 0)).toBe(cells);
});

describe('the id of a row', () => {
  const withVersions = (...versions: readonly number[]) =>
    withFirst(specification, [...versions.map((version) => ({ do: 'pool.add', server: 'a', version }) as const), { do: 'rtcsrv.start' }]);

  test('names of a command what varies among the commands of its kind, and nothing else', () => {
    expect(idsOf(withVersions(5))[0]).toBe('stop.-.-.-.-.-/pool.add');
    const ids = idsOf(withVersions(5, 6));
    expect(ids.slice(0, 3)).toEqual(['stop.-.-.-.-.-/pool.add.5', 'stop.-.-.-.-.-/pool.add.6', 'stop.-.-.-.-.-/rtcsrv.start']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is another for each command of a kind that is new', () => {
    const right: Specification = leases();
    const lend = () => right.partTables['take']!().map((rule) => ({ ...rule, id: `${rule.id}b` }));
    const [{ commands }] = right.alphabets as readonly [Alphabet<any>];
    const lending = commands.filter((command) => command.do === 'take').map((command) => ({ ...command, do: 'lend' }));
    const words = { ...right.commands, lend: right.commands['take']! };
    const wider = { ...right, commands: words, partTables: { ...right.partTables, lend } };
    const ids = idsOf(withFirst(wider, [...commands, ...lending]));
    expect(ids).toEqual(expect.arrayContaining(['nobody.0/lend.ann', 'nobody.0/lend.bob']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('that two rows would share is an error that names both', () => {
    const plan = (name: string) => ({ do: 'dialPlan.host', server: 'a', plan: name, uriType: 'SipName' }) as const;
    const wider = withFirst(specification, [plan('DP1'), plan('DP2')]);
    expect(() => idsOf(wider)).toThrow(Malformed);
    expect(() => idsOf(wider)).toThrow(/^two rows have the id stop\.-\.hosts\.-\.-\.-\/dialPlan\.host\.DP1: /);
    expect(() => idsOf(wider)).toThrow(/: dialPlan\.host a DP1 SipName in .*"DP1".*, and dialPlan\.host a DP1 SipName in .*"DP2"/);
  });
});

describe('behaviour.csv', () => {
  test('has a record a row, with all that the JSON has', () => {
    const [heading, ...records] = readCsv(behaviourCsv(specification, table.rows));
    expect(records.length).toBe(table.rows.length);
    for (const [index, { set, ...row }] of table.rows.entries()) {
      const fields = Object.fromEntries(records[index]!.map((text, column) => [heading![column]!, text]));
      const state = (prefix: string) => ({
        running: fields[`${prefix}running`] === 'true',
        pool: fields[`${prefix}pool`] === '' ? null : Number(fields[`${prefix}pool`]),
        hosting: fields[`${prefix}hosting`] === 'true',
        claimed: fields[`${prefix}claimed`] === 'true',
        known: words(fields[`${prefix}known`]!).map(Number),
        conflict: fields[`${prefix}conflict`],
      });
      const status = (prefix: string) => ({ um: fields[`${prefix}um`], owaIm: fields[`${prefix}owaIm`] });
      const events = fields['events'] === '' ? [] : JSON.parse(fields['events']!);
      expect(fields['id']).toBe(row.id);
      expect({ state: state(''), next: state('next '), status: status(''), nextStatus: status('next '), events }).toEqual({
        state: row.state,
        next: row.next,
        status: row.status,
        nextStatus: row.nextStatus,
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
    expect(readCsv(behaviourCsv(specification, [odd]))[1]![0]).toBe('a "b", c\nd');
    expect(behaviourCsv(specification, [odd])).toContain('\r\n"a ""b"", c\nd",');
  });
});

describe('behaviour.md', () => {
  test('every cell falls under exactly one row, with the right outcome', () => {
    expectCovers(committed('behaviour.md'), table.rows, dialects.list);
  });

  test('says what its rows cover', () => {
    expect(committed('behaviour.md')).toContain('**4608 cells, 0 gaps, 0 overlaps.** 62 rows cover 4608 cells.');
  });
});

describe('kst table', () => {
  const choices = dialects.list.map((dialect) => Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`).join(','));

  test.for([0, 1, 6, 15])('in dialect %i: the rows of the table, in all formats', async (index) => {
    const dialect = dialects.list[index]!;
    const own = table.rows.filter((row) => haveCommon(row.set, dialects.only(dialect)));
    const { code, out, err } = await runKst(['table', '--format', 'json', '--dialect', choices[index]!]);
    expect([code, err]).toEqual([0, '']);
    const printed = JSON.parse(out);
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
    const validate = ajv.addSchema([schema('behaviour'), schema('simulate')]).compile(schema('table'));
    expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
    const { states, rows } = table.sizes[index]!;
    expect(printed).toMatchObject({ dialect, states, cells: rows, gaps: 0, overlaps: 0 });
    const plain = ({ id, state, command, rules, events, next }: BehaviourRow) => ({ id, state, command, rules, events, next });
    expect(byId(printed.rows.map(plain))).toEqual(byId(own.map(plain)));
    const csv = readCsv((await runKst(['table', '--format', 'csv', '--dialect', choices[index]!])).out);
    expect(csv.slice(1).map(([id]) => id)).toEqual(printed.rows.map(({ id }: { id: string }) => id));
    const page = (await runKst(['table', '--dialect', choices[index]!])).out;
    expectCovers(page, own, [dialect]);
    expect(page).toContain(`**${rows} cells, 0 gaps, 0 overlaps.**`);
  });

  test('is of the default dialect unless told', async () => {
    const { dialect, states, rows } = JSON.parse((await runKst(['table', '--format', 'json'])).out);
    expect([dialect, states, rows.length]).toEqual([dialects.usual, 28, 252]);
    const other = JSON.parse((await runKst(['table', '--format', 'json', '--dialect', 'survivor=stays-absent'])).out);
    expect([other.dialect, other.states, other.rows.length]).toEqual([{ ...dialects.usual, survivor: 'stays-absent' }, 36, 324]);
  });
});

describe('states.md', () => {
  const usual = dialects.only(dialects.usual);
  const accepted = (restarts: boolean) => {
    const taken = table.rows.filter(({ set, rejected }) => haveCommon(set, usual) && rejected === undefined);
    return taken.filter(({ command }) => (command.do === 'rtcsrv.restart') === restarts);
  };

  test('every accepted row of the default dialect stays where it is, or goes along exactly one arrow', () => {
    const { arrows } = stateDiagram(specification, table.rows);
    const rows = accepted(false);
    for (const { id, state, next, command } of rows) {
      const yes = (value: boolean): string => (value ? 'yes' : 'no');
      const cells = { pool: yes(state.pool !== null), hosting: yes(state.hosting), claimed: yes(state.claimed) };
      const along = arrows.filter(
        ({ from, command: doing, when }) =>
          JSON.stringify(from) === JSON.stringify(diagramState(state)) &&
          doing === command.do &&
          arrowCells.every((cell, index) => when[index] === null || when[index]!.includes(cells[cell])),
      );
      const stays = JSON.stringify(diagramState(state)) === JSON.stringify(diagramState(next));
      expect(along.map(({ to }) => to), id).toEqual(stays ? [] : [diagramState(next)]);
    }
    expect(rows.length).toBeGreaterThan(100);
  });

  test('a restart leads where a stop and a start lead', () => {
    const inUsual = table.rows.filter(({ set }) => haveCommon(set, usual));
    const after = (state: object, kind: string) =>
      inUsual.find((row) => row.command.do === kind && JSON.stringify(row.state) === JSON.stringify(state))!.next;
    const restarts = accepted(true);
    for (const { state, next } of restarts) expect(next).toEqual(after(after(state, 'rtcsrv.stop'), 'rtcsrv.start'));
    expect(restarts.length).toBe(22);
  });
});

/** Re-expands the decision tables of a page, and holds them against the rows, cell by cell. */
function expectCovers(page: string, rows: BehaviourTable<Kst>['rows'], within: readonly Dialect[]): void {
  const tables = readDecisionTables(page);
  const covered = new Map<object, number>();
  for (const { id, state, command, set, rules, rejected, events, next } of rows) {
    for (const dialect of dialects.listed(set).filter((each) => within.includes(each))) {
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
