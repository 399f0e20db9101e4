/**
 * A command in play: what is measured on plays that were stopped and forked is what they come to, and the texts by which
 * plays are told apart say all that matters.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, dialect } from '../src/arbitraries.ts';
import { defaultDialect } from '../src/kst/dialect.ts';
import { applyEffect, NoSuchEffect } from '../src/kst/effects.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { blankServer, emptyWorld } from '../src/kst/state.ts';
import { play, step } from '../src/kst/step.ts';
import { perform } from '../src/kit/strength/reference.ts';
import { effectsFor } from '../src/kit/strength/vocabulary.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Effect } from '../src/kst/effects.ts';
import type { Model } from '../src/kst/model.ts';
import type { Application, Play } from '../src/kst/play.ts';
import type { Server } from '../src/kst/state.ts';
import type { Outcome } from '../src/kst/step.ts';

const model = knownServersTable();
const ids = Object.values(model.rulebook).flat().map(({ id }) => id);
/** Nothing decides what becomes of an offer: whatever comes to one is stuck. */
const undecided: Model = { ...model, rulebook: { ...model.rulebook, offer: [] } };

interface Stop {
  readonly at: Play;
  readonly application: Application;
  readonly whole: Outcome;
}

/** Every stop of the commands played one after the other, as long as the rules decide. */
function* stopsOf(of: Model, sequence: readonly Command[], dialect: Dialect): Generator<Stop> {
  let world = emptyWorld();
  for (const command of sequence) {
    const whole = step(of, world, command, dialect);
    const at = play(of, world, command, dialect);
    for (let application = at.untilRule(); application !== null; application = at.untilRule()) {
      yield { at, application, whole };
      at.adoptRule(application);
    }
    if (whole.kind !== 'taken') return;
    world = whole.next;
  }
}

/** The play after these effects in the place of the rule's. */
function after({ at, application }: Stop, effects: readonly Effect[]): Play {
  const fork = at.fork();
  perform(fork, application, effects);
  return fork;
}

/** What effects have done to what the rule applies to, and what they have logged. */
function done({ at, application: { subject } }: Stop, fork: Play): string {
  const { next, events, refused } = fork.soFar;
  return JSON.stringify([next.running, subject === null ? next.servers : (next.servers.find(({ name }) => name === subject) ?? blankServer(subject)), events.slice(at.logged), refused]);
}

/** What a play comes to, whatever rules bring it about. */
function end(fork: Play): string {
  return JSON.stringify({ ...fork.fork().finish(), rules: [] });
}

test('a fork of a play comes to what the play comes to, by the same rules, and leaves the play where it stands', () => {
  fc.assert(
    fc.property(commands({ servers: 2, commands: 20 }), dialect(), (sequence, dialect) => {
      for (const { at, application, whole } of stopsOf(model, sequence, dialect)) {
        const stands = JSON.stringify(at.soFar);
        const fork = at.fork();
        fork.adoptRule(application);
        expect(fork.finish()).toEqual(whole);
        expect(JSON.stringify(at.soFar)).toBe(stands);
        if (whole.kind === 'taken') for (const rule of whole.rules) expect(ids).toContain(rule);
      }
    }),
  );
});

describe('the text of a play', () => {
  test('before a rule is another wherever the rule does something else', () => {
    const known = new Map<string, string>();
    fc.assert(
      fc.property(commands({ servers: 2, commands: 20 }), (sequence) => {
        for (const stop of stopsOf(model, sequence, defaultDialect())) {
          const { at, application } = stop;
          const fork = after(stop, application.rule.then(defaultDialect()));
          const unnamed = (text: string): string => (application.subject === null ? text : text.replaceAll(`"${application.subject}"`, '"it"'));
          const [key, does] = [`${application.table} ${at.contextOf(application)}`, unnamed(`${done(stop, fork)} ${fork.resultOf(application, at.logged)}`)];
          if (!known.has(key)) known.set(key, does);
          expect(does).toBe(known.get(key));
        }
      }),
    );
  });

  test.for([
    ['the rules decide', model],
    ['they do not', undecided],
  ] as const)('after other effects, where %s, is another exactly where they did something else', ([, of]) => {
    const words = fc.array(fc.nat(), { maxLength: 3 });
    fc.assert(
      fc.property(commands({ servers: 2, commands: 12 }), words, words, (sequence, one, other) => {
        for (const stop of stopsOf(of, sequence, defaultDialect())) {
          const vocabulary = effectsFor(stop.application.table);
          const [a, b] = [one, other].map((list) => after(stop, list.map((word) => vocabulary[word % vocabulary.length]!))) as [Play, Play];
          const [text, otherText] = [a, b].map((fork) => fork.resultOf(stop.application, stop.at.logged));
          if (text === otherText) expect([done(stop, a), end(a)]).toEqual([done(stop, b), end(b)]);
          else expect([done(stop, a), end(a)]).not.toEqual([done(stop, b), end(b)]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('an entry that is neither 0 nor of the version of the pool, and two at once, are nothing that the rules know', () => {
  const server: Server = { ...blankServer('ex1'), pool: 6, plans: [{ plan: 'DP1', uriType: 'SipName' }], claimed: true };
  const cycle = (known: Server['known']) => step(model, { running: true, servers: [{ ...server, known }] }, { do: 'umRouting.discover' }, defaultDialect()).kind;
  expect([[0], [6], [5], [0, 6]].map(cycle)).toEqual(['taken', 'taken', 'gap', 'gap']);
});

test('a play that is stuck says in which table, and what that was shown', () => {
  const host = { do: 'dialPlan.host', server: 'ex1', plan: 'DP1', uriType: 'SipName' } as const;
  const stuck = play(undecided, { running: true, servers: [{ ...blankServer('ex1'), plans: [host] }] }, { do: 'umRouting.discover' }, defaultDialect());
  expect(stuck.undecided).toBeNull();
  const where = 'table offer, doing umRouting.discover, running true, pool false, hosting true, planHosted false, claimed false, known nothing, conflict none';
  expect(stuck.finish()).toEqual({ kind: 'gap', where, rules: [] });
  expect(stuck.undecided).toEqual({ table: 'offer', view: { doing: 'umRouting.discover', running: true, pool: false, hosting: true, planHosted: false, claimed: false, known: 'nothing', conflict: 'none' } });
});

test('an effect that there is not is named', () => {
  const effect = { do: 'lisst', version: 'any' } as never;
  expect(() => applyEffect(blankServer('ex1'), effect, { do: 'rtcsrv.start' })).toThrow(new NoSuchEffect(effect));
  expect(new NoSuchEffect(effect)).toMatchObject({ name: 'NoSuchEffect', message: 'there is no effect {"do":"lisst","version":"any"}' });
});
