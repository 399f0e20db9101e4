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
  system: System<W>, dialect: W['Dialect'], commands: readonly Command<W>[], from = system.start,
): State<W> {
  return commands.reduce((state, command) => {
    const outcome = play(system, state, command, dialect);
    return outcome.kind === 'taken' ? outcome.next : state;
  }, from);
}

/** The same for a command that has been checked. @throws AuthorError */
export function play<W extends Words>(system: System<W>, state: State<W>, command: Command<W>, dialect: W['Dialect']): Outcome<W> {
  return applicationsOf(system, state, command, dialect).outcome;
}

/** What a table of parts does to one part, shown what it was shown in an application: so it does in every state. @throws AuthorError */
export function answerOf<W extends Words>(
  system: System<W>,
  { table, subject, whole, part, doing }: Omit<Application<W>, 'rule'>,
  command: Command<W>,
  dialect: W['Dialect'],
): Outcome<W> {
  const state = { whole, parts: new Map([[subject!, part!]]) };
  return applicationsOf(system, state, command, dialect, null, { name: table.name, subject, doing }).outcome;
}

/**
 * Every rule that applies to a command, in order; with the effects of the `without`-th left out, and what comes of it.
 *
 * @param from the table to begin with; that of the command, unless told.
 * @throws AuthorError
 */
export function applicationsOf<W extends Words>(
  system: System<W>,
  before: State<W>,
  command: Command<W>,
  dialect: W['Dialect'],
  without: number | null = null,
  from?: { readonly name: string; readonly subject: string | null; readonly doing: string },
): { readonly applications: readonly Application<W>[]; readonly outcome: Outcome<W> } {
  const { rulebook, blank } = system;
  const applications: Application<W>[] = [];
  const events: W['Event'][] = [];
  let { whole } = before;
  /** In name order, but for a part that this very command brings in. */
  const parts = new Map(before.parts);
  let refused: W['Refusal'] | null = null;
  let stuck: StuckTable | null = null;
  /** What of the author's is at work, for when it throws. */
  let at = `the normal form of a ${rulebook.part}'s name`;

  const ask = (name: string, subject: string | null, doing: string): void => {
    const table = system.tables.get(name)!;
    const part = subject === null ? null : (parts.get(subject) ?? blank);
    const given = part === null ? [whole] : [whole, part, command, doing];
    at = `a cell that the table ${name} looks at`;
    const applying = table.ask(given);
    if (applying.length !== 1) {
      stuck = stuckAt(table, table.viewOf(given), applying);
      return;
    }
    const rule = applying[0]!;
    applications.push({ rule, table, subject, whole, part, doing });
    if (applications.length - 1 === without) return;
    at = `rule ${rule.id}`;
    const effects = rule.then(dialect);
    for (let index = 0; index < effects.length && stuck === null; index++) perform(effects[index]!, subject, part, doing);
  };
  const perform = (effect: AnyEffect, subject: string | null, was: W['Part'] | null, doing: string): void => {
    switch (effect.do) {
      case 'refuse':
        refused = effect['reason'] as W['Refusal'];
        return;
      case 'ask':
        return ask(effect['table'] as string, subject, doing);
      case 'each':
        for (const name of [...parts.keys()]) if (stuck === null) ask(effect['table'] as string, name, doing);
        return;
      case 'perform':
        return ask(effect['command'] as string, null, effect['command'] as string);
    }
    at = `effect ${effect.do}`;
    const words: Readonly<Record<string, any>> = subject === null ? rulebook.wholeEffects : rulebook.partEffects;
    const { log, change } = words[effect.do] ?? noEffect(effect, subject);
    const part = subject === null ? null : (parts.get(subject) ?? blank);
    const event = (subject === null ? log?.(next(), command, effect) : log?.(part, command, effect, subject, was)) ?? null;
    if (event !== null) events.push(event);
    if (change === undefined) return;
    if (subject === null) whole = change(whole, command, effect);
    else parts.set(subject, change(part, command, effect, was));
  };
  /** What has come about so far. */
  const next = (): State<W> => stateOf(system, before, whole, parts);

  try {
    const { name, subject, doing } = from ?? { name: command.do, subject: system.subjectOf(command), doing: command.do };
    ask(name, subject, doing);
  } catch (error) {
    throw AuthorError.of(at, error);
  }
  const rules = applications.map(({ rule }) => rule.id);
  return { applications, outcome: stuck ?? { kind: 'taken', next: next(), events, rules, refused } };
}

function noEffect(effect: AnyEffect, subject: string | null): never {
  throw new Error(`there is no effect ${JSON.stringify(effect)} of ${subject === null ? 'the whole' : 'a part'}`);
}

/** As one state has one form: parts in name order, without blank ones. */
function stateOf<W extends Words>({ keys, blank }: System<W>, before: State<W>, left: W['Whole'], parts: State<W>['parts']): State<W> {
  const whole = left === before.whole ? left : keys.one(left);
  let [changed, news] = [whole !== before.whole, false];
  const there: [string, W['Part']][] = [];
  for (const [name, now] of parts) {
    const earlier = before.parts.get(name);
    const part = now === earlier ? now : keys.one(now);
    changed ||= part === blank ? earlier !== undefined : part !== earlier;
    if (part === blank) continue;
    news ||= earlier === undefined;
    there.push([name, part]);
  }
  if (!changed) return before;
  return { whole, parts: news && there.length > 1 ? inNameOrder(there) : new Map(there) };
}

function stuckAt(table: Table, view: View, applying: readonly AnyRule[]): StuckTable {
  const kind = applying.length === 0 ? 'gap' : 'overlap';
  const where = `table ${table.name}, ${Object.entries(view).map(([cell, value]) => `${cell} ${value}`).join(', ')}`;
  return { kind, where, rules: applying.map(({ id }) => id), table, view };
}
