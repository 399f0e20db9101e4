/**
 * One command in play: rule after rule is asked, and what each of them does is performed, until nothing is left to do. Total: no
 * command is skipped, a refusal is an outcome, and a table with no rule or two for a view is an outcome as well.
 */
import { inNameOrder } from '../state.ts';
import { AuthorError } from './author-error.ts';
import { type System, systemOf } from './system.ts';
import type { Command, Rulebook, State, Words } from '../specification.ts';
import type { Stuck, Taken } from '../explore/machine.ts';
import type { AnyEffect, AnyRule, Table, View } from './table.ts';

/** The command was taken, or refused; `rules` are the ids in the order in which they applied. */
export interface Played<W extends Words = any> extends Taken<State<W>> {
  readonly events: readonly W['Event'][];
  readonly refused: W['Refusal'] | null;
}

/** A table has no rule for what it was shown (gap), or more than one (overlap). */
export interface StuckTable extends Stuck {
  readonly table: Table;
  readonly view: View;
}

export type Outcome<W extends Words = any> = Played<W> | StuckTable;

/** A rule that applied: to the part `subject` (null for one about the whole), as a row of its table. */
export interface Application<W extends Words = any> {
  readonly rule: AnyRule;
  readonly table: Table;
  readonly subject: string | null;
  /** What the table was shown: the whole and the part as they were by then, and which command was being done. */
  readonly whole: W['Whole'];
  readonly part: W['Part'] | null;
  readonly doing: string;
}

/**
 * What a command does to a state, in a dialect.
 *
 * @throws NotACommand when it is none: the caller's mistake, and no refusal. AuthorError for a function of the specification that throws.
 */
export function step<W extends Words>(rulebook: Rulebook<W>, state: State<W>, command: Command<W>, dialect: W['Dialect']): Outcome<W> {
  const system = systemOf(rulebook);
  system.check(command);
  return play(system, state, command, dialect);
}

/** The state after some commands; one that the rules do not decide leaves it as it is. */
export function stateAfter<W extends Words>(
  system: System<W>,
  dialect: W['Dialect'],
  commands: readonly Command<W>[],
  from = system.start,
): State<W> {
  return commands.reduce((state, command) => {
    const outcome = play(system, state, command, dialect);
    return outcome.kind === 'taken' ? outcome.next : state;
  }, from);
}

/** The same for a command that has been checked. @throws AuthorError */
export function play<W extends Words>(system: System<W>, state: State<W>, command: Command<W>, dialect: W['Dialect']): Outcome<W> {
  return new Play(system, state, command, dialect).finish();
}

/** Every rule that applies to a command, in order; with the effects of the `without`-th left out, and what comes of it. */
export function applicationsOf<W extends Words>(
  system: System<W>,
  state: State<W>,
  command: Command<W>,
  dialect: W['Dialect'],
  without: number | null = null,
): { readonly applications: readonly Application<W>[]; readonly outcome: Outcome<W> } {
  const playing = new Play(system, state, command, dialect, without);
  const outcome = playing.finish();
  return { applications: playing.applications, outcome };
}

/** What a table of parts does to one part, shown what it was shown in an application: so it does in every state. @throws AuthorError */
export function answerOf<W extends Words>(
  system: System<W>,
  { table, subject, whole, part, doing }: Pick<Application<W>, 'table' | 'subject' | 'whole' | 'part' | 'doing'>,
  command: Command<W>,
  dialect: W['Dialect'],
): Outcome<W> {
  const state = { whole, parts: new Map([[subject!, part!]]) };
  return new Play(system, state, command, dialect).finish({ name: table.name, subject, doing });
}

class Play<W extends Words> {
  readonly applications: Application<W>[] = [];
  private readonly system: System<W>;
  private readonly before: State<W>;
  private readonly command: Command<W>;
  private readonly dialect: W['Dialect'];
  private readonly without: number | null;
  private whole: W['Whole'];
  /** In name order, but for a part that this very command brings in. */
  private readonly parts: Map<string, W['Part']>;
  private readonly events: W['Event'][] = [];
  private refused: W['Refusal'] | null = null;
  private stuck: StuckTable | null = null;
  /** What of the author's is at work, for when it throws. */
  private at = '';

  constructor(system: System<W>, state: State<W>, command: Command<W>, dialect: W['Dialect'], without: number | null = null) {
    this.system = system;
    this.before = state;
    this.command = command;
    this.dialect = dialect;
    this.without = without;
    this.whole = state.whole;
    this.parts = new Map(state.parts);
  }

