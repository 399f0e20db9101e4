/**
 * The HTML pages, that of a report and that of a difference from a base: gathered from the rows, spec/ and what the project's folder
 * tells, and written.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { shownBy } from '../../engine/replay/explanation.ts';
import { acceptanceFromMarkdown } from '../../inputs/acceptance.ts';
import { mutationIn, type ToldByFolder } from '../../reports/page/overview.ts';
import { pageHtml } from '../../reports/page/page-html.ts';
import { acceptancesIn } from '../change.ts';
import { refuseUnwritable, write } from '../files.ts';
import { packageVersion, type Project } from '../project.ts';
import { specScenarios } from '../scenarios.ts';
import { invariantEntries, specEntries } from '../spec.ts';
import { type PageCode, pageCode } from './bundle.ts';
import type { BehaviourRow } from '../../engine/table/row.ts';
import type { Io } from '../io.ts';
import type { PageData } from '../../reports/page/page-data.ts';

/** The data of a page, but for what sets one page apart from the other. */
export function pageData(project: Project, rows: readonly BehaviourRow[], apart: Pick<PageData, 'overview' | 'change'>): PageData {
  return {
    version: packageVersion(),
    ...apart,
    rows: rows.map(({ set: _, ...row }) => row),
    entries: [...specEntries(project), ...invariantEntries(project)],
    scenarios: specScenarios(project).map(({ file, scenario }) => {
      const { name, says, dialect, steps } = scenario;
      const shows = [...shownBy(project.specification, scenario)].sort();
      return { file, name, says, dialect, commands: steps.map(({ command }) => command), shows };
    }),
  };
}

/**
 * What the project's folder tells besides: the mutation score, and the newest acceptance.
 *
 * @throws InputError for an acceptance that is none.
 */
export function toldByFolder(folder: string): ToldByFolder {
  const report = join(folder, 'reports/mutation.md');
  const mutation = existsSync(report) ? mutationIn(readFileSync(report, 'utf8')) : null;
  return { mutation, lastChange: lastChange(folder) };
}

/** The files are named by their day: `2026-03-01-why.md`. Of one day the last name counts. */
function lastChange(folder: string): ToldByFolder['lastChange'] {
  const last = acceptancesIn(folder).findLast(({ file }) => /^\d{4}-\d\d-\d\d-/.test(basename(file)));
  if (last === undefined) return null;
  const { why, accepts } = acceptanceFromMarkdown(last.text, last.file);
  return { day: basename(last.file).slice(0, 10), why, changes: accepts.length };
}

/**
 * Tells before a long task that a page cannot be written.
 *
 * @param file as the user named it for --html.
 * @returns what writes the page, and throws a UsageError as well where that fails.
 * @throws UsageError for a folder, where there is none for it, and for a project whose page cannot be bundled.
 */
export async function pageWriter(file: string, { cwd }: Pick<Io, 'cwd'>, project: Project): Promise<PageWriter> {
  const told = `--html: ${file}`;
  refuseUnwritable(resolve(cwd, file), told);
  const code = await pageCode(project, cwd);
  return (title, data) => write(resolve(cwd, file), pageText(title, data, code), told);
}

type PageWriter = (title: string, data: PageData) => void;

/** A page as text. */
export function pageText(title: string, data: PageData, code: PageCode): string {
  return pageHtml({ title, data, ...code }, (text) => createHash('sha256').update(text).digest('base64'));
}
