/**
 * Scenario files: executable stories with expectations (spec/schema/scenario.schema.json).
 */
import { wrongName } from '../kst/commands.ts';
import { InputError } from './input-error.ts';
import { readJson } from './json.ts';
import { schemaChecker } from './schema.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Expectation, Scenario } from '../kst/scenario.ts';

/**
 * A reader of scenario files.
 *
 * @param schema the scenario schema, as an object.
 * @returns a function of the file's text and its name for messages, which throws InputError.
 */
export function scenarioReader(schema: object): (text: string, file: string) => Scenario {
  const check = schemaChecker(schema);
  return (text, file) => {
    const json = readJson(text, file);
    const mismatch = check(json.value);
    if (mismatch !== null) throw new InputError(file, json.place(mismatch.pointer, mismatch.part), mismatch.expected);
    const { name, says, cites, dialect, commands } = json.value as ScenarioFile;
    return {
      name: name ?? null,
      says: says ?? null,
      cites: cites ?? [],
      dialect: dialect ?? {},
      steps: commands.map(({ expect, ...command }, index) => {
        const wrong = wrongName(command);
        if (wrong === null) return { command, expect: expect ?? {} };
        throw new InputError(file, json.place(`/commands/${index}/${wrong.field}`), `expected ${wrong.expected}`);
      }),
    };
  };
}

/** The file as the schema lets it through. */
interface ScenarioFile {
  readonly name?: string;
  readonly says?: string;
  readonly cites?: readonly string[];
  readonly dialect?: Partial<Dialect>;
  readonly commands: readonly (Command & { readonly expect?: Expectation })[];
}