  /** @param from the table to begin with; that of the command, unless told. */
  finish(from?: { readonly name: string; readonly subject: string | null; readonly doing: string }): Outcome<W> {
    const { do: kind } = this.command;
    try {
      this.at = `the normal form of a ${this.system.rulebook.part}'s name`;
      const { name, subject, doing } = from ?? { name: kind, subject: this.system.subjectOf(this.command), doing: kind };
      this.ask(name, subject, doing);
    } catch (error) {
      throw AuthorError.of(this.at, error);
    }
    if (this.stuck !== null) return this.stuck;
    const { events, refused } = this;
    return { kind: 'taken', next: this.next(), events, rules: this.applications.map(({ rule }) => rule.id), refused };
  }

  private ask(name: string, subject: string | null, doing: string): void {
    const table = this.system.tables.get(name)!;
    const part = subject === null ? null : this.part(subject);
    const given = part === null ? [this.whole] : [this.whole, part, this.command, doing];
    this.at = `a cell that the table ${name} looks at`;
    const applying = table.ask(given);
    if (applying.length !== 1) {
      this.stuck = stuckAt(table, table.viewOf(given), applying);
      return;
    }
    const rule = applying[0]!;
    const left = this.applications.length === this.without;
    this.applications.push({ rule, table, subject, whole: this.whole, part, doing });
    if (left) return;
    this.at = `rule ${rule.id}`;
    const effects = rule.then(this.dialect);
    for (let index = 0; index < effects.length && this.stuck === null; index++) this.perform(effects[index]!, subject, part, doing);
  }

  private perform(effect: AnyEffect, subject: string | null, was: W['Part'] | null, doing: string): void {
    switch (effect.do) {
      case 'refuse':
        this.refused = effect['reason'] as W['Refusal'];
        return;
      case 'ask':
        this.ask(effect['table'] as string, subject, doing);
        return;
      case 'each':
        for (const name of [...this.parts.keys()]) if (this.stuck === null) this.ask(effect['table'] as string, name, doing);
        return;
      case 'perform':
        this.ask(effect['command'] as string, null, effect['command'] as string);
        return;
    }
    this.at = `effect ${effect.do}`;
    if (subject === null) this.performOnWhole(effect);
    else this.performOnPart(effect, subject, was!);
  }

  private performOnPart(effect: AnyEffect, subject: string, was: W['Part']): void {
    const word = (this.system.rulebook.partEffects as Readonly<Record<string, any>>)[effect.do];
    if (word === undefined) throw new Error(`there is no effect ${JSON.stringify(effect)} of a part`);
    const part = this.part(subject);
    const event = word.log?.(part, this.command, effect, subject, was) ?? null;
    if (event !== null) this.events.push(event);
    if (word.change !== undefined) this.parts.set(subject, word.change(part, this.command, effect, was));
  }

  private performOnWhole(effect: AnyEffect): void {
    const word = (this.system.rulebook.wholeEffects as Readonly<Record<string, any>>)[effect.do];
    if (word === undefined) throw new Error(`there is no effect ${JSON.stringify(effect)} of the whole`);
    const event = word.log?.(this.next(), this.command, effect) ?? null;
    if (event !== null) this.events.push(event);
    if (word.change !== undefined) this.whole = word.change(this.whole, this.command, effect);
  }

  private part(name: string): W['Part'] {
    return this.parts.get(name) ?? this.system.blank;
  }

  /** What has come about so far, as one state has one form: parts in name order, without blank ones. */
  private next(): State<W> {
    const { keys, blank } = this.system;
    const { whole: old, parts: before } = this.before;
    const whole = this.whole === old ? old : keys.one(this.whole);
    let [changed, news] = [whole !== old, false];
    const there: [string, W['Part']][] = [];
    for (const [name, left] of this.parts) {
      const earlier = before.get(name);
      const part = left === earlier ? left : keys.one(left);
      changed ||= part === blank ? earlier !== undefined : part !== earlier;
      if (part === blank) continue;
      news ||= earlier === undefined;
      there.push([name, part]);
    }
    if (!changed) return this.before;
    return { whole, parts: news && there.length > 1 ? inNameOrder(there) : new Map(there) };
  }
}

function stuckAt(table: Table, view: View, applying: readonly AnyRule[]): StuckTable {
  const kind = applying.length === 0 ? 'gap' : 'overlap';
  const where = `table ${table.name}, ${Object.entries(view).map(([cell, value]) => `${cell} ${value}`).join(', ')}`;
  return { kind, where, rules: applying.map(({ id }) => id), table, view };
}
