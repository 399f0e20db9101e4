/**
 * A command in play: it comes to what the step comes to, by rules that can be named, and each of them can be left out.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandSequence } from '../src/engine/random/commands.ts';
import { AuthorError } from '../src/engine/rules/author-error.ts';
import { applicationsOf, play, stateAfter, step } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { blankServer } from '../src/kst/state.ts';
import { rulebooks } from './rulebooks.ts';
import { withEffects } from './with-rule.ts';
import type { Dialect } from '../src/engine/dialects/dialects.ts';
import type { System } from '../src/engine/rules/system.ts';
import type { Command, State } from '../src/engine/specification.ts';
import type { Server, World } from '../src/kst/state.ts';

/** The commands with the states in which they are taken, one after the other, as long as the rules decide. */
function* taken(system: System, sequence: readonly Command<any>[], dialect: Dialect): Generator<readonly [State<any>, Command<any>]> {
  let state = system.start;
  for (const command of sequence) {
    yield [state, command];
    const outcome = play(system, state, command, dialect);
    if (outcome.kind !== 'taken') return;
    state = outcome.next;
  }
}

describe.for(rulebooks)('a play of the $name', ({ project }) => {
  const given = () => {
    const { specification } = project();
    const system = systemOf(specification);
    const dialect = fc.constantFrom(...system.dialects.list);
    const sequence = commandSequence(fc, specification, { parts: 2, commands: 15 });
    const ids = system.rules.map(({ id }) => id);
    return { specification, system, dialect, sequence, ids };
  };

  test('comes to what the step comes to, by the rules that it names', () => {
    const { specification, system, dialect, sequence, ids } = given();
    fc.assert(
      fc.property(sequence, dialect, (commands, choices) => {
        for (const [state, command] of taken(system, commands, choices)) {
          const { applications, outcome } = applicationsOf(system, state, command, choices);
          expect(outcome).toEqual(step(specification, state, command, choices));
          expect(outcome.rules).toEqual(applications.map(({ rule }) => rule.id));
          for (const { rule, table } of applications) expect([ids.includes(rule.id), table.rules.includes(rule)]).toEqual([true, true]);
        }
        const first = stateAfter(system, choices, commands.slice(0, 1));
        expect(stateAfter(system, choices, commands)).toEqual(stateAfter(system, choices, commands.slice(1), first));
      }),
    );
  });

  test('is stuck where a table has no rule, and leaves a state as it is', () => {
    const { specification, system, dialect, sequence, ids } = given();
    const [table] = Object.keys(specification.tables) as [string];
    const gappy = system.instead(table, []);
    fc.assert(
      fc.property(sequence, dialect, (commands, choices) => {
        for (const [state, command] of taken(gappy, commands, choices)) {
          const { applications, outcome } = applicationsOf(gappy, state, command, choices);
          const asks = applicationsOf(system, state, command, choices).applications.some((each) => each.table.name === table);
          expect(outcome.kind).toBe(asks ? 'gap' : 'taken');
          if (outcome.kind === 'taken') continue;
          expect([outcome.table.name, outcome.rules]).toEqual([table, []]);
          expect(Object.keys(outcome.view)).toEqual(Object.keys(specification.cells));
          expect(applications.every(({ rule }) => ids.includes(rule.id))).toBe(true);
          expect(stateAfter(gappy, choices, [command], state)).toBe(state);
        }
      }),
    );
  });

  test('does nothing where a rule that is left out applies, and all else', () => {
    const { specification, system, dialect, sequence, ids } = given();
    const idle = new Map(ids.map((id) => [id, systemOf(withEffects(specification, id, () => []))]));
    fc.assert(
      fc.property(sequence, dialect, (commands, choices) => {
        for (const [state, command] of taken(system, commands, choices)) {
          const { applications } = applicationsOf(system, state, command, choices);
          for (const [place, { rule, subject }] of applications.entries()) {
            const without = applicationsOf(system, state, command, choices, place);
            expect(without.applications[place]).toMatchObject({ rule, subject });
            if (without.applications.filter((other) => other.rule === rule).length > 1) continue; // the others would be idle as well
            expect(without.outcome).toEqual(play(idle.get(rule.id)!, state, command, choices));
          }
        }
      }),
    );
  });

  test('gives states without blank parts, in the order of their names, and one and the same where nothing changes', () => {
    const { system, dialect, sequence } = given();
    fc.assert(
      fc.property(sequence, dialect, (commands, choices) => {
        for (const [state, command] of taken(system, commands, choices)) {
          const names = [...state.parts.keys()];
          expect(names).toEqual(names.toSorted());
          for (const part of state.parts.values()) expect(part).not.toEqual(system.blank);
          const outcome = play(system, state, command, choices);
          if (outcome.kind === 'taken' && outcome.refused !== null) expect(outcome.next).toBe(state);
        }
      }),
    );
  });
});

describe('a play of the Known Servers Table', () => {
  const given = () => {
    const system = systemOf(knownServersTable());
    const { usual } = system.dialects;
    return { system, usual };
  };
  const worldOf = (server: Partial<Server>): World =>
    ({ whole: { running: true }, parts: new Map([['ex1', { ...blankServer(), ...server }]]) });
  const hosting: Partial<Server> = { plans: [{ plan: 'DP1', uriType: 'SipName' }] };

  test('knows nothing of an entry that is neither 0 nor of the version of the pool, nor of two at once', () => {
    const { system, usual } = given();
    const worlds = [[0], [6], [5], [0, 6]].map((known) => worldOf({ ...hosting, pool: 6, claimed: true, known }));
    expect(worlds.map((world) => play(system, world, { do: 'umRouting.discover' }, usual).kind)).toEqual(['taken', 'taken', 'gap', 'gap']);
  });

  test('that is stuck says in which table, and what that was shown', () => {
    const { system, usual } = given();
    const stuck = play(system.instead('offer', []), worldOf(hosting), { do: 'umRouting.discover' }, usual);
    const cells = 'running true, pool false, hosting true, planHosted false, claimed false, known nothing, conflict none';
    const view = { running: true, pool: false, hosting: true, planHosted: false, claimed: false, known: 'nothing', conflict: 'none' };
    const where = `table offer, doing umRouting.discover, ${cells}`;
    expect(stuck).toMatchObject({ kind: 'gap', where, rules: [], table: { name: 'offer' }, view });
  });

  test('names a rule with an effect that there is not, and the rule that throws', () => {
    const { usual } = given();
    const wrong = systemOf(withEffects(knownServersTable(), 'R02', () => [{ do: 'lisst', version: 'any' }]));
    const add = { do: 'pool.add', server: 'ex1', version: 6 } as const;
    expect(() => play(wrong, wrong.start, add, usual)).toThrow('effect lisst: there is no effect {"do":"lisst","version":"any"} of a part');
    const throwing = systemOf(withEffects(knownServersTable(), 'R02', () => { throw new TypeError('no such thing'); }));
    expect(() => play(throwing, throwing.start, add, usual)).toThrow(AuthorError);
    expect(() => play(throwing, throwing.start, add, usual)).toThrow('rule R02: no such thing');
  });
});
