/**
 * Where a possibility leads, by playing it with the very rules: what a start gives and, for two claims that meet, what each order
 * of events gives.
 */
import { conditionOf, conditionText } from '../../engine/dialects/conditions.ts';
import { either, type VariantSet } from '../../engine/dialects/set.ts';
import { agreed, playThrough, standingIn, type KstSystem, type Standing } from '../standing.ts';
import type { Command } from '../../kst/commands.ts';
import type { PoolVerdict, PossibleCase } from './advice.ts';
import { commandsFor, type Possibility } from './possibilities.ts';

export interface PoolOutcome extends Standing {
  readonly pool: PoolVerdict;
  /** What it depends on which claim came last, where both are there; else empty. */
  readonly cases: readonly PossibleCase[];
}

/**
 * What becomes of a server that is so and not otherwise.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function outcomeOf(system: KstSystem, possibility: Possibility): PoolOutcome {
  const { adds, hosts } = commandsFor(possibility, subject);
  const started = endsOf(system, [...adds, ...hosts, { do: 'rtcsrv.start' }]);
  const standing = agreed(started.map((end) => end.standing));
  if (!started.some(({ conflict }) => conflict)) return { ...standing, pool: verdictOf(system, standing, hosts), cases: [] };
  const cases = [
    ...casesOf(system, 'pool', endsOf(system, [...hosts, { do: 'rtcsrv.start' }, ...adds])),
    ...casesOf(system, 'dial-plan', endsOf(system, [...adds, { do: 'rtcsrv.start' }, ...hosts, { do: 'umRouting.discover' }])),
    ...casesOf(system, 'start', started),
  ];
  return { ...agreed(cases), pool: 'must-not', cases };
}

/** A server without a conflict is fine when it is known, and needs a pool when a pool would make it so. */
function verdictOf(system: KstSystem, { owaIm }: Standing, hosts: readonly Command[]): PoolVerdict {
  if (owaIm === 'works') return 'fine';
  const withPool = endsOf(system, [...hosts, { do: 'rtcsrv.start' }, { do: 'pool.add', server: subject, version: 6 }]);
  return withPool.every(({ standing, conflict }) => standing.owaIm === 'works' && !conflict) ? 'needed' : 'unknown';
}

/** Servers do not disturb each other: one stands for any. */
const subject = 'server';

/** How a story ends in some dialects. */
interface StoryEnd {
  readonly dialects: VariantSet; readonly standing: Standing;
  /** Whether two versions have met on the way (C14, C15). */
  readonly conflict: boolean;
}

function endsOf(system: KstSystem, commands: readonly Command[]): readonly StoryEnd[] {
  const played = system.dialects.each((dialect) => playThrough(system, system.start, commands, dialect));
  return played.map(({ dialects, value: { state, events } }) => ({
    dialects,
    standing: standingIn(system, state, subject),
    conflict: events.some(({ id }) => id === 14563),
  }));
}

const lastText = { pool: 'the pool was added last', 'dial-plan': 'the dial plan was hosted last', start: 'RTCSRV was started last' };

/** One case for each way to end, with the assumptions that decide it. */
function casesOf({ dialects: all }: KstSystem, last: keyof typeof lastText, ends: readonly StoryEnd[]): readonly PossibleCase[] {
  return [...Map.groupBy(ends, ({ standing }) => JSON.stringify(standing)).values()].map((alike) => {
    const condition = conditionOf(all, alike.reduce((set, { dialects }) => either(set, dialects), all.none));
    const assumptions = [...new Set(condition.flatMap((choices) => Object.keys(choices)))];
    const when = assumptions.length === 0 ? lastText[last] : `${lastText[last]}, ${conditionText(condition)}`;
    return { ...alike[0]!.standing, when, last, assumptions, pool: 'must-not' };
  });
}
