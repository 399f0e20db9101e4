/**
 * What a rulebook hands to the engine: the one file that an author of rules reads.
 *
 * A state is one *whole* and, by name, one *part* for each subject. A part command is about one part (one of its fields is the
 * subject); a whole command is about none. A table of parts is handed one part and the whole, never another part, so what is proved
 * of one part holds of any number of them. A table of the whole runs `each` part through a table of parts.
 */
import type { P } from 'ts-pattern';
import type FastCheck from 'fast-check';
import type { Texts } from './texts.ts';

/** The kinds of thing that a rulebook names. */
export interface Words {
  Whole: object; Part: object;
  PartCommand: { readonly do: string }; WholeCommand: { readonly do: string };
  Event: object; EventName: string;
  Refusal: string;
  Dialect: { readonly [assumption: string]: string };
  /** What the patterns of rules see: of the whole, a part and the command; or of the whole alone. */
  PartView: object; WholeView: object;
  PartEffect: { readonly do: string }; WholeEffect: { readonly do: string };
  /** Tables of parts that a rule asks, or that run for each part. */
  Table: string;
  /** What invariants see: a part, a record of the log, and what is remembered. */
  Seen: object; Record: object; Memory: unknown;
  /** A part with the whole, as a row of the behaviour table shows it. */
  Row: object;
}

export type Command<W extends Words = any> = W['PartCommand'] | W['WholeCommand'];
export type CommandKind<W extends Words = any> = Command<W>['do'];

/** One state. Parts are in code point order of their names; those of which there is nothing to say are left out. */
export interface State<W extends Words = any> {
  readonly whole: W['Whole'];
  readonly parts: ReadonlyMap<string, W['Part']>;
}

/** What a cell of a part is read of. */
type PartArgs<W extends Words> = readonly [whole: W['Whole'], part: W['Part'], command: Command<W>, kind: CommandKind<W>];
type Do<Union, Kind> = Union & { readonly do: Kind };
type Patterns<T> = { readonly [cell in keyof T]?: P.Pattern<T[cell]> };

/** What a system does: its words, and the tables of rules that play. Enough for a step. */
export interface Rulebook<W extends Words = any> {
  readonly name: string;
  /** What a part and the whole are called in texts: `server`, `RTCSRV`. */
  readonly part: string; readonly whole: string;

  // Words: each has one home.
  readonly assumptions: { readonly [name in keyof W['Dialect']]: Assumption<W['Dialect'][name]> };
  readonly refusals: { readonly [reason in W['Refusal']]: string };
  readonly commands: { readonly [kind in CommandKind<W>]: CommandWord<Do<Command<W>, kind>> };
  readonly events: { readonly [name in W['EventName']]: EventWord<W> };
  readonly cells: { readonly [cell in keyof W['PartView']]: Cell<W['PartView'][cell], PartArgs<W>> };
  readonly wholeCells: { readonly [cell in keyof W['WholeView']]: Cell<W['WholeView'][cell], [W['Whole']]> };
  readonly partEffects: { readonly [kind in W['PartEffect']['do']]: PartEffectWord<W, Do<W['PartEffect'], kind>> };
  readonly wholeEffects: { readonly [kind in W['WholeEffect']['do']]: WholeEffectWord<W, Do<W['WholeEffect'], kind>> };

  // What plays.
  readonly start: { readonly whole: W['Whole']; readonly blank: W['Part'] };
  readonly partTables: { readonly [kind in W['PartCommand']['do']]: () => PartTable<W> };
  readonly wholeTables: { readonly [kind in W['WholeCommand']['do']]: () => WholeTable<W> };
  readonly tables: { readonly [table in W['Table']]: () => EachTable<W> };
  /** The name of an event: its key in `events`. */
  nameOf(event: W['Event']): W['EventName'];
  /** What an implementation shows beside its events. `seq`, `events`, `rejected`, `error` and `protocol` are taken. */
  observed(state: State<W>): { readonly [name: string]: unknown };
  /** The shape of what is observed, for those who write scenarios; a value of any shape will do where it is left out. */
  readonly observedFields?: { readonly [name: string]: Field };
  /** What users notice of a part: derived, never stored. */
  readonly status?: Status<W>;
}

