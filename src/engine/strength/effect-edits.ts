/**
 * Rules that do something else.
 */
import { alike, effectText } from './vocabulary.ts';
import type { AnyEffect, AnyRule, Table } from '../rules/table.ts';
import type { Edit } from './edit.ts';
import type { Vocabulary } from './vocabulary.ts';

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
function does(rule: AnyRule, operator: string, effects: readonly AnyEffect[]): Edit {
  return edited(rule, operator, textOf(effects), () => effects);
}

/** Other effects stand where one stood. */
function replaced(rule: AnyRule, operator: string, place: string, at: AnyEffect, by: readonly AnyEffect[]): Edit {
  return edited(rule, operator, place, (own) => own.flatMap((effect) => (alike(effect, at) ? by : [effect])));
}

/** Two effects have changed places, wherever the rule has both. */
function swapped(rule: AnyRule, first: AnyEffect, second: AnyEffect): Edit {
  const other = (effect: AnyEffect): AnyEffect => (alike(effect, first) ? second : alike(effect, second) ? first : effect);
  const has = (own: readonly AnyEffect[], effect: AnyEffect): boolean => own.some((each) => alike(each, effect));
  return edited(rule, 'swap-effects', textOf([first, second]), (own) => (has(own, first) && has(own, second) ? own.map(other) : own));
}

function textOf(effects: readonly AnyEffect[]): string {
  return effects.map(effectText).join(', ');
}
