/**
 * Purity: a function of the specification answers the same when it is asked the same, and changes nothing that it is handed. Tried on
 * a sample: what is handed out is frozen, and each function is called twice. What is logged on the way has the fields of its event, and
 * is the event that its effect names.
 */
import { edgesOf, explore, inState } from '../explore/explore.ts';
import { Exploration } from '../explore/exploration.ts';
import { wrongField, type Values } from '../fields.ts';
import { AuthorError } from '../rules/author-error.ts';
import { expectedNames } from '../rules/malformed.ts';
import type { System } from '../rules/system.ts';
import type { Alphabet, EventWord, Specification, Words } from '../specification.ts';

/**
 * Plays and judges some rows with every function of the specification watched.
 *
 * @param states maximum number of states that are looked at: what is impure shows soon or hardly ever.
 * @throws AuthorError for one that answers differently when it is asked twice, or changes what it was given, and for an event
 *   without a field that its word has, or that its effect does not name.
 */
export function checkPurity<W extends Words>(specification: Specification<W>, alphabet: Alphabet<W>, states: number): void {
  const exploration = new Exploration(watched(loggingAsTold(specification), []) as Specification<W>);
  const graph = explore(exploration.machine(alphabet.commands), states);
  for (const { state, variants, before, command, edge: { outcome } } of edgesOf(graph)) {
    if (outcome.kind !== 'taken') continue;
    inState(graph, { state, variants }, [command], () => {
      for (const event of outcome.events) checkEvent(exploration.system, event);
      exploration.witness.judge({ before, command, outcome });
    });
  }
}

function checkEvent({ rulebook: { events, nameOf } }: System, event: object): void {
  const name = nameOf(event);
  const word = (events as { readonly [name: string]: EventWord | undefined })[name];
  const refuse = (why: string): never => {
    throw new AuthorError(`event ${name}`, new Error(why));
  };
  if (word === undefined) return refuse(`there is no such event: ${expectedNames(Object.keys(events))}`);
  const wrong = wrongField(word.fields, event as Values);
  if (wrong === null) return;
  refuse(`its field ${wrong.field} should be ${wrong.expected}; what is logged has ${Object.keys(event).join(', ')}`);
}

interface LoggingWord {
  log?(...args: readonly unknown[]): object | null;
  readonly logs?: string;
}

/** The specification with effects that throw where they log another event than their `logs` names. */
function loggingAsTold<W extends Words>(specification: Specification<W>): Specification<W> {
  const asTold = (kind: string, word: LoggingWord): LoggingWord => ({
    ...word,
    log(...args) {
      const event = word.log!(...args);
      const name = event === null ? word.logs : specification.nameOf(event);
      if (name === word.logs) return event;
      const known = Object.keys(specification.events);
      const unknown = `which is no event: ${expectedNames(known)}`;
      const edit = known.includes(`${name}`) ? `write logs: '${name}' beside it, which now says ${word.logs ?? 'nothing'}` : unknown;
      throw new AuthorError(`effect ${kind}`, new Error(`it logs ${name}; ${edit}`));
    },
  });
  const inAll = (effects: { readonly [kind: string]: LoggingWord }): never =>
    Object.fromEntries(Object.entries(effects).map(([kind, word]) => [kind, word.log ? asTold(kind, word) : word])) as never;
  const { partEffects, wholeEffects } = specification;
  return { ...specification, partEffects: inAll(partEffects as never), wholeEffects: inAll(wholeEffects as never) };
}

type Path = readonly string[];
type AnyFunction = (...args: readonly unknown[]) => unknown;

/** The same, with every function of its records watched. */
function watched(value: unknown, path: Path): unknown {
  if (Array.isArray(value)) return value.map((item) => watched(item, path));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const place = [...path, key];
      // Patterns are no functions of the author's, and what is random is handed fast-check.
      if (key === 'when' || key === 'random') return [key, inner];
      if (typeof inner !== 'function') return [key, watched(inner, place)];
      // These make tables and lists, whose records are wrapped in turn.
      if (makesRecords(place)) return [key, () => watched((inner as () => unknown)(), [...place, 'record'])];
      return [key, twice(inner as AnyFunction, whatIs(place, value))];
    }),
  );
}

function makesRecords([first, ...more]: Path) {
  if (more.length === 0) return ['invariants', 'ofWholeSteps', 'ofRuns'].includes(first!);
  return more.length === 1 && ['partTables', 'wholeTables', 'tables'].includes(first!);
}

/** What a function is called in messages: by the record that it stands in. */
function whatIs(path: Path, { id }: { readonly id?: unknown }) {
  if (typeof id !== 'string') return path.join('.');
  return `${path[0]!.toLowerCase().endsWith('tables') ? 'rule' : 'invariant'} ${id}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
}

function twice(ask: AnyFunction, what: string): AnyFunction {
  return (...args) => {
    for (const arg of args) freeze(arg);
    const [first, second] = [ask(...args), ask(...args)];
    if (textOf(first) !== textOf(second)) throw new AuthorError(what, new Error('it answers differently when it is asked the same twice'));
    return first;
  };
}

/** What is no plain record or list is left alone: dialects are proxies, parts are in maps. */
function freeze(value: unknown) {
  if (!(Array.isArray(value) || (isRecord(value) && Object.keys(value).length > 0)) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}

function textOf(value: unknown) {
  return JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Map ? [...inner] : inner)) ?? String(value);
}
