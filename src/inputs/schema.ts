/**
 * JSON of a JSON Schema: says in one line what was expected, and where.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { InputError } from './input-error.ts';
import { escaped, type JsonText, readJson } from './json.ts';

/** A reader of JSON that fits a schema; it throws InputError for any other. */
export function schemaReader(schema: object): (text: string, file: string) => JsonText {
  // The schemas are the kit's own: its tests check them, and a checker of few values need not be optimised.
  const options = { strict: true, allowUnionTypes: true, discriminator: true, validateSchema: false, code: { optimize: false } };
  const validate = new Ajv2020(options).compile(schema);
  return (text, file) => {
    const json = readJson(text, file);
    if (validate(json.value)) return json;
    const { instancePath: pointer, keyword, params } = validate.errors![0]!;
    if (keyword !== 'additionalProperties') {
      const expected = expectedBy[keyword]?.(params) ?? 'one of the shapes that the schema lists';
      throw new InputError(file, json.place(pointer), `expected ${expected}`);
    }
    const name = String(params['additionalProperty']);
    throw new InputError(file, json.place(`${pointer}/${escaped(name)}`, 'field'), `expected no field ${JSON.stringify(name)} here`);
  };
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
