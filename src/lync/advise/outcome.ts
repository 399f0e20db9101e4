/**
 * Where a possibility leads, by playing it with the very rules: what a start gives and, for two claims that meet, what each order
 * of events gives.
 */
import { conditionOf, conditionText } from '../../kst/conditions.ts';
import { perDialect } from '../../kst/dialect.ts';
import { emptyWorld } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import { Undecided } from '../simulate.ts';
import { agreed, standingIn } from './standing.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect, DialectSet } from '../../kst/dialect.ts';
import type { Event } from '../../kst/events.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Case, PoolVerdict, Standing } from './advice.ts';
import type { Possibility } from './possibilities.ts';

export interface Outcome extends Standing {
  readonly pool: PoolVerdict;
  /** What it depends on which claim came last, where both are there; else empty. */
  readonly cases: readonly Case[];
}

/**
 * What becomes of a server that is so and not otherwise.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function outcomeOf(model: Model, { pool, plans }: Possibility): Outcome {
  const adds: readonly Command[] = pool === null ? [] : [{ do: 'pool.add', server: subject, version: pool }];
  const hosts = plans.map(({ plan, uriType }): Command => ({ do: 'dialPlan.host', server: subject, plan, uriType }));
  const started = endsOf(model, [...adds, ...hosts, { do: 'rtcsrv.start' }]);
  const standing = agreed(started.map((end) => end.standing));
  if (!started.some(({ conflict }) => conflict)) return { ...standing, pool: verdictOf(model, standing, hosts), cases: [] };
  const cases = [
    ...casesOf('pool', endsOf(model, [...hosts, { do: 'rtcsrv.start' }, ...adds])),
    ...casesOf('dial-plan', endsOf(model, [...adds, { do: 'rtcsrv.start' }, ...hosts, { do: 'umRouting.discover' }])),
    ...casesOf('start', started),
  ];
  return { ...agreed(cases), pool: 'must-not', cases };
}

/** A server without a conflict is fine when it is known, and needs a pool when a pool would make it so. */
function verdictOf(model: Model, { owaIm }: Standing, hosts: readonly Command[]): PoolVerdict {
  if (owaIm === 'works') return 'fine';
  const withPool = endsOf(model, [...hosts, { do: 'rtcsrv.start' }, { do: 'pool.add', server: subject, version: 6 }]);
  return withPool.every(({ standing, conflict }) => standing.owaIm === 'works' && !conflict) ? 'needed' : 'unknown';
}

/** Servers do not disturb each other: one stands for any. */
const subject = 'server';

/** How a story ends in some dialects. */
interface End {
  readonly dialects: DialectSet;
  readonly standing: Standing;
  /** Whether two versions have met on the way (C14, C15). */
  readonly conflict: boolean;
}

function endsOf(model: Model, commands: readonly Command[]): readonly End[] {
  const played = perDialect((dialect) => playThrough(model, emptyWorld(), commands, dialect));
  return played.map(({ dialects, value: { world, events } }) => ({
    dialects,
    standing: standingIn(model, world, subject),
    conflict: events.some(({ id }) => id === 14563),
  }));
}

/** Where a story leads, and what it logs. */
export interface Played {
  readonly world: World;
  readonly events: readonly Event[];
}

/**
 * The world after some commands, and all that they log.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playThrough(model: Model, start: World, commands: readonly Command[], dialect: Dialect): Played {
  let world = start;
  const events: Event[] = [];
  for (const [index, command] of commands.entries()) {
    const outcome = step(model, world, command, dialect);
    if (outcome.kind !== 'taken') throw new Undecided(index, outcome);
    world = outcome.next;
    events.push(...outcome.events);
  }
  return { world, events };
}

const lastText = { pool: 'the pool was added last', 'dial-plan': 'the dial plan was hosted last', start: 'RTCSRV was started last' };

/** One case for each way to end, with the assumptions that decide it. */
function casesOf(last: keyof typeof lastText, ends: readonly End[]): readonly Case[] {
  return [...Map.groupBy(ends, ({ standing }) => JSON.stringify(standing)).values()].map((alike) => {
    const condition = conditionOf(alike.reduce((set, { dialects }) => set | dialects, 0));
    const assumptions = [...new Set(condition.flatMap((choices) => Object.keys(choices)))];
    const when = assumptions.length === 0 ? lastText[last] : `${lastText[last]}, ${conditionText(condition)}`;
    return { ...alike[0]!.standing, when, last, assumptions, pool: 'must-not' };
  });
}
