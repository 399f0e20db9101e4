/**
 * The difference of behaviour on the Known Servers Table: every class occurs, what only one table knows is not compared, and what the
 * first alphabet does not show is a change all the same.
 */
import { describe, expect, test } from 'vitest';
import { classOf } from '../src/engine/diff/change.ts';
import { step } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { narrowAlphabet } from '../src/kst/alphabets.ts';
import { integrationOf } from '../src/kst/integration.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { allFaults } from './faults/index.ts';
import { asFile, diffOf, hash, mapRows, narrowTable, wholeTable } from './tables.ts';
import type { Choices } from '../src/engine/dialects/dialects.ts';
import type { BehaviourDiff } from '../src/engine/diff/diff.ts';
import type { Change, ComparedOutcome, RowChange, RowClass, WideChange } from '../src/engine/diff/change.ts';
import type { Specification } from '../src/engine/specification.ts';
import type { ComparableRow, ComparableTable } from '../src/engine/table/row.ts';
import type { Dialect } from '../src/kst/assumptions.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Integration } from '../src/kst/integration.ts';
import type { Server } from '../src/kst/state.ts';
import type { Kst } from '../src/kst/words.ts';

const right = knownServersTable();
const { dialects } = systemOf(right);
const table = narrowTable(right);

/** Faulty rules by their fault; each is explored once. */
const faulty = new Map<string, { readonly rules: Specification<Kst>; readonly table: ComparableTable }>();
function withFault(id: string) {
  let found = faulty.get(id);
  if (found === undefined) {
    const rules = allFaults().find((fault) => fault.id === id)!.plant(right);
    faulty.set(id, (found = { rules, table: narrowTable(rules) }));
  }
  return found;
}

const rowsOnly = (changes: readonly Change[]): readonly RowChange[] => changes.filter((change): change is RowChange => 'outcome' in change);

/** A fault that shows each class, and whether it is there before or now. */
const examples: readonly (readonly [RowClass, string, 'now' | 'before'])[] = [
  ['now-refused', 'X20', 'now'],
  ['now-accepted', 'X18', 'now'],
  ['other-refusal', 'X19', 'now'],
  ['integration-breaks', 'X02', 'now'],
  ['integration-heals', 'X02', 'before'],
  ['other-entry', 'X116', 'now'],
  ['other-events', 'X04', 'now'],
  ['other-state', 'X13', 'now'],
  ['row-added', 'X02', 'now'],
  ['row-removed', 'X02', 'now'],
];

test.for(examples)('%s occurs, as %s %s shows it', ([name, id, when]) => {
  const wrong = withFault(id);
  const { changes } = when === 'now' ? diffOf(table, wrong.table, wrong.rules) : diffOf(wrong.table, table);
  expect(changes.map((change) => change.class)).toContain(name);
});

test('the whole table has 4,608 cells', () => {
  expect(diffOf(table, table).cells).toBe(4608);
});

test('a cell that no rule decides any more is undecided, and no row that is removed', () => {
  const poolRemove = () => right.partTables['pool.remove']().filter(({ id }) => id !== 'R05');
  const rules = { ...right, partTables: { ...right.partTables, 'pool.remove': poolRemove } };
  const rows = rowsOnly(diffOf(table, narrowTable(rules), rules).changes);
  expect(new Set(rows.map((change) => change.class))).toEqual(new Set(['undecided']));
  expect(new Set(rows.map(({ command }) => (command as Command).do))).toEqual(new Set(['pool.remove']));
});

describe('the class of a change', () => {
  const quiet: ComparedOutcome = { rejected: null, events: [], next: { known: [] }, status: { um: 'none', owaIm: 'broken' } };
  const works: ComparedOutcome = { ...quiet, events: [{ id: 1 }], next: { known: [5] }, status: { um: 'works', owaIm: 'works' } };
  const refused: ComparedOutcome = { ...quiet, rejected: 'pool-exists' };
  test.for<readonly [RowClass, ComparedOutcome, ComparedOutcome]>([
    ['now-refused', works, refused],
    ['now-accepted', refused, works],
    ['other-refusal', refused, { ...works, rejected: 'not-running' }],
    ['integration-breaks', works, quiet],
    ['integration-breaks', works, { ...works, status: { um: 'none', owaIm: 'works' } }],
    ['integration-breaks', quiet, { ...works, status: { um: 'broken', owaIm: 'works' } }],
    ['integration-heals', quiet, works],
    ['integration-heals', { ...quiet, status: { um: 'broken', owaIm: 'broken' } }, quiet],
    ['other-entry', works, { ...works, events: [], next: { known: [6] } }],
    ['other-events', works, { ...works, events: [], next: { known: [5], conflict: 'open' } }],
    ['other-state', works, { ...works, next: { known: [5], conflict: 'open' } }],
  ])('%s is what counts most', ([name, before, now]) => {
    expect(classOf(before, now, right)).toBe(name);
  });
});

