/**
 * The difference of behaviour: nothing but what can be seen counts, every class occurs, and each change is shown by commands that show it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandText } from '../src/kst/commands.ts';
import { narrowAlphabet } from '../src/kst/alphabets.ts';
import { assumptions, defaultDialect, dialects, dialectsWith } from '../src/kst/dialect.ts';
import { dialectsIn } from '../src/kst/conditions.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { emptyWorld } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import { changeClasses, classOf } from '../src/kit/diff/change.ts';
import { holdsIn } from '../src/kit/diff/comparable.ts';
import { behaviourTable } from '../src/kit/tables/behaviour.ts';
import { allFaults } from './faults/index.ts';
import { integration, withRule } from './faults/plant.ts';
import { asFile, diffOf, hash, mapRows, narrowTable, wholeTable } from './tables.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Model } from '../src/kst/model.ts';
import type { World } from '../src/kst/state.ts';
import type { Change, RowChange, RowClass, Seen } from '../src/kit/diff/change.ts';
import type { ComparableRow, ComparableTable } from '../src/kst/behaviour.ts';

const right = knownServersTable();
const table = narrowTable(right);

/** Faulty models by what they are about; each is explored once. */
const faulty = new Map<string, { readonly model: Model; readonly table: ComparableTable }>();
function withFault(id: string) {
  let found = faulty.get(id);
  if (found === undefined) {
    const model = allFaults().find((fault) => fault.id === id)!.plant(right);
    faulty.set(id, (found = { model, table: narrowTable(model) }));
  }
  return found;
}

const rowsOnly = (changes: readonly Change[]): readonly RowChange[] => changes.filter((change): change is RowChange => 'outcome' in change);

describe('no difference', () => {
  test('of a table and itself', () => {
    expect(diffOf(table, table)).toEqual({ changes: [], byOtherRules: [], notes: [], cells: 4608 });
  });

  test('however rows are ordered and merged', () => {
    const split = mapRows(table, (row) => dialects().filter((dialect) => holdsIn(row, { ...dialect })).map((dialect) => ({ ...row, dialects: [dialect] })));
    expect(split.rows.length).toBeGreaterThan(table.rows.length);
    expect(diffOf(split, table).changes).toEqual([]);
    const shuffled = fc.shuffledSubarray([...split.rows], { minLength: split.rows.length });
    fc.assert(fc.property(shuffled, (rows) => diffOf(table, { ...table, rows }).changes.length === 0), { numRuns: 3 });
  });

  test('by other rules alone, which is told apart', () => {
    const renamed = mapRows(table, (row) => [{ ...row, rules: row.rules.map((rule) => (rule === 'R04' ? 'R90' : rule)) }]);
    const { changes, byOtherRules } = diffOf(table, renamed);
    expect(changes).toEqual([]);
    expect(byOtherRules).toEqual([{ before: ['R04'], now: ['R90'], rows: expect.any(Number) }]);
    expect(byOtherRules[0]!.rows).toBe(new Set(table.rows.filter(({ rules }) => rules.join() === 'R04').map(({ state, command }) => JSON.stringify([state, command]))).size);
  });

  test('in the order of fields', () => {
    const turned = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
    const other = mapRows(table, (row) => [{ ...row, state: turned(row.state), next: turned(row.next), command: turned(row.command), events: row.events.map(turned) }]);
    expect(diffOf(other, table)).toEqual(diffOf(table, table));
  });
});

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
  const { changes } = when === 'now' ? diffOf(table, wrong.table, wrong.model) : diffOf(wrong.table, table);
  expect(changes.map((change) => change.class)).toContain(name);
});

