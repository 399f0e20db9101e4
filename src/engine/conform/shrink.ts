/**
 * What was found wrong, by the rule that is broken. Each divergence is made as short as can be, and the same whoever found it: no
 * shorter sequence over its commands shows the same rule broken, and of those as short it is the first in the order of commands.
 */
import { play, stateAfter } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { divergenceIn, type Diverging, protocolId } from './blame.ts';
import { answerOf } from './look.ts';
import { type CommandOrder, orderOf, type Sequence, sequencesOver, simplifications } from './sequences.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Expectations } from './expectations.ts';
import type { Player } from './player.ts';
import type { RuleDivergence } from './result.ts';

export interface Shrunk extends Diverging {
  /** Whether every shorter sequence over its commands was tried; otherwise the budget ended first. */
  readonly exhausted: boolean;
  /** Other rules that shorter sequences over its commands show broken. */
  readonly others: readonly string[];
}

/** The same commands were answered in two ways. */
export class Nondeterministic extends Error {
  readonly commands: Sequence;
  readonly looks: readonly [string, string];

  constructor(commands: Sequence, looks: readonly [string, string]) {
    super('the same commands after a reset were answered in two ways');
    this.commands = commands;
    this.looks = looks;
  }
}

/**
 * Shortens a divergence by trying shorter sequences.
 *
 * @param budget maximum number of commands to try.
 * @throws Nondeterministic where the divergence does not come again; ImplementationFault as the player does.
 */
export async function shrink(found: Diverging, player: Player, expectations: Expectations, budget: number): Promise<Shrunk> {
  const search = searchFor(found.rule.id, player, expectations, budget);
  await search.confirm(found);
  let least = await withoutAny(found, search);
  for (let before: Diverging | null = null; before !== least; ) {
    before = await simplified(least, search);
    least = await withoutAny(before, search); // names that were one may let others go
  }
  const shrunk = await first(least, search, budget / 10);
  await search.confirm(shrunk);
  return shrunk;
}

type Search = ReturnType<typeof searchFor>;

/** Looks for sequences that break one rule. */
function searchFor(rule: string, player: Player, expectations: Expectations, budget: number) {
  const search = {
    specification: expectations.specification,
    /** Commands that may still be tried. */
    left: budget,
    /**
     * The first of the candidates that breaks the same rule, cut where it does; null where none does, or the budget ends.
     *
     * @param others takes what other rules were seen to be broken.
     */
    first: async (candidates: Iterable<Sequence>, others = new Set<string>()) => {
      if (search.left <= 0) return null;
      for await (const tried of player.play(Iterator.from(candidates).map((commands) => ({ commands })))) {
        search.left -= tried.test.commands.length;
        if (search.left <= 0) return null;
        const diverging = divergenceIn(tried, player, expectations);
        if (diverging?.rule.id === rule) return diverging;
        if (diverging !== null) others.add(diverging.rule.id);
      }
      return null;
    },
    /** @throws Nondeterministic where the same commands are answered otherwise now. */
    confirm: async ({ commands, look }: Diverging) => {
      for await (const { looks } of player.play([{ commands }])) {
        if (looks.at(-1) !== look) throw new Nondeterministic(commands, [look, looks.at(-1)!]);
      }
    },
  };
  return search;
}

/** Leaves out what can be left out, long stretches first (delta debugging, Zeller 2002). */
async function withoutAny(diverging: Diverging, search: Search): Promise<Diverging> {
  let least = diverging;
  for (let size = least.commands.length >> 1; size >= 1; ) {
    const shorter = await search.first(withoutStretches(least.commands, size));
    if (shorter !== null) least = shorter;
    size = Math.min(shorter === null ? size >> 1 : size, least.commands.length >> 1 || Number(least.commands.length > 1));
  }
  return least;
}

function* withoutStretches(commands: Sequence, size: number): Generator<Sequence> {
  for (let from = 0; from < commands.length - 1; from += size) yield commands.toSpliced(from, Math.min(size, commands.length - 1 - from));
}

/** Plainer names and values in the place of others, as long as the same rule breaks. */
async function simplified(diverging: Diverging, search: Search): Promise<Diverging> {
  let least = diverging;
  for (const simplify of simplifications(search.specification)) {
    const commands = simplify(least.commands);
    if (JSON.stringify(commands) !== JSON.stringify(least.commands)) least = (await search.first([commands])) ?? least;
  }
  return least;
}

/**
 * The first of the shortest sequences over the commands of a divergence, all of them tried as far as the budget goes; then over
 * those of the first alphabet as well, by a number of commands, so that what somebody else found comes to the same.
 */
