/**
 * How the log shows one server, and in which words. The two events of C11 have no number: an export cannot tell them, so they show nothing.
 */
import { explore } from '../../engine/explore/explore.ts';
import { labelsOf, Readings, toldBy } from '../../engine/log/readings.ts';
import { Tracker } from '../../engine/log/track.ts';
import { machineOf } from '../../engine/rules/machine.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { aboutServer, services } from '../../kst/alphabets.ts';
import { type Command, type CommandKind, isServerCommand } from '../../kst/commands.ts';
import type { Played } from '../../engine/rules/play.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { ToldEvent } from '../../kst/invariants/seen.ts';
import type { Server, World } from '../../kst/state.ts';
import type { Kst } from '../../kst/words.ts';

/** What logs are judged by: the tracker of one server, which stands for any. */
export type ServerSight = ReturnType<typeof serverSight>;

/** The server that stands for any other: what the rules do to it they do to each, whatever its name (C1, F1). */
export const anyServer = 'server.example';

/**
 * One server by what the log shows of it, in all dialects. Events about others may come whenever RTCSRV runs, in the middle of a cycle
 * or a start as well, but not between 14492 and 44024 (F6), nor amid what one pool brings about.
 */
export function serverSight(rulebook: Rulebook<Kst>) {
  const system = systemOf(rulebook);
  // One server, every version, one dial plan that makes a claim: the others show nothing (C9).
  const alphabet = [...aboutServer(anyServer, [1, 2, 3, 4, 5, 6, 7, 8, 9], ['DP1'], ['SipName']), ...services()];
  const tracker = new Tracker<World, Command, Played<Kst>>(explore(machineOf(system, alphabet)), {
    labels: ({ events }) => labelsOf(system, events.filter(({ id }) => id !== null), anyServer),
    waits: ({ whole: { running } }) => running,
    waitsBefore: (label, command) => !isServerCommand(command) && toldBy<ToldEvent>(label).id !== 44024,
  });
  return { system, tracker, readings: new Readings(system, tracker.labels) };
}

/** The kind of a command, by its number. */
export function kindOf({ tracker }: ServerSight, command: number): CommandKind {
  return tracker.graph.machine.commands[command]!.do;
}

/** The server in a state, by its number. */
export function serverAt({ system, tracker }: ServerSight, state: number): Server {
  return system.partIn(tracker.graph.states[state]!, anyServer);
}

/** Labels in words, each once; versions of pools are not told apart. */
export function labelsInWords(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map((label) => inWords(toldBy<ToldEvent>(label), "its pool's version")))].sort();
}

/** An event with what it would say of the server. */
export function withDetails(event: ToldEvent): string {
  const pools = 'the version of its pool';
  return event.id === 14563 ? `14563 with 0 and ${pools}` : inWords(event, pools);
}

/** A label in short: `14493 0`, `14492 not listed`. */
export function labelInShort(label: string): string {
  const { id, version, versions, servers } = toldBy<ToldEvent>(label);
  switch (id) {
    case 14492:
      return `14492 ${servers![0]?.version ?? 'not listed'}`;
    case 44024:
      return `44024 ${servers!.length > 0 ? 'found' : 'not found'}`;
    default: {
      const detail = version ?? versions?.join('-');
      return detail === undefined ? `${id}` : `${id} ${detail}`;
    }
  }
}

function inWords({ id, version, servers }: ToldEvent, pools: string) {
  if (servers !== undefined) return `${id} ${servers.length === 0 ? 'without it' : id === 14492 ? `with ${pools}` : 'with it'}`;
  return version === undefined ? `${id}` : `${id} with ${version === 0 ? 'version 0' : pools}`;
}
