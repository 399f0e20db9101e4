/**
 * Rulebooks whose logs are judged: the Known Servers Table as `kst diagnose` sees it, and the leases.
 */
import { explore } from '../../src/engine/explore/explore.ts';
import { labelsOf, Readings } from '../../src/engine/log/readings.ts';
import { Tracker } from '../../src/engine/log/track.ts';
import { machineOf } from '../../src/engine/rules/machine.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import { aboutServer, services } from '../../src/kst/alphabets.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { anyServer, serverSight } from '../../src/lync/diagnose/sight.ts';
import { leases } from '../../starter/leases.ts';
import type { LogRules } from '../../src/engine/log/judge.ts';
import type { Command, Specification } from '../../src/engine/specification.ts';

export interface LogCase {
  readonly name: string;
  readonly specification: Specification;
  readonly rules: LogRules;
  /** The part that the tracker follows, and commands about it and about the whole. */
  readonly part: string;
  readonly commands: readonly Command<any>[];
  /** Whether an event is in the log, and may come up in a string of events. */
  readonly isLogged: (event: object) => boolean;
  readonly comesUp: (event: object) => boolean;
  /** Fewer of these in one dialect, and the strings of events say little. */
  readonly fewest: { readonly events: number; readonly pairs: number; readonly accepted: number; readonly refused: number };
}

/** Made anew for each caller. */
export const logCases: readonly { readonly name: string; readonly make: () => LogCase }[] = [
  { name: 'Known Servers Table', make: knownServers },
  { name: 'leases', make: leaseLog },
];

/** Two versions that a log may show, and a third for a pool that it does not. */
function knownServers(): LogCase {
  const specification = knownServersTable();
  const otherPlan: Command<any> = { do: 'dialPlan.host', server: anyServer, plan: 'DP2', uriType: 'E164' };
  return {
    name: 'Known Servers Table',
    specification,
    rules: serverSight(specification),
    part: anyServer,
    commands: [...aboutServer(anyServer, [5, 6, 7], ['DP1'], ['SipName']), otherPlan, ...services()],
    isLogged: (event) => (event as { readonly id: number | null }).id !== null,
    comesUp: (event) => !JSON.stringify(event).includes('7'),
    fewest: { events: 14, pairs: 21, accepted: 61, refused: 201 },
  };
}

/** Whatever happens to one lease is logged in one event at most, so nothing else can be in its middle. */
function leaseLog(): LogCase {
  const specification = leases();
  const system = systemOf(specification);
  const { commands } = specification.alphabets[0]!;
  const labels = ({ events }: { readonly events: readonly any[] }): readonly string[] => labelsOf(system, events, 'x');
  const tracker = new Tracker(explore(machineOf(system, commands)), { labels, waits: () => true, waitsBefore: () => false });
  const rules = { system, tracker, readings: new Readings(system, tracker.labels) };
  const all = (): boolean => true;
  const fewest = { events: 5, pairs: 6, accepted: 18, refused: 17 };
  return { name: 'leases', specification, rules, part: 'x', commands, isLogged: all, comesUp: all, fewest };
}
