/**
 * Rule mutants: the rulebook with one mistake in it, made by a few operators from the records of the rules, so that each
 * rule that is ever written is put to the test without anybody planting faults for it.
 */
import { P } from 'ts-pattern';
import { assumptions, dialects } from '../../kst/dialect.ts';
import { eventOf } from '../../kst/effects.ts';
import { viewCells } from '../../kst/rules/applies.ts';
import { effectsFor, effectsOf, isServiceTable, refusals } from './vocabulary.ts';
import type { AssumptionName, Dialect } from '../../kst/dialect.ts';
import type { Effect } from '../../kst/effects.ts';
import type { Rulebook } from '../../kst/rules/index.ts';
import type { Rule, Table, TableName, View, ViewPattern } from '../../kst/rules/rule.ts';

export interface Mutant {
  /** Rule, operator and place: `R04 drop-effect evict pool`. Stable while the rule is. */
  readonly id: string;
  readonly operator: string;
  /** The rules that it changes, or of whose rows it may take some: in a row in which none of them applies all is as it was. */
  readonly within: readonly string[];
  readonly rulebook: Rulebook;
}

/** Every mutant of every rule, in the order of the rules. */
export function mutantsOf(rulebook: Rulebook): readonly Mutant[] {
  const mutants = (Object.entries(rulebook) as [TableName, Table][]).flatMap(([name, table]) => {
    const put = (id: string, operator: string, place: string, rules: Table, within: readonly string[]): Mutant => ({
      id: [id, operator, place].filter((part) => part !== '').join(' '),
      operator,
      within,
      rulebook: { ...rulebook, [name]: rules },
    });
    const ofRules = table.flatMap((rule) => {
      const instead = (wrong: readonly Rule[]): Table => table.flatMap((other) => (other === rule ? wrong : [other]));
      return [
        put(rule.id, 'drop-rule', '', instead([]), [rule.id]),
        ...editsOfEffects(rulebook, name, rule).map(({ operator, place, edit }) =>
          put(rule.id, operator, place, instead([{ ...rule, then: (dialect) => edit(rule.then(dialect)) }]), [rule.id]),
        ),
        ...editsOfAssumptions(rule).map(({ operator, place, then }) => put(rule.id, operator, place, instead([{ ...rule, then }]), [rule.id])),
        ...editsOfPatterns(name, rule).map(({ operator, place, when, widens }) => put(rule.id, operator, place, instead([{ ...rule, when }]), widens ? table.map(({ id }) => id) : [rule.id])),
        ...table
          .filter((other) => other.id > rule.id)
          .map((other) => put(rule.id, 'swap-outcomes', other.id, table.map((each) => (each === rule ? { ...rule, then: other.then } : each === other ? { ...other, then: rule.then } : each)), [rule.id, other.id])),
      ];
    });
    return ofRules;
  });
  return [...new Map(mutants.map((mutant) => [mutant.id, mutant])).values()]; // two operators may make the same
}

interface EffectEdit {
  readonly operator: string;
  readonly place: string;
  readonly edit: (effects: readonly Effect[]) => readonly Effect[];
}

function editsOfEffects(rulebook: Rulebook, table: TableName, rule: Rule): readonly EffectEdit[] {
  const effects = effectsOf(rule);
  const refuses = effects.some((effect) => effect.do === 'refuse');
  const replacing = (operator: string, at: Effect, by: readonly Effect[], place = `${effectText(at)} -> ${by.map(effectText).join(', ')}`): EffectEdit => ({
    operator,
    place,
    edit: (all) => all.flatMap((effect) => (alike(effect, at) ? by : [effect])),
  });
  const other = (edit: readonly Effect[], operator: string): EffectEdit => ({ operator, place: edit.map(effectText).join(', '), edit: () => edit });
  if (refuses) {
    return [
      ...refusals().map((reason): Effect => ({ do: 'refuse', reason })).filter((refusal) => !alike(refusal, effects[0]!)).map((refusal) => other([refusal], 'change-refusal')),
      other([], 'accept'),
      ...effectsFor(table).map((effect) => other([effect], 'accept')),
      ...rulebook[table].filter((sibling) => effectsOf(sibling).every(({ do: word }) => word !== 'refuse')).map((sibling) => other(effectsOf(sibling), 'accept')),
    ];
  }
  return [
    ...effects.map((at) => replacing('drop-effect', at, [], effectText(at))),
    ...effects.map((at) => replacing('double-effect', at, [at, at], effectText(at))),
    ...effects.slice(1).map((second, index): EffectEdit => {
      const first = effects[index]!;
      return {
        operator: 'swap-effects',
        place: `${effectText(first)}, ${effectText(second)}`,
        edit: (all) => all.map((effect) => (alike(effect, first) && all.some((there) => alike(there, second)) ? second : alike(effect, second) && all.some((there) => alike(there, first)) ? first : effect)),
      };
    }),
    ...effects.flatMap((at) => otherVersions(at).map((by) => replacing('change-version', at, [by]))),
    ...effects.flatMap((at) => otherEvents(at).map((by) => replacing('change-effect', at, [by]))),
    // What it hands to each server is the business of the tables that it asks.
    ...effectsFor(table).filter(({ do: word }) => word !== 'each').flatMap((effect): EffectEdit[] => [
      { operator: 'add-effect', place: `${effectText(effect)} last`, edit: (all) => [...all, effect] },
      // What logs nothing is much the same wherever it stands.
      ...(effects.length === 0 || eventOf(effect) === null ? [] : [{ operator: 'add-effect', place: `${effectText(effect)} first`, edit: (all: readonly Effect[]) => [effect, ...all] }]),
    ]),
    ...refusals().map((reason) => other([{ do: 'refuse', reason }], 'refuse')),
  ];
}

