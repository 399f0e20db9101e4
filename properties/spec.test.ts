/**
 * The files of spec/ fit their schemas, and say what the rules say.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { knownServersProject } from '../src/cli/built-in.ts';
import { specScenarios } from '../src/cli/scenarios.ts';
import { specAssumptions, specEntries } from '../src/cli/spec.ts';
import { scenarioSchema } from '../src/inputs/scenario.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { rulebooks } from './rulebooks.ts';
import { temporaryFolder } from './temporary.ts';

const spec = join(import.meta.dirname, '..', 'spec');
const json = (file: string) => JSON.parse(readFileSync(join(spec, file), 'utf8'));

interface Told {
  readonly id: string;
  readonly name: string;
  readonly question: string;
  readonly choices: readonly { readonly choice: string; readonly default: boolean; readonly says: string }[];
}

test('the assumptions of spec/ are those of the rules', () => {
  const { assumptions: entries } = json('assumptions.json') as { assumptions: readonly Told[] };
  const inOrder = (choices: Told['choices']): readonly string[] =>
    choices.toSorted((a, b) => Number(b.default) - Number(a.default)).map(({ choice }) => choice);
  const told = entries.map(({ id, name, question, choices }) => [name, { id, asks: question, choices: inOrder(choices) }]);
  expect(Object.fromEntries(told)).toEqual(knownServersTable().assumptions);
  const withoutDefaults = entries.map((entry) => ({ ...entry, choices: entry.choices.map(({ default: _, ...choice }) => choice) }));
  expect(specAssumptions(knownServersProject())).toEqual(withoutDefaults);
});

describe('schemas', () => {
  const ajv = () => new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, discriminator: true });

  test.for(['claims', 'assumptions', 'choices'])('spec/%s.json fits its schema', (name) => {
    const validate = ajv().compile(json(`schema/${name}.schema.json`));
    expect(validate(json(`${name}.json`)), JSON.stringify(validate.errors)).toBe(true);
  });

  test.for(readdirSync(join(spec, 'schema')))('%s is a schema with a title, and refuses what it does not know', (file) => {
    const schema = json(`schema/${file}`);
    expect(schema.title).toMatch(/\w/);
    const others = readdirSync(join(spec, 'schema')).filter((other) => other !== file).map((other) => json(`schema/${other}`));
    expect(ajv().addSchema(others).compile(schema)({ surely: 'not' })).toBe(false);
  });

  test('every JSON file of spec/ names its schema', () => {
    const files = readdirSync(spec, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.json') && !name.startsWith('schema'))) {
      const schema = join(spec, file, '..', json(file).$schema);
      expect(readFileSync(schema, 'utf8')).toContain('json-schema.org');
    }
  });

  test('that of scenarios is made of the rules (npx vitest -u writes it)', async () => {
    const text = `${JSON.stringify(scenarioSchema(knownServersTable()), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../spec/schema/scenario.schema.json');
  });

  test.for(rulebooks)('that of scenarios of the $name takes each command and each event, and no other', ({ project }) => {
    const { specification } = project();
    const validate = ajv().compile(scenarioSchema(specification));
    const { commands } = specification.alphabets[0]!;
    const examples = Object.values(specification.events).flatMap(({ example }) => (example === undefined ? [] : [example]));
    const [reason] = Object.keys(specification.refusals);
    const fits = (command: object, expected: object): boolean => validate({ commands: [{ ...command, expect: expected }] });
    for (const command of commands) {
      expect(fits(command, { events: examples, rejected: reason }), JSON.stringify(validate.errors)).toBe(true);
      expect(fits({ ...command, more: 1 }, {})).toBe(false);
    }
    expect(fits({ do: 'nothing' }, {})).toBe(false);
    for (const wrong of [{ events: ['14493'] }, { rejected: 'because' }, { surely: 'not' }]) expect(fits(commands[0]!, wrong)).toBe(false);
  });
});

describe('the spec/ of a project', () => {
  const folder = temporaryFolder();
  const project = { ...knownServersProject(), folder };
  const write = (file: string, text: string): void => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  test('may be missing: assumptions are asked all the same, and there are no claims, choices and scenarios', () => {
    expect(specScenarios(project)).toEqual([]);
    expect(specEntries(project).map(({ id }) => id)).toEqual(['A1', 'A2', 'A3', 'A4']);
    expect(specEntries(project)[0]!.details).toEqual(['assumption, --dialect restart-winner=...', 'um (default)', 'topology']);
  });

  test('is refused where it is wrong, with file and place', () => {
    const refused = (file: string, text: string, expected: string): void => {
      write(file, text);
      expect(() => [specEntries(project), specScenarios(project)]).toThrow(expected);
      rmSync(join(folder, file));
    };
    refused('spec/claims.json', '{"claims": [', 'spec/claims.json:1:13: expected more JSON');
    refused('spec/claims.json', '{"claim": []}', 'spec/claims.json:1:1: expected an object with a list "claims"');
    refused('spec/choices.json', '{"choices": [{"id": "F1"}, {}]}', ':1:28 (at /choices/1): expected an object with a text "id"');
    refused('spec/choices.json', 'null', 'spec/choices.json:1:1: expected an object with a list "choices"');
    refused('spec/scenarios/a.json', '{}', 'spec/scenarios/a.json:1:1: expected a field "commands"');
  });
});
