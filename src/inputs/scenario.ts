/**
 * Scenario files: executable stories with expectations.
 */
import { wrongField } from '../engine/fields.ts';
import { systemOf } from '../engine/rules/system.ts';
import { InputError } from './input-error.ts';
import { readJson } from './json.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { schemaChecker } from './schema.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Expectation, Scenario } from '../engine/replay/scenario.ts';
import type { Command, Specification, Words } from '../engine/specification.ts';

/**
 * A reader of scenario files.
 *
 * @returns a function of the file's text and its name for messages, which throws InputError.
 */
export function scenarioReader<W extends Words>(specification: Specification<W>): (text: string, file: string) => Scenario<W> {
  const check = schemaChecker(scenarioSchema(specification));
  const system = systemOf(specification);
  return (text, file) => {
    const json = readJson(text, file);
    const refuse = (pointer: string, expected: string): never => {
      throw new InputError(file, json.place(pointer), `expected ${expected}`);
    };
    const mismatch = check(json.value);
    if (mismatch !== null) throw new InputError(file, json.place(mismatch.pointer, mismatch.part), mismatch.expected);
    const { name, says, cites, dialect, commands } = json.value as ScenarioFile<W>;
    const steps = commands.map(({ expect = {}, ...rest }, index) => {
      const command = rest as unknown as Command<W>;
      const at = `/commands/${index}`;
      const wrong = wrongField(system.fieldsOf(command.do), command);
      if (wrong !== null) refuse(`${at}/${wrong.field}`, wrong.expected);
      for (const [number, event] of (expect.events ?? []).entries()) {
        const wrongEvent = notAnEvent(specification, event);
        if (wrongEvent !== null) refuse(`${at}/expect/events/${number}${wrongEvent.at}`, wrongEvent.expected);
      }
      return { command, expect };
    });
    return { name: name ?? null, says: says ?? null, cites: cites ?? [], dialect: dialect ?? {}, steps };
  };
}

/** What of an expected event no schema sees: whether it is one at all, and what the checks of its fields say. */
function notAnEvent({ events, nameOf }: Specification, event: object): { readonly at: string; readonly expected: string } | null {
  const name = nameOf(event);
  if (!Object.hasOwn(events, name)) return { at: '', expected: `one of the events ${Object.keys(events).join(', ')}` };
  const wrong = wrongField(events[name]!.fields, event as Readonly<Record<string, unknown>>);
  return wrong === null ? null : { at: `/${wrong.field}`, expected: wrong.expected };
}

/** The file as the schema lets it through. */
interface ScenarioFile<W extends Words> {
  readonly name?: string;
  readonly says?: string;
  readonly cites?: readonly string[];
  readonly dialect?: Choices;
  readonly commands: readonly ({ readonly do: string; readonly expect?: Expectation<W> } & Readonly<Record<string, unknown>>)[];
}
