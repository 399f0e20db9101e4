/**
 * What is no command is a mistake of the caller: it is told as such, and is neither taken nor refused.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotACommand, wrongField } from '../src/engine/fields.ts';
import { commandSequence } from '../src/engine/random/commands.ts';
import { play, step } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { rulebooks } from './rulebooks.ts';
import type { CommandWord, Field, State } from '../src/engine/specification.ts';
import type { Command } from '../src/kst/commands.ts';

const take = (command: unknown) => {
  const specification = knownServersTable();
  const { start, dialects } = systemOf(specification);
  return step(specification, start, command as Command, dialects.usual);
};
const kinds = 'one of pool.add, pool.remove, dialPlan.host, dialPlan.unhost, umRouting.discover, rtcsrv.start, rtcsrv.stop, rtcsrv.restart';
const add = { do: 'pool.add', server: 'ex1', version: 6 };
const host = { do: 'dialPlan.host', server: 'ex1', plan: 'DP1', uriType: 'SipName' };

describe('a step', () => {
  test.for([
    [null, 'an object with a field do, got null'],
    [undefined, 'an object with a field do, got undefined'],
    ['rtcsrv.start', 'an object with a field do, got "rtcsrv.start"'],
    [{}, `do to be ${kinds}, got undefined`],
    [{ do: 'rtcsrv.boot' }, `do to be ${kinds}, got "rtcsrv.boot"`],
    [{ do: 'toString' }, `do to be ${kinds}, got "toString"`],
    [{ do: 'find', server: 'ex1' }, `do to be ${kinds}, got "find"`],
    [{ do: 'pool.remove' }, 'server to be a text, got undefined'],
    [{ ...add, server: 7 }, 'server to be a text, got 7'],
    [{ ...host, server: { name: 'ex1' } }, 'server to be a text, got an object'],
    [{ do: 'dialPlan.unhost', server: null, plan: 'DP1' }, 'server to be a text, got null'],
    [{ do: 'pool.add', server: 'ex1' }, 'version to be a whole number from 1 to 9, got undefined'],
    [{ ...add, version: 0 }, 'version to be a whole number from 1 to 9, got 0'],
    [{ ...add, version: 10 }, 'version to be a whole number from 1 to 9, got 10'],
    [{ ...add, version: 5.5 }, 'version to be a whole number from 1 to 9, got 5.5'],
    [{ ...add, version: Number.NaN }, 'version to be a whole number from 1 to 9, got NaN'],
    [{ ...add, version: '6' }, 'version to be a whole number from 1 to 9, got "6"'],
    [{ ...add, version: 6n }, 'version to be a whole number from 1 to 9, got 6'],
    [{ ...host, plan: undefined }, 'plan to be a text, got undefined'],
    [{ ...host, plan: 7 }, 'plan to be a text, got 7'],
    [{ ...host, plan: '' }, 'plan to be a dial plan name, not a blank text, got ""'],
    [{ ...host, plan: ' \u00a0' }, 'plan to be a dial plan name, not a blank text, got " \u00a0"'],
    [{ do: 'dialPlan.unhost', server: 'ex1', plan: 'a\u0007' }, 'plan to be a dial plan name without control characters, got "a\\u0007"'],
    [{ do: 'dialPlan.unhost', server: 'ex1', plan: '\ud800' }, 'plan to be a dial plan name without halves of characters, got "\\ud800"'],
    [{ ...host, uriType: 'sipname' }, 'uriType to be one of SipName, TelExtn, E164, got "sipname"'],
    [{ ...host, uriType: undefined }, 'uriType to be one of SipName, TelExtn, E164, got undefined'],
  ] as const)('does not take %o', ([command, expected]) => {
    expect(() => take(command)).toThrow(NotACommand);
    expect(() => take(command)).toThrow(`not a command: expected ${expected}`);
  });

  test('takes no text for a server that is no name', () => {
    for (const right of [add, { do: 'pool.remove' }, host, { do: 'dialPlan.unhost', plan: 'DP1' }]) {
      const wrong = { ...right, server: '10.0.0.1' };
      expect(() => take(wrong)).toThrow('expected server to be a server name: a DNS name, not an IP address, got "10.0.0.1"');
    }
  });

  test('tells the first field that is wrong', () => {
    const wrong = (command: object) => wrongField(systemOf(knownServersTable()).fieldsOf('dialPlan.host'), { ...host, ...command });
    expect(wrong({})).toBeNull();
    expect(wrong({ server: '', plan: ' ' })).toMatchObject({ field: 'server' });
    expect(wrong({ plan: ' ' })).toEqual({ field: 'plan', expected: 'a dial plan name, not a blank text' });
    expect(new NotACommand(null, 'a command', 'jump')).toMatchObject({ name: 'NotACommand', field: null });
  });

  test('takes what is at the limits of a field', () => {
    for (const version of [1, 9]) expect(take({ ...add, version })).toMatchObject({ refused: null });
    for (const uriType of ['SipName', 'TelExtn', 'E164']) expect(take({ ...host, uriType })).toMatchObject({ refused: null });
  });
});

describe.for(rulebooks)('a command of the $name', ({ project }) => {
  const given = () => {
    const { specification: rulebook } = project();
    const { start, dialects } = systemOf(rulebook);
    return { rulebook, start, dialects };
  };

  test('is taken or refused', () => {
    const { rulebook, start, dialects } = given();
    fc.assert(
      fc.property(commandSequence(fc, rulebook), (sequence) => {
        for (const command of sequence) expect(step(rulebook, start, command, dialects.usual).kind).toBe('taken');
      }),
    );
  });

  test('is in a sequence that shrinks until none can be left out, whatever event it has to log', () => {
    const { rulebook, start, dialects } = given();
    const system = systemOf(rulebook);
    const logs = (sequence: readonly Command[], name: string): boolean => {
      let state = start as State;
      return sequence.some((command) => {
        const outcome = play(system, state, command as never, dialects.usual);
        if (outcome.kind === 'taken') state = outcome.next;
        return outcome.kind === 'taken' && outcome.events.some((event) => `${rulebook.nameOf(event)}` === name);
      });
    };
    let found = 0;
    for (const name of Object.keys(rulebook.events)) {
      for (let seed = 1; seed <= 5; seed++) {
        const never = fc.property(commandSequence(fc, rulebook), (sequence) => !logs(sequence as readonly Command[], name));
        const { counterexample } = fc.check(never, { seed, numRuns: 100 });
        const [sequence = []] = counterexample ?? [];
        found += sequence.length > 0 ? 1 : 0;
        for (const left of sequence.keys()) expect(logs(sequence.filter((_, at) => at !== left) as readonly Command[], name)).toBe(false);
      }
    }
    expect(found).toBeGreaterThan(0);
  });

  test('needs each of its fields', () => {
    const { rulebook } = given();
    for (const [kind, { fields }] of Object.entries<CommandWord<any>>(rulebook.commands)) {
      const examples = Object.entries<Field>(fields).map(([name, each]) => [name, exampleOf(each)]);
      const right = { do: kind, ...Object.fromEntries(examples) };
      expect(() => systemOf(rulebook).check(right)).not.toThrow();
      for (const field of Object.keys(fields)) {
        for (const wrong of [undefined, null, {}, Symbol('a'), Number.NaN]) {
          expect(() => systemOf(rulebook).check({ ...right, [field]: wrong }), `${kind} ${field}`).toThrow(NotACommand);
        }
      }
    }
  });
});

function exampleOf(field: Field): unknown {
  return field.is === 'one of' ? field.values[0] : field.is === 'list' ? [] : field.examples[0];
}
