/**
 * The source's own question, answered for each Exchange server: does it need a trusted application pool, must it not have one?
 */
import { conditionOf, conditionText } from '../../engine/dialects/conditions.ts';
import { either } from '../../engine/dialects/set.ts';
import { kept } from '../../engine/kept.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { factsOf, type PoolClaim, type ServerFacts } from './facts.ts';
import { planned } from './planned.ts';
import { alternativesOf, commandsFor, type Possibility } from './possibilities.ts';
import { safeOrder, whatIf } from './what-if.ts';
import { assumedOf, claimsOf, missingOf, notesOf, type PoolVerdict, whyOf } from './why.ts';
import { agreed, type KstSystem, playThrough, remedies, type Remedy, shared, type Standing, standingIn } from '../standing.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { Command } from '../../kst/commands.ts';
import type { Kst } from '../../kst/words.ts';
import type { Inventory } from '../inventory.ts';

export type Advice = ReturnType<typeof advise>;

/**
 * What the rules say of the servers that the inputs tell of, and of changes, played one after the other from what there is now.
 *
 * @throws AmbiguousServer for a change with a short name that several servers have.
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function advise(rulebook: Rulebook<Kst>, inventory: Inventory, commands: readonly Command[] = []) {
  const system = systemOf(rulebook);
  const facts = factsOf(inventory);
  const plan = planned(system, commands, facts, inventory);
  const { changes, strangers } = plan;
  const all = strangers.length === 0 ? facts : factsOf(inventory, strangers);
  const outcomes = outcomesOf(system);
  return {
    servers: facts.map((server) => adviceFor(server, outcomes, inventory)),
    missing: missingOf(inventory, facts),
    whatIf: whatIf(system, all, changes),
    /** Null without a change. */
    safeOrder: changes.length === 0 ? null : safeOrder(system, all, changes),
    assumptions: assumedOf(inventory, facts, changes.length === 0 ? [] : all),
    notes: [...notesOf(inventory, facts), ...plan.notes],
    inputs: inventory.inputs,
  };
}

/** Where possibilities lead, each worked out once: most servers of a deployment are alike. */
function outcomesOf(system: KstSystem): (possibility: Possibility) => PoolOutcome {
  const known = new Map<string, PoolOutcome>();
  return (possibility) => {
    // The rules see no names: plans of the same types are alike.
    const key = `${possibility.pool} ${possibility.plans.map(({ uriType }) => uriType)}`;
    return kept(known, key, () => outcomeOf(system, possibility));
  };
}

/** Where a server stands, and what to do; null for what the inputs, the assumptions or the order of events leave open. */
export type ServerAdvice = ReturnType<typeof adviceFor>;

function adviceFor(facts: ServerFacts, outcomes: ReturnType<typeof outcomesOf>, inventory: Inventory) {
  const answers = alternativesOf(facts).map(({ when, assumptions, possibilities }) => {
    const possible = possibilities.map((possibility) => wanted(facts, outcomes(possibility)));
    return { when, last: null, assumptions, ...together(possible) };
  });
  const alike = shared(answers.map(({ pool, ...answer }) => JSON.stringify([pool, agreed([answer])]))) !== null;
  const outcome: PoolOutcome = alike ? answers[0]! : { ...together(answers), cases: answers.map(({ cases: _, ...answer }) => answer) };
  const { known, version, um, owaIm, pool, cases } = outcome;
  const { server, exchange } = facts;
  const reasons = { claims: claimsOf(facts), why: whyOf(facts, pool), cases, remedies: remediesOf(facts, pool, inventory) };
  return { server, release: exchange?.release ?? null, known, version, um, owaIm, pool, ...reasons };
}

/** Only Exchange servers have OWA: no other needs a pool for it. */
function wanted({ stranger }: ServerFacts, outcome: PoolOutcome): PoolOutcome {
  return stranger && outcome.pool === 'needed' ? { ...outcome, pool: 'fine' } : outcome;
}

/** What several outcomes have in common. Cases are told where all outcomes have the same ones, but for a version that is not known. */
function together(outcomes: readonly PoolOutcome[]) {
  const common = shared(outcomes.map(({ cases }) => JSON.stringify(cases.map(({ when }) => when)))) === null ? [] : outcomes[0]!.cases;
  const cases = common.map((one, index) => ({ ...one, ...agreed(outcomes.map((outcome) => outcome.cases[index]!)) }));
  return { ...agreed(outcomes), pool: shared(outcomes.map(({ pool }) => pool)) ?? 'unknown', cases };
}

/** Options 1 and 2 for a server in conflict, the pool for one that needs it, nothing for the others. */
function remediesOf({ server, pools }: ServerFacts, verdict: PoolVerdict, inventory: Inventory) {
  const ways = remedies(server);
  const advised = (name: Remedy, cmdlets: readonly string[] = ways[name].cmdlets) => ({ name, says: ways[name].says, cmdlets });
  if (verdict === 'needed') return [advised('add-pool')];
  if (verdict !== 'must-not') return [];
  const withoutPools = [...pools.flatMap((claim) => withoutClaim(server, claim, inventory)), 'Enable-CsTopology'];
  return [advised('option-1', withoutPools), advised('option-2')];
}

