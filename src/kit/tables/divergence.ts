/**
 * Where two dialects part: the shortest commands after which they log or list different things.
 */
import { narrowAlphabet } from '../../kst/alphabets.ts';
import { emptyWorld, tableOf, worldKey } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Taken } from '../../kst/step.ts';

export interface Divergence {
  /** From the empty start; the last one comes out differently. */
  readonly commands: readonly Command[];
  /** What the last command does in the one dialect and in the other. */
  readonly outcomes: readonly [Taken, Taken];
}

/** The shortest divergence of two dialects over the narrow alphabet, breadth first; null where there is none, or a gap or overlap. */
export function divergence(model: Model, one: Dialect, other: Dialect): Divergence | null {
  let front: readonly Pair[] = [{ worlds: [emptyWorld(), emptyWorld()], commands: [] }];
  for (const seen = new Set<string>(); front.length > 0; ) {
    const next: Pair[] = [];
    for (const { worlds, commands } of front) {
      for (const command of narrowAlphabet()) {
        const outcomes = [step(model, worlds[0], command, one), step(model, worlds[1], command, other)] as const;
        if (outcomes[0].kind !== 'taken' || outcomes[1].kind !== 'taken') return null;
        const [a, b] = outcomes;
        if (shown(a) !== shown(b)) return { commands: [...commands, command], outcomes: [a, b] };
        const key = `${worldKey(a.next)} / ${worldKey(b.next)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ worlds: [a.next, b.next], commands: [...commands, command] });
      }
    }
    front = next;
  }
  return null;
}

interface Pair {
  readonly worlds: readonly [World, World];
  readonly commands: readonly Command[];
}

function shown({ refused, events, next }: Taken): string {
  return JSON.stringify([refused, events, tableOf(next)]);
}
