/**
 * The names and numbers of the narrow alphabet in the place of those that chance has chosen, so that one fault is told in the
 * same words whoever found it.
 */
import type { Command } from '../../kst/commands.ts';

const simpleServers = ['ex1.contoso.com', 'ex10.contoso.com', 'ex2.contoso.com', 'ex3.contoso.com', 'ex4.contoso.com'];

type Simplify = (commands: readonly Command[]) => readonly Command[];

/** Each puts plainer names and numbers in the place of others; the first are tried first. */
export const simplifications: readonly Simplify[] = [
  (commands) => withServers(commands, plainName),
  (commands) => withServers(commands, (server) => spelledLike(plainName(server), server)),
  (commands) => withServers(commands, (server) => server.replace(/\.$/, '')),
  (commands) => withServers(commands, (server) => server.toLowerCase()),
  ...range(5).map((index): Simplify => (commands) => {
    const rename = swapped(commands.flatMap((command) => ('server' in command ? [plainName(command.server)] : [])), index, simpleServers[index]!);
    return withServers(commands, (server) => spelledLike(rename(plainName(server)), server));
  }),
  (commands) => withPlans(commands, () => 'DP1'),
  ...range(3).map((index): Simplify => (commands) => withPlans(commands, swapped(commands.flatMap((command) => ('plan' in command ? [command.plan] : [])), index, `DP${index + 1}`))),
  (commands) => commands.map((command) => ('uriType' in command ? { ...command, uriType: 'SipName' } : command)),
  (commands) => withVersions(commands, () => 5),
  ...range(2).map((index): Simplify => (commands) => withVersions(commands, swapped(commands.flatMap((command) => ('version' in command ? [command.version] : [])), index, 5 + index))),
];

/** Puts `simple` in the place of the `index`-th of some values, and that one in the place of `simple`. */
function swapped<T>(values: readonly T[], index: number, simple: T): (value: T) => T {
  const other = [...new Set(values)][index] ?? simple;
  return (value) => (value === other ? simple : value === simple ? other : value);
}

function withServers(commands: readonly Command[], rename: (server: string) => string): readonly Command[] {
  return commands.map((command) => ('server' in command ? { ...command, server: rename(command.server) } : command));
}

function withPlans(commands: readonly Command[], rename: (plan: string) => string): readonly Command[] {
  return commands.map((command) => ('plan' in command ? { ...command, plan: rename(command.plan) } : command));
}

function withVersions(commands: readonly Command[], renumber: (version: number) => number): readonly Command[] {
  return commands.map((command) => ('version' in command ? { ...command, version: renumber(command.version) } : command));
}

function plainName(server: string): string {
  return server.toLowerCase().replace(/\.$/, '');
}

/** A name in capitals if that one has some, with a dot if that one has one. */
function spelledLike(name: string, server: string): string {
  return `${server === server.toLowerCase() ? name : name.toUpperCase()}${server.endsWith('.') ? '.' : ''}`;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
