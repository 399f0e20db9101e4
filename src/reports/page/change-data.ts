/**
 * A comparison with a base as the page shows it: each change with the commands that show it, played by the rows of both tables.
 */
import { type Comparison, isMeant } from '../../engine/diff/acceptance.ts';
import { holdsIn, startRow } from '../../engine/diff/cells.ts';
import { picked, type RowChange, type SeenBy } from '../../engine/diff/change.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { canonicalJson, visible } from '../../engine/text.ts';
import { causeWithCount, changeDetails, outcomeCells, placeText } from '../diff/change-lines.ts';
import { remarks, verdictLine } from '../diff/diff-summary.ts';
import type { Choices, Dialect } from '../../engine/dialects/dialects.ts';
import type { Command, Specification } from '../../engine/specification.ts';
import type { ComparableRow, ComparableTable } from '../../engine/table/row.ts';

/** Both tables of a comparison. */
type Tables = Readonly<Record<'before' | 'now', ComparableTable>>;

export type ChangeData = Readonly<ReturnType<typeof changeData>>;

/** The data of the page of a difference. */
export function changeData(comparison: Comparison, tables: Tables) {
  const { judgement, specification } = comparison;
  return {
    /** In one line: how many changes since which base, and how many of them are accepted. */
    verdict: visible(verdictLine(comparison)),
    isMeant: isMeant(comparison),
    remarks: remarks(comparison).map(visible),
    changes: judgement.causes.map((cause) => {
      const [first] = cause.changes;
      const row = 'outcome' in first! ? first : null;
      return {
        fingerprint: cause.fingerprint,
        class: cause.class,
        says: causeWithCount(cause, specification),
        /** The file of spec/changes that accepts it. */
        acceptedIn: judgement.accepted.get(cause.fingerprint) ?? null,
        /** What there is to say besides, a line each. */
        details: row === null
          ? changeDetails(first!, specification)
          : [visible(`first seen in ${placeText(row, specification)}`), ...restsOn(row)],
        /** The row that is seen soonest; null where no commands show it. */
        shown: row === null || row.sequence === null ? null : playedOnBothSides(row.sequence, tables, specification),
      };
    }),
  };
}

function restsOn({ cites, invariants }: RowChange) {
  return [`rests on ${cites.join(' ')}`, `judged by ${invariants.join(' ')}`].map(visible);
}

export type PlayedSequence = ReturnType<typeof playedOnBothSides>;

/** Commands from the empty start on, played by the rules before and now; the last one shows the change. */
function playedOnBothSides({ commands, dialect, behindAnother }: SeenBy, { before, now }: Tables, specification: Specification) {
  const system = systemOf(specification);
  const start = startRow(specification);
  const [old, present] = [before, now].map((table) => {
    const rows = playedBy(table, commands, dialect, start);
    return rows.map(({ rejected = null, events, next, nextStatus: status, rules }) => {
      return outcomeCells({ rejected, events, next, status }, rules, specification);
    });
  });
  return {
    commands: commands as readonly Command[],
    /** Of today's rules. */
    dialect: { ...system.dialects.usual, ...dialect } as Dialect,
    /** What each command does; null where the rules of that side do not get so far. */
    steps: commands.map((command, index) => {
      return { says: system.text(command as Command), before: old![index] ?? null, now: present![index] ?? null };
    }),
    /** Steps before the last one have changed too: no other way leads there. */
    behindAnother,
  };
}

/**
 * The rows that the commands meet, one after the other, from the start on; it ends early where the table has no row for a command.
 *
 * @param dialect where it leaves out an assumption that the table knows, that has the table's default.
 * @param start where everything starts, as a row of today shows it.
 */
export function playedBy(table: ComparableTable, commands: readonly object[], dialect: Choices, start: object): readonly ComparableRow[] {
  const spoken = { ...table.default, ...dialect } as Dialect;
  const rows = table.rows.filter((row) => holdsIn(row, spoken));
  const byCell = new Map(rows.map((row) => [canonicalJson([row.state, row.command]), row]));
  const met: ComparableRow[] = [];
  let state: object = picked(start, Object.keys(table.rows[0]?.state ?? {}));
  for (const command of commands) {
    const row = byCell.get(canonicalJson([state, command]));
    if (row === undefined) break;
    met.push(row);
    state = row.next;
  }
  return met;
}
