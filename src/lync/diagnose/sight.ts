/**
 * How the log shows one server: each event with a number as a label, whatever it says of other servers left out. The two
 * events of C11 have no number: an export cannot tell them, so they show nothing.
 */
import { aboutServer, services } from '../../kst/alphabets.ts';
import { isServerCommand } from '../../kst/commands.ts';
import { kstMachine } from '../../kst/machine.ts';
import { explore } from '../../verify/explore.ts';
import { Tracker } from '../../verify/track.ts';
import type { Command } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { Model } from '../../kst/model.ts';
import type { Observation } from '../observation.ts';
import type { Version, World } from '../../kst/state.ts';
import type { Taken } from '../../kst/step.ts';
import type { Reading } from '../../verify/track.ts';

export type ServerTracker = Tracker<World, Command, Taken>;

/** The server that stands for any other: what the rules do to it they do to each, whatever its name (C1, F1). */
export const anyServer = 'server.example';

/** One server, every version, one dial plan that makes a claim: the others show nothing (C9). */
function alphabet(): readonly Command[] {
  return [...aboutServer(anyServer, [1, 2, 3, 4, 5, 6, 7, 8, 9], ['DP1'], ['SipName']), ...services()];
}

/**
 * Tracks one server by what the log shows of it, in all dialects. Events about others may come whenever RTCSRV runs, in the middle of
 * a cycle or a start as well, but not between 14492 and 44024 (F6), nor amid what one pool brings about.
 */
export function serverTracker(model: Model): ServerTracker {
  return new Tracker(explore<World, Command, Taken>(kstMachine(model, alphabet())), {
    labels: ({ events }) => events.map(labelOf).filter((label) => label !== null),
    waits: ({ running }) => running,
    waitsBefore: (label, command) => !isServerCommand(command) && !label.startsWith('44024'),
  });
}

/** The label of an event of the model in which there is no other server. */
function labelOf(event: Event): string | null {
  switch (event.id) {
    case 14492:
      return listed(event.servers[0]?.version ?? null);
    case 14493:
    case 14495:
      return `${event.id}:${event.version}`;
    case 14563:
      return `14563:${event.versions.join('-')}`;
    case 44024:
      return found(event.servers.length > 0);
    case 44030:
      return '44030';
    case null:
      return null;
  }
}

const listed = (version: Version | null): string => `14492:${version ?? 'not listed'}`;
const found = (is: boolean): string => `44024:${is ? 'found' : 'not found'}`;

/** What observations say of servers. Equal ones are one object: what a belief comes to is kept by them. */
export class Sight {
  private readonly labels: readonly string[];
  private readonly readings = new Map<string, Reading>();
  private readonly none: Reading = { labels: new Set(), other: false };

  constructor({ labels }: ServerTracker) {
    this.labels = [...labels];
  }

  /** What an observation says of the server of that name; of one that no event names, for null. */
  of(observation: Observation, server: string | null): Reading {
    switch (observation.id) {
      case 14492: {
        if (observation.servers === null) return this.some('14492:');
        const entries = observation.servers.filter((each) => each.server !== null && each.server === server);
        if (new Set(entries.map(({ version }) => version)).size > 1) return this.none; // two versions of one server (C14)
        if (entries[0] !== undefined) return entries[0].version === null ? this.some('14492:', listed(null)) : this.one(listed(entries[0].version));
        return observation.servers.some((each) => each.server === null) ? this.some('14492:') : this.one(listed(null));
      }
      case 44024: {
        if (observation.servers === null || (observation.servers.includes(null) && !observation.servers.includes(server ?? ''))) return this.some('44024:');
        return this.one(found(server !== null && observation.servers.includes(server)));
      }
      default: {
        const { id } = observation;
        if (observation.server !== null && observation.server !== server) return this.reading('', false, true);
        const versions = observation.id === 44030 ? '' : observation.id === 14563 ? observation.versions?.join('-') : observation.version?.toString();
        const label = versions === undefined ? `${id}:` : versions === '' ? `${id}` : `${id}:${versions}`;
        return this.reading(label, versions === undefined, observation.server === null);
      }
    }
  }

  private one(label: string): Reading {
    return this.reading(label, false, false);
  }

  /** Any of the labels that begin so, but for one. */
  private some(beginning: string, but: string | null = null): Reading {
    return this.reading(beginning, true, false, but);
  }

  private reading(label: string, beginning: boolean, other: boolean, but: string | null = null): Reading {
    const key = `${label} ${beginning} ${other} ${but}`;
    let reading = this.readings.get(key);
    if (reading === undefined) {
      const labels = label === '' ? [] : this.labels.filter((each) => (beginning ? each.startsWith(label) && each !== but : each === label));
      this.readings.set(key, (reading = { labels: new Set(labels), other }));
    }
    return reading;
  }
}

/** Whether an observation is about the whole table, and so about every server. */
export function isGlobal({ id }: Observation): boolean {
  return id === 14492 || id === 44024;
}

/** The commands of a tracker by kind, for what caused an event. */
export function kindOf(tracker: ServerTracker, command: number): Command['do'] {
  return tracker.graph.machine.commands[command]!.do;
}

/** The servers that an observation names. */
export function namedIn(observation: Observation): readonly string[] {
  const named = 'servers' in observation ? (observation.servers ?? []).map((entry) => (entry === null || typeof entry === 'string' ? entry : entry.server)) : [observation.server];
  return named.filter((name) => name !== null);
}

/** Labels in words, those that differ in the version of a pool as one. */
export function labelsInWords(labels: readonly string[]): readonly string[] {
  const words = labels.map((label) => {
    const [id, detail] = label.split(':');
    switch (id) {
      case '14492':
        return detail === 'not listed' ? '14492 without it' : "14492 with its pool's version";
      case '44024':
        return detail === 'found' ? '44024 with it' : '44024 without it';
      case '14563':
      case '44030':
        return id;
      default:
        return `${id} with ${detail === '0' ? 'version 0' : "its pool's version"}`;
    }
  });
  return [...new Set(words)].sort();
}
