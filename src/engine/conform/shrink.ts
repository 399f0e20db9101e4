/**
 * A divergence made as short as can be, and the same whoever found it: no shorter sequence over its commands shows the same
 * rule broken, and of those as short it is the first in the order of commands.
 */
import { orderOf } from './order.ts';
import { Shortening } from './shortening.ts';
import { simplifications } from './simplify.ts';
import type { Specification } from '../specification.ts';
import type { CommandOrder } from './order.ts';
import type { Expectations } from './expectations.ts';
import type { AnyCommand, Player } from './player.ts';
import type { Diverging } from './shortening.ts';

export interface Shrunk extends Diverging {
  /** Whether every shorter sequence over its commands was tried; otherwise the budget ended first. */
  readonly exhausted: boolean;
  /** Other rules that shorter sequences over its commands show broken. */
  readonly others: readonly string[];
}

/**
 * Shortens a divergence by trying shorter sequences.
 *
 * @param budget maximum number of commands to try.
 * @throws Nondeterministic where the divergence does not come again; ImplementationFault as the player does.
 */
export async function shrink(
  specification: Specification,
  found: Diverging,
  player: Player,
  expectations: Expectations,
  budget: number,
): Promise<Shrunk> {
  const search = new Shortening(specification, player, expectations, found.rule, budget);
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

/** Leaves out what can be left out, long stretches first (delta debugging, Zeller 2002). */
async function withoutAny(diverging: Diverging, search: Shortening): Promise<Diverging> {
  let least = diverging;
  for (let size = least.commands.length >> 1; size >= 1; ) {
    const shorter = await search.first(withoutStretches(least.commands, size));
    if (shorter !== null) least = shorter;
    size = Math.min(shorter === null ? size >> 1 : size, least.commands.length >> 1 || Number(least.commands.length > 1));
  }
  return least;
}

function* withoutStretches(commands: readonly AnyCommand[], size: number): Generator<readonly AnyCommand[]> {
  for (let from = 0; from < commands.length - 1; from += size) yield commands.toSpliced(from, Math.min(size, commands.length - 1 - from));
}

/** Plainer names and values in the place of others, as long as the same rule breaks. */
async function simplified(diverging: Diverging, search: Shortening): Promise<Diverging> {
  let least = diverging;
  for (const simplify of simplifications(search.specification)) {
    const commands = simplify(least.commands);
    if (JSON.stringify(commands) === JSON.stringify(least.commands)) continue;
    const simpler = await search.first([commands]);
    if (simpler !== null) least = simpler;
  }
  return least;
}

/**
 * The first of the shortest sequences over the commands of a divergence, all of them tried as far as the budget goes; then over
 * those of the first alphabet as well, by a number of commands, so that what somebody else found comes to the same.
 */
async function first(diverging: Diverging, search: Shortening, longestDetour: number): Promise<Shrunk> {
  const { specification } = search;
  const order = orderOf(specification);
  const shrunk = await firstOver(distinct(diverging.commands, order), diverging, search);
  search.left = Math.min(search.left, longestDetour);
  if (!shrunk.exhausted || search.left <= 0) return shrunk;
  const detour = await firstOver(distinct([...specification.alphabets[0]!.commands, ...shrunk.commands], order), shrunk, search);
  if (!detour.exhausted || order.sequences(detour.commands, shrunk.commands) >= 0) return shrunk;
  return { ...detour, others: await othersBelow(detour, order, search) };
}

async function firstOver(alphabet: readonly AnyCommand[], diverging: Diverging, search: Shortening): Promise<Shrunk> {
  const longest = diverging.commands.length;
  const others = new Set<string>();
  search.takeOthers();
  for (let length = 1; length <= longest; length++) {
    const told = { others: [...others].sort() };
    if (alphabet.length ** length * length >= search.left) return { ...diverging, exhausted: length === longest, ...told };
    const found = await search.first(wordsOver(alphabet, length));
    if (found !== null) return { ...found, exhausted: true, ...told };
    for (const other of search.takeOthers()) others.add(other);
  }
  return { ...diverging, exhausted: true, others: [...others].sort() };
}

/** Of the other rules that shorter sequences break, those that its own commands show; all of them when the budget ends. */
async function othersBelow({ commands, others }: Shrunk, order: CommandOrder, search: Shortening): Promise<readonly string[]> {
  if (others.length === 0) return [];
  search.takeOthers();
  for (let length = 1; length < commands.length; length++) await search.first(wordsOver(distinct(commands, order), length));
  return search.left > 0 ? search.takeOthers() : others;
}

/** Each command once, in their order. */
function distinct(commands: readonly AnyCommand[], order: CommandOrder): readonly AnyCommand[] {
  return [...new Map(commands.map((command) => [JSON.stringify(command), command])).values()].sort(order.commands);
}

function* wordsOver(alphabet: readonly AnyCommand[], length: number, word: readonly AnyCommand[] = []): Generator<readonly AnyCommand[]> {
  if (word.length === length) yield word;
  else for (const command of alphabet) yield* wordsOver(alphabet, length, [...word, command]);
}
