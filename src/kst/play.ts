/**
 * One command in play: rule after rule is asked, and what each of them does is performed, until nothing is left to do.
 * The play can be stopped at every rule and forked there, so that something else can be tried in the rule's place.
 */
import { isMatching } from 'ts-pattern';
import { applyEffect } from './effects.ts';
import { blankServer, inOrder, serverKey, tableOf, worldKey } from './state.ts';
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

/** A rule that applies: to the server `subject` (null for one about RTCSRV), as part of `doing`. */
export interface Application {
  readonly rule: Rule;
  readonly table: TableName;
  readonly subject: string | null;
  readonly doing: CommandKind;
}

/** Something that is still to be done: an effect to perform, or a table to ask. */
interface Task {
  readonly effect: Effect;
  readonly subject: string | null;
  readonly doing: CommandKind;
}

export class Play {
  private readonly model: Model;
  private readonly command: Command;
  private dialect: Dialect;
  private running: boolean;
  /** In name order, but for a server that this very command brings in. */
  private servers: Map<string, Server>;
  private events: Event[] = [];
  private rules: string[] = [];
  private refused: Refusal | null = null;
  private stuck: Stuck | null = null;
  /** The table that did not decide, and what it was shown; null as long as all do. */
  undecided: { readonly table: TableName; readonly view: View } | null = null;
  /** The tasks that are left, the next one last. */
  private tasks: Task[] = [];
  /** The table to ask next. */
  private asked: Omit<Application, 'rule'> | null;

  /** `subject` is the canonical name of the server that the command is about, null where it is about RTCSRV. */
  constructor(model: Model, world: World, command: Command, subject: string | null, dialect: Dialect) {
    this.model = model;
    this.command = command;
    this.dialect = dialect;
    this.running = world.running;
    this.servers = new Map(world.servers.map((server) => [server.name, server]));
    this.asked = { table: command.do, subject, doing: command.do };
  }

  /** Plays on until nothing is left to do. */
  finish(): Outcome {
    for (let applies = this.untilRule(); applies !== null; applies = this.untilRule()) this.adoptRule(applies);
    return this.stuck ?? this.soFar;
  }

  /**
   * Plays on until a rule applies, whose effects have then to be adopted; null when nothing is left to do, or the rules do
   * not decide. With `left`, no further than until so many tasks are left.
   */
  untilRule(left = 0): Application | null {
    while (this.stuck === null) {
      if (this.asked !== null) {
        const asked = this.asked;
        this.asked = null;
        const rule = this.decide(asked);
        if (rule !== null) return { ...asked, rule };
      } else if (this.tasks.length > left) {
        this.perform(this.tasks.pop()!);
      } else {
        return null;
      }
    }
    return null;
  }

  /** The effects of a rule that applies are what is to be done next. */
  adopt({ subject, doing }: Application, effects: readonly Effect[]): void {
    for (let i = effects.length - 1; i >= 0; i--) this.tasks.push({ effect: effects[i]!, subject, doing });
  }

  /** What the rule that applies does is what is to be done next. */
  adoptRule(applies: Application): void {
    this.adopt(applies, applies.rule.then(this.dialect));
  }

  /** The rules of another table that would apply in the place of that one. */
  applying(table: Table, { subject, doing }: Application): readonly Rule[] {
    return matchingRules(table, this.view(subject, doing));
  }

  /** What the rules are shown where one applies, as a text. */
  viewOf({ subject, doing }: Application): string {
    return viewKey(this.view(subject, doing));
  }

  /** How many tasks are left. */
  get left(): number {
    return this.tasks.length;
  }

  /** A second play that stands where this one does, in its dialect or in one that agrees in all that has been asked for. */
  fork(dialect = this.dialect): Play {
    const fork: Play = Object.assign(Object.create(Play.prototype), this);
    fork.dialect = dialect;
    fork.servers = new Map(this.servers);
    fork.events = [...this.events];
    fork.rules = [...this.rules];
    fork.tasks = [...this.tasks];
    return fork;
  }

  /**
   * All that the effects of a rule can depend on, as a text: the server that the rule applies to, or all of them where it
   * is about RTCSRV; whether that runs; and what the command names. Two plays with the same text go on alike.
   */
  contextOf({ subject, doing }: Application): string {
    const about = subject === null ? worldKey(this.world()) : `${this.running} ${serverKey(this.server(subject))}`;
    const { do: _, ...named } = this.command;
    return `${doing} ${about} ${Object.values({ ...named, server: null })}`;
  }

  /**
   * All that the effects of a rule can have brought about since, as a text: the server that the rule applies to, or all of
   * them; whether RTCSRV runs; what was logged after the first `logged` events; whether the command is refused; and whether
   * the rules have come to where they do not decide.
   */
  resultOf({ subject }: Application, logged: number): string {
    const about = subject === null ? worldKey(this.world()) : `${this.running} ${serverKey(this.server(subject))}`;
    return `${this.stuck?.kind} ${this.stuck?.where} ${this.refused} ${about}${JSON.stringify(this.events.slice(logged))}`;
  }

  /** How many events have been logged so far. */
  get logged(): number {
    return this.events.length;
  }

  /** What has come about so far; whatever is still to be done does not count. */
  get soFar(): Taken {
    const { events, rules, refused } = this;
    return { kind: 'taken', next: this.world(), events, rules, refused };
  }

  /** The one rule that applies; null, and stuck, where there is none or more than one. */
  private decide({ table, subject, doing }: Omit<Application, 'rule'>): Rule | null {
    const view = this.view(subject, doing);
    const matching = matchingRules(this.model.rulebook[table], view);
    if (matching.length !== 1) {
      const kind = matching.length === 0 ? 'gap' : 'overlap';
      const where = `table ${table}, ${Object.entries(view).map(([cell, value]) => `${cell} ${value}`).join(', ')}`;
      this.stuck = { kind, where, rules: matching.map(({ id }) => id) };
      this.undecided = { table, view };
      return null;
    }
    this.rules.push(matching[0]!.id);
    return matching[0]!;
  }

  private perform({ effect, subject, doing }: Task): void {
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
      case 'each': {
        const names = [...this.servers.keys()];
        for (let i = names.length - 1; i >= 0; i--) this.tasks.push({ effect: { do: 'consult', table: effect.table }, subject: names[i]!, doing });
        return;
      }
      case 'perform':
        this.asked = { table: effect.command, subject: null, doing: effect.command };
        return;
      case 'consult':
        this.asked = { table: effect.table, subject, doing };
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
  const key = viewKey(view);
  let matching = byView.get(key);
  if (matching === undefined) byView.set(key, (matching = table.filter((rule) => isMatching(rule.when(), view))));
  return matching;
}

/** All cells: views are made in one place, so that they always stand in the same order. */
function viewKey(view: View): string {
  return Object.values(view).join();
}
