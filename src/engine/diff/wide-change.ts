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
 * The changes over the other alphabets, rule by rule. What changes there of a rule that changed rows of the table name stands under the
 * same cause as these.
 *
 * @param shown the rules that the changed rows of the table name.
 */
export function wideChanges(
  before: WideDigests,
  now: WideDigests,
  shown: ReadonlySet<string>,
  specification: Specification,
  fingerprint: (...parts: readonly unknown[]) => string,
): readonly WideChange[] {
  if (before.digest === now.digest) return [];
  const digests = ({ rules }: WideDigests) => new Map(rules.map(({ rule, ...digest }) => [rule, digest]));
  const [old, present] = [digests(before), digests(now)];
  const differing = [...new Set([...old.keys(), ...present.keys()])].filter((rule) => old.get(rule)?.digest !== present.get(rule)?.digest);
  if (differing.length === 0) {
    const of = ({ rows, digest }: WideDigests) => ({ rows, digest });
    return [{ fingerprint: fingerprint('wide', null), class: 'wide', rule: null, before: of(before), now: of(now), sequence: null }];
  }
  const wayTo = wideSequences(specification);
  return differing.filter((rule) => !shown.has(rule)).sort().map((rule) => {
    const sequence = wayTo.get(rule) ?? null;
    const sides = { before: old.get(rule) ?? null, now: present.get(rule) ?? null };
    return { fingerprint: fingerprint('wide', rule), class: 'wide', rule, ...sides, sequence };
  });
}

/** The alphabet in which rows beyond the first one are looked for: the largest about one part, as the first is; else the largest. */
export function wideAlphabet(specification: Specification): Alphabet | null {
  const system = systemOf(specification);
  const others = alphabetsFor(specification, 'compare').filter((alphabet) => alphabet !== specification.alphabets[0]);
  const aboutOne = others.filter(({ commands }) => system.partsIn(commands).size === 1);
  return (aboutOne.length > 0 ? aboutOne : others).toSorted((a, b) => b.commands.length - a.commands.length)[0] ?? null;
}

/** For each rule the shortest commands to a row in which it applies and that the first alphabet does not have; none where there is none. */
function wideSequences(specification: Specification): ReadonlyMap<string, SeenBy> {
  const found = new Map<string, SeenBy>();
  const alphabet = wideAlphabet(specification);
  if (alphabet === null) return found;
  const system = systemOf(specification);
  const first = new Set(specification.alphabets[0]!.commands.map((command) => system.text(command)));
  const graph = explore(machineOf(system, alphabet.commands), mostStates);
  for (const { visit, command, variants, edge: { outcome: { rules } } } of rowsOf(graph)) {
    if (rules.every((rule) => found.has(rule))) continue;
    const commands = [...pathTo(graph, visit), graph.machine.commands[command]!];
    if (commands.every((each) => first.has(system.text(each)))) continue;
    const way = { commands, dialect: { ...system.dialects.listed(variants)[0]! }, behindAnother: false };
    for (const rule of rules) if (!found.has(rule)) found.set(rule, way);
  }
  return found;
}
