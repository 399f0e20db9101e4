/**
 * The behaviour table in the words of the Known Servers Table: versions relative to the pool.
 */
import type { Specification } from '../engine/specification.ts';
import type { Command } from './commands.ts';
import type { Event } from './events.ts';
import type { Model } from './rulebook.ts';
import type { Conflict, Server, Version, World } from './state.ts';
import type { Kst } from './words.ts';

/** RTCSRV and the one server, as a row shows them. */
export interface RowState {
  readonly running: boolean;
  /** The version of the server's pool, or null without one. */
  readonly pool: Version | null;
  /** It hosts a SipName dial plan. */
  readonly hosting: boolean;
  readonly claimed: boolean;
  readonly known: readonly Version[];
  readonly conflict: Conflict;
}

export const table = ({ hosting }: Pick<Model, 'hosting'>): Specification<Kst>['table'] => ({
  row: ({ running }, { pool, plans, claimed, known, conflict }) => ({ running, pool, hosting: hosting(plans), claimed, known, conflict }),
  id: stateName,
  columns,
  columnsAfter: (before, command, after) => ({
    ...columns(after),
    pool: after.pool === null ? 'none' : 'version' in command && after.pool === command.version ? "the command's" : String(after.pool),
    known: listed(after.known, poolOf(before, command)),
  }),
  event: (event, before, command) => eventText(event, poolOf(before, command)),
  values,
  lines,
  shows: ['known'],
  shown: ({ known }) => (known.length === 0 ? '(nothing)' : `version ${known.join(' and ')}`),
  legend: legend(),
  digest: ({ whole: { running }, parts }) =>
    [running ? 'running' : 'stopped', ...[...parts].map(([name, server]) => `${name}:${serverText(server)}`)].join(' '),
});

/** A server in digests: `6;"DP1"=SipName;claimed;0;none`. */
function serverText({ pool, plans, claimed, known, conflict }: Server) {
  const hosted = plans.map(({ plan, uriType }) => `${JSON.stringify(plan)}=${uriType}`).join(',');
  return [pool ?? '-', hosted, claimed ? 'claimed' : '-', known.join('+') || '-', conflict].join(';');
}

/** The name of a state in row ids: `run.5.hosts.claimed.0.settled`, with `-` for what is not there. */
function stateName({ running, pool, hosting, claimed, known, conflict }: RowState) {
  const cells = [running ? 'run' : 'stop', pool ?? '-', hosting ? 'hosts' : '-', claimed ? 'claimed' : '-', known.join('+') || '-'];
  return [...cells, conflict === 'none' ? '-' : conflict].join('.');
}

function columns({ running, pool, hosting, claimed, known, conflict }: RowState) {
  const truths = { running: yes(running), pool: String(pool ?? 'none'), hosting: yes(hosting), claimed: yes(claimed) };
  return { ...truths, known: listed(known, pool), conflict };
}

/** Versions as a text: nothing, 0, `pool's` for that of the pool, or numbers. */
export function listed(versions: readonly Version[], pool: Version | null): string {
  return versions.map((version) => (version === pool ? "pool's" : String(version))).join(' and ') || 'nothing';
}

/** The pool that a row is about: the one there, or the one that the command brings. */
function poolOf({ pool }: RowState, command: Command) {
  return pool ?? ('version' in command ? command.version : null);
}

/** An event about the one server, in as few words as tell it from others. */
function eventText(event: Event, pool: Version | null) {
  if (event.id === null) return event.name;
  if (event.id === 44024) return `44024 ${event.servers.length === 0 ? 'nobody' : 'the server'}`;
  if (event.id === 44030) return '44030';
  if (event.id === 14492) return `14492 ${listed(event.servers.map(({ version }) => version), pool)}`;
  return `${event.id} ${listed('versions' in event ? event.versions : [event.version], pool)}`;
}

/** A pool of any version is `yes`, as rules see it. */
function values(column: string, those: readonly string[]) {
  if (column === 'pool' && those.length > 1 && !those.includes('none')) return 'yes';
  return those.map((value) => (column === 'pool' && value === 'none' ? 'no' : value)).join(' or ');
}

/** All that the rules know of RTCSRV and of each server, what the log does not tell included. */
function lines({ whole: { running }, parts }: World) {
  const servers = [...parts].map(([name, { pool, plans, claimed, known, conflict }]) => {
    const hosted = plans.map(({ plan, uriType }) => `${plan} ${uriType}`).join(', ');
    const entries = known.length === 0 ? 'not listed' : `listed with ${known.join(' and ')}`;
    const held = [pool === null ? 'no pool' : `pool ${pool}`, hosted || 'no plans', claimed ? 'claimed' : 'not claimed', entries];
    return `${name}: ${held.join(', ')}, conflict ${conflict}`;
  });
  return [`RTCSRV ${running ? 'runs' : 'is stopped'}`, ...servers];
}

const legend = () => `- *running*: RTCSRV runs. *pool*: there is a trusted application pool for the server. *hosting*: the server hosts a \
SipName dial plan. *claimed*: UM Routing
  counts it among those found. *known*: the versions that are listed for it. *conflict*: \`open\` since an eviction, \`settled\` \
once listed again.
- Versions are relative: \`pool's\` is that of the server's pool - there, or just brought by the command -, \`0\` is UM Routing's.`;

function yes(value: boolean) {
  return value ? 'yes' : 'no';
}
