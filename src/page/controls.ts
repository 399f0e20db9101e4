/**
 * The commands of any rulebook as the page offers them, by their own names.
 */
import { isField } from '../engine/fields.ts';
import { titled } from '../reports/plain-text.ts';
import type { Field } from '../engine/specification.ts';
import type { Controls, ShownRulebook } from './presentation.ts';

/** One for each command, in their order. */
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function controlsOf(rulebook: ShownRulebook): Controls {
  const kinds = Object.keys(rulebook.commands);
  const fields = kinds.flatMap((kind) => Object.entries<Field>(rulebook.commands[kind]!.fields));
  return {
    rulebook,
    commands: Object.fromEntries(kinds.map((kind, index) => [kind, { label: titled(kind), letter: letters[index]! }])),
    fields: Object.fromEntries(fields.map(([name, field]) => [name, { label: titled(name), first: firstOf(field)! }])),
  };
}

function firstOf(field: Field): string | number | undefined {
  if (field.is === 'list') return isField(field.of) ? firstOf(field.of) : '[]';
  return (field.is === 'one of' ? field.values : field.examples)[0];
}
