/**
 * One step: the rules that apply to a command, and what comes of their effects. Total: no command is skipped, a refusal
 * is an outcome, and a table with no rule or two for a view is an outcome as well.
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

/**
 * What a command does to a world, in a dialect.
 *
 * @throws NotAServerName when the command names no server: that is the caller's mistake, and no refusal.
 */
export function step(model: Model, world: World, command: Command, dialect: Dialect): Outcome {
  const play = new Play(model, world, command, dialect);
  const subject = isServerCommand(command) ? model.canonicalName(command.server) : null;
  play.consult(command.do, subject, command.do);
  return play.outcome();
}

/** One command in play: what has been changed and logged so far. */
class Play {
  private readonly model: Model;
  private readonly command: Command;
  private readonly dialect: Dialect;
  private running: boolean;
  /** In name order, but for a server that this very command brings in. */
  private readonly servers: Map<string, Server>;
  private readonly events: Event[] = [];
  private readonly rules: string[] = [];
  private refused: Refusal | null = null;
  private stuck: Stuck | null = null;

  constructor(model: Model, world: World, command: Command, dialect: Dialect) {
    this.model = model;
    this.command = command;
    this.dialect = dialect;
    this.running = world.running;
    this.servers = new Map(world.servers.map((server) => [server.name, server]));
  }

  outcome(): Outcome {
    const { events, rules, refused } = this;
    return this.stuck ?? { kind: 'taken', next: this.world(), events, rules, refused };
  }

  /** Applies the one rule of a table that matches the server; `doing` is the command, or the part of a restart. */
  consult(name: TableName, subject: string | null, doing: CommandKind): void {
    const view = this.view(subject, doing);
    const matching = matchingRules(this.model.rulebook[name], view);
    if (matching.length !== 1) {
      const kind = matching.length === 0 ? 'gap' : 'overlap';
      this.stuck ??= { kind, where: `table ${name}, ${JSON.stringify(view)}`, rules: matching.map(({ id }) => id) };
      return;
    }
    const rule = matching[0]!;
    this.rules.push(rule.id);
    for (const effect of rule.then(this.dialect)) this.perform(effect, subject, doing);
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
        for (const name of [...this.servers.keys()]) this.consult(effect.table, name, doing);
        return;
      case 'perform':
        this.consult(effect.command, null, effect.command);
        return;
      case 'consult':
        this.consult(effect.table, subject, doing);
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

/** A view has a few hundred values at most: each is matched once for a table, then remembered. */
const decided = new WeakMap<Table, Map<string, readonly Rule[]>>();

function matchingRules(table: Table, view: View): readonly Rule[] {
  let byView = decided.get(table);
  if (byView === undefined) decided.set(table, (byView = new Map()));
  const key = Object.values(view).join(' ');
  let matching = byView.get(key);
  if (matching === undefined) byView.set(key, (matching = table.filter((rule) => isMatching(rule.when(), view))));
  return matching;
}