describe.for<readonly [string, 'now' | 'before']>([['X02', 'now'], ['X02', 'before'], ['X116', 'now'], ['X13', 'now'], ['X20', 'before']])('changes by %s, %s', ([id, when]) => {
  const wrong = withFault(id);
  const [before, now] = when === 'now' ? [table, wrong.table] : [wrong.table, table];
  const [oldModel, newModel] = when === 'now' ? [right, wrong.model] : [wrong.model, right];
  const { changes } = diffOf(before, now, newModel);
  const rows = rowsOnly(changes);

  test('no two changes share a fingerprint, and neither order nor merging of rows changes one', () => {
    const prints = changes.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    for (const print of prints) expect(print).toMatch(/^[0-9a-f]{16}$/);
    const split = (whole: ComparableTable) => mapRows({ ...whole, rows: [...whole.rows].reverse() }, (row) => row.dialects.map((choices) => ({ ...row, dialects: [choices] })));
    expect(diffOf(split(before), split(now), newModel).changes).toEqual(changes);
  });

  test('is shown by its sequence, of which no step before the last is another, unless it says so', () => {
    for (const change of rows) {
      const { commands, dialect, behindAnother } = change.sequence!;
      const played = (model: Model) => play(model, commands as readonly Command[], dialect as unknown as Dialect);
      const [old, present] = [played(oldModel), played(newModel)];
      if (!behindAnother) {
        expect(old.slice(0, -1)).toEqual(present.slice(0, -1));
        if (change.outcome.before !== null && change.outcome.now !== null) expect(looks(oldModel, old.at(-1)!)).not.toEqual(looks(newModel, present.at(-1)!));
      }
      if (change.outcome.now !== null) expect(looks(newModel, present.at(-1)!)).toEqual(change.outcome.now);
      else expect(looks(oldModel, old.at(-1)!)).toEqual(change.outcome.before);
    }
  });

  test('no dialect is told of twice for one cell, and each in which it differs is', () => {
    const told = dialects().map((dialect) => rows.filter((change) => (dialectsIn(change.dialects!) & dialectsWith(dialect)) !== 0).map(cellOf));
    const differing = dialects().map((dialect) => {
      const [old, present] = [seenByCell(before, dialect), seenByCell(now, dialect)];
      return [...new Set([...old.keys(), ...present.keys()])].filter((cell) => old.get(cell) !== present.get(cell));
    });
    expect(told.map((cells) => cells.toSorted())).toEqual(differing.map((cells) => cells.toSorted()));
  });
});

test('a cell that no rule decides any more is undecided, and no row that is removed', () => {
  const model = withRule(right, 'R05', () => []);
  const rows = rowsOnly(diffOf(table, narrowTable(model), model).changes);
  expect(new Set(rows.map((change) => change.class))).toEqual(new Set(['undecided']));
  expect(new Set(rows.map(({ command }) => commandText(command as Command)))).toEqual(new Set(['pool.remove ex1.contoso.com']));
});

describe('the class of a change', () => {
  const quiet: Seen = { rejected: null, events: [], next: { known: [] }, integration: { um: 'none', owaIm: 'broken' } };
  const works: Seen = { ...quiet, events: [{ id: 1 }], next: { known: [5] }, integration: { um: 'works', owaIm: 'works' } };
  const refused: Seen = { ...quiet, rejected: 'pool-exists' };
  test.for<readonly [RowClass, Seen, Seen]>([
    ['now-refused', works, refused],
    ['now-accepted', refused, works],
    ['other-refusal', refused, { ...works, rejected: 'not-running' }],
    ['integration-breaks', works, quiet],
    ['integration-breaks', works, { ...works, integration: { um: 'none', owaIm: 'works' } }],
    ['integration-breaks', quiet, { ...works, integration: { um: 'broken', owaIm: 'works' } }],
    ['integration-heals', quiet, works],
    ['integration-heals', { ...quiet, integration: { um: 'broken', owaIm: 'broken' } }, quiet],
    ['other-entry', works, { ...works, events: [], next: { known: [6] } }],
    ['other-events', works, { ...works, events: [], next: { known: [5], conflict: 'open' } }],
    ['other-state', works, { ...works, next: { known: [5], conflict: 'open' } }],
  ])('%s is what counts most', ([name, before, now]) => {
    expect(classOf(before, now)).toBe(name);
  });

  test('changes stand in the order of the classes', () => {
    const names = diffOf(table, withFault('X02').table).changes.map((change) => Object.keys(changeClasses()).indexOf(change.class));
    expect(names).toEqual(names.toSorted((a, b) => a - b));
  });
});

