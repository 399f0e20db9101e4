/**
 * Effects: what a rule does, as data, so that a report can print it and a mutant can change it. Table and log follow from the same
 * effect, so that they cannot drift apart unnoticed. An effect that speaks of a pool or plan that is not there does nothing.
 */
import { compareNames } from '../engine/text.ts';
import { tableOf } from './state.ts';
import type { Specification } from '../engine/specification.ts';
import type { ServerCommand } from './commands.ts';
import type { Model } from './rulebook.ts';
import type { Server, Version } from './state.ts';
import type { Kst } from './words.ts';

/** Which version an effect speaks of: `any` is UM Routing's 0 (C12), `pool` that of the server's pool (C4). */
export type Which = 'any' | 'pool';

/** An effect on the server that the rule was asked about. */
export type ServerEffect = Readonly<
  /** The pool, or the plan, that the command names is there, or no longer. */
  | { do: 'set-pool' | 'clear-pool' | 'add-plan' | 'drop-plan' }
  /** The entry is listed: 14493. */
  | { do: 'list'; version: Which }
  /** The entry is taken out: 14495. */
  | { do: 'unlist'; version: Which }
  /** The offered entry meets another one: both are out, the conflict is open: 14563. */
  | { do: 'evict'; offered: Which }
  /** 14495 for an entry that the eviction took out (A2). */
  | { do: 'log-evicted'; version: Which }
  /** UM Routing's own add was refused: 44030. */
  | { do: 'warn' }
  /** The entry is there without an event of its own: 14492 lists it (F6). */
  | { do: 'enter'; version: Which }
  /** Nothing is listed any more, and no event says so (F7). */
  | { do: 'forget' }
  /** UM Routing counts the server among those found, or no longer. */
  | { do: 'claim' | 'release' }
  /** C11's two events. */
  | { do: 'log-found' | 'log-lost' }
  /** The open conflict is settled, or over. */
  | { do: 'settle' | 'close' }
>;

/** An effect on RTCSRV, or on the log of all servers. */
export type RtcsrvEffect = Readonly<
  | { do: 'run' | 'halt' }
  /** 14492 with the whole table; 44024 with the servers that host a SipName dial plan. */
  | { do: 'log-known' | 'log-hosting' }
>;

/** The tables that are no command's own but are asked by the rules of others. */
export type ConsultedTable = 'boot' | 'find' | 'cycle' | 'offer' | 'shutdown';

type ServerEffects = Specification<Kst>['partEffects'];

export const serverEffects = (): ServerEffects => ({
  'set-pool': { ...plain('set-pool', 'the pool is there', 'clear-pool'),
    change: (server, command) => (command.do === 'pool.add' ? { ...server, pool: command.version } : server) },
  'clear-pool': { ...plain('clear-pool', 'the pool is gone', 'set-pool'), change: becomes({ pool: null }) },
  'add-plan': { ...plain('add-plan', 'the plan is hosted', 'drop-plan'),
    change: (server, command) => (command.do === 'dialPlan.host' ? withPlan(server, command) : server) },
  'drop-plan': { ...plain('drop-plan', 'the plan is no longer hosted', 'add-plan'),
    change: (server, command) => 
      command.do === 'dialPlan.unhost' ? { ...server, plans: server.plans.filter(({ plan }) => plan !== command.plan) } : server },
  list: { ...ofEntry('list', (entry) => `list ${entry} (14493)`, (version) => [{ do: 'enter', version }]), change: lists, ...logs(14493) },
  unlist: {
    ...ofEntry('unlist', (entry) => `unlist ${entry} (14495)`, (version) => [{ do: 'forget' }, { do: 'log-evicted', version }]),
    change: (server, _command, { version }) => ({ ...server, known: server.known.filter((each) => each !== versionOf(server, version)) }),
    ...logs(14495),
  },
  evict: {
    text: ({ offered }) => `evict what is listed and ${words[offered]}, which is offered (14563): the conflict is open`,
    all: which.map((offered) => ({ do: 'evict', offered })),
    near: ({ offered }) => [
      { do: 'evict', offered: other(offered) },
      { do: 'forget' },
      ...which.map((version) => ({ do: 'unlist', version }) as const),
    ],
    change: (server, _command, { offered }) => (versionOf(server, offered) === null ? server : { ...server, known: [], conflict: 'open' }),
    log: (server, _command, { offered }, name) => {
      const one = versionOf(server, offered);
      return one === null ? null : { id: 14563, server: name, versions: lowAndHigh(server.known[0] ?? one, one) };
    },
    logs: '14563',
  },
  'log-evicted': { ...ofEntry('log-evicted', (entry) => `log that ${entry} is out (14495)`, () => [{ do: 'warn' }]), ...logs(14495) },
  warn: { ...plain('warn', 'warn (44030)', 'log-lost'),
    log: (_server, _command, _effect, name) => ({ id: 44030, server: name }), logs: '44030' },
  enter: { ...ofEntry('enter', (entry) => `list ${entry}, without an event`, (version) => [{ do: 'list', version }]), change: lists },
  forget: { text: () => 'list nothing, without an event', all: [{ do: 'forget' }], change: becomes({ known: [] }) },
  claim: { ...plain('claim', 'UM Routing claims the server', 'release'), change: becomes({ claimed: true }) },
  release: { ...plain('release', 'UM Routing claims it no longer', 'claim'), change: becomes({ claimed: false }) },
  'log-found': { ...plain('log-found', 'log exchange-server-added', 'log-lost'), ...logsNamed('exchange-server-added') },
  'log-lost': { ...plain('log-lost', 'log exchange-server-removed', 'log-found'), ...logsNamed('exchange-server-removed') },
  settle: { ...plain('settle', 'the conflict is settled', 'close'), change: becomes({ conflict: 'settled' }) },
  close: { ...plain('close', 'a conflict is over', 'settle'), change: becomes({ conflict: 'none' }) },
});

