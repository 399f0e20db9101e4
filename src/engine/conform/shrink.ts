/**
 * A divergence made as short as can be, and the same whoever found it: no shorter sequence over its commands shows the same
 * rule broken, and of those as short it is the first in the order of commands.
 */
import { narrowAlphabet } from '../../kst/alphabets.ts';
import { compareNames } from '../../kst/names.ts';
import { blamedRule } from './blame.ts';
import { partsOf } from './look.ts';
import { simplifications } from './simplify.ts';
import type { Command, CommandKind } from '../../kst/commands.ts';
import type { Rule } from '../../kst/rules/rule.ts';
import type { Expectations } from './expectations.ts';
import type { Player, Trial } from './player.ts';

/** Commands of which the last is answered otherwise than the rules say. */
export interface Diverging {
  readonly commands: readonly Command[];
  /** How the answer to the last one looked. */
  readonly look: string;
  /** The rule behind what was expected, or the protocol. */
  readonly rule: BrokenRule;
}

export type BrokenRule = Pick<Rule, 'id' | 'says' | 'cites'>;

/** Broken by what is no answer at all, whatever rule was behind the command. */
export const protocolRule: BrokenRule = { id: 'protocol', says: 'A command is answered by its events and the table, or by rejected alone', cites: [] };

export interface Shrunk extends Diverging {
  /** Whether every shorter sequence over its commands was tried; otherwise the budget ended first. */
  readonly exhausted: boolean;
  /** Other rules that shorter sequences over its commands show broken. */
  readonly others: readonly string[];
}

/** The same commands were answered in two ways. */
export class Nondeterministic extends Error {
  readonly commands: readonly Command[];
  readonly looks: readonly [string, string];

  constructor(commands: readonly Command[], looks: readonly [string, string]) {
    super('the same commands after a reset were answered in two ways');
    this.commands = commands;
    this.looks = looks;
  }
}

/**
 * Shortens a divergence by trying shorter sequences.
 *
 * @param budget so many commands may be tried.
 * @throws Nondeterministic where the divergence does not come again; ImplementationFault as the player does.
 */
export async function shrink(found: Diverging, player: Player, expectations: Expectations, budget: number): Promise<Shrunk> {
  const search = new Search(player, expectations, found.rule, budget);
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

class Search {
  private readonly player: Player;
  private readonly expectations: Expectations;
  private readonly rule: BrokenRule;
  /** Other rules that were seen to be broken. */
  private readonly others = new Set<string>();
  /** So many commands may still be tried. */
  left: number;

  constructor(player: Player, expectations: Expectations, rule: BrokenRule, budget: number) {
    this.player = player;
    this.expectations = expectations;
    this.rule = rule;
    this.left = budget;
  }

  /** The first of the candidates that breaks the same rule, cut where it does; null where none does, or the budget ends. */
  async first(candidates: Iterable<readonly Command[]>): Promise<Diverging | null> {
    if (this.left <= 0) return null;
    for await (const { trial, looks } of this.player.play(trialsOf(candidates))) {
      this.left -= trial.commands.length;
      if (this.left <= 0) return null;
      const at = this.expectations.firstMismatch(trial.commands, looks);
      if (at === -1) continue;
      const diverging = divergingAt(trial.commands.slice(0, at + 1), looks[at]!, this.player, this.expectations);
      if (diverging.rule.id === this.rule.id) return diverging;
      this.others.add(diverging.rule.id);
    }
    return null;
  }

  /** The other rules that were seen to be broken since this was asked last. */
  takeOthers(): readonly string[] {
    const others = [...this.others].sort();
    this.others.clear();
    return others;
  }

  /** @throws Nondeterministic where the same commands are answered otherwise now. */
  async confirm({ commands, look }: Diverging): Promise<void> {
    for await (const { looks } of this.player.play([{ commands }])) {
      if (looks.at(-1) !== look) throw new Nondeterministic(commands, [look, looks.at(-1)!]);
    }
  }
}

/** A divergence of a trial, with the rule behind what was expected. */
export function divergingAt(commands: readonly Command[], look: string, player: Player, { model, dialect, observes }: Expectations): Diverging {
  const answer = player.answerLike(look);
  return { commands, look, rule: partsOf(answer, observes) === null ? protocolRule : blamedRule(model, dialect, commands, answer, observes) };
}

function* trialsOf(candidates: Iterable<readonly Command[]>): Generator<Trial> {
  for (const commands of candidates) yield { commands };
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

function* withoutStretches(commands: readonly Command[], size: number): Generator<readonly Command[]> {
  for (let from = 0; from < commands.length - 1; from += size) yield commands.toSpliced(from, Math.min(size, commands.length - 1 - from));
}

/** The names and numbers that the narrow alphabet has, in the place of others, as long as the same rule breaks. */
async function simplified(diverging: Diverging, search: Search): Promise<Diverging> {
  let least = diverging;
  for (const simplify of simplifications) {
    const commands = simplify(least.commands);
    if (JSON.stringify(commands) === JSON.stringify(least.commands)) continue;
    const simpler = await search.first([commands]);
    if (simpler !== null) least = simpler;
  }
  return least;
}

/**
 * The first of the shortest sequences over the commands of a divergence, all of them tried as far as the budget goes; then over
 * those of the narrow alphabet as well, with so many commands, so that what somebody else found comes to the same.
 */
async function first(diverging: Diverging, search: Search, longestDetour: number): Promise<Shrunk> {
  const shrunk = await firstOver(distinct(diverging.commands), diverging, search);
  search.left = Math.min(search.left, longestDetour);
  if (!shrunk.exhausted || search.left <= 0) return shrunk;
  const detour = await firstOver(distinct([...narrowAlphabet(), ...shrunk.commands]), shrunk, search);
  return detour.exhausted && compareSequences(detour.commands, shrunk.commands) < 0 ? { ...detour, others: await othersBelow(detour, search) } : shrunk;
}

async function firstOver(alphabet: readonly Command[], diverging: Diverging, search: Search): Promise<Shrunk> {
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
async function othersBelow({ commands, others }: Shrunk, search: Search): Promise<readonly string[]> {
  if (others.length === 0) return [];
  search.takeOthers();
  for (let length = 1; length < commands.length; length++) await search.first(wordsOver(distinct(commands), length));
  return search.left > 0 ? search.takeOthers() : others;
}

/** Each command once, in their order. */
function distinct(commands: readonly Command[]): readonly Command[] {
  return [...new Map(commands.map((command) => [JSON.stringify(command), command])).values()].sort(compareCommands);
}

function* wordsOver(alphabet: readonly Command[], length: number, word: readonly Command[] = []): Generator<readonly Command[]> {
  if (word.length === length) yield word;
  else for (const command of alphabet) yield* wordsOver(alphabet, length, [...word, command]);
}

/** Pools, dial plans, UM Routing, RTCSRV, as the tables have them. */
const places: Readonly<Record<CommandKind, number>> = {
  'pool.add': 0,
  'pool.remove': 1,
  'dialPlan.host': 2,
  'dialPlan.unhost': 3,
  'umRouting.discover': 4,
  'rtcsrv.start': 5,
  'rtcsrv.stop': 6,
  'rtcsrv.restart': 7,
};

/** By kind, then by server and the rest. */
function compareCommands(a: Command, b: Command): number {
  return places[a.do] - places[b.do] || compareNames(JSON.stringify(a), JSON.stringify(b));
}

/** Shorter ones first, then by their commands. */
export function compareSequences(a: readonly Command[], b: readonly Command[]): number {
  return a.length - b.length || a.reduce((order, command, index) => order || compareCommands(command, b[index]!), 0);
}
