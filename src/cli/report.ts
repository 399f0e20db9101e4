import { Exploration } from '../kit/exploration.ts';
import { behaviourTable } from '../kit/tables/behaviour.ts';
import { knownServersTable } from '../kst/model.ts';
import { overviewOf } from '../reports/page/overview.ts';
import { projectCache } from './gate/cache.ts';
import { proofOf, randomOf, strengthOf } from './gate/measures.ts';
import { sha256 } from './hash.ts';
import { pageData, toldByFolder } from './page/gather.ts';
import { refuseUnwritablePage, writePage } from './page/write-page.ts';
import { generateReports } from './reports.ts';
import { driftOf, refuseUnfit, writeReports } from './reports-folder.ts';
import { exitCodes, UsageError } from './io.ts';
import type { BehaviourTable } from '../kst/behaviour.ts';
import type { Measures } from './reports.ts';
import type { Io } from './io.ts';

export interface ReportOptions {
  readonly check?: boolean;
  readonly out: string;
  /** A file for the page, in the place of all reports. */
  readonly html?: string;
}

/**
 * `kst report`: writes the generated reports, or checks that those there are still what the code generates; or writes the HTML page.
 *
 * @param generate what makes the reports, and `measure` what is found out for the page; asked only once all can be written.
 * @throws UsageError where nothing can be written.
 */
export async function report(
  { check, out, html }: ReportOptions,
  io: Io,
  generate = () => allReports(io),
  measure = () => allMeasures(io),
): Promise<number> {
  if (html !== undefined) return reportPage(html, check === true, io, measure);
  refuseUnfit(out);
  const files = generate();
  if (check === true) {
    const drift = driftOf(files, out);
    for (const { says } of drift) io.err(`kst: ${out}: ${says}\n`);
    return drift.length === 0 ? exitCodes.upheld : exitCodes.violated;
  }
  writeReports(files, out);
  io.err(`${files.size} reports written to ${out}\n`);
  return exitCodes.upheld;
}

async function reportPage(file: string, isCheck: boolean, io: Io, measure: () => Measures): Promise<number> {
  if (isCheck) throw new UsageError('--html: it is written, not checked; leave out --check');
  refuseUnwritablePage(file, io);
  const measures = measure();
  const data = pageData(knownServersTable(), measures.table.rows, { overview: overviewOf(measures, toldByFolder(io.cwd)), change: null });
  await writePage(file, 'The Known Servers Table', data, io);
  io.err(`the page is written to ${file}\n`);
  return exitCodes.upheld;
}

function allReports(io: Io): ReadonlyMap<string, string> {
  return generateReports(knownServersTable(), allMeasures(io));
}

/**
 * All that the reports and the page tell of; what was found out before, in a project that has not changed since, is taken over.
 *
 * @param known the table, where the caller has it at hand.
 */
export function allMeasures({ cwd }: Pick<Io, 'cwd'>, known: BehaviourTable | null = null): Measures {
  const model = knownServersTable();
  const exploration = new Exploration(model);
  const cache = projectCache(cwd);
  return {
    proof: proofOf(exploration, cache).value,
    random: randomOf(model, cache).value,
    table: known ?? behaviourTable(model, sha256, exploration),
    strength: strengthOf(model, cache).value,
  };
}
