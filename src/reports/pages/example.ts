/**
 * Examples of commands, in a line.
 */
import { commandText } from '../../kst/commands.ts';
import { assumptions, defaultDialect } from '../../kst/dialect.ts';
import { code } from './markdown.ts';
import type { Command } from '../../kst/commands.ts';
import type { AssumptionName, Dialect } from '../../kst/dialect.ts';
import type { Example } from '../../kit/tables/examples.ts';

/** The commands, and the dialect where it is not the default one. */
export function exampleText({ commands, dialect }: Example): string {
  const others = otherChoices(dialect);
  return `${commandsText(commands)}${others === '' ? '' : `, with ${code(others)}`}`;
}

/** Commands in a line; where they are about one server alone, its name and the plan's go without saying. */
export function commandsText(commands: readonly Command[]): string {
  const servers = new Set(commands.flatMap((command) => ('server' in command ? [command.server] : [])));
  return commands.length === 0 ? '(nothing)' : commands.map((command) => code(servers.size > 1 ? commandText(command) : briefly(command))).join(' → ');
}

/** The choices of a dialect that are not defaults. */
export function otherChoices(dialect: Dialect): string {
  const names = Object.keys(assumptions()) as AssumptionName[];
  return names.filter((name) => dialect[name] !== defaultDialect()[name]).map((name) => `${name}=${dialect[name]}`).join(', ');
}

function briefly(command: Command): string {
  return command.do === 'pool.add' ? `${command.do} ${command.version}` : command.do;
}
