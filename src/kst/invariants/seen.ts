/**
 * What an observer of one server sees of a step: the state that an administrator could look up, what the log says of the
 * server, and what commands and log have told so far. The rules' own idea of a conflict is not in it: it is hidden, and
 * what the log tells of it is what counts.
 */
import type { Observer, Step } from '../../engine/specification.ts';
import type { Event } from '../events.ts';
import type { Integration } from '../integration.ts';
import type { Model } from '../rulebook.ts';
import type { Conflict, DialPlan, Version } from '../state.ts';
import type { Kst } from '../words.ts';

export type SeenStep = Step<Kst>;

/** One server as it can be looked up. */
export type Seen = Integration & {
  readonly running: boolean;
  readonly pool: Version | null;
  readonly plans: readonly DialPlan[];
  /** Some plan is a SipName one: the observer's own reading of C9. */
  readonly hosting: boolean;
  readonly claimed: boolean;
  readonly known: readonly Version[];
};

/** A record of the log, as far as it concerns the server. */
export type Logged = Readonly<ReturnType<typeof logged> & { source: string; level: string }>;

/** What commands and log have told of the server since RTCSRV started. */
export interface Memory {
  /** What 14492, 14493, 14495 and 14563 leave listed. */
  readonly listed: readonly Version[];
  /** open after a 14563, settled when a 14493 followed; over with the pool, UM Routing's claim, or RTCSRV. */
  readonly conflict: Conflict;
  /** It hosted a SipName plan when UM Routing last looked. */
  readonly found: boolean;
}

/** Nothing told yet. */
export const noMemory = (): Memory => ({ listed: [], conflict: 'none', found: false });

export const observer = ({ integrationOf }: Pick<Model, 'integrationOf'>): Observer<Kst> => ({
  see: (rtcsrv, server) => {
    const { pool, plans, claimed, known } = server;
    const hosting = plans.some(({ uriType }) => uriType === 'SipName');
    return { running: rtcsrv.running, pool, plans, hosting, claimed, known, ...integrationOf(rtcsrv, server) };
  },
  record: (told: Event, { stream, level }) => ({ ...logged(told as ToldEvent), source: stream, level }),
  memory: noMemory(),
  remember,
});

/** An event with its server left out; of a list what is about the server. */
export interface ToldEvent {
  readonly id: number | null;
  readonly name?: string;
  readonly version?: Version;
  readonly versions?: readonly Version[];
  readonly servers?: readonly { readonly version?: Version }[];
}

function logged({ id, name, version, versions, servers }: ToldEvent) {
  const listed = (servers ?? []).flatMap((entry) => entry.version ?? []);
  /** The versions that it gives for the server: none, one, or the two of a 14563. */
  const given = versions ?? (version === undefined ? listed : [version]);
  // A list may leave the server out.
  return { id, name: name ?? null, versions: given, names: servers === undefined || servers.length > 0 };
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
