/**
 * The words of which faults are made: small edits of the specification.
 */
import { P } from 'ts-pattern';
import { integrationOf } from '../../src/kst/integration.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { withRule } from '../with-rule.ts';
import type { AnyEffect } from '../../src/engine/rules/table.ts';
import type { Ask, Each, Perform, Refuse } from '../../src/engine/specification.ts';
import type { Dialect } from '../../src/kst/assumptions.ts';
import type { ServerView } from '../../src/kst/cells.ts';
import type { EventName } from '../../src/kst/events.ts';
import type { Integration } from '../../src/kst/integration.ts';
import type { Model } from '../../src/kst/rulebook.ts';
import type { Server } from '../../src/kst/state.ts';
import type { Kst } from '../../src/kst/words.ts';
import type { Plant } from './fault.ts';

/** Effects of a rule; a cast may put any into a table that types keep them out of, such as a pool that stops RTCSRV. */
type Effect = Kst['PartEffect'] | Kst['WholeEffect'] | Ask<Kst> | Each<Kst> | Perform<Kst> | Refuse<Kst>;
type Effects = readonly Effect[];

/** What the rule does is edited. */
export const edited =
  (id: string, edit: (effects: Effects, dialect: Dialect) => Effects): Plant =>
  (right) =>
    withRule(right, id, (rule) => [{ ...rule, then: (dialect) => edit(rule.then(dialect) as Effects, dialect) as readonly AnyEffect[] }]);

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
export const where = <C extends keyof ServerView>(id: string, cell: C, value: ServerView[C], ...effects: Effects): Plant =>
  (right) =>
    withRule(right, id, (rule) => [
      { ...rule, when: { ...rule.when, [cell]: value }, then: () => effects as readonly AnyEffect[] },
      { ...rule, when: { ...rule.when, [cell]: P.not(value) } },
    ]);

/** The rule reads an assumption the wrong way round. */
export const misread = <A extends keyof Dialect>(id: string, assumption: A, one: Dialect[A], other: Dialect[A]): Plant =>
  (right) =>
    withRule(right, id, (rule) => [
      {
        ...rule,
        then: (dialect: Dialect) =>
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
  (right) =>
    plants.reduce((planted, plant) => plant(planted), right);

/** What decides beside the rules is wrong. */
export const deciding = (parts: Partial<Model>): Plant => () => knownServersTable(parts);

/** Stream or level of an event is wrong. */
export const heading =
  (name: EventName, wrong: { readonly stream?: string; readonly level?: string }): Plant =>
  (right) => ({ ...right, events: { ...right.events, [name]: { ...right.events[name], ...wrong } } });

/** What the users notice is wrong. */
export const integration = (edit: (right: Integration, server: Server, running: boolean) => Partial<Integration>): Plant =>
  deciding({
    integrationOf: (rtcsrv, server) => {
      const right = integrationOf(rtcsrv, server);
      return { ...right, ...edit(right, server, rtcsrv.running) };
    },
  });
