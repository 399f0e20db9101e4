/**
 * Pages for tests, built in a moment: the rows and spec/ are the real ones, the overview's figures come from a quick proof.
 */
import { knownServersProject } from '../../src/cli/built-in.ts';
import { pageCode } from '../../src/cli/page/bundle.ts';
import { pageData, pageText } from '../../src/cli/page/page.ts';
import { judgeAcceptances } from '../../src/engine/diff/acceptance.ts';
import { alphabetsFor, Exploration } from '../../src/engine/explore/exploration.ts';
import { prove } from '../../src/engine/prove/prove.ts';
import { playSequences } from '../../src/engine/random/sequences.ts';
import { rowsOfTable } from '../../src/engine/table/rows.ts';
import { changeData } from '../../src/reports/page/change-data.ts';
import { overviewOf } from '../../src/reports/page/overview.ts';
import { diffOf, narrowTable } from '../tables.ts';
import { withRule } from '../with-rule.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { BehaviourRow } from '../../src/engine/table/row.ts';
import type { Kst } from '../../src/kst/words.ts';
import type { ChangeData } from '../../src/reports/page/change-data.ts';
import type { Measured } from '../../src/reports/page/overview.ts';
import type { PageData } from '../../src/reports/page/page-data.ts';

const project = knownServersProject();
const { specification } = project;

/** The rows of the narrow alphabet in all dialects. */
export function narrowRows(): readonly BehaviourRow<Kst>[] {
  return rowsOfTable(new Exploration(specification));
}

let measured: Measured | null = null;

/** What an overview tells of, quickly found; the strength is a small one, as it might be measured. */
export function quickMeasures(): Measured {
  return (measured ??= {
    proof: prove(specification, alphabetsFor(specification, 'quick')),
    random: playSequences(specification, { runs: 5, seed: 1, parts: 3 }),
    strength: {
      operators: [
        { operator: 'drop-rule', killed: 39, equivalent: 0, survived: 1 },
        { operator: 'accept', killed: 131, equivalent: 1, survived: 0 },
      ],
      survivors: [],
      killers: [],
    },
  });
}

/** The page of the Known Servers Table with that data, as text. */
export async function pageOf(title: string, data: PageData): Promise<string> {
  return pageText(title, data, await pageCode(project, process.cwd()));
}

/** The page of a report. */
export function reportData(rows = narrowRows()): PageData {
  const mutation = { killed: 2287, survived: 37, score: '98.4%' };
  const lastChange = { day: '2026-02-03', why: 'A <b>reason</b>', changes: 2 };
  return pageData(project, rows, { overview: overviewOf(quickMeasures(), { mutation, lastChange }), change: null });
}

/** Rules in which a new pool is listed with version 0. */
export function otherRules(): Specification<Kst> {
  return withRule(specification, 'R03', (rule) => [{ ...rule, then: () => [{ do: 'set-pool' }, { do: 'list', version: 'any' }] }]);
}

/** What the page of a difference says where the base had these rules; nothing is accepted. */
export function changeFrom(base: Specification<Kst>): ChangeData {
  const [before, now] = [narrowTable(base), narrowTable(specification)];
  const diff = diffOf(before, now);
  const judgement = judgeAcceptances(diff.changes, [], () => '');
  return changeData({ specification, base: 'commit <base>', commit: null, diff, judgement }, { before, now });
}

/** The page of a difference. */
export function differenceData(rows = narrowRows()): PageData {
  return pageData(project, rows, { overview: null, change: changeFrom(otherRules()) });
}
