/**
 * One command in play: rule after rule is asked, and what each of them does is performed, until nothing is left to do.
 */
import { isMatching } from 'ts-pattern';
import { isServerCommand } from './commands.ts';
import { applyEffect } from './effects.ts';
import { blankServer, inOrder, tableOf } from './state.ts';
import type { Command, CommandKind, Refusal } from './commands.ts';
import type { Dialect } from './dialect.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import type { Model } from './model.ts';
import type { Rule, Table, TableName, View } from './rules/rule.ts';
import type { Server, World } from './state.ts';

/** The command was taken, or refused; `rules` are the ids in the order in which they applied. */
export interface Taken {
  readonly kind: 'taken';
  readonly next: World;
  readonly events: readonly Event[];
  readonly rules: readonly string[];
  readonly refused: Refusal | null;
}

/** A table has no rule for what it was asked (gap), or more than one (overlap: `rules`). */
export interface Stuck {
  readonly kind: 'gap' | 'overlap';
  readonly where: string;
  readonly rules: readonly string[];
}

export type Outcome = Taken | Stuck;

/** A rule that applied: to the server `subject`, or, where that is null, to RTCSRV. */
interface Application {
  readonly rule: Rule;
  readonly subject: string | null;
}

/** What came of a command, and how. */
export interface Played {
  readonly outcome: Outcome;
  /** What had come about at the end: the outcome or, where a table did not decide, all that was done before it was asked. */
  readonly soFar: Taken;
  /** In the order in which they applied. */
  readonly applications: readonly Application[];
  /** The table that did not decide, and what it was shown; null when all did. */
  readonly undecided: { readonly table: TableName; readonly view: View } | null;
}

/**
 * Plays a command.
 *
 * @param without leaves out the effects of one of the rules that apply, given by its place in their order; null leaves out none.
 */
export function play(model: Model, world: World, command: Command, dialect: Dialect, without: number | null = null): Played {
  const subject = isServerCommand(command) ? model.canonicalName(command.server) : null;
  const playing = new Playing(model, world, command, dialect, without);
  playing.ask(command.do, subject, command.do);
  const { stuck, soFar, applications, undecided } = playing;
  return { outcome: stuck ?? soFar, soFar, applications, undecided };
}

class Playing {
  readonly applications: Application[] = [];
  stuck: Stuck | null = null;
  undecided: Played['undecided'] = null;
  private readonly model: Model;
  private readonly command: Command;
  private readonly dialect: Dialect;
  private readonly without: number | null;
  private running: boolean;
  /** In name order, but for a server that this very command brings in. */
  private readonly servers: Map<string, Server>;
  private readonly events: Event[] = [];
  private refused: Refusal | null = null;

  constructor(model: Model, world: World, command: Command, dialect: Dialect, without: number | null) {
    this.model = model;
    this.command = command;
    this.dialect = dialect;
    this.without = without;
    this.running = world.running;
    this.servers = new Map(world.servers.map((server) => [server.name, server]));
  }

  /** Asks a table about a server, or about RTCSRV (null), and performs what the one rule that applies does. */
  ask(table: TableName, subject: string | null, doing: CommandKind): void {
    const view = this.view(subject, doing);
    const [rule, ...others] = matchingRules(this.model.rulebook[table], view);
    if (rule === undefined || others.length > 0) {
      const where = `table ${table}, ${Object.entries(view).map(([cell, value]) => `${cell} ${value}`).join(', ')}`;
      const rules = rule === undefined ? [] : [rule, ...others].map(({ id }) => id);
      this.stuck = { kind: rule === undefined ? 'gap' : 'overlap', where, rules };
      this.undecided = { table, view };
      return;
    }
    const isLeftOut = this.applications.length === this.without;
    this.applications.push({ rule, subject });
    if (isLeftOut) return;
    for (const effect of rule.then(this.dialect)) {
      this.perform(effect, subject, doing);
      if (this.stuck !== null) return;
    }
  }

  get soFar(): Taken {
    const { events, applications, refused } = this;
    return { kind: 'taken', next: this.world(), events, rules: applications.map(({ rule }) => rule.id), refused };
  }

  private perform(effect: Effect, subject: string | null, doing: CommandKind): void {
    switch (effect.do) {
      case 'refuse':
        this.refused = effect.reason;
        return;
      case 'run':
      case 'halt':
        this.running = effect.do === 'run';
        return;
      case 'log-known':
        this.events.push({ id: 14492, servers: tableOf(this.world()) });
        return;
      case 'log-hosting':
        this.events.push({ id: 44024, servers: this.world().servers.filter((server) => this.hosts(server)).map(({ name }) => name) });
        return;
      case 'each':
        for (const name of [...this.servers.keys()]) {
          this.ask(effect.table, name, doing);
          if (this.stuck !== null) return;
        }
        return;
      case 'perform':
        this.ask(effect.command, null, effect.command);
        return;
      case 'consult':
        this.ask(effect.table, subject, doing);
        return;
      default: {
        if (subject === null) return;
        const [server, events] = applyEffect(this.server(subject), effect, this.command);
        this.servers.set(subject, server);
        this.events.push(...events);
      }
    }
  }

  private view(subject: string | null, doing: CommandKind): View {
    const server = this.server(subject ?? '');
    const plan = 'plan' in this.command ? this.command.plan : null;
    return {
      doing,
      running: this.running,
      pool: server.pool !== null,
      hosting: this.hosts(server),
      planHosted: server.plans.some((hosted) => hosted.plan === plan),
      claimed: server.claimed,
      known: knownAs(server),
      conflict: server.conflict,
    };
  }

  private world(): World {
    return { running: this.running, servers: inOrder(this.servers.values()) };
  }

  private server(name: string): Server {
    return this.servers.get(name) ?? blankServer(name);
  }

  private hosts({ plans }: Server): boolean {
    return this.model.hosting(plans);
  }
}

function knownAs({ known, pool }: Server): View['known'] {
  if (known.length === 0) return 'nothing';
  if (known.length > 1) return 'illegal';
  return known[0] === 0 ? 'any' : known[0] === pool ? 'pool' : 'illegal';
}

/** The rules that match views which begin alike, and by the next cell's value those that go on alike. */
interface Matched {
  readonly next: Map<unknown, Matched>;
  rules: readonly Rule[] | null;
}

/** A view has a few hundred values at most: each is matched once for a table, then remembered. */
const matched = new WeakMap<Table, Matched>();

function matchingRules(table: Table, view: View): readonly Rule[] {
  let at: Matched = matched.get(table) ?? { next: new Map(), rules: null };
  matched.set(table, at);
  // Views are made in one place, so that their cells always stand in the same order.
  for (const cell in view) {
    const value = view[cell as keyof View];
    const next: Matched = at.next.get(value) ?? { next: new Map(), rules: null };
    at.next.set(value, next);
    at = next;
  }
  return (at.rules ??= table.filter((rule) => isMatching(rule.when(), view)));
}
