/**
 * Scenario files: executable stories with expectations (spec/schema/scenario.schema.json).
 */
import { canonicalName, noPlanName, NotAServerName } from '../kst/names.ts';
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
        throw new InputError(file, json.place(`/commands/${index}/${wrong.field}`), wrong.expected);
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

/** What a schema cannot say of names. */
function wrongName(command: Command): { readonly field: string; readonly expected: string } | null {
  if ('server' in command) {
    try {
      canonicalName(command.server);
    } catch (error) {
      if (!(error instanceof NotAServerName)) throw error;
      return { field: 'server', expected: `expected a server name: ${error.expected}` };
    }
  }
  const name = 'plan' in command ? noPlanName(command.plan) : null;
  return name === null ? null : { field: 'plan', expected: `expected ${name}` };
}
