/**
 * The words of which a rule's effects are made: what a wrong rule could say instead.
 */
import { dialects } from '../../kst/dialect.ts';
import type { Effect, ServerEffect, ServiceEffect, Which } from '../../kst/effects.ts';
import type { Rule, TableName } from '../../kst/rules/rule.ts';
import type { Refusal } from '../../kst/commands.ts';

/** Effects that a rule of the table may have, refusals left out; none that would have a table ask itself for ever. */
export function effectsFor(table: TableName): readonly Effect[] {
  if (!isServiceTable(table)) return [...serverEffects(), ...named(table)];
  return serviceEffects().filter((effect) => !('command' in effect) || table === 'rtcsrv.restart');
}

/** Every reason to refuse. */
export function refusals(): readonly Refusal[] {
  const all: Readonly<Record<Refusal, null>> = { 'pool-exists': null, 'no-such-pool': null, 'plan-already-hosted': null, 'plan-not-hosted': null, 'not-running': null, 'already-running': null };
  return Object.keys(all) as Refusal[];
}

/** The effects that a rule has in some dialect, each once, in the order in which they are met. */
export function effectsOf(rule: Rule): readonly Effect[] {
  const found = dialects().flatMap((dialect) => rule.then(dialect));
  return [...new Map(found.map((effect) => [JSON.stringify(effect), effect])).values()];
}

/** Whether the table is about RTCSRV: one that has effects on a server only through the tables that it asks. */
export function isServiceTable(table: TableName): boolean {
  return table.startsWith('rtcsrv.') || table === 'umRouting.discover';
}

const versions: readonly Which[] = ['any', 'pool'];
const consulted = ['boot', 'find', 'cycle', 'offer', 'shutdown'] as const;

function serverEffects(): readonly ServerEffect[] {
  return [
    ...versions.flatMap((version): ServerEffect[] => [
      { do: 'list', version },
      { do: 'unlist', version },
      { do: 'evict', offered: version },
      { do: 'log-evicted', version },
      { do: 'enter', version },
    ]),
    ...(['forget', 'warn', 'claim', 'release', 'log-found', 'log-lost', 'settle', 'close'] as const).map((word): ServerEffect => ({ do: word })),
    { do: 'clear-pool' },
  ];
}

/** Effects that only a command has which names something. */
function named(table: TableName): readonly ServerEffect[] {
  return table === 'pool.add' ? [{ do: 'set-pool' }] : table === 'dialPlan.host' ? [{ do: 'add-plan' }] : table === 'dialPlan.unhost' ? [{ do: 'drop-plan' }] : [];
}

function serviceEffects(): readonly ServiceEffect[] {
  return [
    ...(['run', 'halt', 'log-known', 'log-hosting'] as const).map((word): ServiceEffect => ({ do: word })),
    ...consulted.map((table): ServiceEffect => ({ do: 'each', table })),
    ...(['rtcsrv.start', 'rtcsrv.stop'] as const).map((command): ServiceEffect => ({ do: 'perform', command })),
  ];
}
