/**
 * Scenario files: executable stories with expectations.
 */
import { constantsOf, type Fields, isField, wrongField } from '../engine/fields.ts';
import { systemOf } from '../engine/rules/system.ts';
import { InputError } from './input-error.ts';
import { schemaReader } from './schema.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Expectation, Scenario } from '../engine/replay/scenario.ts';
import type { Assumption, Command, CommandWord, EventWord, Field, Specification, Words } from '../engine/specification.ts';

/**
 * A reader of scenario files.
 *
 * @returns a function of the file's text and its name for messages, which throws InputError.
 */
export function scenarioReader<W extends Words>(specification: Specification<W>): (text: string, file: string) => Scenario<W> {
  const read = schemaReader(scenarioSchema(specification));
  const system = systemOf(specification);
  return (text, file) => {
    const json = read(text, file);
    const refuse = (pointer: string, expected: string) => {
      throw new InputError(file, json.place(pointer), `expected ${expected}`);
    };
    const refuseWrong = (at: string, fields: Fields, values: object) => {
      const wrong = wrongField(fields, values as Readonly<Record<string, unknown>>);
      if (wrong !== null) refuse(`${at}/${wrong.field}`, wrong.expected);
    };
    const { name, says, cites, dialect, commands } = json.value as ScenarioFile<W>;
    const steps = commands.map(({ expect = {}, ...rest }, index) => {
      const command = rest as unknown as Command<W>;
      refuseWrong(`/commands/${index}`, system.fieldsOf(command.do), command);
      // What of an expected event no schema sees: whether it is one at all, and what the checks of its fields say.
      for (const [number, event] of (expect.events ?? []).entries()) {
        const at = `/commands/${index}/expect/events/${number}`;
        const { events, nameOf }: Specification = specification;
        const word = nameOf(event);
        if (!Object.hasOwn(events, word)) refuse(at, `one of the events ${Object.keys(events).join(', ')}`);
        refuseWrong(at, events[word]!.fields, event);
      }
      return { command, expect };
    });
    return { name: name ?? null, says: says ?? null, cites: cites ?? [], dialect: dialect ?? {}, steps };
  };
}

/** The file as the schema lets it through. */
interface ScenarioFile<W extends Words> {
  readonly name?: string;
  readonly says?: string;
  readonly cites?: readonly string[];
  readonly dialect?: Choices;
  readonly commands: readonly ({ readonly do: string; readonly expect?: Expectation<W> } & Readonly<Record<string, unknown>>)[];
}

type Schema = Readonly<Record<string, unknown>>;

/** The schema of the scenarios of a specification (draft 2020-12). */
export function scenarioSchema(specification: Specification): Schema {
  const { name, commands } = specification;
  const kinds = Object.keys(commands);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'scenario.schema.json',
    title: 'Scenario',
    ...record({
      required: { commands: { ...list('What is done, from first to last.', ref('command')), maxItems: 10_000 } },
      optional: {
        $schema: text('The schema of this file, as a path from here; an editor that knows JSON Schema reads it.'),
        name: text('The name of the story; in spec/scenarios, the name of its file without .json.', 1),
        says: text('What the story shows, in one sentence.', 1),
        cites: { ...list(restsOn, word), uniqueItems: true },
        dialect: dialectSchema(specification),
      },
    }),
    description: `A story of the ${name}: commands in order, each with what it brings about. It begins with nothing set up.`,
    $defs: {
      command: {
        description: 'One command and, if wanted, what it brings about.',
        type: 'object',
        required: ['do'],
        properties: { do: { description: 'The kind of the command.', type: 'string', enum: kinds } },
        discriminator: { propertyName: 'do' },
        oneOf: kinds.map((kind) => commandSchema(kind, commands[kind]!)),
      },
      expect: expectSchema(specification),
      event: eventSchema(Object.entries(specification.events)),
    },
  };
}

const restsOn = 'What the story rests on: claims, assumptions, choices, and invariants of several steps.';
const word: Schema = { type: 'string', pattern: '^\\S+$' };

