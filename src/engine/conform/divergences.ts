/**
 * What was found wrong, by the rule that is broken: the shortest commands that show it, made as short as can be at the end.
 */
import { either, noneLike } from '../dialects/set.ts';
import { play, stateAfter } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { type Diverging, protocolId } from './blame.ts';
import { answerOf } from './look.ts';
import { type CommandOrder, orderOf } from './order.ts';
import { Nondeterministic, shrink, type Shrunk } from './shrink.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Expectations } from './expectations.ts';
import type { Player } from './player.ts';
import type { RuleDivergence } from './result.ts';

export class Divergences {
  private readonly expectations: Expectations;
  private readonly order: CommandOrder;
  private readonly byRule = new Map<string, { readonly shortest: Diverging; readonly sequences: number }>();

  constructor(expectations: Expectations) {
    this.expectations = expectations;
    this.order = orderOf(expectations.specification);
  }

  keep(diverging: Diverging): void {
    const { shortest, sequences } = this.byRule.get(diverging.rule.id) ?? { shortest: diverging, sequences: 0 };
    const isShorter = this.order.sequences(diverging.commands, shortest.commands) < 0;
    this.byRule.set(diverging.rule.id, { shortest: isShorter ? diverging : shortest, sequences: sequences + 1 });
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
    let player: Player | null = null;
    try {
      player = await start();
      for (const [id, { shortest, sequences }] of this.byRule) {
        told.push(this.toldOf(await shrink(shortest, player, this.expectations, budget), sequences, player));
        this.byRule.delete(id);
      }
    } catch (error) {
      if (error instanceof Nondeterministic) throw error;
      for (const { shortest, sequences } of this.byRule.values()) {
        told.push(this.toldOf({ ...shortest, exhausted: false, others: [] }, sequences, found));
      }
      throw error;
    } finally {
      player?.stop();
      told.sort((a, b) => this.order.sequences(a.commands, b.commands));
    }
  }

  private toldOf({ commands, look, rule, exhausted, others }: Shrunk, sequences: number, player: Player): RuleDivergence {
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
    const { specification, onlooker } = this.expectations;
    const system = systemOf(specification);
    const { dialects } = system;
    const alike = dialects.each((dialect) => {
      const outcome = play(system, stateAfter(system, dialect, commands.slice(0, -1)), commands.at(-1)!, dialect);
      return outcome.kind === 'taken' && onlooker.lookOf(answerOf(specification, outcome)) === look;
    });
    return dialects.listed(alike.reduce((set, { dialects: own, value }) => (value ? either(set, own) : set), noneLike(dialects.all)));
  }
}
