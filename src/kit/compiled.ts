/**
 * The Known Servers Table compiled: several servers in one dialect, each of them one integer. A rule is handed one
 * server's view and nothing else, so the rows of one server are all there is to know of any number of them: a command
 * about a server moves that server, a command about RTCSRV moves them all.
 */
import { wideAlphabet } from '../kst/alphabets.ts';
import { isServerCommand } from '../kst/commands.ts';
import { dialects } from '../kst/dialect.ts';
import { observer } from '../kst/invariants/observed.ts';
import { compareNames } from '../kst/names.ts';
import { compile } from '../verify/compile.ts';
import { explore } from '../verify/explore.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Event } from '../kst/events.ts';
import type { Judgements, Observed, ObservedTaken, Observer } from '../kst/invariants/observed.ts';
import type { Model } from '../kst/model.ts';
import type { Entry } from '../kst/state.ts';
import type { Compiled } from '../verify/compile.ts';

/** The rows of one server over the wide alphabet, in one dialect. */
export interface CompiledTable extends Compiled<Observed, ObservedTaken> {
  readonly canonicalName: Model['canonicalName'];
  /** The wide alphabet, by command index: first the commands about a server, then those about RTCSRV. */
  readonly alphabet: readonly Command[];
  /** How many commands of the alphabet are about a server. */
  readonly serverCommands: number;
  /** The ids of the invariants, by their index. */
  readonly invariants: readonly string[];
}

/**
 * Compiles a model in one dialect.
 *
 * @throws RangeError when the rules have a gap or an overlap.
 */
export function compileTable(model: Model, dialect: Dialect): CompiledTable {
  return compileFamily(model, dialect)[0]!;
}

/** Compiles a model in every dialect, in the order of `dialects`: one exploration serves them all. */
export function compileTables(model: Model): readonly CompiledTable[] {
  return compileFamily(model, {});
}

function compileFamily(model: Model, choices: Partial<Dialect>): readonly CompiledTable[] {
  const alphabet = wideAlphabet();
  const watching = observer(model);
  const graph = explore(watching.machine(alphabet, choices));
  const jury = { ...watching, judge: onceForEachOutcome(watching.judge) };
  return dialects()
    .map((_, index) => 1 << index)
    .filter((variant) => (variant & graph.machine.variants) !== 0)
    .map((variant) => ({
      ...compile(graph, jury, variant),
      canonicalName: model.canonicalName,
      alphabet,
      serverCommands: alphabet.filter(isServerCommand).length,
      invariants: watching.invariants.map(({ id }) => id),
    }));
}

/** Dialects share most of their rows, and a row has an outcome of its own: each is judged for the first of them only. */
function onceForEachOutcome(judge: Observer['judge']): Observer['judge'] {
  const judged = new Map<ObservedTaken, Judgements>();
  return (step) => {
    let judgements = judged.get(step.outcome);
    if (judgements === undefined) judged.set(step.outcome, (judgements = judge(step)));
    return judgements;
  };
}

/**
 * Servers in play. A command is a number: with `s` commands about a server, `server * s + command` stands for one of
 * those, about that server of `names`, and the numbers after the last server's for the commands about RTCSRV.
 *
 * A step is judged as seen from each server that it moves. Up to the first break that is all there is to judge: a server
 * that is left alone keeps what it kept before.
 */
export class CompiledSystem {
  /** The servers' canonical names, in name order. */
  readonly names: readonly string[];
  /** How many command numbers there are. */
  readonly commands: number;
  private readonly rules: CompiledTable;
  private readonly states: Int32Array;
  /** The rows of the last step: those of the servers from `from` up to, not including, `to`. */
  private readonly rows: Int32Array;
  private from = 0;
  private to = 0;

  /**
   * @throws RangeError for no name, or one name twice.
   * @throws NotAServerName for a text that is no server name.
   */
  constructor(rules: CompiledTable, names: readonly string[]) {
    this.rules = rules;
    this.names = names.map(rules.canonicalName).sort(compareNames);
    if (names.length === 0 || new Set(this.names).size < names.length) throw new RangeError('servers need different names, and one at least');
    this.commands = names.length * rules.serverCommands + (rules.commands - rules.serverCommands);
    this.states = new Int32Array(names.length);
    this.rows = new Int32Array(names.length);
  }

