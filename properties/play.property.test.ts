/**
 * A command in play: it comes to what the step comes to, by rules that can be named, and each of them can be left out.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands, dialect } from '../src/arbitraries.ts';
import { defaultDialect } from '../src/kst/dialect.ts';
import { applyEffect, NoSuchEffect } from '../src/kst/effects.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { play } from '../src/kst/play.ts';
import { blankServer, emptyWorld } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import { withRule } from './faults/plant.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Model } from '../src/kst/model.ts';
import type { Server, World } from '../src/kst/state.ts';

const model = knownServersTable();
const ids = Object.values(model.rulebook).flat().map(({ id }) => id);
/** Nothing decides what becomes of an offer: whatever comes to one is stuck. */
const undecided: Model = { ...model, rulebook: { ...model.rulebook, offer: [] } };

/** The commands with the worlds in which they are taken, one after the other, as long as the rules decide. */
function* taken(of: Model, sequence: readonly Command[], dialect: Dialect): Generator<readonly [World, Command]> {
  let world = emptyWorld();
  for (const command of sequence) {
    yield [world, command];
    const outcome = step(of, world, command, dialect);
    if (outcome.kind !== 'taken') return;
    world = outcome.next;
  }
}

test('a play comes to what the step comes to, by the rules that it names', () => {
  fc.assert(
    fc.property(commands({ servers: 2, commands: 20 }), dialect(), fc.constantFrom(model, undecided), (sequence, dialect, of) => {
      for (const [world, command] of taken(of, sequence, dialect)) {
        const { outcome, soFar, applications, undecided } = play(of, world, command, dialect);
        expect(outcome).toEqual(step(of, world, command, dialect));
        expect(undecided === null).toBe(outcome.kind === 'taken');
        if (outcome.kind === 'taken') expect(soFar).toEqual(outcome);
        expect(soFar.rules).toEqual(applications.map(({ rule }) => rule.id));
        for (const { rule } of applications) expect(ids).toContain(rule.id);
      }
    }),
  );
});

test('a rule left out does nothing where it applies, and all else is done', () => {
  const idle = new Map(ids.map((id) => [id, withRule(model, id, (rule) => [{ ...rule, then: () => [] }])]));
  fc.assert(
    fc.property(commands({ servers: 2, commands: 12 }), dialect(), (sequence, dialect) => {
      for (const [world, command] of taken(model, sequence, dialect)) {
        const { applications } = play(model, world, command, dialect);
        for (const [place, { rule, subject }] of applications.entries()) {
          const without = play(model, world, command, dialect, place);
          expect(without.applications[place]).toEqual({ rule, subject });
          if (without.applications.filter((other) => other.rule === rule).length > 1) continue; // the others would be idle as well
          const { outcome, soFar } = play(idle.get(rule.id)!, world, command, dialect);
          expect([without.outcome, without.soFar]).toEqual([outcome, soFar]);
        }
      }
    }),
  );
});

test('an entry that is neither 0 nor of the version of the pool, and two at once, are nothing that the rules know', () => {
  const server: Server = { ...blankServer('ex1'), pool: 6, plans: [{ plan: 'DP1', uriType: 'SipName' }], claimed: true };
  const cycle = (known: Server['known']) => step(model, { running: true, servers: [{ ...server, known }] }, { do: 'umRouting.discover' }, defaultDialect()).kind;
  expect([[0], [6], [5], [0, 6]].map(cycle)).toEqual(['taken', 'taken', 'gap', 'gap']);
});

test('a play that is stuck says in which table, what that was shown, and what had come about', () => {
  const host = { do: 'dialPlan.host', server: 'ex1', plan: 'DP1', uriType: 'SipName' } as const;
  const world: World = { running: true, servers: [{ ...blankServer('ex1'), plans: [host] }] };
  const stuck = play(undecided, world, { do: 'umRouting.discover' }, defaultDialect());
  const where = 'table offer, doing umRouting.discover, running true, pool false, hosting true, planHosted false, claimed false, known nothing, conflict none';
  expect(stuck.outcome).toEqual({ kind: 'gap', where, rules: [] });
  expect(stuck.undecided).toEqual({ table: 'offer', view: { doing: 'umRouting.discover', running: true, pool: false, hosting: true, planHosted: false, claimed: false, known: 'nothing', conflict: 'none' } });
  expect(stuck.soFar.events).toEqual([{ id: null, name: 'exchange-server-added', server: 'ex1' }]);
});

test('an effect that there is not is named', () => {
  const effect = { do: 'lisst', version: 'any' } as never;
  expect(() => applyEffect(blankServer('ex1'), effect, { do: 'rtcsrv.start' })).toThrow(new NoSuchEffect(effect));
  expect(new NoSuchEffect(effect)).toMatchObject({ name: 'NoSuchEffect', message: 'there is no effect {"do":"lisst","version":"any"}' });
});
