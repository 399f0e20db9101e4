/**
 * Ids: each is there once, each is cited, and each citation leads somewhere.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { specEntries, specScenarios } from '../src/cli/files.ts';
import { assumptions } from '../src/kst/dialect.ts';
import { eventCatalogue } from '../src/kst/event-catalogue.ts';
import { allInvariants } from '../src/kst/invariants/index.ts';
import { rulebook } from '../src/kst/rules/index.ts';

const spec = join(import.meta.dirname, '..', 'spec');
const json = (file: string) => JSON.parse(readFileSync(join(spec, file), 'utf8'));
const rules = () => Object.values(rulebook()).flat();

describe('ids', () => {
  test.for([
    ['claims', 'C', 20, () => specEntries().filter(({ id }) => id.startsWith('C'))],
    ['assumptions', 'A', 4, () => specEntries().filter(({ id }) => id.startsWith('A'))],
    ['choices', 'F', 11, () => specEntries().filter(({ id }) => id.startsWith('F'))],
  ] as const)('of %s count from 1', ([, letter, count, entries]) => {
    expect(entries().map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));
  });

  test.for([
    ['rules', 'R', () => rules()],
    ['invariants', 'I', () => allInvariants()],
  ] as const)('of %s are unique and in order', ([, letter, entries]) => {
    const ids = entries().map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const id of ids) expect(id).toMatch(new RegExp(`^${letter}\\d\\d$`));
  });
});

describe('sentences', () => {
  test('are there, all different, and without a final dot where they are names', () => {
    const sentences = [...rules(), ...allInvariants()].map(({ says }) => says);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.{10,140}[^.\s]$/);
  });
});

describe('citations', () => {
  const citing = () => [...rules(), ...allInvariants(), ...eventCatalogue()];

  test('lead to entries of spec/, each named once', () => {
    const known = new Set(specEntries().map(({ id }) => id));
    for (const { cites } of citing()) {
      expect(cites.length).toBeGreaterThan(0);
      expect(new Set(cites).size).toBe(cites.length);
      for (const id of cites) expect(known).toContain(id);
    }
    for (const { scenario } of specScenarios()) for (const id of scenario.cites) expect(known).toContain(id);
  });

  test('leave out no claim, assumption or choice', () => {
    const cited = new Set([...rules(), ...allInvariants()].flatMap(({ cites }) => cites));
    expect(specEntries().map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
  });

  test('leave no claim without an invariant', () => {
    const cited = new Set(allInvariants().flatMap(({ cites }) => cites));
    expect(specEntries().map(({ id }) => id).filter((id) => id.startsWith('C') && !cited.has(id))).toEqual([]);
  });
});

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
    const others = file === 'verify.schema.json' ? [json('schema/simulate.schema.json')] : [];
    expect(ajv().addSchema(others).compile(schema)({ surely: 'not' })).toBe(false);
  });

  test('every JSON file of spec/ names its schema', () => {
    for (const file of readdirSync(spec, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && !name.startsWith('schema'))) {
      const schema = join(spec, file, '..', json(file).$schema);
      expect(readFileSync(schema, 'utf8')).toContain('json-schema.org');
    }
  });
});