  /** The number of a command of the alphabet; a command about RTCSRV has one number, whatever the server. */
  numberOf(server: number, command: number): number {
    const { serverCommands } = this.rules;
    return command < serverCommands ? server * serverCommands + command : (this.names.length - 1) * serverCommands + command;
  }

  /** The command that a number stands for. */
  command(number: number): Command {
    const { alphabet, serverCommands } = this.rules;
    const server = Math.floor(number / serverCommands);
    if (server >= this.names.length) return alphabet[number - (this.names.length - 1) * serverCommands]!;
    return { ...alphabet[number % serverCommands]!, server: this.names[server]! } as Command;
  }

  /** Back to the empty start. */
  reset(): void {
    this.states.fill(0);
    this.from = this.to = 0;
  }

  /**
   * Takes a step, and gives the index of the first invariant that it breaks, or -1.
   *
   * @throws RangeError for a number that stands for no command.
   */
  step(number: number): number {
    if (!(number >= 0 && number < this.commands)) throw new RangeError(`${number} is no command number below ${this.commands}`);
    const { states, rows } = this;
    const { serverCommands, commands, next, broken } = this.rules;
    const server = (number / serverCommands) | 0;
    if (server < states.length) {
      const row = states[server]! * commands + (number - server * serverCommands);
      rows[server] = row;
      states[server] = next[row]!;
      this.from = server;
      this.to = server + 1;
      return broken[row]!;
    }
    const command = number - (states.length - 1) * serverCommands;
    let first = -1;
    for (let each = 0; each < states.length; each++) {
      const row = states[each]! * commands + command;
      rows[each] = row;
      states[each] = next[row]!;
      if (broken[row]! !== -1 && (first === -1 || broken[row]! < first)) first = broken[row]!;
    }
    this.from = 0;
    this.to = states.length;
    return first;
  }

  /** Plays commands from the empty start up to the first step that breaks an invariant: the index of that step, or -1. */
  play(numbers: readonly number[]): number {
    this.reset();
    for (let index = 0; index < numbers.length; index++) if (this.step(numbers[index]!) !== -1) return index;
    return -1;
  }

  /** Whether the last step was refused. A command about RTCSRV is refused for all servers or for none. */
  get refused(): boolean {
    return this.from < this.to && this.rules.refused[this.rows[this.from]!] === 1;
  }

  /** What the last step logged: each list of all servers (14492, 44024) where it stands, the rest server by server. */
  events(): readonly Event[] {
    const logs: (readonly Event[])[] = [];
    for (let server = this.from; server < this.to; server++) {
      const name = this.names[server]!;
      logs.push(this.rules.logs[this.rules.log[this.rows[server]!]!]!.map((event) => renamed(event, name)));
    }
    return merged(logs);
  }

  /** The table as it is now: every entry, in name order. */
  table(): readonly Entry[] {
    return this.names.flatMap((server, index) =>
      this.rules.meanings[this.states[index]!]!.world.servers.flatMap(({ known }) => known.map((version) => ({ server, version }))),
    );
  }
}

/** The one server of the alphabet stands for any. */
function renamed(event: Event, server: string): Event {
  if (event.id === 14492) return { ...event, servers: event.servers.map(({ version }) => ({ server, version })) };
  if (event.id === 44024) return { ...event, servers: event.servers.map(() => server) };
  return { ...event, server };
}

/** Several servers' logs of one step as one log. All of them hold the same lists, and between two lists what is their own. */
function merged(logs: readonly (readonly Event[])[]): readonly Event[] {
  const events: Event[] = [];
  const places = logs.map(() => 0);
  for (;;) {
    for (const [index, log] of logs.entries()) {
      while (places[index]! < log.length && !('servers' in log[places[index]!]!)) events.push(log[places[index]!++]!);
    }
    const lists = logs.flatMap((log, index) => log[places[index]!++] ?? []);
    if (lists.length === 0) return events;
    events.push({ ...lists[0], servers: lists.flatMap((list): readonly unknown[] => ('servers' in list ? list.servers : [])) } as Event);
  }
}
