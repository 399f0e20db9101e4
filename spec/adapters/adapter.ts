/**
 * An adapter: it lets `kst conform` drive an implementation of the Known Servers Table (KST).
 *
 *     npx kst conform -- node adapter.ts
 *
 * Copy this file and replace the class `KnownServersTable`; the rest can stay. Node 22.18 or later runs it as it is, but not
 * from a folder in `node_modules`. It imports nothing, so it runs as a module and as a script: any package.json will do.
 */
const adapterName = 'example in TypeScript';
const observes = ['table', 'events']; // ['table'] alone for an implementation whose events cannot be seen

type UriType = 'SipName' | 'TelExtn' | 'E164';
type Entry = { server: string; version: number };
type LogEvent =
  | { id: 14492; servers: Entry[] }
  | { id: 14493 | 14495; server: string; version: number }
  | { id: 14563; server: string; versions: [low: number, high: number] }
  | { id: 44024; servers: string[] }
  | { id: 44030; server: string }
  | { id: null; name: 'exchange-server-added' | 'exchange-server-removed'; server: string };

/** A command that makes no sense now, such as a second pool for a server. It must change nothing. */
class Refused extends Error {}

/** What is held of one server. */
class KnownServer {
  readonly name: string;
  /** The version of its trusted application pool, 1..9. */
  pool: number | null = null;
  readonly plans = new Map<string, UriType>();
  /** Whether UM Routing counts it among the servers that it found. */
  claimed = false;
  /** The version that the table lists: 0 is UM Routing's, any other the pool's. */
  known: number | null = null;
  /** Open: both entries were evicted. Settled: a start has chosen one. */
  conflict: 'none' | 'open' | 'settled' = 'none';

  constructor(name: string) {
    this.name = name;
  }

  get hosting(): boolean {
    return [...this.plans.values()].includes('SipName');
  }
}

/**
 * Replace this class with calls to your implementation.
 *
 * One method a command: it returns the events that the command logs, in order, or throws Refused. Server names arrive in the
 * form in which the table holds them. This one follows the default dialect; A1 to A4 mark where another would differ.
 */
class KnownServersTable {
  private running = false;
  private readonly servers = new Map<string, KnownServer>();

  /** Back to the start: nothing set up, RTCSRV stopped. It is called often, so it should be quick. */
  reset(): void {
    this.running = false;
    this.servers.clear();
  }

  /** All that is listed now. The order does not matter. */
  table(): Entry[] {
    return this.inOrder().flatMap(({ name, known }) => (known === null ? [] : [{ server: name, version: known }]));
  }

  poolAdd(name: string, version: number): LogEvent[] {
    const server = this.server(name);
    if (server.pool !== null) throw new Refused('pool-exists');
    server.pool = version;
    if (!this.running) return [];
    return server.known === null ? [this.list(server, version)] : [this.evict(server, server.known, version)];
  }

  poolRemove(name: string): LogEvent[] {
    const server = this.server(name);
    if (server.pool === null) throw new Refused('no-such-pool');
    // Nothing is listed instead, not even after a conflict: UM Routing's next cycle does that.
    const events = server.known === server.pool ? [this.unlist(server, server.pool)] : [];
    server.pool = null;
    server.conflict = 'none';
    return events;
  }

  dialPlanHost(name: string, plan: string, uriType: UriType): LogEvent[] {
    const server = this.server(name);
    if (server.plans.has(plan)) throw new Refused('plan-already-hosted');
    server.plans.set(plan, uriType);
    return [];
  }

  dialPlanUnhost(name: string, plan: string): LogEvent[] {
    if (!this.server(name).plans.delete(plan)) throw new Refused('plan-not-hosted');
    return [];
  }

