/**
 * Whether a specification is well formed: what types do not see, or nobody has checked, is found before anything is played.
 */
import { NotACommand } from '../fields.ts';
import { allInvariants } from '../prove/prove.ts';
import { AuthorError } from './author-error.ts';
import { expectedNames, type Malformation, mistake } from './malformed.ts';
import { notPlain } from './plain.ts';
import { type System, systemOf } from './system.ts';
import { ofRules } from './well-formed-rules.ts';
import type { Assumption, Command, CommandWord, EventWord, Field, In, Specification } from '../specification.ts';

/**
 * All that is badly formed in a specification; nothing, where it can be played and judged.
 *
 * @throws AuthorError where a table cannot be made.
 */
export function malformations(specification: Specification): readonly Malformation[] {
  // Of a specification with one of these no system can be made, of which the others are asked.
  const first = [...ofAssumptions(specification), ...ofStart(specification)];
  if (first.length > 0) return first;
  const system = systemOf(specification);
  return [
    ...ofSubjects(specification),
    ...ofNames(specification),
    ...ofRules(system),
    ...system.rules.flatMap(({ id, neverIn = [] }) => ofCondition(specification, 'rule', id, 'neverIn', neverIn)),
    ...ofInvariants(specification),
    ...ofEvents(specification),
    ...ofAlphabets(specification),
  ];
}

function ofAssumptions({ assumptions }: Specification) {
  return Object.entries<Assumption<string>>(assumptions).flatMap(([name, { choices }]) => {
    const [twin] = twiceIn(choices);
    if (twin !== undefined) return mistake('choice-twice', `the assumption ${name} has the choice ${twin} twice: take one of them out`);
    if (choices.length >= 2) return [];
    const has = choices.length === 0 ? 'no choice' : 'one choice alone';
    return mistake('no-choice', `the assumption ${name} has ${has}: give it two or more, or take it out`);
  });
}

function ofStart({ start, part }: Specification) {
  return (['whole', 'blank'] as const).flatMap((which) => {
    const found = notPlain(start[which], `start.${which}`);
    if (found === null) return [];
    const edit = 'use texts, finite numbers, true and false, null, lists and plain objects alone';
    return mistake('start-not-plain', `${found}, which does not survive JSON; the whole and each ${part} are kept in files: ${edit}`);
  });
}

/** A command of a part table names one part, and others none. A part has several names, so that nothing can depend on one of them. */
function ofSubjects({ commands, partTables, part }: Specification) {
  return Object.entries<CommandWord<any>>(commands).flatMap(([kind, { fields }]) => {
    const subjects = Object.entries<Field>(fields).flatMap(([name, field]) => (field.is === 'subject' ? [{ name, field }] : []));
    const [first, second] = subjects;
    const isOfPart = Object.hasOwn(partTables, kind);
    if (second !== undefined) {
      return mistake('two-subjects', `the command ${kind} has two subjects, ${first!.name} and ${second.name}: make one of them a text`);
    }
    if (isOfPart && first === undefined) {
      const edit = `make the field that names the ${part} { is: 'subject', ... }`;
      return mistake('no-subject', `the command ${kind} has a part table and no subject: ${edit}`);
    }
    if (!isOfPart && first !== undefined) {
      return mistake('subject-of-whole', `the command ${kind} is about a ${part}, its field ${first.name}: move its table to partTables`);
    }
    if (first === undefined || new Set(first.field.examples.map((name) => first.field.normal(name))).size > 1) return [];
    const edit = 'add a second one, so that the proof can rename it';
    return mistake('one-example', `the field ${first.name} of the command ${kind} has one ${part} as its example: ${edit}`);
  });
}

/** Ids of rules, invariants and assumptions, and names of tables and alphabets. */
function ofNames(specification: Specification) {
  const { partTables, wholeTables, tables, alphabets, assumptions } = specification;
  const all = [...systemOf(specification).tables.values()];
  const rules = all.flatMap(({ name, rules: rows }) => rows.map(({ id }) => [id, `a rule of ${name}`] as const));
  const invariants = allInvariants(specification).map(({ id }) => [id, 'an invariant'] as const);
  const questions = Object.entries<Assumption<string>>(assumptions).map(([name, { id }]) => [id, `the assumption ${name}`] as const);
  const named = [...rules, ...invariants, ...questions];
  const bearersOf = (id: string) => named.flatMap(([each, bearer]) => (each === id ? [bearer] : [])).join(' and ');
  const id = twiceIn(named.map(([each]) => each)).flatMap((each) =>
    mistake('id-twice', `the id ${each} is given twice, to ${bearersOf(each)}: give one of them another`, each),
  );
  const nameTwice = (what: string, names: readonly string[]) =>
    twiceIn(names).flatMap((name) => mistake(`${what}-twice`, `two ${what}s are called ${name}: give one of them another name`));
  return [
    ...id,
    ...nameTwice('table', [partTables, wholeTables, tables].flatMap((makers) => Object.keys(makers))),
    ...nameTwice('alphabet', alphabets.map(({ name }) => name)),
  ];
}

