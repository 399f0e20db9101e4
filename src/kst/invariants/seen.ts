/**
 * What an observer of one server sees of a step: the state that an administrator could look up, what the log says of the
 * server, and what commands and log have told so far. The rules' own idea of a conflict is not in it: it is hidden, and
 * what the log tells of it is what counts.
 */
import { isServerCommand } from '../commands.ts';
import { serversOf } from '../events.ts';
import { serverIn } from '../state.ts';
import type { Command, Refusal } from '../commands.ts';
import type { Event, Heading } from '../events.ts';
import type { Integration } from '../integration.ts';
import type { Model } from '../model.ts';
import type { Conflict, DialPlan, Server, Version, World } from '../state.ts';

/** One server as it can be looked up. */
export interface Seen extends Integration {
  readonly running: boolean;
  readonly pool: Version | null;
  readonly plans: readonly DialPlan[];
  /** Some plan is a SipName one: the observer's own reading of C9. */
  readonly hosting: boolean;
  readonly claimed: boolean;
  readonly known: readonly Version[];
}

/** A record of the log, as far as it concerns the server. */
export interface Logged extends Heading {
  readonly id: number | null;
  /** For the two events that have no number. */
  readonly name: string | null;
  /** The versions that it gives for the server: none, one, or the two of a 14563. */
  readonly versions: readonly Version[];
  /** Whether it names the server: a list may leave it out. */
  readonly names: boolean;
}

/** What commands and log have told of the server since RTCSRV started. */
export interface Memory {
  /** What 14492, 14493, 14495 and 14563 leave listed. */
  readonly listed: readonly Version[];
  /** open after a 14563, settled when a 14493 followed; over with the pool, UM Routing's claim, or RTCSRV. */
  readonly conflict: Conflict;
  /** It hosted a SipName plan when UM Routing last looked. */
  readonly found: boolean;
}

/** A command as seen from the server: one about another server is only known to be elsewhere. */
export type SeenCommand = Command | { readonly do: 'elsewhere' };

export interface SeenStep {
  readonly command: SeenCommand;
  readonly refused: Refusal | null;
  readonly before: Seen;
  readonly after: Seen;
  readonly log: readonly Logged[];
  /** Before and after the step. */
  readonly past: Memory;
  readonly now: Memory;
}

/** Nothing told yet. */
export const noMemory = (): Memory => ({ listed: [], conflict: 'none', found: false });

/** A world step, seen from the server of a canonical name. */
export function seenFrom(
  name: string,
  model: Model,
  before: World,
  command: Command,
  outcome: { readonly next: World; readonly events: readonly Event[]; readonly refused: Refusal | null },
  past: Memory,
): SeenStep {
  const here = !isServerCommand(command) || model.canonicalName(command.server) === name;
  const step = {
    command: here ? command : { do: 'elsewhere' as const },
    refused: outcome.refused,
    before: look(model, before.running, serverIn(before, name)),
    after: look(model, outcome.next.running, serverIn(outcome.next, name)),
    log: outcome.events.filter((event) => isAbout(event, name)).map((event) => logged(model, event, name)),
    past,
  };
  return { ...step, now: remember(step) };
}

function look(model: Model, running: boolean, server: Server): Seen {
  const { pool, plans, claimed, known } = server;
  const hosting = plans.some(({ uriType }) => uriType === 'SipName');
  return { running, pool, plans, hosting, claimed, known, ...model.integrationOf(running, server) };
}

/** Lists concern every server, those that they leave out too. */
function isAbout(event: Event, name: string): boolean {
  return 'servers' in event || event.server === name;
}

function logged(model: Model, event: Event, name: string): Logged {
  const versions =
    event.id === 14492
      ? event.servers.filter(({ server }) => server === name).map(({ version }) => version)
      : 'versions' in event
        ? event.versions
        : 'version' in event
          ? [event.version]
          : [];
  return { id: event.id, name: 'name' in event ? event.name : null, versions, names: serversOf(event).includes(name), ...model.headingOf(event) };
}

/** What the step adds to the memory. */
function remember({ command, refused, before, log, past }: Omit<SeenStep, 'now'>): Memory {
  if (refused !== null) return past;
  const stops = command.do === 'rtcsrv.stop' || command.do === 'rtcsrv.restart';
  const told = log.reduce(hear, stops ? noMemory() : past);
  switch (command.do) {
    case 'pool.remove':
      return { ...told, conflict: 'none' };
    case 'umRouting.discover':
      return { ...told, found: before.hosting, conflict: past.found && !before.hosting ? 'none' : told.conflict };
    case 'rtcsrv.start':
    case 'rtcsrv.restart':
      return { ...told, found: before.hosting };
    default:
      return told;
  }
}

/** What one record of the log tells. */
function hear(memory: Memory, { id, versions }: Logged): Memory {
  const { listed, conflict } = memory;
  switch (id) {
    case 14492:
      return { ...memory, listed: versions };
    case 14493:
      return { ...memory, listed: [...without(listed, versions), ...versions], conflict: conflict === 'open' ? 'settled' : conflict };
    case 14495:
      return { ...memory, listed: without(listed, versions) };
    case 14563:
      return { ...memory, listed: without(listed, versions), conflict: 'open' };
    default:
      return memory;
  }
}

function without(listed: readonly Version[], gone: readonly Version[]): readonly Version[] {
  return listed.filter((version) => !gone.includes(version));
}

/** What the log had left listed before each of its records, and after the last. */
export function listedAtEach({ command, past, log }: Pick<SeenStep, 'command' | 'past' | 'log'>): readonly (readonly Version[])[] {
  const moments = [command.do === 'rtcsrv.restart' || command.do === 'rtcsrv.start' ? noMemory() : past];
  for (const record of log) moments.push(hear(moments.at(-1)!, record));
  return moments.map(({ listed }) => listed);
}
