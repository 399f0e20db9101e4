/**
 * Rule mutants: a table with one mistake in it, made by a few operators from the records of the specification, so that each rule that
 * is ever written is put to the test without anybody planting faults for it.
 */
import { assumptionEdits, effectEdits, patternEdits, type Shown } from './edits.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import type { System } from '../rules/system.ts';
import type { AnyRule, Table } from '../rules/table.ts';

export interface Mutant {
  /** Rule, operator and place: `R04 drop-effect evict pool`. Stable while the rule is. */
  readonly id: string;
  readonly operator: string;
  /** The table with the mistake in it. */
  readonly table: string;
  readonly rules: readonly AnyRule[];
  /** The rules that it changes, or of whose rows it may take some: in a row in which none of them applies all is as it was. */
  readonly within: readonly string[];
}

/** Every mutant of every rule, in the order of the rules. */
export function mutantsOf(system: System, shown: Shown): readonly Mutant[] {
  const vocabulary = vocabularyOf(system);
  const ofRule = (table: Table, rule: AnyRule) => mutantsOfRule(system, vocabulary, table, rule, shown);
  const mutants = [...system.tables.values()].flatMap((table) => table.rules.flatMap((rule) => ofRule(table, rule)));
  return [...new Map(mutants.map((mutant) => [mutant.id, mutant])).values()]; // two operators may make the same
}

function mutantsOfRule({ dialects }: System, vocabulary: Vocabulary, table: Table, rule: AnyRule, shown: Shown) {
  const all = table.rules.map(({ id }) => id);
  const put = (operator: string, place: string, edit: (each: AnyRule) => readonly AnyRule[], within: readonly string[]) => ({
    id: [rule.id, operator, place].filter((word) => word !== '').join(' '),
    operator,
    table: table.name,
    rules: table.rules.flatMap(edit),
    within,
  });
  const edits = [...effectEdits(vocabulary, table, rule), ...assumptionEdits(dialects, rule), ...patternEdits(table, rule, shown)];
  const others = table.rules.slice(table.rules.indexOf(rule) + 1);
  return [
    put('drop-rule', '', (each) => (each === rule ? [] : [each]), [rule.id]),
    ...edits.map(({ operator, place, rule: wrong, widens = false }) =>
      put(operator, place, (each) => [each === rule ? wrong : each], widens ? all : [rule.id]),
    ),
    ...others.map((other) => {
      const swapped = (each: AnyRule) => (each === rule ? other : each === other ? rule : each);
      return put('swap-outcomes', other.id, (each) => [{ ...each, then: swapped(each).then }], [rule.id, other.id]);
    }),
  ];
}
