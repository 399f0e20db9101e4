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

interface Shrunk extends Diverging {
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
async function shrink(found: Diverging, player: Player, expectations: Expectations, budget: number): Promise<Shrunk> {
  const { specification } = expectations;
  const order = orderOf(specification);
  /** Commands that may still be tried. */
  let left = budget;

  /**
   * The first of the candidates that breaks the same rule, cut where it does; null where none does, or the budget ends.
   *
   * @param others takes what other rules were seen to be broken.
   */
  const first = async (candidates: Iterable<Sequence>, others = new Set<string>()): Promise<Diverging | null> => {
    if (left <= 0) return null;
    for await (const tried of player.play(Iterator.from(candidates).map((commands) => ({ commands })))) {
      left -= tried.test.commands.length;
      if (left <= 0) return null;
      const diverging = divergenceIn(tried, player, expectations);
      if (diverging?.rule.id === found.rule.id) return diverging;
      if (diverging !== null) others.add(diverging.rule.id);
    }
    return null;
  };
  /** @throws Nondeterministic where the same commands are answered otherwise now. */
  const confirm = async ({ commands, look }: Diverging) => {
    for await (const { looks } of player.play([{ commands }])) {
      if (looks.at(-1) !== look) throw new Nondeterministic(commands, [look, looks.at(-1)!]);
    }
  };
  /** Leaves out what can be left out, long stretches first (delta debugging, Zeller 2002). */
  const withoutAny = async (diverging: Diverging) => {
    let least = diverging;
    for (let size = least.commands.length >> 1; size >= 1; ) {
      const shorter = await first(withoutStretches(least.commands, size));
      if (shorter !== null) least = shorter;
      size = Math.min(shorter === null ? size >> 1 : size, least.commands.length >> 1 || Number(least.commands.length > 1));
    }
    return least;
  };
  /** Plainer names and values in the place of others, as long as the same rule breaks. */
  const simplified = async (diverging: Diverging) => {
    let least = diverging;
    for (const simplify of simplifications(specification)) {
      const commands = simplify(least.commands);
      if (JSON.stringify(commands) !== JSON.stringify(least.commands)) least = (await first([commands])) ?? least;
    }
    return least;
  };
  /** The first of the shortest sequences over an alphabet, all of them tried as far as the budget goes. */
  const firstOver = async (alphabet: Sequence, diverging: Diverging): Promise<Shrunk> => {
    const longest = diverging.commands.length;
    let others: readonly string[] = [];
    for (let length = 1; length <= longest; length++) {
      if (alphabet.length ** length * length >= left) return { ...diverging, exhausted: length === longest, others };
      const broken = new Set(others);
      const shortest = await first(sequencesOver(alphabet, length), broken);
      if (shortest !== null) return { ...shortest, exhausted: true, others };
      others = [...broken].sort();
    }
    return { ...diverging, exhausted: true, others };
  };
  /** Of the other rules that shorter sequences break, those that its own commands show; all of them when the budget ends. */
  const othersBelow = async ({ commands, others }: Shrunk) => {
    if (others.length === 0) return [];
    const broken = new Set<string>();
    for (let length = 1; length < commands.length; length++) await first(sequencesOver(distinct(commands, order), length), broken);
    return left > 0 ? [...broken].sort() : others;
  };
  /** Over its own commands; then over those of the first alphabet as well, by fewer, so that what somebody else found comes to the same. */
  const shortest = async (diverging: Diverging): Promise<Shrunk> => {
    const shrunk = await firstOver(distinct(diverging.commands, order), diverging);
    left = Math.min(left, budget / 10);
    if (!shrunk.exhausted || left <= 0) return shrunk;
    const detour = await firstOver(distinct([...specification.alphabets[0]!.commands, ...shrunk.commands], order), shrunk);
    if (!detour.exhausted || order.sequences(detour.commands, shrunk.commands) >= 0) return shrunk;
    return { ...detour, others: await othersBelow(detour) };
  };

  await confirm(found);
  let least = await withoutAny(found);
  for (let before: Diverging | null = null; before !== least; ) {
    before = await simplified(least);
    least = await withoutAny(before); // names that were one may let others go
  }
  const shrunk = await shortest(least);
  await confirm(shrunk);
  return shrunk;
}

function* withoutStretches(commands: Sequence, size: number): Generator<Sequence> {
  for (let from = 0; from < commands.length - 1; from += size) yield commands.toSpliced(from, Math.min(size, commands.length - 1 - from));
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