test('of two ways to a change the shorter one is taken, and one by unchanged rows before any other', () => {
  const cell = (state: string, command: string, next: string, more: Partial<ComparableRow> = {}): ComparableRow =>
    ({ ...table.rows[0]!, dialects: [{}], state: stateOf(state), command: { do: command }, next: stateOf(next), events: [], ...more });
  const old = [cell('', 'a', 'A'), cell('A', 'b', 'B'), cell('', 'b', 'B'), cell('B', 'end', ''), cell('A', 'end', '')];
  const changed = (rows: readonly ComparableRow[], state: string, command: string) =>
    rows.map((row) => ((row.command as { do: string }).do === command && (row.state as { conflict: string }).conflict === (state || 'none') ? { ...row, events: [{ id: 1 }] } : row));
  const shown = (now: readonly ComparableRow[]) => rowsOnly(diffOf({ ...table, rows: old }, { ...table, rows: now }).changes).find(({ command }) => (command as { do: string }).do === 'end')!.sequence;
  expect(shown(changed(old, 'B', 'end'))).toMatchObject({ commands: [{ do: 'b' }, { do: 'end' }], behindAnother: false });
  expect(shown(changed(changed(old, '', 'b'), 'B', 'end'))).toMatchObject({ commands: [{ do: 'a' }, { do: 'b' }, { do: 'end' }], behindAnother: false });
  expect(shown(changed(changed(changed(old, '', 'b'), '', 'a'), 'B', 'end'))).toMatchObject({ commands: [{ do: 'b' }, { do: 'end' }], behindAnother: true });
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

describe('a default that changes', () => {
  const before = { ...table, default: { ...defaultDialect(), survivor: 'stays-absent' } };
  const { changes } = diffOf(before, table);

  test('is a change, and so is what one gets by it', () => {
    expect(changes.filter((change) => change.class === 'default-changed')).toMatchObject([{ assumption: 'survivor', before: 'stays-absent', now: 'restored' }]);
    const rows = rowsOnly(changes);
    expect(rows.length).toBeGreaterThan(0);
    for (const { dialects: where } of rows) expect(where).toBeNull();
    expect(new Set(rows.map((change) => change.class))).toContain('row-removed');
  });

  test('tells of each row that differs between the two', () => {
    const [old, now] = [seenByCell(table, before.default), seenByCell(table, table.default)];
    const differing = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
    expect(rowsOnly(changes)).toHaveLength(differing.length);
  });

  test('is told once where a dialect tells it as well', () => {
    const wrong = withFault('X01');
    const alone = rowsOnly(diffOf(table, wrong.table, wrong.model).changes);
    const both = rowsOnly(diffOf(before, wrong.table, wrong.model).changes);
    expect(both.filter(({ dialects: where }) => where !== null)).toEqual(alone);
  });
});

describe('a base of other assumptions, fields and commands', () => {
  test('an assumption that is new takes its default', () => {
    const { survivor, ...others } = assumptions();
    const rows = table.rows.filter((row) => row.dialects.some((choices) => (choices as Partial<Dialect>).survivor !== 'stays-absent'));
    const known = rows.map((row) => ({ ...row, dialects: row.dialects.filter((choices) => (choices as Partial<Dialect>).survivor !== 'stays-absent').map(({ survivor: _, ...choices }: Partial<Dialect>) => choices) }));
    const { survivor: chosen, ...byDefault } = defaultDialect();
    const found = diffOf({ ...table, assumptions: others, default: byDefault, rows: known }, table);
    expect([survivor, chosen]).toEqual([['restored', 'stays-absent'], 'restored']);
    expect([found.changes, found.notes, found.cells]).toEqual([[], ['assumption survivor is new: compared where it takes its default, restored'], 8 * 252]);
  });

  test('an assumption that is gone took its default, and a choice that one alone has is left out', () => {
    const doubled = mapRows(table, (row) => ['yes', 'no'].map((weather) => ({ ...row, dialects: row.dialects.map((choices) => ({ ...choices, weather })), ...(weather === 'no' ? { events: [{ id: 7 }] } : {}) })));
    const old = { ...doubled, assumptions: { ...assumptions(), weather: ['yes', 'no'], survivor: ['restored', 'lost'] }, default: { ...defaultDialect(), weather: 'yes' } };
    const found = diffOf(old, table);
    expect(found.changes).toEqual([]);
    expect(found.notes).toEqual([
      'choice stays-absent of assumption survivor is new: not compared',
      'choice lost of assumption survivor is gone: not compared',
      'assumption weather is gone: compared where the base takes its default, yes',
    ]);
  });

  test('fields and commands that one alone has are left out, and a change elsewhere is still seen', () => {
    const old = mapRows(table, ({ state, next, ...row }) => {
      const [{ claimed: _, ...from }, { claimed: __, ...to }] = [state, next] as [{ claimed: boolean }, { claimed: boolean }];
      const known = { ...row, state: { ...from, moon: 1 }, next: { ...to, moon: 1 } };
      return (row.command as Command).do === 'umRouting.discover' ? [{ ...known, command: { do: 'reboot' } }] : [known];
    });
    const found = diffOf(old, table);
    expect(found.notes).toEqual([
      'state field claimed is new: not compared',
      'state field moon is gone: not compared',
      'command {"do":"umRouting.discover"} is new: not compared',
      'command {"do":"reboot"} is gone: not compared',
    ]);
    expect(found.changes).toEqual([]);
    const wrong = withFault('X19');
    expect(new Set(diffOf(old, wrong.table, wrong.model).changes.map((change) => change.class))).toEqual(new Set(['other-refusal']));
  });

  test('with nothing in common, no cell is compared', () => {
    expect(diffOf(mapRows(table, (row) => [{ ...row, command: { do: 'reboot' } }]), table).cells).toBe(0);
  });
});

describe('over the wide alphabet', () => {
  const whole = asFile(wholeTable());
  const narrow = new Set(narrowAlphabet().map(commandText));
  test.for<readonly [string, (model: Model) => Model]>([
    ['TelExtn that counts as SipName', (model) => ({ ...model, hosting: (plans) => plans.some(({ uriType }) => uriType !== 'E164') })],
    ['OWA IM that breaks for one version', integration((_, { known }) => (known.includes(9) ? { owaIm: 'broken' } : {}))],
  ])('%s is a change, though no narrow row shows it', ([, plant]) => {
    const model = plant(right);
    const { changes } = diffOf(whole, behaviourTable(model, hash), model);
    expect(changes).toMatchObject([{ class: 'wide', fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
    const [change] = changes as [Extract<Change, { class: 'wide' }>];
    expect(change.beyond).toEqual(change.rules);
    expect(change.rules.length).toBeGreaterThan(0);
    const { commands, dialect } = change.sequence!;
    expect(commands.some((command) => !narrow.has(commandText(command as Command)))).toBe(true);
    expect(play(model, commands as readonly Command[], dialect as unknown as Dialect).at(-1)!.rules.some((rule) => change.rules.includes(rule))).toBe(true);
  });
});

/** Every step of the commands, as it was taken. */
function play(model: Model, commands: readonly Command[], dialect: Dialect) {
  let world: World = emptyWorld();
  return commands.map((command) => {
    const outcome = step(model, world, command, dialect);
    if (outcome.kind !== 'taken') throw new Error(`${outcome.kind} at ${commandText(command)}`);
    world = outcome.next;
    return outcome;
  });
}

function looks(model: Model, { refused, events, next: { running, servers } }: ReturnType<typeof play>[number]): Seen {
  const [server = { name: '', pool: null, plans: [], claimed: false, known: [], conflict: 'none' as const }] = servers;
  const { pool, plans, claimed, known, conflict } = server;
  return { rejected: refused, events, next: { running, pool, hosting: model.hosting(plans), claimed, known, conflict }, integration: model.integrationOf(running, server) };
}

function cellOf({ state, command }: { readonly state: object; readonly command: object }): string {
  return JSON.stringify([state, command]);
}

/** What each cell of a table shows in a dialect. */
function seenByCell({ rows }: ComparableTable, dialect: object): ReadonlyMap<string, string> {
  const seen = ({ rejected, events, next, nextIntegration }: ComparableRow): string => JSON.stringify([rejected, events, next, nextIntegration]);
  return new Map(rows.filter((row) => holdsIn(row, { ...dialect })).map((row) => [cellOf(row), seen(row)]));
}

/** States of a small table: the empty start, or one that `conflict` names. */
function stateOf(name: string): object {
  return { running: false, pool: null, hosting: false, claimed: false, known: [], conflict: name || 'none' };
}

test('what a change rests on is that of both sides, in the order of ids', () => {
  const before = mapRows(table, (row) => [{ ...row, cites: ['F1', 'A1', 'C10', 'C9'], invariants: ['I05'], events: [...row.events, { id: 1 }] }]);
  const now = mapRows(table, (row) => [{ ...row, cites: ['C2'], invariants: ['I02'] }]);
  expect(diffOf(before, now).changes[0]).toMatchObject({ cites: ['C2', 'C9', 'C10', 'A1', 'F1'], invariants: ['I02', 'I05'] });
});

test('beyond the rows are the rules that no row shows', () => {
  const { model, table: now } = withFault('X02');
  const changes = rowsOnly(diffOf(table, now, model).changes);
  const shown = new Set(changes.flatMap(({ rules }) => [...rules.before, ...rules.now]));
  const hidden = Object.values(model.rulebook).flat().map(({ id }) => id).find((id) => !shown.has(id))!;
  const digest = { rows: 2, digest: 'f'.repeat(64) };
  const both = [hidden, [...shown][0]!].toSorted();
  const wide = { ...digest, rules: both.map((rule) => ({ rule, ...digest })) };
  const found = diffOf(table, { ...now, wide }, model).changes.find((change) => change.class === 'wide');
  expect(found).toMatchObject({ rules: both, beyond: [hidden] });
});
