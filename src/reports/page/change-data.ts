/**
 * A comparison with a base as the page shows it: each change with the commands that show it, played by the rows of both tables.
 */
import { playedBy } from '../../kit/diff/played.ts';
import { isMeant } from '../../kit/diff/acceptance.ts';
import { commandText } from '../../kst/commands.ts';
import { defaultDialect } from '../../kst/dialect.ts';
import { visible } from '../../kst/names.ts';
import { changeDetails, changeSummary, outcomeCells } from '../diff/change-lines.ts';
import { remarks, verdictLine } from '../diff/diff-summary.ts';
import type { Change, Sequence } from '../../kit/diff/change.ts';
import type { Comparison } from '../../kit/diff/acceptance.ts';
import type { ComparableRow, ComparableTable } from '../../kst/behaviour.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { ChangeData, OutcomeCells, PageChange, PageSequence } from './page-data.ts';

/** Both tables of a comparison. */
interface Tables {
  readonly before: ComparableTable;
  readonly now: ComparableTable;
}

/** The data of the page of a difference. */
export function changeData(comparison: Comparison, tables: Tables): ChangeData {
  const { diff, judgement } = comparison;
  return {
    verdict: visible(verdictLine(comparison)),
    isMeant: isMeant(comparison),
    remarks: remarks(comparison).map(visible),
    changes: diff.changes.map((change) => pageChange(change, judgement.accepted.get(change.fingerprint) ?? null, tables)),
  };
}

function pageChange(change: Change, acceptedIn: string | null, tables: Tables): PageChange {
  return {
    fingerprint: change.fingerprint,
    class: change.class,
    says: changeSummary(change),
    acceptedIn,
    details: 'outcome' in change ? restsOn(change) : changeDetails(change),
    shown: 'outcome' in change && change.sequence !== null ? playedOnBothSides(change.sequence, tables) : null,
  };
}

function restsOn({ cites, invariants }: { readonly cites: readonly string[]; readonly invariants: readonly string[] }): readonly string[] {
  return [`rests on ${cites.join(' ')}`, `judged by ${invariants.join(' ')}`].map(visible);
}

function playedOnBothSides({ commands, dialect, behindAnother }: Sequence, tables: Tables): PageSequence {
  const [before, now] = [playedBy(tables.before, commands, dialect), playedBy(tables.now, commands, dialect)];
  return {
    commands: commands as readonly Command[],
    dialect: { ...defaultDialect(), ...dialect } as Dialect,
    steps: commands.map((command, index) => ({ says: commandText(command as Command), before: cellsOf(before[index]), now: cellsOf(now[index]) })),
    behindAnother,
  };
}

function cellsOf(row: ComparableRow | undefined): OutcomeCells | null {
  if (row === undefined) return null;
  const { rejected = null, events, next, nextIntegration, rules } = row;
  return outcomeCells({ rejected, events, next, integration: nextIntegration }, rules);
}