/** Each assumption that the rule reads, read the other way, or as if there were only one answer. */
function editsOfAssumptions(rule: Rule): readonly { readonly operator: string; readonly place: string; readonly then: Rule['then'] }[] {
  const read = new Set<AssumptionName>();
  for (const dialect of dialects()) rule.then(new Proxy(dialect, { get: (asked, name: AssumptionName) => (read.add(name), asked[name]) }));
  const answering = (dialect: Dialect, name: AssumptionName, answer: string): Dialect =>
    new Proxy(dialect, { get: (asked, each: AssumptionName) => (each === name ? answer : asked[each]) });
  return [...read].flatMap((name) => {
    const [one, two] = assumptions()[name] as readonly [string, string];
    return [
      { operator: 'misread-assumption', place: name, then: (dialect: Dialect) => rule.then(answering(dialect, name, dialect[name] === one ? two : one)) },
      ...[one, two].map((answer) => ({ operator: 'ignore-assumption', place: `${name}=${answer}`, then: (dialect: Dialect) => rule.then(answering(dialect, name, answer)) })),
    ];
  });
}

interface PatternEdit {
  readonly operator: string;
  readonly place: string;
  readonly when: () => ViewPattern;
  /** Whether it may apply where it did not before. */
  readonly widens: boolean;
}

function editsOfPatterns(table: TableName, rule: Rule): readonly PatternEdit[] {
  const pattern = rule.when();
  return (Object.entries(viewCells()) as [keyof View, readonly unknown[]][]).flatMap(([cell, values]): PatternEdit[] => {
    if (!(cell in pattern)) {
      if (isConstant(table, cell)) return [];
      const narrowed = (value: unknown) => () => ({ ...rule.when(), [cell]: value }) as ViewPattern;
      return values.map((value) => ({ operator: 'narrow-cell', place: `${cell}=${String(value)}`, when: narrowed(value), widens: false }));
    }
    const { [cell]: _, ...others } = pattern;
    const changed = (value: unknown) => () => ({ ...rule.when(), [cell]: value }) as ViewPattern;
    return [
      { operator: 'widen-cell', place: cell, when: () => others, widens: true },
      { operator: 'change-cell', place: `${cell} negated`, when: () => ({ ...rule.when(), [cell]: P.not(rule.when()[cell] as never) }) as ViewPattern, widens: true },
      ...(values.length > 2 ? values.map((value) => ({ operator: 'change-cell', place: `${cell}=${String(value)}`, when: changed(value), widens: true })) : []),
    ];
  });
}

/** Whether a table is never asked with another value in the cell: to narrow it there would change nothing, or leave nothing. */
function isConstant(table: TableName, cell: keyof View): boolean {
  if (cell === 'doing') return table !== 'offer';
  if (cell === 'planHosted') return !table.startsWith('dialPlan.');
  return cell !== 'running' && isServiceTable(table);
}

function otherVersions(effect: Effect): readonly Effect[] {
  if ('version' in effect) return [{ ...effect, version: effect.version === 'any' ? 'pool' : 'any' }];
  if ('offered' in effect) return [{ ...effect, offered: effect.offered === 'any' ? 'pool' : 'any' }];
  return [];
}

/** What is easily taken for the effect: the same change without its event, the same event without the change, the opposite. */
function otherEvents(effect: Effect): readonly Effect[] {
  switch (effect.do) {
    case 'list':
      return [{ do: 'enter', version: effect.version }];
    case 'enter':
      return [{ do: 'list', version: effect.version }];
    case 'unlist':
      return [{ do: 'forget' }, { do: 'log-evicted', version: effect.version }];
    case 'log-evicted':
      return [{ do: 'warn' }];
    case 'evict':
      return [{ do: 'forget' }, { do: 'unlist', version: 'any' }, { do: 'unlist', version: 'pool' }];
    case 'warn':
      return [{ do: 'log-lost' }];
    case 'set-pool':
      return [{ do: 'clear-pool' }];
    case 'clear-pool':
      return [{ do: 'set-pool' }];
    case 'add-plan':
      return [{ do: 'drop-plan' }];
    case 'drop-plan':
      return [{ do: 'add-plan' }];
    case 'claim':
      return [{ do: 'release' }];
    case 'release':
      return [{ do: 'claim' }];
    case 'log-found':
      return [{ do: 'log-lost' }];
    case 'log-lost':
      return [{ do: 'log-found' }];
    case 'settle':
      return [{ do: 'close' }];
    case 'close':
      return [{ do: 'settle' }];
    case 'run':
      return [{ do: 'halt' }];
    case 'halt':
      return [{ do: 'run' }];
    case 'log-known':
      return [{ do: 'log-hosting' }];
    case 'log-hosting':
      return [{ do: 'log-known' }];
    default:
      return [];
  }
}

/** An effect in a few words: `evict pool`. */
export function effectText(effect: Effect): string {
  return Object.values(effect).join(' ');
}

function alike(a: Effect, b: Effect): boolean {
  return effectText(a) === effectText(b);
}
