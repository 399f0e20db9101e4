/**
 * The difference of behaviour: nothing but what can be seen counts, and each change is shown by commands that show it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { both, isEmpty } from '../src/engine/dialects/set.ts';
import { changeClasses } from '../src/engine/diff/change.ts';
import { holdsIn } from '../src/engine/diff/cells.ts';
import { step } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { allFaults } from './faults/index.ts';
import { rulebooks } from './rulebooks.ts';
import { diffOf, mapRows, narrowTable } from './tables.ts';
import type { Dialect } from '../src/engine/dialects/dialects.ts';
import type { Change, ComparedOutcome, RowChange } from '../src/engine/diff/change.ts';
import type { Played } from '../src/engine/rules/play.ts';
import type { Command, Fault, Specification } from '../src/engine/specification.ts';
import type { ComparableRow, ComparableTable } from '../src/engine/table/row.ts';

/** Of each rulebook some faults, of which each changes rows. */
const faulty: { readonly [rulebook: string]: readonly string[] } = {
  'Known Servers Table': ['X02', 'X116', 'X13', 'X20'],
  leases: ['silent-grant', 'taken-over', 'kept', 'no-renewal', 'one-tick'],
  rollouts: ['nothing-reported', 'unforgiving', 'never-off'],
};

describe.for(rulebooks)('$name', ({ name, project: make }) => {
  const project = make();
  const right: Specification = project.specification;
  const { dialects } = systemOf(right);
  const table = narrowTable(right);
  const faults: readonly Fault[] = [...allFaults(), ...project.faults];
  const planted = (id: string): Specification => faults.find((fault) => fault.id === id)!.plant(right);

  describe('no difference', () => {
    test('of a table and itself', () => {
      const cells = table.rows.reduce((sum, row) => sum + dialects.list.filter((dialect) => holdsIn(row, dialect)).length, 0);
      expect(diffOf(table, table, right)).toEqual({ changes: [], byOtherRules: [], cells });
    });

    test('however rows are ordered and merged', () => {
      const split = mapRows(table, (row) =>
        dialects.list.filter((dialect) => holdsIn(row, dialect)).map((dialect) => ({ ...row, dialects: [dialect] })),
      );
      expect(split.rows.length).toBeGreaterThan(table.rows.length);
      expect(diffOf(split, table, right).changes).toEqual([]);
      const shuffled = fc.shuffledSubarray([...split.rows], { minLength: split.rows.length });
      fc.assert(fc.property(shuffled, (rows) => diffOf(table, { ...table, rows }, right).changes.length === 0), { numRuns: 1 });
    });

    test('by other rules alone, which is told apart', () => {
      const [rule] = table.rows[0]!.rules;
      const renamed = mapRows(table, (row) => [{ ...row, rules: row.rules.map((each) => (each === rule ? 'R90' : each)) }]);
      const { changes, byOtherRules } = diffOf(table, renamed, right);
      expect(changes).toEqual([]);
      const alone = byOtherRules.find(({ before }) => before.join() === rule)!;
      const moved = table.rows.filter(({ rules }) => rules.join() === rule).map(cellOf);
      expect(alone).toEqual({ before: [rule], now: ['R90'], rows: new Set(moved).size });
    });

    test('in the order of fields', () => {
      const turned = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
      const other = mapRows(table, (row) => [
        { ...row, state: turned(row.state), next: turned(row.next), command: turned(row.command), events: row.events.map(turned) },
      ]);
      expect(diffOf(other, table, right)).toEqual(diffOf(table, table, right));
    });
  });

  describe.for(faulty[name]!.flatMap((id) => [[id, 'now'], [id, 'before']] as const))('changes by %s, %s', ([id, when]) => {
    const wrong = planted(id);
    const [oldRules, newRules] = when === 'now' ? [right, wrong] : [wrong, right];
    const [before, now] = [narrowTable(oldRules), narrowTable(newRules)];
    const { changes } = diffOf(before, now, newRules);
    const rows = rowsOnly(changes);

    test('there are some, in the order of the classes', () => {
      expect(rows).not.toEqual([]);
      const order = changes.map((change) => Object.keys(changeClasses(newRules)).indexOf(change.class));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order).not.toContain(-1);
    });

    test('rows of one cause, and no others, share a fingerprint, and neither order nor merging of rows changes one', () => {
      const causes = rows.map(({ class: of, rules, dialects: where, difference }) => JSON.stringify([of, rules, where, difference]));
      const prints = rows.map(({ fingerprint }) => fingerprint);
      expect(new Set(rows.map((_, at) => `${causes[at]} ${prints[at]}`)).size).toBe(new Set(causes).size);
      expect(new Set(prints).size).toBe(new Set(causes).size);
      for (const print of prints) expect(print).toMatch(/^[0-9a-f]{16}$/);
      const split = (whole: ComparableTable): ComparableTable =>
        mapRows({ ...whole, rows: [...whole.rows].reverse() }, (row) => row.dialects.map((choices) => ({ ...row, dialects: [choices] })));
      expect(diffOf(split(before), split(now), newRules).changes).toEqual(changes);
    });

    test('is shown by its sequence, of which no step before the last is another, unless it says so', () => {
      for (const { outcome, sequence } of rows) {
        const { commands, dialect, behindAnother } = sequence!;
        const [old, present] = [play(oldRules, commands, dialect), play(newRules, commands, dialect)];
        const [was, is] = [looks(oldRules, old.at(-1)!), looks(newRules, present.at(-1)!)];
        if (!behindAnother) {
          expect(old.slice(0, -1)).toEqual(present.slice(0, -1));
          if (outcome.before !== null && outcome.now !== null) expect(was).not.toEqual(is);
        }
        if (outcome.now !== null) expect(is).toEqual(outcome.now);
        else expect(was).toEqual(outcome.before);
      }
    });

    test('no dialect is told of twice for one cell, and each in which it differs is', () => {
      const tells = (change: RowChange, dialect: Dialect): boolean => !isEmpty(both(dialects.in(change.dialects!), dialects.only(dialect)));
      const told = dialects.list.map((dialect) => rows.filter((change) => tells(change, dialect)).map(cellOf));
      const differing = dialects.list.map((dialect) => {
        const [old, present] = [seenByCell(before, dialect), seenByCell(now, dialect)];
        return [...new Set([...old.keys(), ...present.keys()])].filter((cell) => old.get(cell) !== present.get(cell));
      });
      expect(told.map((cells) => cells.toSorted())).toEqual(differing.map((cells) => cells.toSorted()));
    });
  });

  describe('a default that changes', () => {
    const [assumption] = dialects.names as [string];
    const [usual, other] = dialects.choices[assumption]! as [string, string];
    const before = { ...table, default: { ...table.default, [assumption]: other } };
    const { changes } = diffOf(before, table, right);

    test('is a change, and so is what one gets by it', () => {
      expect(changes.filter((change) => change.class === 'default-changed')).toMatchObject([{ of: assumption, before: other, now: usual }]);
      const rows = rowsOnly(changes);
      for (const { dialects: where } of rows) expect(where).toBeNull();
      const [old, now] = [seenByCell(table, before.default as Dialect), seenByCell(table, table.default as Dialect)];
      const differing = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
      expect(rows).toHaveLength(differing.length);
      expect(differing).not.toEqual([]);
    });

    test('is told once where a dialect tells it as well', () => {
      const wrong = planted(faulty[name]![0]!);
      const now = narrowTable(wrong);
      const alone = rowsOnly(diffOf(table, now, wrong).changes);
      const together = rowsOnly(diffOf(before, now, wrong).changes);
      expect(together.filter(({ dialects: where }) => where !== null)).toEqual(alone);
    });
  });

  test('with nothing in common, no cell is compared', () => {
    expect(diffOf(mapRows(table, (row) => [{ ...row, command: { do: 'reboot' } }]), table, right).cells).toBe(0);
  });

  test('what a change rests on is that of both sides, in the order of ids', () => {
    const before = mapRows(table, (row) => [{ ...row, cites: ['F1', 'A1', 'C10', 'C9'], invariants: ['I05'], events: [{ id: 1 }] }]);
    const now = mapRows(table, (row) => [{ ...row, cites: ['C2'], invariants: ['I02'] }]);
    expect(diffOf(before, now, right).changes[0]).toMatchObject({ cites: ['C2', 'C9', 'C10', 'A1', 'F1'], invariants: ['I02', 'I05'] });
  });
});