test('of two ways to a change the shorter one is taken, and one by unchanged rows before any other', () => {
  const cell = (state: string, command: string, next: string): ComparableRow =>
    ({ ...table.rows[0]!, dialects: [{}], state: stateOf(state), command: { do: command }, next: stateOf(next), events: [] });
  const old = [cell('', 'a', 'A'), cell('A', 'b', 'B'), cell('', 'b', 'B'), cell('B', 'end', ''), cell('A', 'end', '')];
  const at = ({ state, command }: ComparableRow): string => `${(state as { conflict: string }).conflict} ${(command as Command).do}`;
  const changed = (rows: readonly ComparableRow[], state: string, command: string): readonly ComparableRow[] =>
    rows.map((row) => (at(row) === `${state || 'none'} ${command}` ? { ...row, events: [{ id: 1 }] } : row));
  const shown = (now: readonly ComparableRow[]) => {
    const rows = rowsOnly(diffOf({ ...table, rows: old }, { ...table, rows: now }).changes);
    return rows.find(({ command }) => (command as { do: string }).do === 'end')!.sequence;
  };
  const end = changed(old, 'B', 'end');
  expect(shown(end)).toMatchObject({ commands: [{ do: 'b' }, { do: 'end' }], behindAnother: false });
  const direct = changed(end, '', 'b');
  expect(shown(direct)).toMatchObject({ commands: [{ do: 'a' }, { do: 'b' }, { do: 'end' }], behindAnother: false });
  expect(shown(changed(direct, '', 'a'))).toMatchObject({ commands: [{ do: 'b' }, { do: 'end' }], behindAnother: true });
});

