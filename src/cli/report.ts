import { resolve } from 'node:path';
import { overviewOf } from '../reports/page/overview.ts';
import { allMeasures, type Measures } from './gate/measures.ts';
import { pageData, refuseUnwritablePage, toldByFolder, writePage } from './page/page.ts';
import { generateReports } from './reports.ts';
import { driftOf, refuseUnfit, writeReports } from './reports-folder.ts';
import { exitCodes, type Io, UsageError } from './io.ts';
import type { Project } from './project.ts';

interface ReportOptions {
  readonly check?: boolean;
  readonly out: string;
  /** A file for the page, in the place of all reports. */
  readonly html?: string;
}

/**
 * `kst report`: writes the generated reports, or checks that those there are still what the code generates; or writes the HTML page.
 *
 * @param measure finds out what is told, and `generate` makes the reports of it; asked only once all can be written.
 * @throws UsageError where nothing can be written.
 */
export async function report(
  { check, out, html }: ReportOptions,
  io: Io,
  project: Project,
  measure = () => allMeasures(project, io),
  generate = () => generateReports(project, measure()),
): Promise<number> {
  if (html !== undefined) return reportPage(html, check === true, io, project, measure);
  const folder = resolve(io.cwd, out);
  refuseUnfit(folder);
  const files = generate();
  if (check === true) {
    const drift = driftOf(files, folder);
    for (const { says } of drift) io.err(`kst: ${out}: ${says}\n`);
    return drift.length === 0 ? exitCodes.upheld : exitCodes.violated;
  }
  writeReports(files, folder);
  io.err(`${files.size} reports written to ${out}\n`);
  return exitCodes.upheld;
}

async function reportPage(file: string, isCheck: boolean, io: Io, project: Project, measure: () => Measures) {
  if (isCheck) throw new UsageError('--html: it is written, not checked; leave out --check');
  refuseUnwritablePage(file, io, project);
  const measures = measure();
  const data = pageData(project, measures.table.rows, { overview: overviewOf(measures, toldByFolder(io.cwd)), change: null });
  await writePage(file, `The ${project.specification.name}`, data, io);
  io.err(`the page is written to ${file}\n`);
  return exitCodes.upheld;
}