function rowsOnly(changes: readonly Change[]): readonly RowChange[] {
  return changes.filter((change): change is RowChange => 'outcome' in change);
}

/** Every step of the commands, as it was taken. */
function play(rules: Specification, commands: readonly object[], dialect: Dialect): readonly Played[] {
  let { start } = systemOf(rules);
  return (commands as readonly Command<any>[]).map((command) => {
    const outcome = step(rules, start, command, dialect);
    if (outcome.kind !== 'taken') throw new Error(`${outcome.kind} at ${JSON.stringify(command)}`);
    start = outcome.next;
    return outcome;
  });
}

function looks({ table, status, start }: Specification, { refused, events, next: { whole, parts } }: Played): ComparedOutcome {
  const [part = start.blank] = parts.values();
  return { rejected: refused, events, next: table.row(whole, part), status: status?.of(whole, part) ?? null };
}

function cellOf({ state, command }: Pick<ComparableRow, 'state' | 'command'>): string {
  return JSON.stringify([state, command]);
}

/** What each cell of a table shows in a dialect. */
function seenByCell({ rows }: ComparableTable, dialect: Dialect): ReadonlyMap<string, string> {
  const seen = ({ rejected, events, next, nextStatus }: ComparableRow): string => JSON.stringify([rejected, events, next, nextStatus]);
  return new Map(rows.filter((row) => holdsIn(row, dialect)).map((row) => [cellOf(row), seen(row)]));
}
