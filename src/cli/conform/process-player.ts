/**
 * An implementation as one or several processes of it, side by side.
 */
import { protocolVersion } from '../../engine/conform/adapter.ts';
import { Onlooker } from '../../engine/conform/look.ts';
import { type System, systemOf } from '../../engine/rules/system.ts';
import { connect, type Connection, type Request } from './connection.ts';
import type { Hello, ImplementationFault, Player, TestCase, Tried } from '../../engine/conform/player.ts';
import type { Rulebook } from '../../engine/specification.ts';

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

/** So many requests may wait for an answer; with more of them even a quick implementation is hardly any quicker. */
const ahead = 256;

interface Pending<T extends TestCase> {
  readonly test: T;
  /** How the answers look that have come, that to the reset first. */
  readonly shown: string[];
}

/**
 * Starts the processes, and greets them.
 *
 * @throws ImplementationFault where one does not start, or does not speak the protocol.
 */
export async function startProcesses({ rulebook, command, cwd, timeout, jobs, interrupted }: ProcessOptions): Promise<Player> {
  const system = systemOf(rulebook);
  /** Aborted when nobody waits any more. */
  const over = new AbortController();
  /** Ends all waiting. */
  let fault: ImplementationFault | null = null;
  let changes = Promise.withResolvers<void>();
  const changed = () => {
    changes.resolve();
    changes = Promise.withResolvers();
  };
  const throwFault = () => {
    if (fault !== null) throw fault;
  };
  /** Waits until something has changed. @throws ImplementationFault where there is one. */
  const change = async () => {
    throwFault();
    await changes.promise;
    throwFault();
  };

  const fail = (first: ImplementationFault) => {
    fault ??= first;
    changed();
  };
  const connections = Array.from({ length: jobs }, () => connect(command, timeout, cwd, fail));
  const stop = () => {
    over.abort();
    for (const connection of connections) connection.kill();
  };
  const interrupt = () => connections[0]!.fail('it was interrupted');
  if (interrupted.aborted) interrupt();
  else interrupted.addEventListener('abort', interrupt, { once: true, signal: over.signal });

  const greet = async (connection: Connection) => {
    let greeting: string | null = null;
    const answered = (answer: string) => {
      greeting = answer;
      changed();
    };
    connection.send([{ ...requestOf('hello', `,"protocol":${protocolVersion}`), answered }]);
    while (greeting === null) await change();
    const hello = helloOf(system, greeting);
    if (hello === null) {
      const right = JSON.stringify({ protocol: protocolVersion, name: '...', observes: [...system.observes, 'events'] });
      const got = JSON.stringify((greeting as string).slice(0, 200));
      connection.fail(`it does not say hello in protocol ${protocolVersion}: expected ${right}, got ${got}`);
      throwFault();
    }
    return hello!;
  };
  const hello = await Promise.all(connections.map(greet)).then(([first]) => first!, (error: unknown) => {
    stop();
    throw error;
  });
  const looks = looksOf(new Onlooker(rulebook, hello.observes));

  const ask = <T extends TestCase>(connection: Connection, test: T): Pending<T> => {
    const { commands } = test;
    const shown: string[] = [];
    const answered = (answer: string) => {
      const look = looks.of(answer);
      if (shown.push(look ?? '') > commands.length) changed();
      if (look === null) connection.fail(`it answered with what cannot be read as JSON: ${JSON.stringify(answer.slice(0, 200))}`);
    };
    const requests = commands.map((each, index): Request => ({
      body: JSON.stringify(each).slice(1),
      text: system.text(each),
      since: () => commands.slice(0, index).map((before) => system.text(before)),
      answered,
    }));
    connection.send([{ ...requestOf('reset'), answered }, ...requests]);
    return { test, shown };
  };
  const freest = () => connections.reduce((a, b) => (b.waiting() < a.waiting() ? b : a));

  async function* play<T extends TestCase>(tests: Iterable<T>): AsyncGenerator<Tried<T>> {
    const iterator = tests[Symbol.iterator]();
    const pending: Pending<T>[] = [];
    let more = true;
    for (;;) {
      for (let connection = freest(); more && connection.waiting() < ahead; connection = freest()) {
        const { value: test, done } = iterator.next();
        more = done !== true;
        if (more) pending.push(ask(connection, test));
      }
      const [first] = pending;
      if (first === undefined && !more) return;
      // Nothing may be pending yet, while what an earlier caller no longer waits for is being answered.
      if (first === undefined || first.shown.length <= first.test.commands.length) await change();
      else {
        pending.shift();
        const [reset, ...answers] = first.shown;
        yield { test: first.test, reset: reset!, looks: answers };
      }
    }
  }

  const end = async () => {
    const notes = await Promise.all(connections.map((connection) => connection.end()));
    throwFault();
    return notes.find((note) => note !== null) ?? null;
  };
  return { hello, play, answerLike: looks.answerLike, end, stop };
}

/** What the protocol asks for beside commands. */
function requestOf(text: string, more = ''): Omit<Request, 'answered'> {
  return { body: `"do":"${text}"${more}}`, text, since: () => [] };
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

/** Maximum number of characters that are remembered; what was read first is forgotten first. */
const most = 1 << 25;

export function looksOf(onlooker: Onlooker) {
  /** How each answer looks, the oldest first. */
  const looks = new Map<string, string>();
  /** The first answer that looks like that. */
  const texts = new Map<string, string>();
  let size = 0;
  const forget = () => {
    for (const [text, look] of looks) {
      if (size <= most) return;
      size -= text.length + look.length;
      looks.delete(text);
      if (texts.get(look) === text) texts.delete(look);
    }
  };
  return {
    /** How an answer looks, or null where it cannot be read: for what is no JSON, or nested too deeply to be looked at. */
    of(text: string) {
      let look = looks.get(text);
      if (look === undefined) {
        try {
          look = onlooker.lookOf(answerIn(text));
        } catch {
          return null;
        }
        looks.set(text, look);
        size += text.length + look.length;
        forget();
      }
      if (!texts.has(look)) texts.set(look, text);
      return look;
    },
    /** An answer that looks like that, if one is remembered. */
    answerLike(look: string): unknown {
      const text = texts.get(look);
      return text === undefined ? undefined : answerIn(text);
    },
  };
}

function answerIn(text: string): object {
  const { seq: _, ...answer } = JSON.parse(text) as { readonly seq?: unknown };
  return answer;
}
