/**
 * Examples of commands, in a line.
 */
import { systemOf } from '../../engine/rules/system.ts';
import { fieldText, varyingFields } from '../../engine/table/rows.ts';
import { code } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Example } from '../../engine/table/examples.ts';

/** The commands, and the dialect where it is not the default one. */
export function exampleText(specification: Specification, { commands, dialect }: Example): string {
  const { usual } = systemOf(specification).dialects;
  const others = Object.entries<string>(dialect).filter(([name, choice]) => choice !== usual[name]);
  const told = others.map(([name, choice]) => `${name}=${choice}`).join(', ');
  return `${commandsText(specification, commands)}${told === '' ? '' : `, with ${code(told)}`}`;
}

/** Commands in a line; where they are about one part alone, what the first alphabet does not vary goes without saying. */
export function commandsText(specification: Specification, commands: readonly { readonly do: string }[]): string {
  const system = systemOf(specification);
  const named = commands.map((command) => fieldText(command, system.subjectFieldOf(command.do) ?? ''));
  const subjects = new Set(named.filter((name) => name !== ''));
  const varying = varyingFields(specification.alphabets[0]!.commands);
  const briefly = (command: { readonly do: string }): string =>
    [command.do, ...varying.filter((field) => field in command).map((field) => fieldText(command, field))].join(' ');
  return commands.map((command) => code(subjects.size > 1 ? system.text(command) : briefly(command))).join(' → ') || '(nothing)';
}
