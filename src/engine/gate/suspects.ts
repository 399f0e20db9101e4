/**
 * Which rule to look at first. Spectrum-based fault localisation: the rule that applies in the rows that are wrong, and in
 * hardly any others, by Ochiai's coefficient (Abreu, Zoeteweij, van Gemund, "On the Accuracy of Spectrum-based Fault
 * Localization", 2007). A row is wrong when it comes to something else than at the base, or where nothing is known of a base, when it
 * breaks an invariant.
 */
import { edgesOf } from '../explore/explore.ts';
import { canonicalJson } from '../text.ts';
import type { Change, RowChange } from '../diff/change.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { ComparableRow } from '../table/row.ts';

export type Suspects = ReturnType<typeof suspects>;

/**
 * Rules by their ids, the most suspect first.
 *
 * @param exploration of today's rules.
 * @param changes what has changed since the base; null where nothing is known of one.
 * @param rows today's behaviour table.
 */
export function suspects(exploration: Exploration, changes: readonly Change[] | null, rows: readonly ComparableRow[]) {
  const changed = (changes ?? []).filter((change): change is RowChange => 'state' in change);
  // Rows of states that are reached anew, or no more, follow from others.
  const direct = changed.filter(({ outcome, class: name }) => name === 'undecided' || (outcome.before !== null && outcome.now !== null));
  const touched = new Set(changed.map(rowKey));
  const passing = rows.filter((row) => !touched.has(rowKey(row))).map((row) => row.rules);
  const bothSides = ({ rules }: RowChange) => [...rules.before, ...rules.now];
  const inAll = suspicions(direct.map(bothSides), passing);
  let judged: ReturnType<typeof judgedRows> | null = null;
  return {
    /** For whatever has changed since the base; empty where nothing has, or nothing was compared. */
    ofChange: ranked(inAll) as readonly string[],
    /** For a broken invariant. Empty where behaviour is that of the base: then the invariant is what has changed. */
    ofInvariant(id: string): readonly string[] {
      judged ??= judgedRows(exploration);
      if (changes === null) {
        const { breaks = [], holds = [] } = Object.groupBy(judged, ({ violated }) => (violated.has(id) ? 'breaks' : 'holds'));
        return ranked(suspicions(breaks.map((row) => row.rules), holds.map((row) => row.rules)));
      }
      const breaking = new Set(judged.filter(({ violated }) => violated.has(id)).map(({ key }) => key));
      const both = direct.filter((change) => breaking.has(rowKey(change)));
      // Of several rules that have changed it is the one whose changed rows break this invariant.
      return ranked([...inAll, ...suspicions(both.map(bothSides), passing)]);
    },
  };
}

type Spectrum = readonly (readonly string[])[];

/** The rows of the first alphabet, and the invariants that each of them breaks. */
function judgedRows(exploration: Exploration) {
  const { specification, witness, system } = exploration;
  return [...edgesOf(exploration.graph(specification.alphabets[0]!))].flatMap(({ before, command, edge: { outcome } }) => {
    if (outcome.kind !== 'taken') return [];
    const [part = system.blank] = before.state.parts.values();
    const { violated } = witness.judge({ before, command, outcome });
    const key = rowKey({ state: specification.table.row(before.state.whole, part), command });
    return [{ key, rules: outcome.rules, violated: new Set(violated.map((index) => witness.invariants[index]!.id)) }];
  });
}

/** How suspect each rule is, with its place among the rules of a row, at the latest. */
function suspicions(failing: Spectrum, passing: Spectrum) {
  const [wrong, right] = [countsOf(failing), countsOf(passing)];
  return [...wrong].map(([rule, { rows, last }]) => {
    const all = rows + (right.get(rule)?.rows ?? 0);
    return { rule, last, suspicion: rows / Math.sqrt(failing.length * all) };
  });
}

/**
 * By the sum of what each is suspected of; of equally suspect rules the one that applies last, since what a rule asks is more to the
 * point than the rule.
 */
function ranked(found: ReturnType<typeof suspicions>) {
  const sums = [...Map.groupBy(found, ({ rule }) => rule)].map(([rule, each]) => ({
    rule,
    suspicion: each.reduce((sum, { suspicion }) => sum + suspicion, 0),
    last: Math.max(...each.map(({ last }) => last)),
  }));
  return sums.sort((a, b) => b.suspicion - a.suspicion || b.last - a.last || (a.rule < b.rule ? -1 : 1)).map(({ rule }) => rule);
}

/** In how many rows each rule applies, and at what place at the latest. */
function countsOf(spectrum: Spectrum) {
  const counts = new Map<string, { rows: number; last: number }>();
  for (const rules of spectrum) {
    for (const rule of new Set(rules)) {
      const { rows, last } = counts.get(rule) ?? { rows: 0, last: 0 };
      counts.set(rule, { rows: rows + 1, last: Math.max(last, rules.lastIndexOf(rule)) });
    }
  }
  return counts;
}

function rowKey({ state, command }: { readonly state: object; readonly command: object }) {
  return canonicalJson([state, command]);
}