async function first(diverging: Diverging, search: Search, longestDetour: number): Promise<Shrunk> {
  const { specification } = search;
  const order = orderOf(specification);
  const shrunk = await firstOver(distinct(diverging.commands, order), diverging, search);
  search.left = Math.min(search.left, longestDetour);
  if (!shrunk.exhausted || search.left <= 0) return shrunk;
  const detour = await firstOver(distinct([...specification.alphabets[0]!.commands, ...shrunk.commands], order), shrunk, search);
  if (!detour.exhausted || order.sequences(detour.commands, shrunk.commands) >= 0) return shrunk;
  return { ...detour, others: await othersBelow(detour, order, search) };
}

async function firstOver(alphabet: Sequence, diverging: Diverging, search: Search): Promise<Shrunk> {
  const longest = diverging.commands.length;
  let others: readonly string[] = [];
  for (let length = 1; length <= longest; length++) {
    if (alphabet.length ** length * length >= search.left) return { ...diverging, exhausted: length === longest, others };
    const broken = new Set(others);
    const found = await search.first(sequencesOver(alphabet, length), broken);
    if (found !== null) return { ...found, exhausted: true, others };
    others = [...broken].sort();
  }
  return { ...diverging, exhausted: true, others };
}

/** Of the other rules that shorter sequences break, those that its own commands show; all of them when the budget ends. */
async function othersBelow({ commands, others }: Shrunk, order: CommandOrder, search: Search): Promise<readonly string[]> {
  if (others.length === 0) return [];
  const broken = new Set<string>();
  for (let length = 1; length < commands.length; length++) await search.first(sequencesOver(distinct(commands, order), length), broken);
  return search.left > 0 ? [...broken].sort() : others;
}

/** Each command once, in their order. */
function distinct(commands: Sequence, order: CommandOrder): Sequence {
  return [...new Map(commands.map((command) => [JSON.stringify(command), command])).values()].sort(order.commands);
}

export function divergencesFrom(expectations: Expectations) {
  const order = orderOf(expectations.specification);
  const byRule = new Map<string, { readonly shortest: Diverging; readonly sequences: number }>();
  return {
    keep(diverging: Diverging) {
      const { shortest, sequences } = byRule.get(diverging.rule.id) ?? { shortest: diverging, sequences: 0 };
      const isShorter = order.sequences(diverging.commands, shortest.commands) < 0;
      byRule.set(diverging.rule.id, { shortest: isShorter ? diverging : shortest, sequences: sequences + 1 });
    },

    /**
     * Makes what was found as short as can be, in a process that has seen nothing before.
     *
     * @param told takes each divergence. What cannot be made shorter is told as it was found.
     * @param found the player that found them.
     * @throws Nondeterministic where an answer does not come again: then nothing else need be told. ImplementationFault as players do.
     */
    async shrunk(told: RuleDivergence[], start: () => Promise<Player>, found: Player, budget: number) {
      if (byRule.size === 0) return;
      let player: Player | null = null;
      try {
        player = await start();
        for (const [id, { shortest, sequences }] of byRule) {
          told.push(toldOf(await shrink(shortest, player, expectations, budget), sequences, player, expectations));
          byRule.delete(id);
        }
      } catch (error) {
        if (error instanceof Nondeterministic) throw error;
        for (const { shortest, sequences } of byRule.values()) {
          told.push(toldOf({ ...shortest, exhausted: false, others: [] }, sequences, found, expectations));
        }
        throw error;
      } finally {
        player?.stop();
        told.sort((a, b) => order.sequences(a.commands, b.commands));
      }
    },
  };
}

function toldOf(
  { commands, look, rule, exhausted, others }: Shrunk, sequences: number, player: Player, expectations: Expectations,
): RuleDivergence {
  return {
    rule: rule.id === protocolId ? null : rule.id,
    says: rule.says,
    claims: rule.cites,
    commands,
    shortest: exhausted && others.length === 0,
    shorterBreak: others,
    expected: expectations.answers(commands).at(-1)!,
    observed: player.answerLike(look),
    allowedIn: allowing(expectations, commands, look),
    sequences,
  };
}

/** The dialects in which the last command is answered like that. */
function allowing({ specification, onlooker }: Expectations, commands: Sequence, look: string): readonly Dialect[] {
  const system = systemOf(specification);
  return system.dialects.list.filter((dialect) => {
    const outcome = play(system, stateAfter(system, dialect, commands.slice(0, -1)), commands.at(-1)!, dialect);
    return outcome.kind === 'taken' && onlooker.lookOf(answerOf(specification, outcome)) === look;
  });
}