function ofCondition({ assumptions }: Specification, what: string, id: string, field: string, condition: In<any>) {
  return condition.flatMap((choices) =>
    Object.entries<string>(choices).flatMap(([name, choice]) => {
      const options: readonly string[] | undefined = Object.hasOwn(assumptions, name) ? assumptions[name]!.choices : undefined;
      if (options?.includes(choice)) return [];
      const wrong = options === undefined ? `assumption ${name}` : `choice ${name}=${choice}`;
      const expected = expectedNames(options ?? Object.keys(assumptions));
      return mistake('no-such-choice', `${field} of the ${what} ${id} names the ${wrong}, which there is not: ${expected}`, id);
    }),
  );
}

function ofInvariants(specification: Specification) {
  const { invariants, ofWholeSteps } = specification;
  const mute = [...invariants(), ...(ofWholeSteps?.() ?? [])].filter(({ must }) => typeof must !== 'function');
  return [
    ...mute.flatMap(({ id }) => mistake('no-must', `the invariant ${id} has no must: add the function that judges a step`, id)),
    ...allInvariants(specification).flatMap(({ id, onlyIn = [] }) => ofCondition(specification, 'invariant', id, 'onlyIn', onlyIn)),
  ];
}

/** What events say and effects log names fields and events that there are. */
function ofEvents({ events, partEffects, wholeEffects }: Specification) {
  const says = Object.entries<EventWord>(events).flatMap(([name, { says: text, fields }]) => {
    const braced = [...text.matchAll(/\{([^{}]+)\}/g)].map(([, field]) => field!);
    return braced.filter((field) => !Object.hasOwn(fields, field)).flatMap((field) => {
      const what = `what the event ${name} says has {${field}}, which is none of its fields`;
      return mistake('no-such-field', `${what}: ${expectedNames(Object.keys(fields))}`);
    });
  });
  const effects = Object.entries<{ readonly logs?: string }>({ ...partEffects, ...wholeEffects });
  const logs = effects.filter(([, effect]) => effect.logs !== undefined && !Object.hasOwn(events, effect.logs));
  return [
    ...says,
    ...logs.flatMap(([kind, effect]) => {
      const what = `the effect ${kind} logs ${effect.logs}, which is no event`;
      return mistake('no-such-event', `${what}: ${expectedNames(Object.keys(events))}`);
    }),
  ];
}

function ofAlphabets(specification: Specification) {
  const { alphabets, part } = specification;
  if (alphabets.length === 0) return mistake('no-alphabet', 'there is no alphabet, so nothing can be proved: add one');
  const system = systemOf(specification);
  const wrong = alphabets.flatMap(({ name, commands }) => {
    if (commands.length === 0) return mistake('alphabet-empty', `the alphabet ${name} is empty: add commands, or take it out`);
    return commands.flatMap((command, index) => {
      const why = whyNone(system, command);
      return why === null ? [] : mistake('no-command', `command ${index + 1} of the alphabet ${name} is ${why}`);
    });
  });
  if (wrong.length > 0) return wrong;
  const first = alphabets[0]!;
  const subjects = system.partsIn(first.commands);
  if (subjects.size <= 1) return [];
  const wrongFirst = `the first alphabet, ${first.name}, names more than one ${part} (${[...subjects].join(' and ')})`;
  return mistake('first-alphabet', `${wrongFirst}: put one that is about a single ${part} before it`);
}

/** Why a value is no command; null for one that is. */
function whyNone(system: System, command: Command) {
  try {
    system.check(command);
    return null;
  } catch (error) {
    if (error instanceof NotACommand) return error.message;
    throw AuthorError.of(`the check of a field of ${command.do}`, error);
  }
}

/** The first of some texts that is there twice, as a list of one; empty where none is. */
function twiceIn(texts: readonly string[]) {
  return texts.filter((text, index) => texts.indexOf(text) !== index).slice(0, 1);
}