/** A rulebook, with what judges it and what shows it. */
export interface Specification<W extends Words = any> extends Rulebook<W> {
  readonly observer: Observer<W>;
  readonly invariants: () => readonly Invariant<W>[];
  /** Of a step with all its parts: names, orders, parts out of nowhere. */
  readonly ofWholeSteps?: () => readonly WholeInvariant<W>[];
  readonly ofRuns?: () => readonly RunInvariant<W>[];
  /** What is worth reaching, by name: `UM works`. */
  readonly goals?: { readonly [name: string]: (seen: W['Seen']) => boolean };
  /** The first is about one part: the one that people read. */
  readonly alphabets: readonly Alphabet<W>[];
  readonly table: TableWords<W>;
  /** Prose of the reports, where the words above do not do. */
  readonly texts?: Texts;
  /** Random sequences beyond what the fields' examples give. */
  readonly random?: RandomWords<W>;
  /** Where words have changed, how those of a base read; taken out once no base is as old as that. */
  readonly earlier?: Earlier;
}

/** A question that the source leaves open. */
export interface Assumption<Choice> {
  /** A1, A2, ...: what rules cite. */
  readonly id: string;
  readonly asks: string;
  /** The default first. */
  readonly choices: readonly Choice[];
}

/** A command: reader, schema, wire, random generator and text come from its fields. */
export interface CommandWord<T> {
  readonly says: string;
  /** In the order in which they are written: `pool.add ex1.contoso.com 6`. */
  readonly fields: { readonly [name in Exclude<keyof T, 'do'>]: Field };
  /** How often it comes up in random sequences, against the other commands; 1 where it is left out. */
  readonly weight?: number;
}

export interface EventWord<W extends Words = any> {
  /** What it says, with its fields in braces: `{server} added with version {version}`. */
  readonly says: string;
  readonly stream: string; readonly level: string;
  /** What heads it in a line of the log, where its name does not. */
  readonly label?: string;
  readonly fields: { readonly [name: string]: Field };
  /** Marks bad news on a terminal. */
  readonly alarms?: boolean;
  /** What it means, and what a reader concludes from it; for the page of events. */
  readonly means?: string; readonly conclude?: string; readonly cites?: readonly string[];
  readonly example?: W['Event'];
}

/**
 * A field of a command or an event. `check` says what was expected in the place of a text that will not do, and null for one that
 * will; `normal` gives the one form of a text that has passed. `examples` stand at the limits; the first is the plainest.
 */
export type Field =
  | { readonly is: 'subject'; check(text: string): string | null; normal(text: string): string; readonly examples: readonly string[] }
  | { readonly is: 'text'; check(text: string): string | null; readonly examples: readonly string[] }
  | { readonly is: 'number'; readonly from: number; readonly to: number; readonly examples: readonly number[] }
  | { readonly is: 'one of'; readonly values: readonly string[] }
  | ListField;

/** `none` is shown for an empty list, `between` stands between its items; `count` is how many there must be. */
export interface ListField {
  readonly is: 'list';
  readonly of: Field | { readonly [name: string]: Field };
  readonly none?: string; readonly between?: string; readonly count?: number;
}

/** What patterns look at: its values, and how it is read. */
export interface Cell<Value, Args extends readonly unknown[]> {
  readonly values: readonly Value[];
  of(...args: Args): Value;
  /** The cell and its values in words, where they read better than themselves. */
  readonly label?: string; readonly words?: { readonly [value: string]: string };
}

interface EffectWord<W extends Words, E> {
  text(effect: E): string;
  /** Every effect of this kind. */
  readonly all: readonly E[];
  /** What a wrong rule might do in its place. */
  near?(effect: E): readonly (W['PartEffect'] | W['WholeEffect'])[];
  /** The event that `log` gives. */
  readonly logs?: W['EventName'];
}

/**
 * `was` is the part when the rule was asked; `log` sees the part as it is before `change`. Neither sees the whole: a cell reads it, and
 * its rows choose the effects.
 */
export interface PartEffectWord<W extends Words, E> extends EffectWord<W, E> {
  change?(part: W['Part'], command: Command<W>, effect: E, was: W['Part']): W['Part'];
  log?(part: W['Part'], command: Command<W>, effect: E, name: string, was: W['Part']): W['Event'] | null;
}

/** A change rests on the whole and the command alone: so what holds of one part holds of any number. A log may list all parts. */
export interface WholeEffectWord<W extends Words, E> extends EffectWord<W, E> {
  change?(whole: W['Whole'], command: Command<W>, effect: E): W['Whole'];
  log?(state: State<W>, command: Command<W>, effect: E): W['Event'] | null;
}

/** The engine's own effects. A rule that refuses does nothing else. */
export type Refuse<W extends Words> = { readonly do: 'refuse'; readonly reason: W['Refusal'] };
/** Whatever that table says of this part now. */
export type Ask<W extends Words> = { readonly do: 'ask'; readonly table: W['Table'] };
/** Whatever that table says of each part, in the order of their names. */
export type Each<W extends Words> = { readonly do: 'each'; readonly table: W['Table'] };
/** What that command does now. */
export type Perform<W extends Words> = { readonly do: 'perform'; readonly command: W['WholeCommand']['do'] };

