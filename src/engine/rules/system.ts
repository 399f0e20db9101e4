/**
 * A rulebook made ready to play: its tables made once, its commands and events by their words, and the texts that tell states
 * apart. Whatever is remembered here lives as long as the rulebook.
 */
import { Dialects } from '../dialects/dialects.ts';
import { commandText, type Fields, NotACommand, subjectField, subjectsIn, toldOf, type Values, wrongField } from '../fields.ts';
import { kept } from '../kept.ts';
import { Keys } from '../state.ts';
import { guarded } from './author-error.ts';
import { type AnyRule, Table, type TableKind } from './table.ts';
import type { Assumption, Command, Field, Rulebook, State, Words } from '../specification.ts';

export class System<W extends Words = any> {
  readonly rulebook: Rulebook<W>;
  readonly dialects: Dialects<W['Dialect']>;
  readonly keys = new Keys();
  readonly blank: W['Part'];
  readonly start: State<W>;
  /** By name, in the order of their first rules' ids. */
  readonly tables: ReadonlyMap<string, Table>;
  private readonly subjects = new Map<string, string | null>();
  private readonly normals = new Map<string, string>();
  private readonly texts = new WeakMap<object, string>();

  constructor(rulebook: Rulebook<W>) {
    this.rulebook = rulebook;
    const { commands, start } = rulebook;
    const assumptions = Object.entries<Assumption<string>>(rulebook.assumptions);
    const choices = assumptions.map(([name, assumption]) => [name, assumption.choices]);
    this.dialects = new Dialects<W['Dialect']>(Object.fromEntries(choices));
    this.start = { whole: this.keys.one(start.whole), parts: new Map() };
    this.blank = this.keys.one(start.blank);
    this.tables = new Map(tablesOf(rulebook).map((table) => [table.name, table]));
    for (const kind of Object.keys(commands)) this.subjects.set(kind, subjectField(this.fieldsOf(kind)));
  }

  /** The same with other rules in one of its tables. */
  instead(name: string, rules: readonly AnyRule[]): System<W> {
    const { kind, cells } = this.tables.get(name)!;
    const table = new Table(name, kind, rules, cells);
    return Object.assign(Object.create(System.prototype), this, { tables: new Map(this.tables).set(name, table) }) as System<W>;
  }

  /** What an implementation shows beside its events, by name. */
  get observes(): readonly string[] {
    return Object.keys(this.rulebook.observed(this.start));
  }

  /** Every rule, table by table. */
  get rules(): readonly AnyRule[] {
    return [...this.tables.values()].flatMap(({ rules }) => rules);
  }

  /** The rules that cite an id, or that log an event, by its name. */
  rulesFor(id: string): readonly AnyRule[] {
    const words: Readonly<Record<string, { readonly logs?: string }>> = { ...this.rulebook.partEffects, ...this.rulebook.wholeEffects };
    const logs = ({ then }: AnyRule) => this.dialects.each(then).flatMap(({ value }) => value.map((effect) => words[effect.do]?.logs));
    return this.rules.filter((rule) => rule.cites.includes(id) || logs(rule).includes(id));
  }

  /** The field under which commands name their part; null where none is about one. */
  get partField(): string | null {
    return this.subjects.values().find((field) => field !== null) ?? null;
  }

  /** Names of parts in their normal form, as the fields of commands have them for examples. */
  get exampleNames(): readonly string[] {
    const fields = [...this.subjects.keys()].flatMap((kind) => Object.values(this.fieldsOf(kind)));
    return [...new Set(fields.flatMap((field) => (field.is === 'subject' ? field.examples.map((name) => field.normal(name)) : [])))];
  }

  /** The fields of a kind of command. */
  fieldsOf(kind: string): Fields {
    return (this.rulebook.commands as Readonly<Record<string, { readonly fields: Fields }>>)[kind]?.fields ?? {};
  }