test('of a class that is told first which the fewest commands show, and by itself', () => {
  const everyRow = mapRows(table, (row) => [{ ...row, events: [...row.events, { id: 1 }] }]);
  for (const now of [withFault('X38').table, everyRow]) {
    const changes = rowsOnly(diffOf(table, now).changes);
    for (const alike of Map.groupBy(changes, (change) => change.class).values()) {
      const order = alike.map(({ sequence }) => (sequence!.behindAnother ? 1000 : 0) + sequence!.commands.length);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
    expect(new Set(changes.map(({ sequence }) => sequence!.commands.length)).size).toBeGreaterThan(2);
    expect(new Set(changes.map(({ sequence }) => sequence!.behindAnother)).size, 'some by themselves, some behind others').toBe(2);
  }
});

test('a default that changes may take states away', () => {
  const before = { ...table, default: { ...table.default, survivor: 'stays-absent' } };
  const { changes } = diffOf(before, table);
  const ofDefault = changes.filter((change) => change.class === 'default-changed');
  expect(ofDefault).toMatchObject([{ of: 'survivor', before: 'stays-absent', now: 'restored' }]);
  expect(new Set(rowsOnly(changes).map((change) => change.class))).toContain('row-removed');
});

/** What is listed as not compared: of what, and how many rows of either side. */
const notCompared = ({ changes }: BehaviourDiff) =>
  changes.flatMap((change) => (change.class === 'not-compared' ? [[change.of, change.before, change.now]] : []));

describe('a base of other assumptions, fields, commands and lights', () => {
  const { survivor, ...otherAssumptions } = dialects.choices;
  const { survivor: chosen, ...otherDefaults } = dialects.usual;

  test('an assumption that is new takes its default', () => {
    const isKnown = (choices: Choices): boolean => (choices as Partial<Dialect>).survivor !== 'stays-absent';
    const without = ({ survivor: _, ...choices }: Partial<Dialect>): Choices => choices as Choices;
    const known = table.rows.filter((row) => row.dialects.some(isKnown));
    const rows = known.map((row) => ({ ...row, dialects: row.dialects.filter(isKnown).map(without) }));
    const found = diffOf({ ...table, assumptions: otherAssumptions, default: otherDefaults, rows }, table);
    expect([survivor, chosen]).toEqual([['restored', 'stays-absent'], 'restored']);
    const alone = table.rows.filter((row) => row.dialects.every((choices) => (choices as Choices)['survivor'] === 'stays-absent'));
    expect(alone.length).toBe(88);
    expect(notCompared(found)).toEqual([['assumption survivor', null, `${alone.length} rows`]]);
    expect([found.changes.length, found.cells]).toEqual([1, 8 * 252]);
  });

  test('an assumption that is gone took its default, and a choice that one alone has is left out', () => {
    const doubled = mapRows(table, (row) =>
      ['yes', 'no'].map((weather) => {
        const where = row.dialects.map((choices) => ({ ...choices, weather }));
        return { ...row, dialects: where, ...(weather === 'no' ? { events: [{ id: 7 }] } : {}) };
      }),
    );
    const assumptions = { ...otherAssumptions, weather: ['yes', 'no'], survivor: ['restored', 'lost'] };
    const found = diffOf({ ...doubled, assumptions, default: { ...table.default, weather: 'yes' } }, table);
    expect(notCompared(found)).toEqual([
      ['assumption weather', '428 rows', null],
      ['choice survivor=stays-absent', null, '88 rows'],
      ['choice survivor=lost', '0 rows', null],
    ]);
    expect(found.changes).toHaveLength(3);
  });

  test('fields and commands that one alone has are left out, and a change elsewhere is still seen', () => {
    const old = mapRows(table, ({ state, next, ...row }) => {
      const [{ claimed: _, ...from }, { claimed: __, ...to }] = [state, next] as [{ claimed: boolean }, { claimed: boolean }];
      const known = { ...row, state: { ...from, moon: 1 }, next: { ...to, moon: 1 } };
      return (row.command as Command).do === 'umRouting.discover' ? [{ ...known, command: { do: 'reboot' } }] : [known];
    });
    const found = diffOf(old, table);
    expect(notCompared(found)).toEqual([
      ['state field claimed', null, '428 rows'],
      ['state field moon', '428 rows', null],
      ['command umRouting.discover', null, '64 rows'],
      ['command reboot', '64 rows', null],
    ]);
    expect(found.changes).toHaveLength(4);
    const wrong = withFault('X19');
    expect(new Set(diffOf(old, wrong.table, wrong.rules).changes.map((change) => change.class))).toEqual(new Set(['other-refusal', 'not-compared']));
  });

  test('lights that one alone has are left out, and a change of another is still seen', () => {
    const old = mapRows(table, ({ nextStatus, ...row }) => [{ ...row, nextStatus: { um: nextStatus!['um']!, moon: 'full' } }]);
    const found = diffOf(old, table);
    expect(notCompared(found)).toEqual([['light owaIm', null, '428 rows'], ['light moon', '428 rows', null]]);
    expect(found.changes).toHaveLength(2);
    const rules = knownServersTable({ integrationOf: (rtcsrv, server) => ({ ...integrationOf(rtcsrv, server), um: 'works' }) });
    const { changes } = diffOf(old, narrowTable(rules), rules);
    expect(new Set(changes.map((change) => change.class))).toEqual(new Set(['integration-heals', 'not-compared']));
    expect(rowsOnly(changes)[0]!.outcome.now!.status).toEqual({ um: 'works' });
  });

  test('a base without a status is compared in all else', () => {
    const old = mapRows(table, (row) => [{ ...row, nextStatus: null }]);
    expect(rowsOnly(diffOf(old, table).changes)).toEqual([]);
    expect(rowsOnly(diffOf(old, withFault('X19').table, withFault('X19').rules).changes)).not.toEqual([]);
  });
});

describe('over the wide alphabet', () => {
  const whole = asFile(wholeTable());
  const system = systemOf(right);
  const narrow = new Set(narrowAlphabet().map((command) => system.text(command)));
  test.for<readonly [string, Parameters<typeof knownServersTable>[0]]>([
    ['TelExtn that counts as SipName', { hosting: (plans) => plans.some(({ uriType }) => uriType !== 'E164') }],
    ['OWA IM that breaks for one version', { integrationOf: (rtcsrv, server) => brokenAt9(integrationOf(rtcsrv, server), server) }],
  ])('%s is a change, though no narrow row shows it', ([, parts]) => {
    const rules = knownServersTable(parts);
    const { changes } = diffOf(whole, behaviourTable(rules, hash), rules);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter((each) => each.class !== 'wide' || each.rule === null)).toEqual([]);
    expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(changes.length);
    const change = (changes as readonly WideChange[]).find(({ sequence }) => sequence !== null)!;
    const { commands, dialect } = change.sequence! as { readonly commands: readonly Command[]; readonly dialect: object };
    expect(commands.some((command) => !narrow.has(system.text(command)))).toBe(true);
    const played = commands.reduce<ReturnType<typeof step<Kst>> | null>(
      (before, command) => step(rules, before?.kind === 'taken' ? before.next : system.start, command, dialect as Dialect),
      null,
    );
    expect(played!.rules).toContain(change.rule);
  });
});

function brokenAt9(right: Integration, { known }: Server): Integration {
  return known.includes(9) ? { ...right, owaIm: 'broken' } : right;
}

/** States of a small table: the empty start, or one that `conflict` names. */
function stateOf(name: string): object {
  return { running: false, pool: null, hosting: false, claimed: false, known: [], conflict: name || 'none' };
}

test('beyond the rows are the rules that no row shows', () => {
  const { rules, table: now } = withFault('X02');
  const changes = rowsOnly(diffOf(table, now, rules).changes);
  const shown = new Set(changes.flatMap(({ rules: by }) => [...by.before, ...by.now]));
  const hidden = systemOf(rules).rules.map(({ id }) => id).find((id) => !shown.has(id))!;
  const digest = { rows: 2, digest: 'f'.repeat(64) };
  const differing = [hidden, [...shown][0]!].toSorted();
  const wide = { ...digest, rules: differing.map((rule) => ({ rule, ...digest })) };
  const found = diffOf(table, { ...now, wide }, rules).changes.filter((change) => change.class === 'wide');
  expect(found).toMatchObject([{ rule: hidden, before: null, now: digest }]);
});
