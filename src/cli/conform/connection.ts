/**
 * One process of an implementation: lines go in, many ahead, and answers come out in the same order. It
 * is not trusted: whatever it does, this ends within the time limit and leaves no process behind.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { longestLine } from '../../engine/conform/adapter.ts';
import { ImplementationFault } from '../../engine/conform/player.ts';
import { visible } from '../../engine/text.ts';

/** A line that was sent, and what is to be done with the answer to it. */
export interface Request {
  /** As JSON, without `seq` and the opening brace. */
  readonly body: string;
  /** For messages. */
  readonly text: string;
  /** The lines before it since the last reset, for messages. */
  readonly since: () => readonly string[];
  /** Called with the answer as JSON; `seq` is left out where the line begins with it. */
  readonly answered: (answer: string) => void;
}

/** So much of standard error is kept. */
const keptOfStderr = 8192;
/** So long an implementation may take to end when its input ends. */
const graceMilliseconds = 2000;

export type Connection = ReturnType<typeof connect>;

/**
 * @param onFault told once, when the implementation fails.
 * @throws ImplementationFault where it cannot even be tried to start it.
 */
export function connect(command: readonly string[], timeout: number, cwd: string, onFault: (fault: ImplementationFault) => void) {
  const run = randomUUID();
  const child = started(command, cwd, run);
  /** The requests that have not been answered, the oldest first. */
  const waiting: Request[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [seq, rest, stderr, lastProgress] = [0, '', '', performance.now()];
  let [ending, exited, failed] = [false, false, false];

  /** Stops the process and whatever it has started. */
  const kill = () => {
    ending = true;
    clearInterval(watch);
    process.off('exit', kill);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    if (child.pid !== undefined) killAll(child.pid, run);
  };
  /** For whoever reads an answer and finds that it is no JSON, too. */
  const fail = (says: string) => {
    if (failed) return;
    failed = true;
    const [oldest] = waiting;
    const lastLines = stderr.split('\n').map((line) => visible(line.trimEnd())).filter((line) => line !== '').slice(-5);
    kill();
    onFault(new ImplementationFault(says, { unanswered: oldest?.text ?? null, since: oldest?.since() ?? [], lastLines }));
  };

  const takeLine = (line: string) => {
    const [request] = waiting;
    if (line.length > longestLine) return fail(tooLong(line));
    if (request === undefined) return fail(`it answered when nothing was asked: ${shown(line)}`);
    const expected = seq - waiting.length;
    const head = `{"seq":${expected},`;
    const isPlain = line.startsWith(head);
    const answered = isPlain ? expected : seqOf(line);
    if (answered === null) return fail(`it answered with no JSON object that has a seq: ${shown(line)}`);
    if (answered !== expected) return fail(`expected the answer to seq ${expected}, got one to seq ${answered}: ${shown(line)}`);
    request.answered(isPlain ? `{${line.slice(head.length)}` : line);
    if (failed) return;
    lastProgress = performance.now();
    waiting.shift();
  };
  const take = (chunk: Buffer) => {
    try {
      rest += decoder.decode(chunk, { stream: true });
    } catch {
      return fail('it answered with what is not UTF-8');
    }
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (!failed) takeLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (rest.length > longestLine) fail(tooLong(rest));
  };
  const watchTime = () => {
    const isLate = () => waiting.length > 0 && performance.now() - lastProgress >= timeout;
    // What has arrived while this process was busy is read first.
    if (isLate()) setImmediate(() => {
      const half = rest === '' ? '' : `, but only ${shown(rest.slice(0, 200))} without an end of line`;
      if (isLate()) fail(`it did not answer within ${timeout} ms${half}`);
    });
  };

  child.stdin.on('error', () => {}); // told by its end
  child.stdout.on('data', (chunk: Buffer) => failed || take(chunk));
  child.stderr.on('data', (chunk: Buffer) => void (stderr = `${stderr}${chunk.toString('utf8')}`.slice(-keptOfStderr)));
  child.stdout.on('end', () => setTimeout(() => exited || ending || fail('it has closed its output'), 500).unref());
  const ended = new Promise<void>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      exited = true;
      resolve();
      const early = waiting.length > 0 ? 'before it had answered' : 'before its input ended';
      if (!ending || waiting.length > 0) fail(`it ended (${signal ?? `exit ${code}`}) ${early}`);
    };
    child.on('close', end);
    // A child of its own may hold its output open: what it said itself is here soon.
    child.on('exit', (code, signal) => setTimeout(() => end(code, signal), 200).unref());
    child.on('error', (error) => {
      exited = true;
      resolve();
      fail(cannotStart(error));
    });
  });
  const watch = setInterval(watchTime, Math.min(250, Math.max(10, timeout / 4)));
  process.once('exit', kill);

  return {
    kill, fail,
    /** How many requests wait for an answer. */
    waiting: () => waiting.length,
    /** Sends requests, the one after the other. */
    send(requests: readonly Request[]) {
      if (waiting.length === 0) lastProgress = performance.now();
      waiting.push(...requests);
      if (!exited) child.stdin.write(requests.map(({ body }) => `{"seq":${seq++},${body}\n`).join(''));
    },
    /**
     * Ends the input, and waits until the process has ended.
     *
     * @returns what was wrong with how it ended, if anything.
     */
    async end(): Promise<string | null> {
      ending = true;
      child.stdin.end();
      await Promise.race([ended, delay(graceMilliseconds, undefined, { ref: false })]);
      const late = !exited;
      kill();
      return late ? `it did not end when its input ended, and was stopped after ${graceMilliseconds / 1000} s` : null;
    },
  };
}

/** In a group of its own, so that its children end with it, and a Ctrl-C is ours to pass on. */
function started([program = '', ...words]: readonly string[], cwd: string, run: string): ChildProcessWithoutNullStreams {
  try {
    const env = { ...process.env, [marker]: run };
    return spawn(program, words, { cwd, stdio: 'pipe', detached: process.platform !== 'win32', windowsHide: true, env });
  } catch (error) {
    throw new ImplementationFault(cannotStart(error as NodeJS.ErrnoException));
  }
}

function tooLong(line: string) {
  return `it answered with a line of more than ${longestLine} bytes, which begins with ${shown(line)}`;
}

function cannotStart({ code = '', message }: NodeJS.ErrnoException) {
  return `it cannot be started: ${startErrors[code] ?? message}`;
}

const startErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program', ENOTDIR: 'there is no such program',
  EACCES: 'it is not executable', ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'expected the name of a program',
};

/** The `seq` of a line that does not begin with it, or null. */
function seqOf(line: string) {
  try {
    const { seq } = JSON.parse(line) as { readonly seq?: unknown };
    return typeof seq === 'number' ? seq : null;
  } catch {
    return null;
  }
}

function shown(text: string) {
  return visible(JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}...` : text));
}

/** By this variable in their environment the processes that an implementation leaves behind are found. */
export const marker = 'KST_CONFORM_RUN';

/** Ends a process, its group, and whatever has left the group but still carries the mark of its run. */
export function killAll(pid: number, run: string): void {
  if (process.platform !== 'win32') kill(-pid);
  else spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
  for (const left of leftBehind(`${marker}=${run}`)) kill(left);
}

function kill(pid: number) {
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
