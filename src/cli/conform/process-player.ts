/**
 * An implementation as one or several processes of it, side by side.
 */
import { commandText } from '../../kst/commands.ts';
import { protocolVersion } from '../../kit/adapter.ts';
import { ImplementationFault } from '../../kit/conform/player.ts';
import { Connection } from './connection.ts';
import { Looks } from './looks.ts';
import type { Command } from '../../kst/commands.ts';
import type { Hello, Player, Trial, Tried } from '../../kit/conform/player.ts';
import type { Request } from './connection.ts';

export interface ProcessOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  /** How many processes are played with at once. */
  readonly jobs: number;
  /** Ends everything. */
  readonly interrupted: AbortSignal;
}

interface Pending<T extends Trial> {
  readonly tried: { readonly trial: T; readonly looks: string[]; reset: string };
  left: number;
}

export class ProcessPlayer implements Player {
  readonly hello: Hello;
  private readonly connections: readonly Connection[];
  private readonly state: Waiting;
  private readonly looks: Looks;
  private readonly bodies = new WeakMap<Command, string>();

  /**
   * Starts the processes, and greets them.
   *
   * @throws ImplementationFault where one does not start, or does not speak the protocol.
   */
  static async start({ command, cwd, timeout, jobs, interrupted }: ProcessOptions): Promise<ProcessPlayer> {
    const state = new Waiting();
    const connections = Array.from({ length: jobs }, () => new Connection(command, timeout, cwd, (fault) => state.fail(fault)));
    const interrupt = (): void => connections[0]!.fail('it was interrupted');
    if (interrupted.aborted) interrupt();
    else interrupted.addEventListener('abort', interrupt, { once: true, signal: state.over });
    try {
      const hellos = await Promise.all(connections.map((connection) => greet(connection, state)));
      return new ProcessPlayer(connections, state, hellos[0]!);
    } catch (error) {
      for (const connection of connections) connection.kill();
      throw error;
    }
  }

  private constructor(connections: readonly Connection[], state: Waiting, hello: Hello) {
    this.connections = connections;
    this.state = state;
    this.hello = hello;
    this.looks = new Looks(hello.observes);
  }

  async *play<T extends Trial>(trials: Iterable<T>): AsyncGenerator<Tried<T>> {
    const iterator = trials[Symbol.iterator]();
    const pending: Pending<T>[] = [];
    let [first, more] = [0, true];
    for (;;) {
      for (let connection = this.freest(); more && connection.ready; connection = this.freest()) {
        const { value: trial, done } = iterator.next();
        more = done !== true;
        if (!more) break;
        pending.push(this.ask(connection, trial));
      }
      if (first === pending.length && !more) return;
      // Nothing may be pending yet, while what an earlier caller no longer waits for is being answered.
      if (first === pending.length || pending[first]!.left > 0) {
        await this.state.change();
        continue;
      }
      yield pending[first++]!.tried;
      if (first > 1024) pending.splice(0, first), (first = 0);
    }
  }

  answerLike(look: string): unknown {
    return this.looks.answerLike(look);
  }

  async end(): Promise<string | null> {
    const notes = await Promise.all(this.connections.map((connection) => connection.end()));
    this.state.throwFault();
    return notes.find((note) => note !== null) ?? null;
  }

  stop(): void {
    this.state.end();
    for (const connection of this.connections) connection.kill();
  }

  private freest(): Connection {
    return this.connections.reduce((a, b) => (b.waitingCount < a.waitingCount ? b : a));
  }

  private ask<T extends Trial>(connection: Connection, trial: T): Pending<T> {
    const { commands } = trial;
    const pending: Pending<T> = { tried: { trial, looks: [], reset: '' }, left: commands.length + 1 };
    const answered = (answer: string): string => {
      if (--pending.left === 0) this.state.changed();
      const look = this.looks.of(answer);
      if (look === null) connection.fail(`it answered with what cannot be read as JSON: ${JSON.stringify(answer.slice(0, 200))}`);
      return look ?? '';
    };
    const reset: Request = { body: '"do":"reset"}', text: 'reset', since: () => [], answered: (answer) => void (pending.tried.reset = answered(answer)) };
    const requests = commands.map(
      (command, index): Request => ({
        body: this.bodyOf(command),
        text: commandText(command),
        since: () => commands.slice(0, index).map(commandText),
        answered: (answer) => void pending.tried.looks.push(answered(answer)),
      }),
    );
    connection.send([reset, ...requests]);
    return pending;
  }

  private bodyOf(command: Command): string {
    let body = this.bodies.get(command);
    if (body === undefined) this.bodies.set(command, (body = JSON.stringify(command).slice(1)));
    return body;
  }
}

/** Those who wait for answers, and the fault that ends their waiting. */
class Waiting {
  private readonly ended = new AbortController();
  private fault: ImplementationFault | null = null;
  private waiting: (() => void)[] = [];

  fail(fault: ImplementationFault): void {
    this.fault ??= fault;
    this.changed();
  }

  /** Aborted when nobody waits any more. */
  get over(): AbortSignal {
    return this.ended.signal;
  }

  end(): void {
    this.ended.abort();
  }

  throwFault(): void {
    if (this.fault !== null) throw this.fault;
  }

  changed(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Waits until something has changed. @throws ImplementationFault where there is one. */
  async change(): Promise<void> {
    this.throwFault();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.throwFault();
  }
}

async function greet(connection: Connection, state: Waiting): Promise<Hello> {
  let greeting: string | null = null;
  const answered = (answer: string): void => {
    greeting = answer;
    state.changed();
  };
  connection.send([{ body: `"do":"hello","protocol":${protocolVersion}}`, text: 'hello', since: () => [], answered }]);
  while (greeting === null) await state.change();
  const hello = helloOf(greeting);
  if (hello === null) {
    connection.fail(`it does not say hello in protocol ${protocolVersion}: expected {"protocol":${protocolVersion},"name":"...","observes":["table","events"]}, got ${JSON.stringify((greeting as string).slice(0, 200))}`);
    state.throwFault();
  }
  return hello!;
}

function helloOf(text: string): Hello | null {
  try {
    const { protocol, name, observes } = JSON.parse(text) as { readonly protocol?: unknown; readonly name?: unknown; readonly observes?: unknown };
    if (protocol !== protocolVersion || typeof name !== 'string' || !Array.isArray(observes) || !observes.includes('table')) return null;
    return { name, observes: observes.includes('events') ? 'table and events' : 'table' };
  } catch {
    return null;
  }
}
