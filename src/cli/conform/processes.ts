/**
 * Ending a process with whatever it has started.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** By this variable in their environment the processes that an implementation leaves behind are found. */
export const marker = 'KST_CONFORM_RUN';

/** Ends a process, its group, and whatever has left the group but still carries the mark of its run. */
export function killAll(pid: number, run: string): void {
  if (process.platform !== 'win32') kill(-pid);
  else spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
  for (const left of leftBehind(`${marker}=${run}`)) kill(left);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return; // it has ended
  }
}

/** Processes that left the group; Linux alone shows them. */
function leftBehind(mark: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  const others = readdirSync('/proc').map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  return others.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
    } catch {
      return false; // another user's, or it has ended
    }
  });
}
