/**
 * The command line in a process of its own.
 */
import { packageVersion } from './project.ts';

/** Runs the command that the process was started with; its exit code is left to Node. */
export async function start(): Promise<void> {
  // A reader that has seen enough (`kst ... | head`) is no error, and does not change how the command ends.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`kst: standard output: ${error.message}\n`);
    process.exit(70);
  });
  process.stderr.on('error', () => {});

  const words = process.argv.slice(2);
  if (words.length === 1 && ['-V', '--version'].includes(words[0]!)) return void process.stdout.write(`${packageVersion()}\n`);
  const { run } = await import('./run.ts'); // whoever asks for the version waits for no more than that
  process.exitCode = await run(words, {
    stdin: process.stdin,
    out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())), // called on an error, too
    err: (text) => void process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    cwd: process.cwd(),
    env: process.env,
    onInterrupt: (stop) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, stop);
      return () => {
        for (const signal of signals) process.off(signal, stop);
      };
    },
  });
}
