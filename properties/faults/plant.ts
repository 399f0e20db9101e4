/**
 * The words of which faults are made: small edits of a model.
 */
import { P } from 'ts-pattern';
import type { Dialect } from '../../src/kst/dialect.ts';
import type { Effect } from '../../src/kst/effects.ts';
import type { Event, Heading } from '../../src/kst/events.ts';
import type { Integration } from '../../src/kst/integration.ts';
import type { Model } from '../../src/kst/model.ts';
import type { Rulebook } from '../../src/kst/rules/index.ts';
import type { Rule, Table, TableName, View, ViewPattern } from '../../src/kst/rules/rule.ts';
import type { Server } from '../../src/kst/state.ts';
import type { Plant } from './fault.ts';

type Effects = readonly Effect[];

/** Other rules stand where the rule stood. */
export function withRule(model: Model, id: string, edit: (rule: Rule) => readonly Rule[]): Model {
  const { rulebook } = model;
  if (!Object.values(rulebook).flat().some((rule) => rule.id === id)) throw new RangeError(`there is no rule ${id}`);
  return { ...model, rulebook: mapTables(rulebook, (table) => table.flatMap((rule) => (rule.id === id ? edit(rule) : [rule]))) };
}

/**
 * Every table of the rulebook, edited. A fault may put effects into a table that the type of the rulebook keeps out of
 * it, such as a pool that stops RTCSRV: the cast is there to let it.
 */
export function mapTables(rulebook: Rulebook, edit: (table: Table) => Table): Rulebook {
  const tables = Object.entries(rulebook).map(([name, table]): [string, Table] => [name, edit(table)]);
  return Object.fromEntries<Table>(tables) as { readonly [name in TableName]: Table } as Rulebook;
}

/** What the rule does is edited. */
export const edited =
  (id: string, edit: (effects: Effects, dialect: Dialect) => Effects): Plant =>
  (model) =>
    withRule(model, id, (rule) => [{ ...rule, then: (dialect) => edit(rule.then(dialect), dialect) }]);

/** The rule does this instead. */
export const instead = (id: string, ...effects: Effects): Plant => edited(id, () => effects);

/** The rule does this before all else, or after it. */
export const before = (id: string, ...effects: Effects): Plant => edited(id, (then) => [...effects, ...then]);
export const after = (id: string, ...effects: Effects): Plant => edited(id, (then) => [...then, ...effects]);

/** The rule leaves an effect out. */
export const without = (id: string, kind: Effect['do']): Plant => edited(id, (then) => then.filter((effect) => effect.do !== kind));

/** Something else stands where an effect of the rule stood. */
export const replaced = (id: string, kind: Effect['do'], ...effects: Effects): Plant =>
  edited(id, (then) => then.flatMap((effect) => (effect.do === kind ? effects : [effect])));

/** Two effects of the rule have changed places; where it has not both, all is as it was. */
export const swapped = (id: string, one: Effect['do'], other: Effect['do']): Plant =>
  edited(id, (then) => {
    const [first, second] = [then.find((effect) => effect.do === one), then.find((effect) => effect.do === other)];
    if (first === undefined || second === undefined) return then;
    return then.map((effect) => (effect === first ? second : effect === second ? first : effect));
  });

/** Where a cell that the rule leaves open has this value, the rule does this instead. */
export const where = <C extends keyof View>(id: string, cell: C, value: View[C], ...effects: Effects): Plant =>
  (model) =>
    withRule(model, id, (rule) => [
      { ...rule, when: () => ({ ...rule.when(), [cell]: value }), then: () => effects },
      { ...rule, when: () => ({ ...rule.when(), [cell]: P.not(value) }) as ViewPattern },
    ]);

/** The rule reads an assumption the wrong way round. */
export const misread = <A extends keyof Dialect>(id: string, assumption: A, one: Dialect[A], other: Dialect[A]): Plant =>
  (model) =>
    withRule(model, id, (rule) => [
      {
        ...rule,
        then: (dialect) =>
          rule.then(
            new Proxy(dialect, {
              get: (asked, name: keyof Dialect) => (name !== assumption ? asked[name] : asked[name] === one ? other : one),
            }),
          ),
      },
    ]);

/** All of these at once. */
export const together =
  (...plants: readonly Plant[]): Plant =>
  (model) =>
    plants.reduce((planted, plant) => plant(planted), model);

/** Source or level of an event is wrong. */
export const heading =
  (id: Event['id'], wrong: Partial<Heading>): Plant =>
  (model) => ({ ...model, headingOf: (event) => ({ ...model.headingOf(event), ...(event.id === id ? wrong : {}) }) });

/** What the users notice is wrong. */
export const integration =
  (edit: (right: Integration, server: Server, running: boolean) => Partial<Integration>): Plant =>
  (model) => ({
    ...model,
    integrationOf: (running, server) => {
      const right = model.integrationOf(running, server);
      return { ...right, ...edit(right, server, running) };
    },
  });