  umRoutingDiscover(): LogEvent[] {
    if (!this.running) throw new Refused('not-running');
    const events: LogEvent[] = [];
    for (const server of this.inOrder()) {
      if (server.hosting) {
        if (!server.claimed) events.push({ id: null, name: 'exchange-server-added', server: server.name });
        events.push(...this.offer(server, 'cycle'));
        server.claimed = true;
      } else if (server.claimed) {
        events.push({ id: null, name: 'exchange-server-removed', server: server.name });
        if (server.known === 0) events.push(this.unlist(server, 0));
        // A4 restored: the pool comes back at once.
        if (server.pool !== null && server.known === null) events.push(this.list(server, server.pool));
        server.claimed = false;
        server.conflict = 'none';
      }
    }
    return events;
  }

  rtcsrvStart(): LogEvent[] {
    if (this.running) throw new Refused('already-running');
    this.running = true;
    for (const server of this.servers.values()) server.known = server.pool;
    const hosting = this.inOrder().filter((server) => server.hosting);
    const events: LogEvent[] = [
      { id: 14492, servers: this.table() },
      { id: 44024, servers: hosting.map((server) => server.name) },
    ];
    for (const server of hosting) {
      events.push(...this.offer(server, 'start'));
      server.claimed = true;
    }
    return events;
  }

  rtcsrvStop(): LogEvent[] {
    if (!this.running) throw new Refused('not-running');
    this.running = false;
    for (const server of this.servers.values()) {
      server.known = null;
      server.claimed = false;
      server.conflict = 'none';
    }
    return [];
  }

  rtcsrvRestart(): LogEvent[] {
    return [...this.rtcsrvStop(), ...this.rtcsrvStart()];
  }

  /** UM Routing wants a server that it found to be listed with version 0. */
  private offer(server: KnownServer, when: 'start' | 'cycle'): LogEvent[] {
    if (server.conflict !== 'none' || server.known === 0) return [];
    if (server.known === null) return [this.list(server, 0)];
    const events: LogEvent[] = [this.evict(server, server.known, 0), { id: 44030, server: server.name }];
    if (when === 'start') {
      // A1 um: 0 wins. A3 stays-open: in a cycle the conflict would last.
      events.push(this.list(server, 0));
      server.conflict = 'settled';
    }
    return events;
  }

  private list(server: KnownServer, version: number): LogEvent {
    server.known = version;
    return { id: 14493, server: server.name, version };
  }

  private unlist(server: KnownServer, version: number): LogEvent {
    server.known = null;
    return { id: 14495, server: server.name, version };
  }

  /** Two versions of one server are illegal: neither stays. A2 conflict-only: no 14495 tells of it. */
  private evict(server: KnownServer, known: number, newcomer: number): LogEvent {
    server.known = null;
    server.conflict = 'open';
    return { id: 14563, server: server.name, versions: [Math.min(known, newcomer), Math.max(known, newcomer)] };
  }

  private server(name: string): KnownServer {
    const server = this.servers.get(name) ?? new KnownServer(name);
    this.servers.set(name, server);
    return server;
  }

