/**
 * The source's own question, answered for each Exchange server: does it need a trusted application pool, must it not have one?
 */
import { systemOf } from '../../engine/rules/system.ts';
import { agreed } from '../standing.ts';
import { assumedOf } from './assumed.ts';
import { claimsOf } from './claims.ts';
import { factsOf } from './facts.ts';
import { missingOf } from './missing.ts';
import { outcomeOf } from './outcome.ts';
import { notesOf } from './notes.ts';
import { planned } from './planned.ts';
import { alternativesOf } from './possibilities.ts';
import { remediesOf } from './remedies.ts';
import { safeOrder } from './safe-order.ts';
import { whatIf } from './what-if.ts';
import { whyOf } from './why.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { Command } from '../../kst/commands.ts';
import type { Kst } from '../../kst/words.ts';
import type { Inventory } from '../inventory.ts';
import type { Advice, PossibleCase, ServerAdvice } from './advice.ts';
import type { ServerFacts } from './facts.ts';
import type { PoolOutcome } from './outcome.ts';
import type { Possibility } from './possibilities.ts';

/**
 * What the rules say of the servers that the inputs tell of, and of changes, played one after the other from what there is now.
 *
 * @throws AmbiguousServer for a change with a short name that several servers have.
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function advise(rulebook: Rulebook<Kst>, inventory: Inventory, commands: readonly Command[] = []): Advice {
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
    safeOrder: changes.length === 0 ? null : safeOrder(system, all, changes),
    assumptions: assumedOf(inventory, facts, changes.length === 0 ? [] : all),
    notes: notesOf(inventory, facts, plan),
    inputs: inventory.inputs,
  };
}

/** Where possibilities lead, each worked out once: most servers of a deployment are alike. */
function outcomesOf(system: System<Kst>): (possibility: Possibility) => PoolOutcome {
  const known = new Map<string, PoolOutcome>();
  return (possibility) => {
    // The rules see no names: plans of the same types are alike.
    const key = `${possibility.pool} ${possibility.plans.map(({ uriType }) => uriType)}`;
    const outcome = known.get(key) ?? outcomeOf(system, possibility);
    known.set(key, outcome);
    return outcome;
  };
}

function adviceFor(facts: ServerFacts, outcomes: ReturnType<typeof outcomesOf>, inventory: Inventory): ServerAdvice {
  const answers = alternativesOf(facts).map(({ when, assumptions, possibilities }) => {
    const possible = possibilities.map((possibility) => wanted(facts, outcomes(possibility)));
    return { when, last: null, assumptions, ...together(possible) };
  });
  const alike = answers.every((answer) => sameAnswer(answer, answers[0]!));
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
function together(outcomes: readonly PoolOutcome[]): PoolOutcome {
  const verdicts = new Set(outcomes.map(({ pool }) => pool));
  const [first] = outcomes;
  const common = outcomes.every((outcome) => sameCases(outcome, first!)) ? first!.cases : [];
  const cases = common.map((one, index): PossibleCase => ({ ...one, ...agreed(outcomes.map((outcome) => outcome.cases[index]!)) }));
  return { ...agreed(outcomes), pool: verdicts.size === 1 ? first!.pool : 'unknown', cases };
}

function sameAnswer(a: PoolOutcome, b: PoolOutcome): boolean {
  return a.pool === b.pool && a.known === b.known && a.version === b.version && a.um === b.um && a.owaIm === b.owaIm;
}

function sameCases(a: PoolOutcome, b: PoolOutcome): boolean {
  return a.cases.length === b.cases.length && a.cases.every(({ when }, index) => when === b.cases[index]!.when);
}
