/**
 * The files of spec/ fit their schemas, and say what the rules say.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { assumptions } from '../src/kst/dialect.ts';

const spec = join(import.meta.dirname, '..', 'spec');
const json = (file: string) => JSON.parse(readFileSync(join(spec, file), 'utf8'));

test('the assumptions of spec/ are those of the rules', () => {
  const { assumptions: entries } = json('assumptions.json') as { assumptions: { name: string; choices: { choice: string; default: boolean }[] }[] };
  const told = entries.map(({ name, choices }) => [name, choices.toSorted((a, b) => Number(b.default) - Number(a.default)).map(({ choice }) => choice)]);
  expect(Object.fromEntries(told)).toEqual(assumptions());
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
    for (const file of readdirSync(spec, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && !name.startsWith('schema'))) {
      const schema = join(spec, file, '..', json(file).$schema);
      expect(readFileSync(schema, 'utf8')).toContain('json-schema.org');
    }
  });
});
