/**
 * Random commands and sequences of any specification, made of its fields. Sized and biased so that much happens to few parts: the
 * defaults of fast-check give sequences of about five commands, which miss a four-step fault for thousands of runs.
 */
import { isField } from '../fields.ts';
import { systemOf } from '../rules/system.ts';
import type FastCheck from 'fast-check';
import type { Command, CommandWord, Field, ListField, Specification, Words } from '../specification.ts';

type Fc = typeof FastCheck;

/** How large a sequence may be. */
export interface SequenceSize {
  /** Maximum number of parts; 3 unless told. */
  readonly parts?: number;
  /** Maximum number of commands; 80 unless told. */
  readonly commands?: number;
}

/** Different names of parts, in their normal form: as many as asked, unless the examples of the fields are fewer. */
export function namesOfParts(fc: Fc, specification: Specification): (count: number) => FastCheck.Arbitrary<readonly string[]> {
  const name = specification.random?.name?.(fc); // made once: that takes longer than many names
  if (name !== undefined) return (count) => fc.uniqueArray(name, { minLength: count, maxLength: count });
  const names = [...systemOf(specification).exampleNames];
  return (count) => {
    const length = Math.min(count, names.length);
    return fc.shuffledSubarray(names, { minLength: length, maxLength: length });
  };
}

/** A command about one of the given parts, or about the whole; each kind as often as its weight says. */
export function command<W extends Words>(
  fc: Fc,
  { commands, random }: Specification<W>,
  names: readonly string[],
): FastCheck.Arbitrary<Command<W>> {
  const given = random?.fields?.(fc) ?? {};
  const subject = fc.constantFrom(...names).chain((name) => random?.spelling?.(fc, name) ?? fc.constant(name));
  const kinds = (Object.entries(commands) as [string, CommandWord<any>][]).map(([kind, { fields, weight = 1 }]) => {
    const values = Object.entries<Field>(fields).map(([name, field]) => [name, given[name] ?? valueOf(fc, field, subject)] as const);
    const made = values.length === 0 ? fc.constant({ do: kind }) : fc.record({ do: fc.constant(kind), ...Object.fromEntries(values) });
    return { weight, arbitrary: made as unknown as FastCheck.Arbitrary<Command<W>> };
  });
  return fc.oneof(...kinds);
}

/** One part or two come more often than more: the fewer they are, the more happens to each. */
export function numberOfParts(fc: Fc, most: number): FastCheck.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: 1, max: Math.min(2, most) }), fc.integer({ min: 1, max: most }));
}

/** A sequence of commands about a few parts, from the start on; all lengths up to the greatest are as likely. */
export function commandSequence<W extends Words>(
  fc: Fc,
  specification: Specification<W>,
  { parts = 3, commands: most = 80 }: SequenceSize = {},
): FastCheck.Arbitrary<readonly Command<W>[]> {
  return numberOfParts(fc, parts)
    .chain(namesOfParts(fc, specification))
    .chain((names) => fc.array(command(fc, specification, names), { maxLength: most, size: 'max' }));
}

function valueOf(fc: Fc, field: Field, subject: FastCheck.Arbitrary<string>) {
  switch (field.is) {
    case 'subject':
      return subject;
    case 'text':
      return fc.constantFrom(...field.examples);
    case 'number':
      return fc.oneof(fc.constantFrom(...field.examples), fc.integer({ min: field.from, max: field.to }));
    case 'one of':
      return fc.constantFrom(...field.values);
    case 'list':
      return fc.array(itemOf(fc, field, subject), { minLength: field.count ?? 0, maxLength: field.count ?? longestList, size: 'max' });
  }
}

/** Maximum length of a list in a random command. */
const longestList = 3;

function itemOf(fc: Fc, { of }: ListField, subject: FastCheck.Arbitrary<string>): FastCheck.Arbitrary<unknown> {
  if (isField(of)) return valueOf(fc, of, subject);
  return fc.record(Object.fromEntries(Object.entries(of).map(([name, field]) => [name, valueOf(fc, field, subject)])));
}
