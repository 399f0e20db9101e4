/**
 * The ways to get one rule wrong: it does something else, misreads an assumption, or applies where it should not.
 */
import { P } from 'ts-pattern';
import { alike, effectText, type Vocabulary } from './vocabulary.ts';
import type { Dialect, Dialects } from '../dialects/dialects.ts';
import type { AnyEffect, AnyRule, Table } from '../rules/table.ts';

/** A way to get one rule of a table wrong. */
export interface Edit {
  readonly operator: string;
  readonly place: string;
  readonly rule: AnyRule;
  /** Whether it may apply where it did not before. */
  readonly widens?: boolean;
}

/** The values that a table is ever shown in a cell. */
export type Shown = (table: Table, cell: string) => readonly unknown[];

/** An effect less, twice, in another order, another one in its place, one more; a refusal instead, or none. */
export function effectEdits(vocabulary: Vocabulary, table: Table, rule: AnyRule): readonly Edit[] {
  const effects = vocabulary.effectsOf(rule.then);
  const refusal = effects.find((effect) => effect.do === 'refuse');
  const all = vocabulary.effects(table);
  const refusals = vocabulary.refusals(table);
  if (refusal !== undefined) {
    const accepting = table.rules.filter((sibling) => vocabulary.effectsOf(sibling.then).every((effect) => effect.do !== 'refuse'));
    return [
      ...refusals.filter((other) => !alike(other, refusal)).map((other) => does(rule, 'change-refusal', [other])),
      does(rule, 'accept', []),
      ...[...all, ...vocabulary.asks(table)].map((effect) => does(rule, 'accept', [effect])),
      ...accepting.map(({ then }) => ({ operator: 'accept', place: textOf(vocabulary.effectsOf(then)), rule: { ...rule, then } })),
    ];
  }
  return [
    ...effects.map((at) => replaced(rule, 'drop-effect', effectText(at), at, [])),
    ...effects.map((at) => replaced(rule, 'double-effect', effectText(at), at, [at, at])),
    ...effects.slice(1).map((second, index) => swapped(rule, effects[index]!, second)),
    ...effects.flatMap((at) =>
      vocabulary.near(table, at).map((by) => replaced(rule, 'change-effect', `${effectText(at)} -> ${effectText(by)}`, at, [by])),
    ),
    // What another table does is the business of that table.
    ...all.map((effect) => edited(rule, 'add-effect', `${effectText(effect)} last`, (own) => [...own, effect])),
    // What logs nothing is much the same wherever it stands.
    ...all
      .filter((effect) => effects.length > 0 && vocabulary.logs(table, effect))
      .map((effect) => edited(rule, 'add-effect', `${effectText(effect)} first`, (own) => [effect, ...own])),
    ...refusals.map((other) => does(rule, 'refuse', [other])),
  ];
}

function edited(rule: AnyRule, operator: string, place: string, edit: (own: readonly AnyEffect[]) => readonly AnyEffect[]): Edit {
  return { operator, place, rule: { ...rule, then: (dialect) => edit(rule.then(dialect)) } };
}

/** The rule does this and nothing else. */
function does(rule: AnyRule, operator: string, effects: readonly AnyEffect[]) {
  return edited(rule, operator, textOf(effects), () => effects);
}

/** Other effects stand where one stood. */
function replaced(rule: AnyRule, operator: string, place: string, at: AnyEffect, by: readonly AnyEffect[]) {
  return edited(rule, operator, place, (own) => own.flatMap((effect) => (alike(effect, at) ? by : [effect])));
}

/** Two effects have changed places, wherever the rule has both. */
function swapped(rule: AnyRule, first: AnyEffect, second: AnyEffect) {
  const other = (effect: AnyEffect) => (alike(effect, first) ? second : alike(effect, second) ? first : effect);
  const has = (own: readonly AnyEffect[], effect: AnyEffect) => own.some((each) => alike(each, effect));
  return edited(rule, 'swap-effects', textOf([first, second]), (own) => (has(own, first) && has(own, second) ? own.map(other) : own));
}

function textOf(effects: readonly AnyEffect[]) {
  return effects.map(effectText).join(', ');
}

/** Each assumption that the rule reads, read as if another answer had been given, or as if there were only one. */
export function assumptionEdits(dialects: Dialects, rule: AnyRule): readonly Edit[] {
  const read = new Set<string>();
  dialects.each((dialect) => rule.then(reading(dialect, (name) => (read.add(name), dialect[name]!))));
  return [...read].flatMap((name) => {
    const choices = dialects.choices[name]!;
    const answering = (answer: (dialect: Dialect) => string) => ({
      ...rule,
      then: (dialect: Dialect) => rule.then(reading(dialect, (asked) => (asked === name ? answer(dialect) : dialect[asked]!))),
    });
    const next = (dialect: Dialect) => choices[(choices.indexOf(dialect[name]!) + 1) % choices.length]!;
    return [
      { operator: 'misread-assumption', place: name, rule: answering(next) },
      ...choices.map((choice) => ({ operator: 'ignore-assumption', place: `${name}=${choice}`, rule: answering(() => choice) })),
    ];
  });
}

function reading(dialect: Dialect, answer: (name: string) => string) {
  return new Proxy(dialect, { get: (_, name) => (typeof name === 'string' ? answer(name) : undefined) });
}

/** A cell less, another value, all values but the right one, a cell more. A value that the table is never shown would change nothing. */
export function patternEdits(table: Table, rule: AnyRule, shown: Shown): readonly Edit[] {
  const asking = (cell: string, pattern: unknown) => ({ ...rule, when: { ...rule.when, [cell]: pattern } });
  return table.cells.flatMap(([cell, { values }]) => {
    const open = shown(table, cell);
    if (!(cell in rule.when)) {
      if (open.length < 2) return [];
      return open.map((value) => ({ operator: 'narrow-cell', place: `${cell}=${String(value)}`, rule: asking(cell, value) }));
    }
    const { [cell]: right, ...others } = rule.when;
    const changed = values.length > 2 ? open.filter((value) => value !== right) : [];
    return [
      { operator: 'widen-cell', place: cell, rule: { ...rule, when: others }, widens: true },
      { operator: 'change-cell', place: `${cell} negated`, rule: asking(cell, P.not(right as never)), widens: true },
      ...changed.map((value) => ({ operator: 'change-cell', place: `${cell}=${String(value)}`, rule: asking(cell, value), widens: true })),
    ];
  });
}
