/**
 * Commands: everything that can happen to the table. Four are about one server, four about RTCSRV.
 */
import { noPlanName, noServerName, visible } from './names.ts';
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

/** A value that is no command, which the types would have told: a mistake of the caller, and no refusal. */
export class NotACommand extends Error {
  override readonly name = 'NotACommand';
}

/**
 * Checks the fields of a command, but not whether its server is a name: `wrongName` tells.
 *
 * @throws NotACommand for an unknown kind of command, or a field that is missing or is not what it must be.
 */
export function checkCommand(command: Command): void {
  if (typeof command !== 'object' || command === null) throw expected('an object with a field do', command);
  switch (command.do) {
    case 'pool.add':
      checkServer(command);
      if (!Number.isInteger(command.version) || command.version < 1 || command.version > 9) {
        throw expected('version to be a whole number from 1 to 9', command.version);
      }
      return;
    case 'pool.remove':
      return checkServer(command);
    case 'dialPlan.host':
      checkServer(command);
      checkPlan(command);
      if (!uriTypes.includes(command.uriType)) throw expected(`uriType to be one of ${uriTypes.join(', ')}`, command.uriType);
      return;
    case 'dialPlan.unhost':
      checkServer(command);
      return checkPlan(command);
    case 'umRouting.discover':
    case 'rtcsrv.start':
    case 'rtcsrv.stop':
    case 'rtcsrv.restart':
      return;
    default:
      throw expected('do to be a kind of command such as pool.add', (command as { readonly do: unknown }).do);
  }
}

/** The first name in a command that is none, and what was expected in its place; null when all are names. */
export function wrongName(command: Command): { readonly field: 'server' | 'plan'; readonly expected: string } | null {
  const noServer = 'server' in command ? noServerName(command.server) : null;
  if (noServer !== null) return { field: 'server', expected: `a server name: ${noServer}` };
  const noPlan = 'plan' in command ? noPlanName(command.plan) : null;
  return noPlan === null ? null : { field: 'plan', expected: noPlan };
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

const uriTypes: readonly UriType[] = ['SipName', 'TelExtn', 'E164'];

function checkServer({ server }: ServerCommand): void {
  if (typeof server !== 'string') throw expected('server to be a text', server);
}

function checkPlan({ plan }: { readonly plan: string }): void {
  const name = typeof plan === 'string' ? noPlanName(plan) : 'a dial plan name';
  if (name !== null) throw expected(`plan to be ${name}`, plan);
}

function expected(what: string, value: unknown): NotACommand {
  const got = typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' && value !== null ? 'an object' : String(value);
  return new NotACommand(`not a command: expected ${what}, got ${got}`);
}
