/**
 * What was found wrong, by the rule that is broken: the shortest commands that show it, made as short as can be at the end.
 */
import { either, noneLike } from '../dialects/set.ts';
import { play, stateAfter } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { answerOf } from './look.ts';
import { orderOf } from './order.ts';
import { Nondeterministic, protocolId } from './shortening.ts';
import { shrink } from './shrink.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Specification } from '../specification.ts';
import type { Expectations } from './expectations.ts';
import type { CommandOrder } from './order.ts';
import type { Player } from './player.ts';
import type { RuleDivergence } from './result.ts';
import type { Diverging } from './shortening.ts';
import type { Shrunk } from './shrink.ts';

/** What was found wrong under one rule. */
interface BrokenBy {
  shortest: Diverging;
  sequences: number;
}

export class Divergences {
  private readonly specification: Specification;
  private readonly expectations: Expectations;
  private readonly order: CommandOrder;
  private readonly byRule = new Map<string, BrokenBy>();

  constructor(specification: Specification, expectations: Expectations) {
    this.specification = specification;
    this.expectations = expectations;
    this.order = orderOf(specification);
  }

  keep(diverging: Diverging): void {
    const { id } = diverging.rule;
    const broken = this.byRule.get(id);
    if (broken === undefined) this.byRule.set(id, { shortest: diverging, sequences: 1 });
    else {
      broken.sequences++;
      if (this.order.sequences(diverging.commands, broken.shortest.commands) < 0) broken.shortest = diverging;
    }
  }

  /**
   * Makes what was found as short as can be, in a process that has seen nothing before.
   *
   * @param told takes each divergence. What cannot be made shorter is told as it was found.
   * @param found the player that found them.
   * @throws Nondeterministic where an answer does not come again: then nothing else need be told. ImplementationFault as players do.
   */
  async shrunk(told: RuleDivergence[], start: () => Promise<Player>, found: Player, budget: number): Promise<void> {
    if (this.byRule.size === 0) return;
    const left = new Map(this.byRule);
    let player: Player | null = null;
    try {
      player = await start();
      for (const [id, { shortest, sequences }] of this.byRule) {
        const shrunk = await shrink(this.specification, shortest, player, this.expectations, budget);
        told.push(this.toldOf(shrunk, shrunk, sequences, player));
        left.delete(id);
      }
    } catch (error) {
      if (error instanceof Nondeterministic) throw error;
      const asFound = { exhausted: false, others: [] };
      for (const { shortest, sequences } of left.values()) told.push(this.toldOf(shortest, asFound, sequences, found));
      throw error;
    } finally {
      player?.stop();
      told.sort((a, b) => this.order.sequences(a.commands, b.commands));
    }
  }

  private toldOf(
    { commands, look, rule }: Diverging,
    { exhausted, others }: Pick<Shrunk, 'exhausted' | 'others'>,
    sequences: number,
    player: Player,
  ): RuleDivergence {
    return {
      rule: rule.id === protocolId ? null : rule.id,
      says: rule.says,
      claims: rule.cites,
      commands,
      shortest: exhausted && others.length === 0,
      shorterBreak: others,
      expected: this.expectations.answers(commands).at(-1)!,
      observed: player.answerLike(look),
      allowedIn: this.allowing(commands, look),
      sequences,
    };
  }

  /** The dialects in which the last command is answered like that. */
  private allowing(commands: Diverging['commands'], look: string): readonly Dialect[] {
    const { rulebook, onlooker } = this.expectations;
    const system = systemOf(rulebook);
    const { dialects } = system;
    const alike = dialects.each((dialect) => {
      const outcome = play(system, stateAfter(system, dialect, commands.slice(0, -1)), commands.at(-1)!, dialect);
      return outcome.kind === 'taken' && onlooker.lookOf(answerOf(rulebook, outcome)) === look;
    });
    return dialects.listed(alike.reduce((set, { dialects: own, value }) => (value ? either(set, own) : set), noneLike(dialects.all)));
  }
}
