import { knownServersTable } from '../kst/model.ts';
import { specCells } from './files.ts';
import { Beside } from './gate/beside.ts';
import { projectCache } from './gate/cache.ts';
import { beginStrength } from './gate/strength.ts';
import { generateReports } from './reports.ts';
import { driftOf, refuseUnfit, writeReports } from './reports-folder.ts';
import { exitCodes } from './io.ts';
import type { Io } from './io.ts';

/**
 * `kst report`: writes the generated reports, or checks that those there are still what the code generates.
 *
 * @param generate what makes them; asked only once the folder is seen to be one.
 */
export async function report({ check, out }: { check?: boolean; out: string }, io: Io, generate = () => allReports(io)): Promise<number> {
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

async function allReports({ cwd }: Io): Promise<ReadonlyMap<string, string>> {
  const worker = new Beside();
  try {
    const { value } = await beginStrength(specCells(), projectCache(cwd), worker)();
    return generateReports(knownServersTable(), { strength: value });
  } finally {
    worker.end();
  }
}
