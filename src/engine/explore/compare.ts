/**
 * Two machines side by side: do they ever show anything different, whatever their hidden states are? States that were told
 * apart nowhere are alike for good: bisimilar (Park 1981), found by walking through pairs of states.
 */
import { both, either, haveCommon, isEmpty, noneLike, type VariantSet, without } from '../dialects/set.ts';
import type { Branch, Machine, Taken } from './machine.ts';

/** Two states that look the same so far, the variants in which they are met, and where they come from. */
export interface Pair<S, From> {
  readonly one: S;
  readonly other: S;
  readonly variants: VariantSet;
  readonly origin: From;
}

/**
 * Every command that the two machines answer differently in a pair that can be reached from these, by commands of its own; the
 * outcome is the other machine's. A pair of equal states is not followed: what the machines do
 * otherwise in a state that both reach must be among the pairs given.
 *
 * @param looks what a branch shows, as a text; `next` and whatever else is hidden left out.
 */
export function* divergences<S, C, O extends Taken<S>, From>(
  one: Machine<S, C, O>,
  other: Machine<S, C, O>,
  from: Iterable<Pair<S, From>>,
  looks: (branch: Branch<O>) => string,
) {
  const met = new Map<string, VariantSet>();
  const open: Walked<S, C, From>[] = [];
  const meet = (pair: Walked<S, C, From>) => {
    const [a, b] = [one.key(pair.one), other.key(pair.other)];
    if (a === b) return;
    const key = `${a} | ${b}`;
    const seen = met.get(key) ?? noneLike(pair.variants);
    const variants = without(pair.variants, seen);
    if (isEmpty(variants)) return;
    met.set(key, either(seen, variants));
    open.push({ ...pair, variants });
  };
  for (const pair of from) meet({ ...pair, before: null });
  for (const pair of open) {
    for (const command of one.commands) {
      for (const x of one.step(pair.one, command)) {
        if (!haveCommon(x.variants, pair.variants)) continue;
        for (const y of other.step(pair.other, command)) {
          const variants = both(both(x.variants, y.variants), pair.variants);
          if (isEmpty(variants)) continue;
          if (looks(x) !== looks(y)) yield { pair: { ...pair, commands: commandsTo(pair) }, command, variants, outcome: y.outcome };
          else if (x.outcome.kind === 'taken' && y.outcome.kind === 'taken') {
            meet({ ...pair, one: x.outcome.next, other: y.outcome.next, variants, before: { pair, command } });
          }
        }
      }
    }
  }
}

/** A pair, and the one before it with the command that leads on from there. */
interface Walked<S, C, From> extends Pair<S, From> {
  readonly before: { readonly pair: Walked<S, C, From>; readonly command: C } | null;
}

function commandsTo<C>({ before }: Walked<any, C, any>) {
  const commands: C[] = [];
  for (let at = before; at !== null; at = at.pair.before) commands.push(at.command);
  return commands.reverse();
}
