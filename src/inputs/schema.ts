/**
 * Checks a value against a JSON Schema, and says in one line what was expected, and where.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { escaped } from './json.ts';
import type { ErrorObject, ValidateFunction } from 'ajv';

/** What is wrong first: the JSON pointer of the place, which part of it is meant, and what was expected there. */
export interface Mismatch {
  readonly pointer: string;
  readonly part: 'value' | 'field';
  readonly expected: string;
}

/** A checker for a schema: null for a value that fits. */
export function schemaChecker(schema: object): (value: unknown) => Mismatch | null {
  // The schemas are the kit's own: its tests check them, and a checker of few values need not be optimised.
  const options = { strict: true, allowUnionTypes: true, discriminator: true, validateSchema: false, code: { optimize: false } };
  const validate: ValidateFunction = new Ajv2020(options).compile(schema);
  return (value) => (validate(value) ? null : describe(validate.errors![0]!));
}

function describe({ instancePath: pointer, keyword, params }: ErrorObject): Mismatch {
  const expected = (text: string): Mismatch => ({ pointer, part: 'value', expected: `expected ${text}` });
  switch (keyword) {
    case 'required':
      return expected(`a field ${JSON.stringify(params['missingProperty'])}`);
    case 'additionalProperties':
      return noField(pointer, String(params['additionalProperty']));
    case 'enum':
      return expected(`one of ${(params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`);
    case 'const':
      return expected(JSON.stringify(params['allowedValue']));
    case 'type':
      return expected([params['type'] as string | readonly string[]].flat().map(article).join(' or '));
    case 'minimum':
      return expected(`a number not below ${params['limit']}`);
    case 'maximum':
      return expected(`a number not above ${params['limit']}`);
    case 'minLength':
      return expected('a text that is not empty');
    case 'minItems':
      return expected(`at least ${params['limit']} items`);
    case 'maxItems':
      return expected(`at most ${params['limit']} items`);
    case 'uniqueItems':
      return expected('no item twice');
    case 'pattern':
      return expected(`a text like ${params['pattern']}`);
    default:
      return expected('one of the shapes that the schema lists');
  }
}

function noField(pointer: string, name: string): Mismatch {
  return { pointer: `${pointer}/${escaped(name)}`, part: 'field', expected: `expected no field ${JSON.stringify(name)} here` };
}

function article(type: string): string {
  return types[type] ?? type;
}

const types: Readonly<Record<string, string>> = {
  object: 'an object',
  integer: 'a whole number',
  array: 'a list',
  string: 'a text',
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
};
