/**
 * What only digests tell: a difference over the alphabets beyond the first, the rules that it is in, and a way to where they apply.
 */
import { alphabetsFor, mostStates } from '../explore/exploration.ts';
import { explore, pathTo, rowsOf } from '../explore/explore.ts';
import { machineOf } from '../rules/machine.ts';
import { systemOf } from '../rules/system.ts';
import type { Alphabet, Specification } from '../specification.ts';
import type { WideDigests } from '../table/row.ts';
import type { SeenBy, WideChange } from './change.ts';

/**
 * The change over the other alphabets, or null where the digests agree. It stands beside the changes of rows, which never show
 * all of it: an acceptance of them is not one of what else has changed.
 *
 * @param shown the rules that the changed rows of the table name.
 */
export function wideChange(
  before: WideDigests,
  now: WideDigests,
  shown: ReadonlySet<string>,
  specification: Specification,
  fingerprint: (...parts: readonly unknown[]) => string,
): WideChange | null {
  if (before.digest === now.digest) return null;
  const digests = ({ rules }: WideDigests) => new Map(rules.map(({ rule, digest }) => [rule, digest]));
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
    sequence: wideSequence(specification, beyond.length > 0 ? beyond : rules),
  };
}

/** The alphabet in which rows beyond the first one are looked for: the largest about one part, as the first is; else the largest. */
export function wideAlphabet(specification: Specification): Alphabet | null {
  const system = systemOf(specification);
  const others = alphabetsFor(specification, 'compare').filter((alphabet) => alphabet !== specification.alphabets[0]);
  const aboutOne = others.filter(({ commands }) => system.partsIn(commands).size === 1);
  return (aboutOne.length > 0 ? aboutOne : others).toSorted((a, b) => b.commands.length - a.commands.length)[0] ?? null;
}

/** The shortest commands to a row that the first alphabet does not have and where one of the rules applies; null without one. */
function wideSequence(specification: Specification, rules: readonly string[]): SeenBy | null {
  const alphabet = wideAlphabet(specification);
  if (alphabet === null) return null;
  const system = systemOf(specification);
  const first = new Set(specification.alphabets[0]!.commands.map((command) => system.text(command)));
  const graph = explore(machineOf(system, alphabet.commands), mostStates);
  for (const { visit, command, variants, edge } of rowsOf(graph)) {
    if (!edge.outcome.rules.some((rule) => rules.includes(rule))) continue;
    const commands = [...pathTo(graph, visit), graph.machine.commands[command]!];
    if (commands.every((each) => first.has(system.text(each)))) continue;
    return { commands, dialect: { ...system.dialects.listed(variants)[0]! }, behindAnother: false };
  }
  return null;
}