/** A set of dialects: those that make any of these choices. `[{}]` are all. */
export type In<W extends Words> = readonly Partial<W['Dialect']>[];

interface Claimed {
  /** R01, I01, ...: stable, never given to another. */
  readonly id: string;
  /** The row, or what holds, as a sentence. */
  readonly says: string;
  /** The claims, assumptions and choices that it rests on. */
  readonly cites: readonly string[];
}

/** A row of a table, of which exactly one applies (hit policy UNIQUE). Assumptions shape what a rule does, never when it applies. */
interface Row<W extends Words, View, E> extends Claimed {
  /** The dialects in which no reachable state lets it apply; checked both ways. */
  readonly neverIn?: In<W>;
  /** A pattern for each cell that matters. */
  readonly when: Patterns<View>;
  readonly then: (dialect: W['Dialect']) => readonly E[];
}

export type PartRule<W extends Words> = Row<W, W['PartView'], W['PartEffect'] | Ask<W> | Refuse<W>>;
/** What runs for each part neither refuses, nor does it touch a part of which there is nothing to say. */
export type EachRule<W extends Words> = Row<W, W['PartView'], W['PartEffect'] | Ask<W>>;
export type WholeRule<W extends Words> = Row<W, W['WholeView'], W['WholeEffect'] | Each<W> | Perform<W> | Refuse<W>>;
export type PartTable<W extends Words> = readonly PartRule<W>[];
export type EachTable<W extends Words> = readonly EachRule<W>[];
export type WholeTable<W extends Words> = readonly WholeRule<W>[];

/** What users notice of a part. */
export interface Status<W extends Words = any> {
  /** The name of the field in rows and simulations: `integration`. */
  readonly name: string;
  of(whole: W['Whole'], part: W['Part']): { readonly [light: string]: string };
  /** For each light its values, the worst first, and how it is called. */
  readonly lights: { readonly [light: string]: { readonly label: string; readonly values: readonly string[] } };
}

/**
 * Someone beside the machine who sees one part at a time, and remembers what commands and log have told of it. A part that nothing has
 * named yet starts with `memory`: what the log told of the whole before is not remembered for it.
 */
export interface Observer<W extends Words = any> {
  see(whole: W['Whole'], part: W['Part']): W['Seen'];
  /** A record of the log: `told` is the event as far as it concerns the part, its name left out. */
  record(told: W['Event'], heading: { readonly stream: string; readonly level: string }): W['Record'];
  readonly memory: W['Memory'];
  remember(step: Omit<Step<W>, 'now'>): W['Memory'];
}

/** One step, as one part sees it. */
export interface Step<W extends Words = any> {
  /** A command about another part is only known to be elsewhere. */
  readonly command: Command<W> | { readonly do: 'elsewhere' };
  readonly refused: W['Refusal'] | null;
  readonly before: W['Seen']; readonly after: W['Seen'];
  readonly log: readonly W['Record'][];
  /** What is remembered before the step, and after it. */
  readonly past: W['Memory']; readonly now: W['Memory'];
}

/** An invariant of a step, seen from one part: silent where the pattern does not match, else `must` decides. */
export interface Invariant<W extends Words = any> extends Claimed {
  /** The dialects that it speaks of, where not all. */
  readonly onlyIn?: In<W>;
  /** Of the command it looks at the kind alone. */
  readonly when: { readonly command?: { readonly do: P.Pattern<CommandKind<W> | 'elsewhere'> } } & Patterns<Omit<Step<W>, 'command'>>;
  readonly must: (step: Step<W>) => boolean;
}

/** One step of all parts, as log and state show it. */
export interface WholeStep<W extends Words = any> {
  readonly before: State<W>; readonly command: Command<W>; readonly next: State<W>; readonly events: readonly W['Event'][];
}

export interface WholeInvariant<W extends Words = any> extends Claimed {
  readonly onlyIn?: In<W>;
  /** Whether it has anything to say of the step. */
  readonly when: (step: WholeStep<W>) => boolean;
  readonly must: (step: WholeStep<W>) => boolean;
}

/** Invariants of more than one step: two runs compared, and ways out of trouble. */
export type RunInvariant<W extends Words = any> = Claimed & { readonly onlyIn?: undefined } &
  (Commutes<W> | Determines<W> | Idempotent<W> | Heals<W> | Way<W>);

/** Two commands do the same in either order, wherever `independent` says so. */
export interface Commutes<W extends Words> {
  readonly kind: 'commutes'; readonly independent: (a: Command<W>, b: Command<W>) => boolean;
}

