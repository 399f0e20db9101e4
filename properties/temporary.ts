/**
 * Temporary folders: those of a test run lie in one, which goes with the run, however that ends; what a run left that was killed goes
 * with the next one. The processes that tests start have theirs in it too, browsers included.
 */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of a run is named after its process. */
const ofRun = /^kst-run-(\d+)$/;

/** An empty folder. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'kst-')));
}

/** Before a run: makes its folder the temporary one of all processes that it starts. What it returns is for the end of the run. */
export default function beginRun(): () => void {
  const shared = tmpdir();
  for (const name of readdirSync(shared)) {
    const [, pid] = ofRun.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) remove(join(shared, name));
  }
  const folder = join(shared, `kst-run-${process.pid}`);
  mkdirSync(folder);
  process.env['TMPDIR'] = folder;
  const end = (): void => remove(folder);
  process.once('exit', end);
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(code));
  return end;
}

/** Whatever is still being written into it. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
