import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemOf } from '../engine/rules/system.ts';
import { knownServersRules } from '../kst/rulebook.ts';
import { diagnose, type Diagnosis } from '../lync/diagnose/diagnose.ts';
import { readEventLogs } from '../lync/exports/events/read-events.ts';
import { isBroken, isHealthy } from '../lync/standing.ts';
import { diagnoseMarkdown, diagnoseText } from '../reports/diagnose/diagnosis-text.ts';
import { openStream, refuseUnwritable, write } from './files.ts';
import { exitCodes, type Io, styles, UsageError } from './io.ts';
import type { Dialect } from '../kst/assumptions.ts';
import type { ReadLog } from '../lync/observation.ts';

interface DiagnoseOptions {
  readonly dialect: Partial<Dialect>; readonly gaps?: boolean; readonly filtered?: boolean;
  readonly frontEnd?: string; readonly redact?: string; readonly format: string;
}

/** `kst diagnose FILE...`: whether the rules explain exports of the event log, how every server stands, and what helps. */
export async function diagnoseFiles(files: readonly string[], options: DiagnoseOptions, io: Io): Promise<number> {
  if (options.gaps === true && options.filtered === true) {
    throw new UsageError('--gaps and --filtered exclude each other: either anything may be missing, or only other events are');
  }
  const copy = options.redact === undefined ? null : { name: `--redact: ${options.redact}`, file: resolve(io.cwd, options.redact) };
  if (copy !== null) {
    refuseUnwritable(copy.file, copy.name);
    if (files.some((file) => isSameFile(resolve(io.cwd, file), copy.file))) {
      throw new UsageError(`${copy.name} is one of the exports: the copy would take its place; name another file`);
    }
  }
  const log = await readFiles(files, options, io);
  if (copy !== null) write(copy.file, [...(await import('../lync/exports/events/redact.ts')).redacted(log)].join(''), copy.name);
  const rules = knownServersRules();
  const { dialects } = systemOf(rules);
  const diagnosis = diagnose(rules, log, dialects.with(options.dialect));
  const inWords = options.format === 'markdown' ? diagnoseMarkdown(dialects, diagnosis) : diagnoseText(dialects, diagnosis, styles(io));
  await io.out(options.format === 'json' ? `${JSON.stringify(diagnosis, null, 1)}\n` : inWords);
  return exitCodeOf(diagnosis);
}

async function readFiles(files: readonly string[], { gaps, filtered, frontEnd }: DiagnoseOptions, io: Io): Promise<ReadLog> {
  let told = 0;
  const onProgress = (bytes: number) => {
    const megabytes = Math.floor(bytes / 1_000_000);
    if (!io.errIsTerminal || megabytes < told + 10) return;
    told = megabytes;
    io.err(`\r${megabytes} MB read`);
  };
  try {
    const missing = gaps === true ? 'anywhere' : filtered === true ? 'filtered' : 'record-ids';
    return await readEventLogs(files.map((file) => openStream(file, io)), { gaps: missing, frontEnd, onProgress });
  } finally {
    if (told > 0) io.err('\r\u001b[K');
  }
}

/** Whether both paths lead to one file, by whatever links. */
function isSameFile(one: string, other: string) {
  const [a, b] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** Everything explained and healthy at the last event 0; refused, or a server broken 1; too little to say 3. */
function exitCodeOf({ verdict, servers }: Diagnosis) {
  if (verdict === 'refused' || servers.some(isBroken)) return exitCodes.violated;
  return verdict === 'explained' && servers.every(isHealthy) ? exitCodes.upheld : exitCodes.inconclusive;
}
