/**
 * One process of an implementation: lines go in, many ahead, and answers come out in the same order. It
 * is not trusted: whatever it does, this ends within the time limit and leaves no process behind.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { longestLine } from '../../engine/conform/adapter.ts';
import { ImplementationFault } from '../../engine/conform/player.ts';
import { visible } from '../../engine/text.ts';
import { killAll, marker } from './processes.ts';

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

/** So many requests may wait for an answer; with more of them even a quick implementation is hardly any quicker. */
const ahead = 256;
/** So much of standard error is kept. */
const keptOfStderr = 8192;
/** So long an implementation may take to end when its input ends. */
const graceMilliseconds = 2000;

export class Connection {
  /** The requests that have not been answered, the oldest first. */
  private readonly waiting: Request[] = [];
  private seq = 0;
  private child: ChildProcessWithoutNullStreams;
  private readonly run = randomUUID();
  private rest: Buffer = Buffer.alloc(0);
  private stderr = '';
  private lastProgress = performance.now();
  private ending = false;
  private exited = false;
  private fault: ImplementationFault | null = null;
  private readonly onFault: (fault: ImplementationFault) => void;
  private readonly watch: NodeJS.Timeout;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private readonly ended: Promise<void>;
  private readonly killOnExit = (): void => this.kill();

  /**
   * @param onFault told once, when the implementation fails.
   * @throws ImplementationFault where it cannot even be tried to start it.
   */
  constructor(command: readonly string[], timeout: number, cwd: string, onFault: (fault: ImplementationFault) => void) {
    this.onFault = onFault;
    const [program = '', ...words] = command;
    // In a group of its own, so that its children end with it, and a Ctrl-C is ours to pass on.
    try {
      const env = { ...process.env, [marker]: this.run };
      this.child = spawn(program, words, { cwd, stdio: 'pipe', detached: process.platform !== 'win32', windowsHide: true, env });
    } catch (error) {
      throw new ImplementationFault(cannotStart(error as NodeJS.ErrnoException));
    }
    this.child.stdin.on('error', () => {}); // told by its end
    this.child.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    this.child.stderr.on('data', (chunk: Buffer) => void (this.stderr = `${this.stderr}${chunk.toString('utf8')}`.slice(-keptOfStderr)));
    this.child.on('error', (error: NodeJS.ErrnoException) => this.fail(cannotStart(error)));
    this.child.stdout.on('end', () => setTimeout(() => this.exited || this.ending || this.fail('it has closed its output'), 500).unref());
    this.ended = new Promise((resolve) => {
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.exited = true;
        resolve();
        const early = this.waitingCount > 0 ? 'before it had answered' : 'before its input ended';
        if (!this.ending || this.waitingCount > 0) this.fail(`it ended (${signal ?? `exit ${code}`}) ${early}`);
      };
      this.child.on('close', ended);
      // A child of its own may hold its output open: what it said itself is here soon.
      this.child.on('exit', (code, signal) => setTimeout(() => ended(code, signal), 200).unref());
      this.child.on('error', () => resolve());
    });
    this.watch = setInterval(() => this.watchTime(timeout), Math.min(250, Math.max(10, timeout / 4)));
    process.once('exit', this.killOnExit);
  }

  /** Whether more may be sent now. */
  get ready(): boolean {
    return this.waitingCount < ahead;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Sends requests, the one after the other. */
  send(requests: readonly Request[]): void {
    if (this.waitingCount === 0) this.lastProgress = performance.now();
    this.waiting.push(...requests);
    if (!this.exited) this.child.stdin.write(requests.map(({ body }) => `{"seq":${this.seq++},${body}\n`).join(''));
  }

  /**
   * Ends the input, and waits until the process has ended.
   *
   * @returns what was wrong with how it ended, if anything.
   */
  async end(): Promise<string | null> {
    this.ending = true;
    this.child.stdin.end();
    const timer = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), graceMilliseconds).unref());
    const late = (await Promise.race([this.ended, timer])) === 'late' && !this.exited;
    this.kill();
    return late ? `it did not end when its input ended, and was stopped after ${graceMilliseconds / 1000} s` : null;
  }

  /** Stops the process and whatever it has started. */
  kill(): void {
    this.ending = true;
    clearInterval(this.watch);
    process.off('exit', this.killOnExit);
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) stream.destroy();
    if (this.child.pid !== undefined) killAll(this.child.pid, this.run);
  }

  private take(chunk: Buffer): void {
    if (this.fault !== null) return;
    const last = chunk.lastIndexOf(0x0a);
    if (last === -1) {
      this.rest = Buffer.concat([this.rest, chunk]);
      if (this.rest.length > longestLine) this.fail(tooLong(this.rest.toString('utf8', 0, 200)));
      return;
    }
    let text: string;
    try {
      text = this.decoder.decode(Buffer.concat([this.rest, chunk.subarray(0, last)]));
    } catch {
      return this.fail('it answered with what is not UTF-8');
    }
    this.rest = Buffer.from(chunk.subarray(last + 1));
    for (const line of text.split('\n')) {
      this.takeLine(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (this.fault !== null) return;
    }
  }

  private takeLine(line: string): void {
    const [request] = this.waiting;
    if (line.length > longestLine) return this.fail(tooLong(line));
    if (request === undefined) return this.fail(`it answered when nothing was asked: ${shown(line)}`);
    const expected = this.seq - this.waitingCount;
    const head = `{"seq":${expected},`;
    const isPlain = line.startsWith(head);
    const seq = isPlain ? expected : seqOf(line);
    if (seq === null) return this.fail(`it answered with no JSON object that has a seq: ${shown(line)}`);
    if (seq !== expected) return this.fail(`expected the answer to seq ${expected}, got one to seq ${seq}: ${shown(line)}`);
    request.answered(isPlain ? `{${line.slice(head.length)}` : line);
    if (this.fault !== null) return;
    this.lastProgress = performance.now();
    this.waiting.shift();
  }

  private watchTime(timeout: number): void {
    const isLate = (): boolean => this.waitingCount > 0 && performance.now() - this.lastProgress >= timeout;
    // What has arrived while this process was busy is read first.
    if (isLate()) setImmediate(() => {
      const half = this.rest.length === 0 ? '' : `, but only ${shown(this.rest.toString('utf8', 0, 200))} without an end of line`;
      if (isLate()) this.fail(`it did not answer within ${timeout} ms${half}`);
    });
  }

  /** For whoever reads an answer and finds that it is no JSON. */
  fail(says: string): void {
    if (this.fault !== null) return;
    const [oldest] = this.waiting;
    const lastLines = this.stderr.split('\n').map((line) => visible(line.trimEnd())).filter((line) => line !== '').slice(-5);
    this.fault = new ImplementationFault(says, { unanswered: oldest?.text ?? null, since: oldest?.since() ?? [], lastLines });
    this.kill();
    this.onFault(this.fault);
  }
}

function tooLong(line: string): string {
  return `it answered with a line of more than ${longestLine} bytes, which begins with ${shown(line)}`;
}

function cannotStart({ code = '', message }: NodeJS.ErrnoException): string {
  return `it cannot be started: ${startErrors[code] ?? message}`;
}

const startErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program', ENOTDIR: 'there is no such program',
  EACCES: 'it is not executable', ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'expected the name of a program',
};

/** The `seq` of a line that does not begin with it, or null. */
function seqOf(line: string): number | null {
  try {
    const { seq } = JSON.parse(line) as { readonly seq?: unknown };
    return typeof seq === 'number' ? seq : null;
  } catch {
    return null;
  }
}

function shown(text: string): string {
  return visible(JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}...` : text));
}
