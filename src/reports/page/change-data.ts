/**
 * A comparison with a base as the page shows it: each change with the commands that show it, played by the rows of both tables.
 */
import { type Comparison, isMeant } from '../../engine/diff/acceptance.ts';
import { startRow } from '../../engine/diff/cells.ts';
import { playedBy } from '../../engine/diff/played.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { visible } from '../../engine/text.ts';
import { changeDetails, changeSummary, outcomeCells, type OutcomeCells } from '../diff/change-lines.ts';
import { remarks, verdictLine } from '../diff/diff-summary.ts';
import type { Change, Sequence } from '../../engine/diff/change.ts';
import type { Command, Specification } from '../../engine/specification.ts';
import type { ComparableRow, ComparableTable } from '../../engine/table/row.ts';
import type { ChangeData, PageChange, PageSequence } from './page-data.ts';

/** Both tables of a comparison. */
interface Tables {
  readonly before: ComparableTable;
  readonly now: ComparableTable;
}

/** The data of the page of a difference. */
export function changeData(comparison: Comparison, tables: Tables): ChangeData {
  const { diff, judgement, specification } = comparison;
  return {
    verdict: visible(verdictLine(comparison)),
    isMeant: isMeant(comparison),
    remarks: remarks(comparison).map(visible),
    changes: diff.changes.map((change) => pageChange(change, judgement.accepted.get(change.fingerprint) ?? null, tables, specification)),
  };
}

function pageChange(change: Change, acceptedIn: string | null, tables: Tables, specification: Specification): PageChange {
  return {
    fingerprint: change.fingerprint,
    class: change.class,
    says: changeSummary(change, specification),
    acceptedIn,
    details: 'outcome' in change ? restsOn(change) : changeDetails(change, specification),
    shown: 'outcome' in change && change.sequence !== null ? playedOnBothSides(change.sequence, tables, specification) : null,
  };
}

function restsOn({ cites, invariants }: { readonly cites: readonly string[]; readonly invariants: readonly string[] }): readonly string[] {
  return [`rests on ${cites.join(' ')}`, `judged by ${invariants.join(' ')}`].map(visible);
}

function playedOnBothSides({ commands, dialect, behindAnother }: Sequence, tables: Tables, specification: Specification): PageSequence {
  const system = systemOf(specification);
  const start = startRow(specification);
  const played = (table: ComparableTable): readonly OutcomeCells[] =>
    playedBy(table, commands, dialect, start).map((row) => cellsOf(row, specification));
  const [before, now] = [played(tables.before), played(tables.now)];
  const says = (command: object): string => system.text(command as Command<any>);
  return {
    commands: commands as PageSequence['commands'],
    dialect: { ...system.dialects.usual, ...dialect } as PageSequence['dialect'],
    steps: commands.map((command, index) => ({ says: says(command), before: before[index] ?? null, now: now[index] ?? null })),
    behindAnother,
  };
}

function cellsOf(row: ComparableRow, specification: Specification): OutcomeCells {
  const { rejected = null, events, next, nextStatus: status, rules } = row;
  return outcomeCells({ rejected, events, next, status }, rules, specification);
}