/** In two states of one `basis` the command gives the same `result`, and logs the same. */
export interface Determines<W extends Words> {
  readonly kind: 'determines'; readonly command: (state: State<W>) => Command<W>;
  readonly basis: (state: State<W>) => unknown; readonly result: (state: State<W>) => unknown;
}

/** Doing the command twice leaves what doing it once leaves, with the same log. */
export interface Idempotent<W extends Words> {
  readonly kind: 'idempotent'; readonly command: Command<W>;
}

/** From every state of a part in which `from` holds the stages lead, one after the other, to where each says. */
export interface Heals<W extends Words = any> {
  readonly kind: 'heals';
  /** `option 1`, where it has a name. */
  readonly name?: string;
  readonly from: (part: W['Part'], seen: W['Seen']) => boolean;
  readonly stages: readonly Stage<W>[];
}

export interface Stage<W extends Words> {
  readonly doing: (part: W['Part'], name: string) => readonly Command<W>[];
  /** `log` is what the stage has logged of the part. */
  readonly to: (seen: W['Seen'], log: readonly W['Record'][]) => boolean;
}

/** From every reachable state some commands lead to where `to` holds of some part. */
export interface Way<W extends Words> {
  readonly kind: 'way'; readonly to: (seen: W['Seen']) => boolean;
}

/** A finite set of commands over which everything reachable is visited. */
export interface Alphabet<W extends Words = any> {
  readonly name: string; readonly says: string;
  /** quick: proved at once. proof: proved in full. compare: rulebooks are told apart over it. conform: implementations alone are. */
  readonly for: 'quick' | 'proof' | 'compare' | 'conform';
  readonly commands: readonly Command<W>[];
}

/** How the behaviour table shows a state of one part. */
export interface TableWords<W extends Words = any> {
  row(whole: W['Whole'], part: W['Part']): W['Row'];
  /** The state in the id of a row; its columns where this is left out. */
  id?(row: W['Row']): string;
  /** The state for people, column by column. */
  columns(row: W['Row']): { readonly [column: string]: string };
  /** The same after a command, told from the state before it. */
  columnsAfter?(before: W['Row'], command: Command<W>, after: W['Row']): { readonly [column: string]: string };
  /** An event about the one part in as few words as tell it from others. */
  event?(event: W['Event'], before: W['Row'], command: Command<W>): string;
  /** Several values of a column, where they have a word in common. */
  values?(column: string, values: readonly string[]): string;
  /** All that there is to know of a state, line by line; the fields of whole and parts where this is left out. */
  lines?(state: State<W>): readonly string[];
  /** The fields of a row that an implementation shows; what changes in others alone is hidden. */
  readonly shows: readonly string[];
  /** These in words: `version 6`; by their names where this is left out. */
  shown?(row: W['Row']): string;
  /** How the columns are read: lines of Markdown. */
  readonly legend?: string;
  /** A state as the text that digests hash; its structure where this is left out. */
  digest?(state: State<W>): string;
}

/** What random sequences are made of, by fast-check; the examples of the fields where something is left out. */
export interface RandomWords<W extends Words> {
  /** A subject in its normal form. */
  name?(fc: typeof FastCheck): FastCheck.Arbitrary<string>;
  /** Such a name as somebody might write it. */
  spelling?(fc: typeof FastCheck, name: string): FastCheck.Arbitrary<string>;
  /** Values of other fields, by their name. */
  fields?(fc: typeof FastCheck): { readonly [field: string]: FastCheck.Arbitrary<unknown> };
  /** States of a part that random sequences are steered to every now and then, by name. */
  readonly targets?: { readonly [name: string]: (whole: W['Whole'], part: W['Part']) => boolean };
}

/**
 * The words of a base in those of today: `pools: [5]` for `pool: 5`; null for what there are no words for any more. What a base tells in
 * the words of today already is given back as it is.
 */
export interface Earlier {
  /** The state of a row of the behaviour table. */
  state?(then: object): object | null;
  command?(then: object): object | null;
  event?(then: object): object | null;
}

/** A specification that is wrong on purpose, and the invariants that must notice. */
export interface Fault<W extends Words = any> {
  readonly id: string; readonly says: string; readonly breaks: readonly string[];
  plant(right: Specification<W>): Specification<W>;
}

/** What kst.config.ts exports as its default, where it says more than which specification it is. */
export interface Config<W extends Words = any> {
  readonly specification: Specification<W> | (() => Specification<W>);
  /** Specifications that are wrong on purpose; the gate plants them, and an invariant has to notice each. */
  readonly faults?: readonly Fault<W>[] | (() => readonly Fault<W>[]);
  /** The folder in which spec/ and reports/ lie, seen from the config's own: that one, unless told. */
  readonly folder?: string;
}
