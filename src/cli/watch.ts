/**
 * `kst verify --watch`: the quick proof at each save, and the whole proof after it. Each is a process of its own, since what has been
 * loaded stays as it was; and so nothing that an edit breaks ends the watch.
 */
import { spawn } from 'node:child_process';
import { readdirSync, watch as watchFolder, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { configFolder } from './config.ts';
import { exitCodes, type Io } from './io.ts';

/** In milliseconds: what is saved within it is saved at once. */
const pause = 30;

const unwatched = /^(node_modules|reports|dist|\..*)$/;

/**
 * Watches the project in whose folder the user stands, until it is interrupted.
 *
 * @param words the options of `kst verify`.
 */
export async function watch(words: readonly string[], io: Io): Promise<number> {
  const folder = configFolder(io.cwd) ?? io.cwd;
  let interrupted = false;
  let changed = (_file: string): void => {};
  const watchers = new Map<string, FSWatcher>();
  const look = (at: string): void => {
    if (!watchers.has(at)) {
      const watcher = watchFolder(at, (_, name) => {
        if (name === null || unwatched.test(name)) return;
        look(at); // it may be a new folder
        if (/\.([cm]?[jt]s|json)$/.test(name)) changed(name);
      });
      watcher.on('error', () => watchers.delete(at)); // it is gone
      watchers.set(at, watcher);
    }
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory() && !unwatched.test(entry.name)) look(join(at, entry.name));
    }
  };
  look(folder);
  const listening = io.onInterrupt?.(() => {
    interrupted = true;
    changed('');
  });
  try {
    while (!interrupted) {
      const change = new Promise<string>((resolve) => (changed = resolve));
      const quick = await runUntil(change, ['--alphabets', 'quick', '--runs', '0', ...words], io);
      const whole = quick === exitCodes.upheld ? await runUntil(change, ['--alphabets', 'all', '--runs', '0', ...words], io) : quick;
      if (whole !== null) io.err('kst: waiting for the next save; Ctrl-C ends it\n');
      const file = await change;
      if (!interrupted) io.err(`\nkst: ${file} has changed\n`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return exitCodes.upheld;
  } finally {
    listening?.();
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** What `kst verify` ends with; null where something changes before. */
async function runUntil(change: Promise<unknown>, words: readonly string[], { cwd }: Io): Promise<number | null> {
  const child = spawn(process.execPath, [process.argv[1]!, 'verify', ...words], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const first = await Promise.race([ended, change.then(() => 'changed' as const)]);
  if (first !== 'changed') return first;
  child.kill();
  await ended;
  return null;
}
