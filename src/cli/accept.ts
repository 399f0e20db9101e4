import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { acceptanceMarkdown, firstAcceptance, slugOf, withoutChanges } from '../reports/diff/acceptance.ts';
import { counted } from '../reports/plain-text.ts';
import { behaviourTable } from '../engine/table/behaviour.ts';
import { NoBase } from './base.ts';
import { type AddedAcceptance, type ChangeOptions, changesFolder, compareWithBase, fingerprintOfAll } from './change.ts';
import { writeWhole } from './files.ts';
import { exitCodes, Inconclusive, type Io, UsageError } from './io.ts';
import { refuseBuiltIn, type Project } from './project.ts';
import { orInconclusive } from './gate/change-step.ts';
import { allMeasures } from './gate/measures.ts';
import { sha256 } from './hash.ts';
import { generateReports } from './reports.ts';
import { refuseUnfit, reportsFolder, writeReports } from './reports-folder.ts';

/**
 * `kst accept --why "..."`: says that what changed since the base is meant. It writes the reports anew, accepts what no
 * acceptance of this change accepts yet, and takes out of those what has not changed after all. CI never writes.
 *
 * `--first` accepts all rules as they are, where there is no base yet.
 *
 * What a proof refutes or no rule decides cannot be meant: then nothing is written.
 *
 * @throws UsageError in CI, and for a reason or a date that is none; Inconclusive where nothing can be compared, or proved.
 */
export function accept(
  options: { readonly why?: string; readonly first?: boolean; readonly base?: string; readonly date?: string }, io: Io, project: Project,
): number {
  refuseBuiltIn(project, 'kst accept');
  if (io.env['CI']) throw new UsageError('CI is set, and CI never writes; accept the change where it is made, and commit it');
  const isFirst = options.first === true;
  if (isFirst === (options.why !== undefined)) {
    throw new UsageError('expected --why "...", or --first where there is nothing to compare with yet');
  }
  const why = (options.why ?? `The first rules of ${project.specification.name}`).trim().replace(/\s+/g, ' ');
  if (why === '') throw new UsageError('--why: expected a reason, not a blank text');
  const date = dateOf(options.date);
  const nothing = (reason: string) => {
    io.err(`kst: nothing is accepted: ${reason}\n`);
    return exitCodes.violated;
  };
  const { specification, folder } = project;
  const reports = join(folder, reportsFolder);
  const where = { base: options.base, folder, env: io.env, specification };
  const { base, judgement, acceptances, table } = isFirst ? firstTable(where) : compareWithBase(where);
  if (table.gaps + table.overlaps > 0) {
    return nothing(`${table.gaps} cells are decided by no rule, ${table.overlaps} by several; kst verify shows the first`);
  }
  refuseUnfit(reports);
  const measures = allMeasures(project, table);
  const broken = measures.proof.invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
  if (broken.length > 0) {
    const wrong = 'so either the rules or the invariants are wrong; kst verify shows the shortest trace';
    return nothing(`the change breaks ${broken.join(', ')}, ${wrong}`);
  }
  if (measures.proof.verdict === 'inconclusive') {
    throw new Inconclusive('nothing is accepted: the proof did not finish; kst verify tells why');
  }
  const files = generateReports(project, measures);
  writeReports(files, reports);
  io.err(`${files.size} reports written to ${reportsFolder}\n`);
  const obsolete = new Set([...judgement.obsolete, ...judgement.untrue].map(({ fingerprint }) => fingerprint));
  for (const said of bringUpToDate(acceptances, obsolete, folder)) io.err(`${said}\n`);
  const write = (name: string, text: string, accepted: string) => {
    const file = newFile(`${date}-${name}`, folder);
    mkdirSync(join(folder, changesFolder), { recursive: true });
    writeWhole(join(folder, file), text);
    io.err(`${file} accepts ${accepted}; commit it with the reports\n`);
    return exitCodes.upheld;
  };
  if (isFirst) {
    const { length } = table.rows;
    const text = firstAcceptance(why, fingerprintOfAll(specification, table), length);
    return write('first', text, `the rules of ${specification.name} as they are, ${length} rows`);
  }
  const { accepted: { size }, missing } = judgement;
  if (missing.length === 0) {
    const already = `nothing to add: all ${size} changes since ${base} are accepted\n`;
    io.err(size === 0 ? `nothing to accept: no behaviour has changed since ${base}\n` : already);
    return exitCodes.upheld;
  }
  const text = acceptanceMarkdown({ why, base, causes: missing }, specification);
  return write(slugOf(why), text, `${counted(missing.length, 'change')} since ${base}`);
}

/** The table of today, where there is nothing to compare it with. @throws UsageError where there is a base. */
function firstTable(where: ChangeOptions) {
  const compared = orInconclusive(() => compareWithBase(where));
  if (!(compared instanceof Inconclusive)) {
    throw new UsageError(`--first: there is a base, ${compared.base}: kst accept --why "..." accepts what has changed`);
  }
  if (!(compared instanceof NoBase)) throw compared;
  const judgement = { accepted: new Map<string, string>(), missing: [], obsolete: [], untrue: [], touched: [] };
  return { base: 'none', judgement, acceptances: [], table: behaviourTable(where.specification, sha256) };
}

/** Today, unless told; in UTC, as the day of a commit may be read anywhere. */
function dateOf(given: string | undefined) {
  const date = given ?? new Date().toISOString().slice(0, 10);
  const real = /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  if (!real) throw new UsageError(`--date: expected a day as YYYY-MM-DD, got ${JSON.stringify(given)}`);
  return date;
}

/** Earlier acceptances of the same change lose what does not happen any more, and are removed when nothing is left. */
function bringUpToDate(acceptances: readonly AddedAcceptance[], obsolete: ReadonlySet<string>, folder: string) {
  return acceptances.flatMap(({ file, text, accepts }) => {
    const dropped = accepts.filter(({ fingerprint }) => obsolete.has(fingerprint)).length;
    if (dropped === 0) return [];
    if (dropped === accepts.length) {
      rmSync(join(folder, file));
      return [`${file} is removed: none of what it accepts has changed since the base`];
    }
    writeWhole(join(folder, file), withoutChanges(text, obsolete));
    return [`${file} accepts ${dropped} less: what has not changed since the base`];
  });
}

/** A name that no other acceptance has. */
function newFile(name: string, folder: string) {
  for (let number = 1; ; number++) {
    const file = `${changesFolder}/${name}${number === 1 ? '' : `-${number}`}.md`;
    if (!existsSync(join(folder, file))) return file;
  }
}
