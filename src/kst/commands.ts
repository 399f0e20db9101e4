/**
 * Commands: everything that can happen to the table. Four are about one server, four about RTCSRV.
 */
import { visible } from './names.ts';
import type { UriType, Version } from './state.ts';

export type Command =
  | { readonly do: 'pool.add'; readonly server: string; readonly version: Version }
  | { readonly do: 'pool.remove'; readonly server: string }
  | { readonly do: 'dialPlan.host'; readonly server: string; readonly plan: string; readonly uriType: UriType }
  | { readonly do: 'dialPlan.unhost'; readonly server: string; readonly plan: string }
  | ServiceCommand;

/** A command about RTCSRV and its UM Routing, and so about every server. */
export interface ServiceCommand {
  readonly do: 'umRouting.discover' | 'rtcsrv.start' | 'rtcsrv.stop' | 'rtcsrv.restart';
}

export type CommandKind = Command['do'];
export type ServerCommand = Exclude<Command, ServiceCommand>;

/** Why a command is refused, which leaves everything as it was (F11). */
export type Refusal =
  | 'pool-exists'
  | 'no-such-pool'
  | 'plan-already-hosted'
  | 'plan-not-hosted'
  | 'not-running'
  | 'already-running';

/** Whether the command is about one server. */
export function isServerCommand(command: Command): command is ServerCommand {
  return 'server' in command;
}

/** The command as one line of text, fit to be shown: `pool.add ex1.contoso.com 6`. */
export function commandText(command: Command): string {
  return visible(wordsOf(command));
}

function wordsOf(command: Command): string {
  switch (command.do) {
    case 'pool.add':
      return `${command.do} ${command.server} ${command.version}`;
    case 'pool.remove':
      return `${command.do} ${command.server}`;
    case 'dialPlan.host':
      return `${command.do} ${command.server} ${quoted(command.plan)} ${command.uriType}`;
    case 'dialPlan.unhost':
      return `${command.do} ${command.server} ${quoted(command.plan)}`;
    case 'umRouting.discover':
    case 'rtcsrv.start':
    case 'rtcsrv.stop':
    case 'rtcsrv.restart':
      return command.do;
  }
}

function quoted(plan: string): string {
  return /^[\w.-]+$/.test(plan) ? plan : JSON.stringify(plan);
}