export const rtcsrvEffects = ({ hosting }: Pick<Model, 'hosting'>): Specification<Kst>['wholeEffects'] => ({
  run: { ...plain('run', 'RTCSRV runs', 'halt'), change: () => ({ running: true }) },
  halt: { ...plain('halt', 'RTCSRV is stopped', 'run'), change: () => ({ running: false }) },
  'log-known': { ...plain('log-known', 'log the whole table (14492)', 'log-hosting'),
    log: (world) => ({ id: 14492, servers: tableOf(world) }), logs: '14492' },
  'log-hosting': { ...plain('log-hosting', 'log the servers that host a SipName plan (44024)', 'log-known'),
    log: ({ parts }) => ({ id: 44024, servers: [...parts].filter(([, { plans }]) => hosting(plans)).map(([name]) => name) }),
    logs: '44024' },
});

/** What a server has from then on. */
function becomes(change: Partial<Server>) {
  return (server: Server): Server => ({ ...server, ...change });
}

type Kind = (ServerEffect | RtcsrvEffect)['do'];

/** An effect that has no fields: its text, and the one that a wrong rule might have in its place. */
function plain<const K extends Kind, const Near extends Kind>(kind: K, text: string, near: Near) {
  return { text: () => text, all: [{ do: kind }], near: () => [{ do: near }] };
}

interface OfVersion {
  readonly version: Which;
}

type OfEntry = Extract<ServerEffect, OfVersion>['do'];

/** An effect on the entry of a version: its text, and what a wrong rule might have in its place beside the other version. */
function ofEntry<const K extends OfEntry>(kind: K, text: (entry: string) => string, near: (version: Which) => readonly ServerEffect[]) {
  return {
    text: ({ version }: OfVersion) => text(words[version]),
    all: which.map((version) => ({ do: kind, version })),
    near: ({ version }: OfVersion) => [{ do: kind, version: other(version) }, ...near(version)],
  };
}

/** The log of an entry that is listed, or out; nothing for that of a pool that is not there. */
function logs<const Id extends 14493 | 14495>(id: Id) {
  const log = (server: Server, _command: unknown, { version: which }: OfVersion, name: string) => {
    const version = versionOf(server, which);
    return version === null ? null : { id, server: name, version };
  };
  return { log, logs: `${id}` as const };
}

function logsNamed<const Name extends 'exchange-server-added' | 'exchange-server-removed'>(name: Name) {
  return { log: (_server: unknown, _command: unknown, _effect: unknown, server: string) => ({ id: null, name, server }), logs: name };
}

const which: readonly Which[] = ['any', 'pool'];
const words: { readonly [which in Which]: string } = { any: '0', pool: "the pool's version" };

const other = (which: Which): Which => (which === 'any' ? 'pool' : 'any');

/** The version that an effect speaks of; null for that of a pool that is not there. */
function versionOf({ pool }: Server, which: Which): Version | null {
  return which === 'pool' ? pool : 0;
}

function lists(server: Server, _command: unknown, { version: which }: OfVersion): Server {
  const version = versionOf(server, which);
  if (version === null) return server;
  return { ...server, known: [...new Set([...server.known, version])].sort((a, b) => a - b) };
}

function withPlan(server: Server, { plan, uriType }: Extract<ServerCommand, { do: 'dialPlan.host' }>): Server {
  return { ...server, plans: [...server.plans, { plan, uriType }].sort((a, b) => compareNames(a.plan, b.plan)) };
}

function lowAndHigh(listed: Version, offered: Version): readonly [Version, Version] {
  return [Math.min(listed, offered), Math.max(listed, offered)];
}