/** A pool goes with its applications; one that has other computers stays, and loses this one. Its own name cannot go alone. */
function withoutClaim(server: string, { pool, computers }: PoolClaim, { applications }: Inventory) {
  if (computers !== null && computers.length > 1 && server !== pool) return [`Remove-CsTrustedApplicationComputer -Identity ${server}`];
  const own = applications.filter((application) => application.pool === pool && isPlainWord.test(application.identity));
  const removals = [...new Set(own.map(({ identity }) => `Remove-CsTrustedApplication -Identity ${identity}`))];
  return [...removals, `Remove-CsTrustedApplicationPool -Identity ${pool}`];
}

/** Whether a text of an export can stand in a line that somebody runs. */
const isPlainWord = /^[\w.:/-]+$/;

/** One outcome of several, and when it is the one. */
export interface PossibleCase extends Standing {
  /** In words: `pool-name=computers-only`, or `the pool was added last`. */
  readonly when: string;
  /** What happened last, where the order of events decides; else null. */
  readonly last: keyof typeof lastText | null;
  /** The names of the assumptions that decide. */
  readonly assumptions: readonly string[]; readonly pool: PoolVerdict;
}

interface PoolOutcome extends Standing {
  readonly pool: PoolVerdict;
  /** What it depends on which claim came last, where both are there; else empty. */
  readonly cases: readonly PossibleCase[];
}

/**
 * What becomes of a server that is so and not otherwise.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
function outcomeOf(system: KstSystem, possibility: Possibility): PoolOutcome {
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
function verdictOf(system: KstSystem, { owaIm }: Standing, hosts: readonly Command[]) {
  if (owaIm === 'works') return 'fine';
  const withPool = endsOf(system, [...hosts, { do: 'rtcsrv.start' }, { do: 'pool.add', server: subject, version: 6 }]);
  return withPool.every(({ standing, conflict }) => standing.owaIm === 'works' && !conflict) ? 'needed' : 'unknown';
}

/** Servers do not disturb each other: one stands for any. */
const subject = 'server';

/** How a story ends in some dialects, and whether two versions have met on the way (C14, C15). */
function endsOf(system: KstSystem, commands: readonly Command[]) {
  const played = system.dialects.each((dialect) => playThrough(system, system.start, commands, dialect));
  return played.map(({ dialects, value: { state, events } }) => ({
    dialects,
    standing: standingIn(system, state, subject),
    conflict: events.some(({ id }) => id === 14563),
  }));
}

const lastText = { pool: 'the pool was added last', 'dial-plan': 'the dial plan was hosted last', start: 'RTCSRV was started last' };

/** One case for each way to end, with the assumptions that decide it. */
function casesOf({ dialects: all }: KstSystem, last: keyof typeof lastText, ends: ReturnType<typeof endsOf>): readonly PossibleCase[] {
  return [...Map.groupBy(ends, ({ standing }) => JSON.stringify(standing)).values()].map((alike) => {
    const condition = conditionOf(all, alike.reduce((set, { dialects }) => either(set, dialects), all.none));
    const assumptions = [...new Set(condition.flatMap((choices) => Object.keys(choices)))];
    const when = assumptions.length === 0 ? lastText[last] : `${lastText[last]}, ${conditionText(condition)}`;
    return { ...alike[0]!.standing, when, last, assumptions, pool: 'must-not' };
  });
}

/** Whether some server is in conflict, or comes into one with the changes, under any answer to what the source leaves open. */
export function hasConflict(advice: Advice): boolean {
  return advice.servers.some((server) => server.pool === 'must-not' || mayBeInConflict(server)) || conflictsWithChanges(advice).size > 0;
}

/** Whether a server is in conflict under one answer to an assumption, and not under another. */
export function mayBeInConflict({ pool, cases }: ServerAdvice): boolean {
  return pool === 'unknown' && cases.some((possible) => possible.pool === 'must-not');
}

/** The servers that are in conflict after some change, or come into one in its course. */
export function conflictsWithChanges({ whatIf }: Advice): ReadonlySet<string> {
  const after = whatIf.flatMap(({ servers }) => servers.filter(({ conflict }) => conflict === true));
  const during = whatIf.flatMap(({ events }) => events.filter((event) => event.id === 14563));
  return new Set([...after, ...during].map(({ server }) => server));
}

/** Whether of every server it can be told whether it needs a pool, and after every change whether it is in conflict. */
export function canBeTold({ servers, whatIf }: Advice): boolean {
  if (servers.length === 0 || servers.some(({ pool }) => pool === 'unknown')) return false;
  return whatIf.every((step) => step.servers.every(({ conflict }) => conflict !== null));
}
