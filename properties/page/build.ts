/**
 * Pages for tests, built in a moment: the rows and spec/ are the real ones, the overview's figures come from a quick proof.
 */
import { rowsOfTable } from '../../src/kit/tables/behaviour.ts';
import { once } from '../../src/kit/once.ts';
import { prove, quickParts } from '../../src/kit/proof.ts';
import { playSequences } from '../../src/kit/random.ts';
import { judgeAcceptances } from '../../src/kit/diff/acceptance.ts';
import { narrowAlphabet } from '../../src/kst/alphabets.ts';
import { observer } from '../../src/kst/invariants/observed.ts';
import { knownServersTable } from '../../src/kst/model.ts';
import { changeData } from '../../src/reports/page/change-data.ts';
import { overviewOf } from '../../src/reports/page/overview.ts';
import { pageData } from '../../src/cli/page/gather.ts';
import { explore } from '../../src/verify/explore.ts';
import { diffOf, narrowTable } from '../tables.ts';
import type { RowInDialects } from '../../src/kit/tables/behaviour.ts';
import type { Strength } from '../../src/kit/strength/summary.ts';
import type { Model } from '../../src/kst/model.ts';
import type { ChangeData, PageData } from '../../src/reports/page/page-data.ts';

const model = knownServersTable();

/** The rows of the narrow alphabet in all dialects. */
export function narrowRows(): readonly RowInDialects[] {
  const watching = observer(model);
  return rowsOfTable(model, watching, explore(watching.machine(narrowAlphabet())));
}

/** What an overview tells of, quickly found; the strength is a small one, as it might be measured. */
export const quickMeasures = once(() => ({ proof: prove(model, quickParts()), random: playSequences(model, { runs: 5, seed: 1, servers: 3 }), strength }));

/** The page of a report. */
export function reportData(rows = narrowRows()): PageData {
  const lastChange = { day: '2026-02-03', why: 'A <b>reason</b>', changes: 2 };
  return pageData(model, rows, { overview: overviewOf(quickMeasures(), { mutation: { killed: 2287, survived: 37, score: '98.4%' }, lastChange }), change: null });
}

/** What the page of a difference says where the base had other rules; nothing is accepted. */
export function changeFrom(base: Model): ChangeData {
  const [before, now] = [narrowTable(base), narrowTable(model)];
  const diff = diffOf(before, now);
  return changeData({ base: 'commit <base>', commit: null, diff, judgement: judgeAcceptances(diff.changes, []) }, { before, now });
}

/** The page of a difference. */
export function differenceData(base: Model, rows = narrowRows()): PageData {
  return pageData(model, rows, { overview: null, change: changeFrom(base) });
}

const strength: Strength = {
  operators: [
    { operator: 'drop-rule', killed: 39, equivalent: 0, survived: 1 },
    { operator: 'accept', killed: 131, equivalent: 1, survived: 0 },
  ],
  survivors: [],
  killers: [],
};
