/**
 * Two machines side by side: do they ever show anything different, whatever their hidden states are? States that were told
 * apart nowhere are alike for good: bisimilar (Park 1981), found by walking through pairs of states.
 */
import { both, either, haveCommon, isEmpty, noneLike, without } from '../dialects/set.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Branch, Machine, Taken } from './machine.ts';

/** Two states that look the same so far, the variants in which they are met, and where they come from. */
export interface Pair<S, From> {
  readonly one: S;
  readonly other: S;
  readonly variants: VariantSet;
  readonly origin: From;
}

/** A command that the two machines answer differently; `commands` were done since the pair that the walk began with. */
export interface Divergence<S, C, O, From> {
  readonly pair: Pair<S, From> & { readonly commands: readonly C[] };
  readonly command: C;
  readonly variants: VariantSet;
  /** What the other machine does. */
  readonly outcome: Branch<O>['outcome'];
}

/**
 * Every divergence that can be reached from pairs of states. A pair of equal states is not followed: what the machines do
 * otherwise in a state that both reach must be among the pairs given.
 *
 * @param looks what a step shows, as a text; `next` and whatever else is hidden left out.
 */
export function* divergences<S, C, O extends Taken<S>, From>(
  one: Machine<S, C, O>,
  other: Machine<S, C, O>,
  from: Iterable<Pair<S, From>>,
  looks: (outcome: Branch<O>['outcome']) => string,
): Generator<Divergence<S, C, O, From>> {
  const met = new Map<string, VariantSet>();
  const open: Divergence<S, C, O, From>['pair'][] = [];
  const meet = (pair: Divergence<S, C, O, From>['pair']): void => {
    const [a, b] = [one.key(pair.one), other.key(pair.other)];
    if (a === b) return;
    const key = `${a} | ${b}`;
    const seen = met.get(key) ?? noneLike(pair.variants);
    const fresh = without(pair.variants, seen);
    if (isEmpty(fresh)) return;
    met.set(key, either(seen, fresh));
    open.push({ ...pair, variants: fresh });
  };
  for (const pair of from) meet({ ...pair, commands: [] });
  for (let i = 0; i < open.length; i++) {
    const pair = open[i]!;
    for (const command of one.commands) {
      for (const x of one.step(pair.one, command)) {
        if (!haveCommon(x.variants, pair.variants)) continue;
        for (const y of other.step(pair.other, command)) {
          const variants = both(both(x.variants, y.variants), pair.variants);
          if (isEmpty(variants)) continue;
          if (looks(x.outcome) !== looks(y.outcome)) yield { pair, command, variants, outcome: y.outcome };
          else if (x.outcome.kind === 'taken' && y.outcome.kind === 'taken') {
            meet({ ...pair, one: x.outcome.next, other: y.outcome.next, variants, commands: [...pair.commands, command] });
          }
        }
      }
    }
  }
}
