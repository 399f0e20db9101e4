/**
 * Sequences tried one after the other, until one diverges from the rules as another one did.
 */
import { systemOf } from '../rules/system.ts';
import { blamedRule } from './blame.ts';
import type { AnyRule } from '../rules/table.ts';
import type { Rulebook, Specification } from '../specification.ts';
import type { Expectations } from './expectations.ts';
import type { AnyCommand, Player, TestCase } from './player.ts';

/** Commands of which the last is answered otherwise than the rules say. */
export interface Diverging {
  readonly commands: readonly AnyCommand[];
  /** How the answer to the last one looked. */
  readonly look: string;
  /** The rule behind what was expected, or the protocol. */
  readonly rule: BrokenRule;
}

export type BrokenRule = Pick<AnyRule, 'id' | 'says' | 'cites'>;

/** What stands where a rule's id would: no rule is behind what is no answer at all. */
export const protocolId = 'protocol';

function protocolRule(rulebook: Rulebook): BrokenRule {
  const shown = ['its events', ...systemOf(rulebook).observes.map((name) => `the ${name}`)].join(' and ');
  return { id: protocolId, says: `A command is answered by ${shown}, or by rejected alone`, cites: [] };
}

/** A divergence in a test case, with the rule behind what was expected. */
export function divergingAt(commands: readonly AnyCommand[], look: string, player: Player, expectations: Expectations): Diverging {
  const { onlooker, rulebook } = expectations;
  const answer = player.answerLike(look);
  const rule = onlooker.partsOf(answer) === null ? protocolRule(rulebook) : blamedRule(expectations, commands, answer);
  return { commands, look, rule };
}

/** The same commands were answered in two ways. */
export class Nondeterministic extends Error {
  readonly commands: readonly AnyCommand[];
  readonly looks: readonly [string, string];

  constructor(commands: readonly AnyCommand[], looks: readonly [string, string]) {
    super('the same commands after a reset were answered in two ways');
    this.commands = commands;
    this.looks = looks;
  }
}

/** Looks for sequences that break one rule. */
export class Shortening {
  readonly specification: Specification;
  private readonly player: Player;
  private readonly expectations: Expectations;
  private readonly rule: BrokenRule;
  /** Other rules that were seen to be broken. */
  private readonly others = new Set<string>();
  /** Commands that may still be tried. */
  left: number;

  constructor(specification: Specification, player: Player, expectations: Expectations, rule: BrokenRule, budget: number) {
    this.specification = specification;
    this.player = player;
    this.expectations = expectations;
    this.rule = rule;
    this.left = budget;
  }

  /** The first of the candidates that breaks the same rule, cut where it does; null where none does, or the budget ends. */
  async first(candidates: Iterable<readonly AnyCommand[]>): Promise<Diverging | null> {
    if (this.left <= 0) return null;
    for await (const { test, looks } of this.player.play(casesOf(candidates))) {
      this.left -= test.commands.length;
      if (this.left <= 0) return null;
      const at = this.expectations.firstMismatch(test.commands, looks);
      if (at === -1) continue;
      const diverging = divergingAt(test.commands.slice(0, at + 1), looks[at]!, this.player, this.expectations);
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

function* casesOf(candidates: Iterable<readonly AnyCommand[]>): Generator<TestCase> {
  for (const commands of candidates) yield { commands };
}