  private inOrder(): KnownServer[] {
    return [...this.servers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

// ---- The protocol: one JSON object a line comes in, one goes out for each, in the same order. This part can stay. ----

/** A line that is no request: the answer is an error, and nothing changes. */
class NotUnderstood extends Error {}

function check(right: boolean, expected: string): asserts right {
  if (!right) throw new NotUnderstood(`expected ${expected}`);
}

/** The one spelling under which the table holds a server: lower case, no final dot, letters outside ASCII as punycode. */
function serverName(text: unknown): string {
  check(typeof text === 'string', 'server to be a text');
  const name = toAscii(text).toLowerCase().replace(/\.$/, '');
  const labels = name.split('.');
  check(name.length <= 253 && labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label)), 'a DNS name');
  check(labels.length !== 4 || labels.some((label) => /\D/.test(label)), 'a DNS name, not an IP address');
  return name;
}

/** URLs write their hosts as punycode. Characters that would end the host must not get into one. */
function toAscii(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const url = `http://${text}`;
  check(/^[\w.\x80-\u{10ffff}-]+$/u.test(text) && URL.canParse(url), 'a DNS name');
  return new URL(url).hostname;
}

function versionNumber(value: unknown): number {
  check(typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 9, 'version to be from 1 to 9');
  return value;
}

/** Unlike server names, those of dial plans compare exactly. */
function planName(value: unknown): string {
  check(typeof value === 'string' && value.trim() !== '', 'plan to be a name');
  return value;
}

function uriTypeOf(value: unknown): UriType {
  check(value === 'SipName' || value === 'TelExtn' || value === 'E164', 'SipName, TelExtn or E164');
  return value;
}

type Message = { readonly [field: string]: unknown };

/** What each command calls. All arguments are checked before the call: a bad one must not leave half a change behind. */
const commands = new Map<unknown, (kst: KnownServersTable, request: Message) => LogEvent[]>([
  ['pool.add', (kst, { server, version }) => kst.poolAdd(serverName(server), versionNumber(version))],
  ['pool.remove', (kst, { server }) => kst.poolRemove(serverName(server))],
  [
    'dialPlan.host',
    (kst, { server, plan, uriType }) => kst.dialPlanHost(serverName(server), planName(plan), uriTypeOf(uriType)),
  ],
  ['dialPlan.unhost', (kst, { server, plan }) => kst.dialPlanUnhost(serverName(server), planName(plan))],
  ['umRouting.discover', (kst) => kst.umRoutingDiscover()],
  ['rtcsrv.start', (kst) => kst.rtcsrvStart()],
  ['rtcsrv.stop', (kst) => kst.rtcsrvStop()],
  ['rtcsrv.restart', (kst) => kst.rtcsrvRestart()],
]);

/** What to answer, apart from `seq`. */
function carryOut(request: Message, kst: KnownServersTable): object {
  if (request.do === 'hello') {
    check(request.protocol === 1, 'protocol 1');
    return { protocol: 1, name: adapterName, observes };
  }
  if (request.do === 'reset') {
    kst.reset();
    return { events: [], table: kst.table() };
  }
  const command = commands.get(request.do);
  check(command !== undefined, 'do to be a command');
  return { events: command(kst, request), table: kst.table() };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The answer to a line. Other exceptions than these are faults of the implementation, and are meant to end the program: the
 * answers before it show which command it was, and the stack on standard error shows the place.
 */
function answer(line: Uint8Array, kst: KnownServersTable): object {
  let seq: unknown = null;
  try {
    const request = objectIn(line);
    check(Number.isInteger(request.seq), 'an object with a seq');
    seq = request.seq;
    return { seq, ...carryOut(request, kst) };
  } catch (reason) {
    if (reason instanceof Refused) return { seq, rejected: reason.message };
    if (reason instanceof NotUnderstood) return { seq, error: reason.message };
    throw reason;
  }
}

/** The fields of a line; a value that is no object has none. */
function objectIn(line: Uint8Array): Message {
  try {
    return Object(JSON.parse(utf8.decode(line)));
  } catch (reason) {
    throw new NotUnderstood(`not JSON: ${reason}`);
  }
}

console.log = console.error; // a stray console.log of your implementation must not end up among the answers
const table = new KnownServersTable();
let rest: Buffer = Buffer.alloc(0);

// Each chunk is answered in one go as soon as it arrives: that is fast, and no answer sits in a buffer while the other side
// waits for it.
process.stdin.on('data', (chunk: Buffer) => {
  const bytes = Buffer.concat([rest, chunk]);
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  rest = bytes.subarray(start);
  answerAll(lines);
});
process.stdin.on('end', () => answerAll(rest.length > 0 ? [rest] : [])); // the last line may lack its line feed

function answerAll(lines: readonly Uint8Array[]): void {
  let text = '';
  try {
    for (const line of lines) text += `${JSON.stringify(answer(line, table))}\n`;
  } finally {
    process.stdout.write(text);
  }
}
