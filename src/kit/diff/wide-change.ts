/**
 * What only digests tell: a difference over the wide alphabet, the rules that it is in, and a way to where they apply.
 */
import { narrowAlphabet, wideAlphabet } from '../../kst/alphabets.ts';
import { commandText } from '../../kst/commands.ts';
import { listDialects } from '../../kst/dialect.ts';
import { kstMachine } from '../../kst/machine.ts';
import { explore, pathTo, rowsOf } from '../../verify/explore.ts';
import type { Model } from '../../kst/model.ts';
import type { Sequence, WideChange } from './change.ts';
import type { ComparableTable } from '../../kst/behaviour.ts';

/**
 * The change over the wide alphabet, or null where the digests agree. It stands beside the changes of rows, which never show
 * all of it: an acceptance of them is not one of what else has changed.
 *
 * @param shown the rules that the changed rows of the table name.
 */
export function wideChange(
  before: ComparableTable['wide'],
  now: ComparableTable['wide'],
  shown: ReadonlySet<string>,
  model: Model,
  fingerprint: (...parts: readonly unknown[]) => string,
): WideChange | null {
  if (before.digest === now.digest) return null;
  const digests = ({ rules }: ComparableTable['wide']): ReadonlyMap<string, string> => new Map(rules.map(({ rule, digest }) => [rule, digest]));
  const [old, present] = [digests(before), digests(now)];
  const rules = [...new Set([...old.keys(), ...present.keys()])].filter((rule) => old.get(rule) !== present.get(rule)).sort();
  const beyond = rules.filter((rule) => !shown.has(rule));
  return {
    fingerprint: fingerprint('wide', before.digest, now.digest),
    class: 'wide',
    before: { rows: before.rows, digest: before.digest },
    now: { rows: now.rows, digest: now.digest },
    rules,
    beyond,
    sequence: wideSequence(model, beyond.length > 0 ? beyond : rules),
  };
}

/** The shortest commands to a row that the narrow alphabet does not have and where one of the rules applies; null without one. */
function wideSequence(model: Model, rules: readonly string[]): Sequence | null {
  const narrow = new Set(narrowAlphabet().map(commandText));
  const graph = explore(kstMachine(model, wideAlphabet()));
  for (const { visit, command, variants, edge } of rowsOf(graph)) {
    if (!edge.outcome.rules.some((rule) => rules.includes(rule))) continue;
    const commands = [...pathTo(graph, visit), graph.machine.commands[command]!];
    if (commands.every((each) => narrow.has(commandText(each)))) continue;
    return { commands, dialect: { ...listDialects(variants)[0]! }, behindAnother: false };
  }
  return null;
}
