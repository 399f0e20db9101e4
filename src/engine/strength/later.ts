/**
 * What wrong rules show, and break, after a row in which nobody sees anything.
 */
import { both, firstOf, haveCommon, type VariantSet } from '../dialects/set.ts';
import { divergences, type Pair } from '../explore/compare.ts';
import { Exploration, mostStates } from '../explore/exploration.ts';
import { pathTo } from '../explore/explore.ts';
import { prove } from '../prove/prove.ts';
import { AuthorError } from '../rules/author-error.ts';
import { withRulesOf } from '../rules/system.ts';
import { brokenBy, type Difference, thrownBy } from './differences.ts';
import type { Watched } from '../prove/witness.ts';
import type { Command, State } from '../specification.ts';
import type { ExploredAlphabet, Reference, RightRow } from './reference.ts';
import type { RightRules } from './right.ts';
import type { WrongRules } from './wrong.ts';

/** The commands to a row, its own included. */
export function traceTo({ graph }: ExploredAlphabet, { visit, command }: RightRow): readonly Command[] {
  return [...pathTo(graph, visit), command];
}

/** What is broken later on: the invariants, and the commands to what is seen first; null where nothing is ever seen. */
export function laterIn(
  reference: Reference,
  wrong: WrongRules,
  explored: ExploredAlphabet,
  found: readonly Difference[],
): { readonly killers: readonly string[]; readonly trace: readonly Command[] | null } {
  const { right } = reference;
  const pairs = found.flatMap((difference) => pairsOf(right, difference));
  let trace: readonly Command[] | null = null;
  try {
    for (const { pair, command, variants } of divergences(...machinesOf(right, wrong, explored), pairs, right.visibleText.bind(right))) {
      const onwards = [...pair.commands, command];
      trace ??= [...traceTo(explored, pair.origin), ...onwards];
      const killers = brokenAtLast(reference, wrong, pair.origin.before, [pair.origin.command, ...onwards], firstOf(variants));
      if (killers.length > 0) return { killers, trace };
    }
  } catch (error) {
    return { killers: [thrownBy(error)], trace };
  }
  return { killers: [], trace };
}

/** Where the right rules and the wrong ones lead to from a row, in the dialects in which they look the same there. */
function pairsOf(right: RightRules, difference: Difference): readonly Pair<State, RightRow>[] {
  const { row, variants, outcome } = difference;
  if (outcome.kind !== 'taken') return [];
  const text = right.visibleText(difference);
  return row.branches.flatMap((branch) => {
    if (branch.outcome.kind !== 'taken' || !haveCommon(branch.variants, variants) || right.visibleText(branch) !== text) return [];
    return [{ one: branch.outcome.next, other: outcome.next, variants: both(branch.variants, variants), origin: row }];
  });
}

/** Both as machines. Wrong rules may have no end where the right ones have: a proof of them would be cut off, which is seen as well. */
function machinesOf(right: RightRules, wrong: WrongRules, { graph }: ExploredAlphabet) {
  const { commands } = graph.machine;
  let left = mostStates * commands.length;
  const machine = { initial: right.system.start, commands, variants: right.within, key: (state: State) => right.key(state) };
  const step = (state: State, command: Command) => {
    if (--left < 0) throw new AuthorError('the rules', new Error('they have no end'));
    return wrong.step(state, command);
  };
  return [{ ...machine, step: right.step.bind(right) }, { ...machine, step }] as const;
}

/** What the last of some commands breaks, taken one after the other by wrong rules, in one dialect. */
function brokenAtLast(
  { exploration: { witness } }: Reference,
  wrong: WrongRules,
  from: Watched,
  commands: readonly Command[],
  variants: VariantSet,
) {
  let [before, broken]: [Watched, readonly string[]] = [from, []];
  for (const command of commands) {
    const { outcome } = wrong.play(before.state, command, variants)[0]!;
    broken = brokenBy(witness, { before, command, variants, outcome });
    if (outcome.kind !== 'taken') break;
    before = witness.watch(before, command, outcome).next;
  }
  return broken;
}

/** What wrong rules break anywhere, two runs compared and ways out of trouble included. */
export function brokenAnywhere({ exploration, alphabets }: Reference, { system }: WrongRules): readonly string[] {
  const specification = withRulesOf(exploration.specification, system);
  try {
    for (const alphabet of alphabets) {
      const explored = new Exploration(specification, exploration.within, exploration.witness);
      const { invariants, undecided, parts } = prove(specification, [alphabet], explored);
      const broken = invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
      const decided = undecided.length === 0 && parts.every(({ complete }) => complete);
      if (broken.length > 0 || !decided) return [...broken, ...(decided ? [] : ['rulebook'])];
    }
  } catch (error) {
    return [thrownBy(error)];
  }
  return [];
}
