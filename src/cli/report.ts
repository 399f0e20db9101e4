import { Exploration } from '../kit/exploration.ts';
import { behaviourTable } from '../kit/tables/behaviour.ts';
import { knownServersTable } from '../kst/model.ts';
import { overviewOf } from '../reports/page/overview.ts';
import { specCells } from './spec.ts';
import { Beside } from './gate/beside.ts';
import { projectCache } from './gate/cache.ts';
import { beginSequences, beginStrength, proofOf } from './gate/measures.ts';
import { sha256 } from './hash.ts';
import { pageData, toldByFolder } from './page/gather.ts';
import { refuseUnwritablePage, writePage } from './page/write-page.ts';
import { generateReports } from './reports.ts';
import { driftOf, refuseUnfit, writeReports } from './reports-folder.ts';
import { exitCodes, UsageError } from './io.ts';
import type { Doing } from './gate/beside.ts';
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
export async function report({ check, out, html }: ReportOptions, io: Io, generate = () => allReports(io), measure = () => allMeasures(io)): Promise<number> {
  if (html !== undefined) return reportPage(html, check === true, io, measure);
  refuseUnfit(out);
  const files = await generate();
  if (check === true) {
    const drift = driftOf(files, out);
    for (const { says } of drift) io.err(`kst: ${out}: ${says}\n`);
    return drift.length === 0 ? exitCodes.upheld : exitCodes.violated;
  }
  writeReports(files, out);
  io.err(`${files.size} reports written to ${out}\n`);
  return exitCodes.upheld;
}

async function reportPage(file: string, isCheck: boolean, io: Io, measure: () => Promise<Measures>): Promise<number> {
  if (isCheck) throw new UsageError('--html: it is written, not checked; leave out --check');
  refuseUnwritablePage(file, io);
  const measures = await measure();
  const data = pageData(knownServersTable(), measures.table.rows, { overview: overviewOf(measures, toldByFolder(io.cwd)), change: null });
  await writePage(file, 'The Known Servers Table', data, io);
  io.err(`the page is written to ${file}\n`);
  return exitCodes.upheld;
}

async function allReports(io: Io): Promise<ReadonlyMap<string, string>> {
  return generateReports(knownServersTable(), await allMeasures(io));
}

/**
 * All that the reports and the page tell of; what was found out before, in a project that has not changed since, is taken over.
 *
 * @param known the table, where the caller has it at hand.
 * @param worker what does the longer tasks, beside unless told; it is ended.
 */
export async function allMeasures({ cwd }: Pick<Io, 'cwd'>, known: BehaviourTable | null = null, worker: Doing = new Beside()): Promise<Measures> {
  const model = knownServersTable();
  const exploration = new Exploration(model);
  const cache = projectCache(cwd);
  try {
    const [measuring, playing] = [beginStrength(specCells(), cache, worker), beginSequences(cache, worker)];
    const { value: proof } = proofOf(exploration, cache);
    const table = known ?? behaviourTable(model, sha256, exploration);
    const { value: strength } = await measuring();
    return { proof, random: (await playing()).value, table, strength };
  } finally {
    worker.end();
  }
}