function dialectSchema({ assumptions }: Specification) {
  const optional = Object.entries<Assumption<string>>(assumptions).map(([name, { id, asks, choices }]) => [
    name,
    { description: `${id}: ${asks} Default: ${choices[0]}.`, type: 'string', enum: choices },
  ]);
  const description = 'The answers that the story takes to the open questions; one that is left out has its default.';
  return record({ description, optional: Object.fromEntries(optional) as Schema });
}

function commandSchema(kind: string, { says, fields }: CommandWord<any>) {
  const required = { do: { const: kind }, ...schemasOf(fields) };
  return record({ title: kind, description: `${says}.`, required, optional: { expect: ref('expect') } });
}

function expectSchema(specification: Specification) {
  const { refusals, observed, observedFields = {} } = specification;
  const shown = Object.keys(observed(systemOf(specification).start)).map((name) => {
    const field = observedFields[name];
    return [name, { description: `The ${name} after the command.`, ...(field === undefined ? {} : schemaOf(field)) }];
  });
  const reasons = Object.entries<string>(refusals).map(([reason, says]) => `${reason}: ${says}`);
  return record({
    description: 'What the command brings about. A part that is left out is not checked.',
    optional: {
      events: list('Every event that the command logs, in order. An empty list: it logs none.', ref('event')),
      ...Object.fromEntries(shown),
      rejected: {
        description: `Why the command is refused; a refused command logs nothing and changes nothing. ${reasons.join('; ')}.`,
        type: 'string',
        enum: Object.keys(refusals),
      },
    },
  });
}

type NamedEvents = readonly (readonly [name: string, word: EventWord<any>])[];

/**
 * One of some events. What all their examples have beside their fields tells them apart: the first such constant in which they differ,
 * and below each of its values the next one. Where nothing does, any object will do; the reader looks at it all the same.
 */
function eventSchema(events: NamedEvents): Schema {
  if (events.length === 1) return oneEvent(events[0]![0], events[0]![1]);
  const constants = events.map(([, word]) => constantsOf(word));
  const tellsApart = (key: string) =>
    constants.every((each) => key in each) && new Set(constants.map((each) => each[key])).size > 1;
  const tag = Object.keys(constants[0] ?? {}).find(tellsApart);
  if (tag === undefined) return { type: 'object' };
  const values = [...new Set(constants.map((each) => each[tag]))];
  const allOf = values.map((value) => ({
    if: { properties: { [tag]: { const: value } } },
    then: eventSchema(events.filter((_, index) => constants[index]![tag] === value)),
  }));
  return { type: 'object', required: [tag], properties: { [tag]: { enum: values } }, allOf };
}

function oneEvent(name: string, word: EventWord<any>) {
  const tags = Object.entries(constantsOf(word)).map(([tag, value]) => [tag, { const: value }]);
  const required = { ...Object.fromEntries(tags), ...schemasOf(word.fields) };
  return record({ title: name, description: `${word.means ?? word.says}.`, required });
}

function schemasOf(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]));
}

/** What of a field a schema can say; its check says the rest. */
function schemaOf(field: Field): Schema {
  switch (field.is) {
    case 'subject':
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'number':
      return { type: 'integer', minimum: field.from, maximum: field.to };
    case 'one of':
      return { type: 'string', enum: field.values };
    case 'list': {
      const items = isField(field.of) ? schemaOf(field.of) : record({ required: schemasOf(field.of) });
      return { type: 'array', ...(field.count === undefined ? {} : { minItems: field.count, maxItems: field.count }), items };
    }
  }
}

/** An object with these fields and no others. */
function record({ required = {}, optional = {}, ...more }: Schema & { readonly required?: Schema; readonly optional?: Schema }) {
  const names = Object.keys(required);
  const must = names.length === 0 ? {} : { required: names };
  return { ...more, type: 'object', ...must, properties: { ...required, ...optional }, additionalProperties: false };
}

function list(description: string, items: Schema) {
  return { description, type: 'array', items };
}

function text(description: string, minLength?: number) {
  return { description, type: 'string', ...(minLength === undefined ? {} : { minLength }) };
}

function ref(name: string) {
  return { $ref: `#/$defs/${name}` };
}
