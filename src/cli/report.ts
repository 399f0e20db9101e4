import { join, resolve } from 'node:path';
import { overviewOf } from '../reports/page/overview.ts';
import { allMeasures, type Measures } from './gate/measures.ts';
import { olderMutationReport } from './mutation-report.ts';
import { pageData, pageWriter, toldByFolder } from './page/page.ts';
import { refuseBuiltIn, type Project } from './project.ts';
import { generateReports } from './reports.ts';
import { driftOf, refuseUnfit, reportsFolder, writeReports } from './reports-folder.ts';
import { exitCodes, type Io, UsageError } from './io.ts';

interface ReportOptions {
  readonly check?: boolean;
  /** The project's own, unless told. */
  readonly out?: string;
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
  measure = () => allMeasures(project),
  generate = () => generateReports(project, measure()),
): Promise<number> {
  if (html !== undefined) return reportPage(html, check === true, io, project, measure);
  if (out === undefined) refuseBuiltIn(project, 'kst report without --out or --html');
  const folder = out === undefined ? join(project.folder, reportsFolder) : resolve(io.cwd, out);
  const name = out ?? reportsFolder;
  refuseUnfit(folder);
  const files = generate();
  if (check === true) {
    const drift = driftOf(files, folder);
    for (const { says } of drift) io.err(`kst: ${name}: ${says}\n`);
    for (const says of olderMutationReport(project.folder)) io.err(`kst: ${says}\n`); // fails nothing: a mutation run takes long
    return drift.length === 0 ? exitCodes.upheld : exitCodes.violated;
  }
  writeReports(files, folder);
  io.err(`${files.size} reports written to ${name}\n`);
  return exitCodes.upheld;
}

async function reportPage(file: string, isCheck: boolean, io: Io, project: Project, measure: () => Measures) {
  if (isCheck) throw new UsageError('--html: it is written, not checked; leave out --check');
  const writePage = await pageWriter(file, io, project);
  const measures = measure();
  const data = pageData(project, measures.table.rows, { overview: overviewOf(measures, toldByFolder(project.folder)), change: null });
  writePage(`The ${project.specification.name}`, data);
  io.err(`the page is written to ${file}\n`);
  return exitCodes.upheld;
}
