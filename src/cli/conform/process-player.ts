/**
 * An implementation as one or several processes of it, side by side.
 */
import { protocolVersion } from '../../engine/conform/adapter.ts';
import { Onlooker } from '../../engine/conform/look.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { Connection } from './connection.ts';
import { Looks } from './looks.ts';
import type { Hello, ImplementationFault, Player, TestCase, Tried } from '../../engine/conform/player.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { Request } from './connection.ts';

export interface ProcessOptions {
  /** What the implementation is to be compared with. */
  readonly rulebook: Rulebook;
  readonly command: readonly string[];
  readonly cwd: string;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  /** How many processes are played with at once. */
  readonly jobs: number;
  /** Ends everything. */
  readonly interrupted: AbortSignal;
}

interface Pending<T extends TestCase> {
  readonly tried: { readonly test: T; readonly looks: string[]; reset: string };
  left: number;
}

export class ProcessPlayer implements Player {
  readonly hello: Hello;
  private readonly connections: readonly Connection[];
  private readonly state: Waiting;
  private readonly looks: Looks;
  private readonly system: System;

  /**
   * Starts the processes, and greets them.
   *
   * @throws ImplementationFault where one does not start, or does not speak the protocol.
   */
  static async start({ rulebook, command, cwd, timeout, jobs, interrupted }: ProcessOptions): Promise<ProcessPlayer> {
    const state = new Waiting();
    const connections = Array.from({ length: jobs }, () => new Connection(command, timeout, cwd, (fault) => state.fail(fault)));
    const interrupt = (): void => connections[0]!.fail('it was interrupted');
    if (interrupted.aborted) interrupt();
    else interrupted.addEventListener('abort', interrupt, { once: true, signal: state.over });
    try {
      const hellos = await Promise.all(connections.map((connection) => greet(systemOf(rulebook), connection, state)));
      return new ProcessPlayer(systemOf(rulebook), connections, state, hellos[0]!);
    } catch (error) {
      for (const connection of connections) connection.kill();
      throw error;
    }
  }

  private constructor(system: System, connections: readonly Connection[], state: Waiting, hello: Hello) {
    this.system = system;
    this.connections = connections;
    this.state = state;
    this.hello = hello;
    this.looks = new Looks(new Onlooker(system.rulebook, hello.observes));
  }

  async *play<T extends TestCase>(tests: Iterable<T>): AsyncGenerator<Tried<T>> {
    const iterator = tests[Symbol.iterator]();
    const pending: Pending<T>[] = [];
    let [first, more] = [0, true];
    for (;;) {
      for (let connection = this.freest(); more && connection.ready; connection = this.freest()) {
        const { value: test, done } = iterator.next();
        more = done !== true;
        if (!more) break;
        pending.push(this.ask(connection, test));
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

  private ask<T extends TestCase>(connection: Connection, test: T): Pending<T> {
    const { commands } = test;
    const pending: Pending<T> = { tried: { test, looks: [], reset: '' }, left: commands.length + 1 };
    const answered = (answer: string): string => {
      if (--pending.left === 0) this.state.changed();
      const look = this.looks.of(answer);
      if (look === null) connection.fail(`it answered with what cannot be read as JSON: ${JSON.stringify(answer.slice(0, 200))}`);
      return look ?? '';
    };
    const texts = (count: number): readonly string[] => commands.slice(0, count).map((command) => this.system.text(command));
    const requests = commands.map(
      (command, index): Request => ({
        body: JSON.stringify(command).slice(1),
        text: this.system.text(command),
        since: () => texts(index),
        answered: (answer) => void pending.tried.looks.push(answered(answer)),
      }),
    );
    connection.send([{ ...resetRequest, answered: (answer) => void (pending.tried.reset = answered(answer)) }, ...requests]);
    return pending;
  }
}

const resetRequest: Omit<Request, 'answered'> = { body: '"do":"reset"}', text: 'reset', since: () => [] };

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

async function greet(system: System, connection: Connection, state: Waiting): Promise<Hello> {
  let greeting: string | null = null;
  const answered = (answer: string): void => {
    greeting = answer;
    state.changed();
  };
  connection.send([{ body: `"do":"hello","protocol":${protocolVersion}}`, text: 'hello', since: () => [], answered }]);
  while (greeting === null) await state.change();
  const hello = helloOf(system, greeting);
  if (hello === null) {
    const right = JSON.stringify({ protocol: protocolVersion, name: '...', observes: [...system.observes, 'events'] });
    const got = JSON.stringify((greeting as string).slice(0, 200));
    connection.fail(`it does not say hello in protocol ${protocolVersion}: expected ${right}, got ${got}`);
    state.throwFault();
  }
  return hello!;
}

/** What an implementation says of itself: it has to let see something beside its events, where there is anything. */
function helloOf({ observes: all }: System, text: string): Hello | null {
  try {
    const { protocol, name, observes } = JSON.parse(text) as { readonly [field in 'protocol' | 'name' | 'observes']?: unknown };
    if (protocol !== protocolVersion || typeof name !== 'string' || !Array.isArray(observes)) return null;
    const seen = all.filter((each) => observes.includes(each));
    const events = observes.includes('events') ? ['events'] : [];
    return seen.length === 0 && (all.length > 0 || events.length === 0) ? null : { name, observes: [...seen, ...events] };
  } catch {
    return null;
  }
}
