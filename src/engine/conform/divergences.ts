/**
 * What was found wrong, by the rule that is broken: the shortest commands that show it, made as short as can be at the end.
 */
import { either, noneLike } from '../dialects/set.ts';
import { play, stateAfter } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { type Diverging, protocolId } from './blame.ts';
import { answerOf } from './look.ts';
import { orderOf } from './order.ts';
import { Nondeterministic, shrink, type Shrunk } from './shrink.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Expectations } from './expectations.ts';
import type { Player } from './player.ts';
import type { RuleDivergence } from './result.ts';

export function divergencesFrom(expectations: Expectations) {
  const order = orderOf(expectations.specification);
  const byRule = new Map<string, { readonly shortest: Diverging; readonly sequences: number }>();
  return {
    keep(diverging: Diverging): void {
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
    async shrunk(told: RuleDivergence[], start: () => Promise<Player>, found: Player, budget: number): Promise<void> {
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
function allowing({ specification, onlooker }: Expectations, commands: Diverging['commands'], look: string): readonly Dialect[] {
  const system = systemOf(specification);
  const { dialects } = system;
  const alike = dialects.each((dialect) => {
    const outcome = play(system, stateAfter(system, dialect, commands.slice(0, -1)), commands.at(-1)!, dialect);
    return outcome.kind === 'taken' && onlooker.lookOf(answerOf(specification, outcome)) === look;
  });
  return dialects.listed(alike.reduce((set, { dialects: own, value }) => (value ? either(set, own) : set), noneLike(dialects.all)));
}