  /** The name of the part that a command is about, in its normal form; null for one about the whole. */
  subjectOf(command: Command<W>): string | null {
    const field = this.subjectFieldOf(command.do);
    if (field === null) return null;
    if (this.normals.size > 10_000) this.normals.clear(); // names without end must not fill the memory
    const text = (command as unknown as Readonly<Record<string, string>>)[field]!;
    return kept(this.normals, text, () => (this.fieldsOf(command.do)[field] as Extract<Field, { is: 'subject' }>).normal(text));
  }

  /** The names of the parts that some commands are about. */
  partsIn(commands: readonly Command<W>[]): ReadonlySet<string> {
    return new Set(commands.flatMap((command) => this.subjectOf(command) ?? []));
  }

  /** The field in which a kind of command names its part; null for one about the whole. */
  subjectFieldOf(kind: string): string | null {
    return this.subjects.get(kind) ?? null;
  }

  /**
   * Checks that a value is a command.
   *
   * @throws NotACommand for an unknown kind of command, or a field that is missing or will not do.
   */
  check(command: Command<W>): void {
    if (typeof command !== 'object' || command === null) throw new NotACommand(null, 'an object with a field do', command);
    if (!this.subjects.has(command.do)) throw new NotACommand('do', `one of ${[...this.subjects.keys()].join(', ')}`, command.do);
    const values = command as unknown as Values;
    const wrong = wrongField(this.fieldsOf(command.do), values);
    if (wrong !== null) throw new NotACommand(wrong.field, wrong.expected, values[wrong.field]);
  }

  /** The command as one line of text: `pool.add ex1.contoso.com 6`. */
  text(command: Command<W>): string {
    return kept(this.texts, command, () => commandText(this.fieldsOf(command.do), command));
  }

  /** The fields of an event. */
  eventFields(event: W['Event']): Fields {
    return this.eventWord(event).fields;
  }

  /** The word of an event; of one that there is not, an empty one, so that it can be shown all the same. */
  eventWord(event: W['Event']): Rulebook<W>['events'][W['EventName']] {
    const none = { says: 'there is no such event', stream: '', level: '', fields: {} };
    return this.rulebook.events[this.rulebook.nameOf(event)] ?? (none as never);
  }

  /** The names of the parts that an event names, in its order. */
  partsNamedIn(event: W['Event']): readonly string[] {
    return subjectsIn(this.eventFields(event), event);
  }

  /** What an event tells of a part; null where it is about another. */
  told(event: W['Event'], part: string): W['Event'] | null {
    return toldOf(this.eventFields(event), event, part);
  }

  /** The part of that name; a blank one where the state does not hold it. */
  partIn({ parts }: State<W>, name: string): W['Part'] {
    return parts.get(name) ?? this.blank;
  }
}

/** Each rulebook is made ready once. */
const systems = new WeakMap<Rulebook, System>();

/** A rulebook made ready to play. */
export function systemOf<W extends Words>(rulebook: Rulebook<W>): System<W> {
  return kept(systems, rulebook, () => new System(rulebook));
}

/** The specification, or rulebook, with the rules of another system: of a mutant, or of what is planted. */
export function withRulesOf<R extends Rulebook>(rulebook: R, { tables }: System): R {
  const of = (makers: object) => Object.fromEntries(Object.keys(makers).map((name) => [name, () => tables.get(name)!.rules]));
  return { ...rulebook, partTables: of(rulebook.partTables), wholeTables: of(rulebook.wholeTables), tables: of(rulebook.tables) };
}

function tablesOf({ partTables, wholeTables, tables, cells, wholeCells }: Rulebook) {
  const made = (makers: Readonly<Record<string, () => readonly AnyRule[]>>, kind: TableKind, looks: object) =>
    Object.entries(makers).map(([name, make]) => new Table(name, kind, guarded(`table ${name}`, make), Object.entries(looks)));
  const numberOf = ({ rules }: Table) => Number(/\d+/.exec(rules[0]?.id ?? '')?.[0] ?? Infinity);
  const all = [...made(partTables, 'part', cells), ...made(wholeTables, 'whole', wholeCells), ...made(tables, 'each', cells)];
  return all.sort((a, b) => numberOf(a) - numberOf(b));
}
