/**
 * Checks a value against a JSON Schema, and says in one line what was expected, and where.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { escaped } from './json.ts';
import type { ErrorObject } from 'ajv';

/** What is wrong first: the JSON pointer of the place, which part of it is meant, and what was expected there. */
interface Mismatch {
  readonly pointer: string;
  readonly part: 'value' | 'field';
  readonly expected: string;
}

/** A checker for a schema: null for a value that fits. */
export function schemaChecker(schema: object): (value: unknown) => Mismatch | null {
  // The schemas are the kit's own: its tests check them, and a checker of few values need not be optimised.
  const options = { strict: true, allowUnionTypes: true, discriminator: true, validateSchema: false, code: { optimize: false } };
  const validate = new Ajv2020(options).compile(schema);
  return (value) => (validate(value) ? null : describe(validate.errors![0]!));
}

function describe({ instancePath: pointer, keyword, params }: ErrorObject): Mismatch {
  if (keyword !== 'additionalProperties') {
    const expected = expectedBy[keyword]?.(params) ?? 'one of the shapes that the schema lists';
    return { pointer, part: 'value', expected: `expected ${expected}` };
  }
  const name = String(params['additionalProperty']);
  return { pointer: `${pointer}/${escaped(name)}`, part: 'field', expected: `expected no field ${JSON.stringify(name)} here` };
}

const expectedBy: Readonly<Record<string, (params: Readonly<Record<string, any>>) => string>> = {
  required: ({ missingProperty }) => `a field ${JSON.stringify(missingProperty)}`,
  enum: ({ allowedValues }) => `one of ${allowedValues.map((value: unknown) => JSON.stringify(value)).join(', ')}`,
  const: ({ allowedValue }) => JSON.stringify(allowedValue),
  type: ({ type }) => [type].flat().map((each: string) => types[each] ?? each).join(' or '),
  minimum: ({ limit }) => `a number not below ${limit}`,
  maximum: ({ limit }) => `a number not above ${limit}`,
  minLength: () => 'a text that is not empty',
  minItems: ({ limit }) => `at least ${limit} items`,
  maxItems: ({ limit }) => `at most ${limit} items`,
  uniqueItems: () => 'no item twice',
  pattern: ({ pattern }) => `a text like ${pattern}`,
};

const types: Readonly<Record<string, string>> = {
  object: 'an object', array: 'a list', string: 'a text', integer: 'a whole number', number: 'a number',
  boolean: 'true or false', null: 'null',
};
