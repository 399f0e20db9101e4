/**
 * Commands: everything that can happen to the table. Four are about one server, four about RTCSRV.
 */
import { canonicalName, noPlanName, noServerName } from './names.ts';
import type { Field, Specification } from '../engine/specification.ts';
import type { UriType, Version } from './state.ts';
import type { Kst } from './words.ts';

export type ServerCommand = Readonly<
  | { do: 'pool.add'; server: string; version: Version }
  | { do: 'pool.remove'; server: string }
  | { do: 'dialPlan.host'; server: string; plan: string; uriType: UriType }
  | { do: 'dialPlan.unhost'; server: string; plan: string }
>;

/** A command about RTCSRV and its UM Routing, and so about every server. */
export interface RtcsrvCommand {
  readonly do: 'umRouting.discover' | 'rtcsrv.start' | 'rtcsrv.stop' | 'rtcsrv.restart';
}

export type Command = ServerCommand | RtcsrvCommand;
export type CommandKind = Command['do'];

/** Whether the command is about one server. */
export function isServerCommand(command: Command): command is ServerCommand {
  return 'server' in command;
}

/** A server's name: one spelling under which the table holds it (F1). */
export const serverField = (normal = canonicalName): Field => ({
  is: 'subject',
  check: (text) => withKind('a server name', noServerName(text)),
  normal,
  examples: ['ex1.contoso.com', 'ex10.contoso.com', 'ex2.contoso.com', 'ex3.contoso.com', 'ex4.contoso.com'],
});

const planField = (): Field => ({ is: 'text', check: noPlanName, examples: ['DP1', 'DP2', 'DP3'] });
const versionField = (): Field => ({ is: 'number', from: 1, to: 9, examples: [5, 6, 1, 9] });
const uriTypeField = (): Field => ({ is: 'one of', values: ['SipName', 'TelExtn', 'E164'] });

export const commandWords = (
  server = serverField(), plan = planField(), version = versionField(), uriType = uriTypeField(),
): Specification<Kst>['commands'] => ({
  'pool.add': { says: 'A trusted application pool is added to the topology', fields: { server, version }, weight: 5 },
  'pool.remove': { says: 'The trusted application pool is taken out of the topology (option 1)', fields: { server }, weight: 4 },
  'dialPlan.host': { says: 'The server takes on a dial plan', fields: { server, plan, uriType }, weight: 5 },
  'dialPlan.unhost': { says: 'The server gives a dial plan up', fields: { server, plan }, weight: 4 },
  'umRouting.discover': { says: 'UM Routing looks again which servers host a SipName dial plan', fields: {}, weight: 7 },
  'rtcsrv.start': { says: 'RTCSRV starts, and UM Routing with it', fields: {}, weight: 4 },
  'rtcsrv.stop': { says: 'RTCSRV stops, and UM Routing with it', fields: {}, weight: 2 },
  'rtcsrv.restart': { says: 'RTCSRV stops and starts (option 2)', fields: {}, weight: 2 },
});

/** Why a command is refused, which leaves everything as it was (F11). */
export type Refusal = 'pool-exists' | 'no-such-pool' | 'plan-already-hosted' | 'plan-not-hosted' | 'not-running' | 'already-running';

export const refusals = (): Specification<Kst>['refusals'] => ({
  'pool-exists': 'the server has a trusted application pool already',
  'no-such-pool': 'the server has no trusted application pool',
  'plan-already-hosted': 'the server hosts that dial plan already',
  'plan-not-hosted': 'the server does not host that dial plan',
  'not-running': 'RTCSRV is stopped',
  'already-running': 'RTCSRV runs already',
});

function withKind(kind: string, expected: string | null) {
  return expected === null ? null : `${kind}: ${expected}`;
}
