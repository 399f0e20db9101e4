/**
 * What is no command is a mistake of the caller: it is told as such, and is neither taken nor refused.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/arbitraries.ts';
import { NotACommand, wrongName } from '../src/kst/commands.ts';
import { defaultDialect } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { NotAServerName } from '../src/kst/names.ts';
import { emptyWorld } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import type { Command, ServerCommand } from '../src/kst/commands.ts';

const take = (command: unknown) => step(knownServersTable(), emptyWorld(), command as Command, defaultDialect());
const add = { do: 'pool.add', server: 'ex1', version: 6 };
const host = { do: 'dialPlan.host', server: 'ex1', plan: 'DP1', uriType: 'SipName' };

describe('a step', () => {
  test.for([
    [null, 'an object with a field do, got null'],
    [undefined, 'an object with a field do, got undefined'],
    ['rtcsrv.start', 'an object with a field do, got "rtcsrv.start"'],
    [{}, 'do to be a kind of command such as pool.add, got undefined'],
    [{ do: 'rtcsrv.boot' }, 'do to be a kind of command such as pool.add, got "rtcsrv.boot"'],
    [{ do: 'toString' }, 'do to be a kind of command such as pool.add, got "toString"'],
    [{ do: 'find', server: 'ex1' }, 'do to be a kind of command such as pool.add, got "find"'],
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
    [{ ...host, plan: undefined }, 'plan to be a dial plan name, got undefined'],
    [{ ...host, plan: 7 }, 'plan to be a dial plan name, got 7'],
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
    for (const { do: kind, ...fields } of [add, { do: 'pool.remove', server: 'ex1' }, host, { do: 'dialPlan.unhost', server: 'ex1', plan: 'DP1' }]) {
      expect(() => take({ do: kind, ...fields, server: '10.0.0.1' })).toThrow(NotAServerName);
    }
  });

  test('says which name of a command is none, and what was expected', () => {
    const start = { do: 'rtcsrv.start' } as const;
    const remove = { do: 'pool.remove', server: 'ex1' } as const;
    for (const command of [start, remove, add, host] as readonly Command[]) expect(wrongName(command)).toBeNull();
    for (const named of [remove, host] as readonly ServerCommand[]) {
      expect(wrongName({ ...named, server: '10.0.0.1' })).toEqual({ field: 'server', expected: 'a server name: a DNS name, not an IP address' });
    }
    expect(wrongName({ ...host, plan: ' ' } as Command)).toEqual({ field: 'plan', expected: 'a dial plan name, not a blank text' });
    expect(wrongName({ ...host, server: '', plan: ' ' } as Command)).toMatchObject({ field: 'server' });
  });

  test('takes or refuses all that are commands', () => {
    fc.assert(fc.property(commands(), (sequence) => sequence.every((command) => take(command).kind === 'taken')));
    for (const version of [1, 9]) expect(take({ ...add, version })).toMatchObject({ refused: null });
    for (const uriType of ['SipName', 'TelExtn', 'E164']) expect(take({ ...host, uriType })).toMatchObject({ refused: null });
  });
});
