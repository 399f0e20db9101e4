/**
 * What the HTML page is about, gathered: the rows, spec/, and what the project's folder tells.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptanceFromMarkdown } from '../../inputs/acceptance.ts';
import { shownBy } from '../../kit/explanation.ts';
import { integrationTables } from '../../kit/tables/integration-table.ts';
import { allInvariants } from '../../kst/invariants/index.ts';
import { mutationIn } from '../../reports/page/overview.ts';
import { changesFolder } from '../change.ts';
import { specAssumptions, specEntries, specScenarios } from '../spec.ts';
import { packageVersion } from '../version.ts';
import type { Model } from '../../kst/model.ts';
import type { RowInDialects } from '../../kit/tables/behaviour.ts';
import type { Overview, PageData, PageEntry } from '../../reports/page/page-data.ts';

/** The data of a page, but for what sets one page apart from the other. */
export function pageData(model: Model, rows: readonly RowInDialects[], apart: Pick<PageData, 'overview' | 'change'>): PageData {
  return {
    version: packageVersion(),
    ...apart,
    rows,
    pools: integrationTables(model),
    entries: entries(),
    scenarios: specScenarios().map(({ file, scenario }) => ({ file, scenario, shows: [...shownBy(model, scenario)].sort() })),
  };
}

/**
 * What the project's folder tells besides: the mutation score, and the newest acceptance.
 *
 * @throws InputError for an acceptance that is none.
 */
export function toldByFolder(folder: string): Pick<Overview, 'mutation' | 'lastChange'> {
  const mutation = join(folder, 'reports/mutation.md');
  return { mutation: existsSync(mutation) ? mutationIn(readFileSync(mutation, 'utf8')) : null, lastChange: lastChange(join(folder, changesFolder)) };
}

/** The files are named by their day: `2026-03-01-why.md`. Of one day the last name counts. */
function lastChange(folder: string): Overview['lastChange'] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^\d{4}-\d\d-\d\d-.*\.md$/.test(file)).sort() : [];
  const file = files.at(-1);
  if (file === undefined) return null;
  const { why, accepts } = acceptanceFromMarkdown(readFileSync(join(folder, file), 'utf8'), `${changesFolder}/${file}`);
  return { day: file.slice(0, 10), why, changes: accepts.length };
}

function entries(): readonly PageEntry[] {
  const cited = new Map(specAssumptions().map(({ id, cites }) => [id, cites]));
  return [
    ...specEntries().map((entry) => ({ ...entry, cites: cited.get(entry.id) ?? [] })),
    ...allInvariants().map(({ id, says, cites, onlyIn }) => {
      const details = Object.entries(onlyIn ?? {}).map(([name, choice]) => `only where ${name} is ${choice}`);
      return { id, says, cites, details };
    }),
  ];
}
