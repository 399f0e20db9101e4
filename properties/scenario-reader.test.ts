/**
 * Bad scenario files: one message with the file, the place, and what was expected. And no input at all may do worse.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { specScenarios } from '../src/cli/scenarios.ts';
import { commandSequence } from '../src/engine/random/commands.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { scenarioReader } from '../src/inputs/scenario.ts';
import { leasesProject, rulebooks } from './rulebooks.ts';
import { runKst } from './run-kst.ts';

const add = (fields: object): string =>
  JSON.stringify({ commands: [{ do: 'rtcsrv.start' }, { do: 'pool.add', server: 'ex1', version: 6, ...fields }] });
const unhosting = (plan: string): string => JSON.stringify({ commands: [{ do: 'dialPlan.unhost', server: 'ex1', plan }] });
const expecting = (expect: unknown): string => JSON.stringify({ commands: [{ do: 'rtcsrv.start', expect }] });

describe('a bad scenario', () => {
  test.for([
    ['', '1:1: expected JSON, the file is empty'],
    [' \n ', ': expected JSON, the file is empty'],
    ['{"commands": [', '1:15: expected more JSON, the text ends here'],
    ['{"commands": [\n', '2:1: expected more JSON, the text ends here'],
    ['{"commands": [\r\n  {"do": "x', '2:12: expected more JSON, the text ends here'],
    ['{"commands": [}', '1:15: expected JSON, found } where it cannot stand'],
    ['{"commands": [1 2]}', '1:17: expected JSON, found a number where it cannot stand'],
    ['{"commands" []}', '1:13: expected JSON, found [ where it cannot stand'],
    ['{"commands": [],}', '1:17: expected JSON, found } where it cannot stand'],
    ['[1,,2]', '1:4: expected JSON, found a comma where it cannot stand'],
    ['[:1]', '1:2: expected JSON, found a colon where it cannot stand'],
    ['[] null', '1:4: expected JSON, found null where it cannot stand'],
    ['[] "x"', '1:4: expected JSON, found a text where it cannot stand'],
    ['true false', '1:6: expected JSON, found true or false where it cannot stand'],
    ['{\n"commands": nul}', '2:13: expected JSON, found "nul" where it cannot stand'],
    ['{commands: []}', '1:2: expected JSON, found "c" where it cannot stand'],
    ["{'commands': []}", `1:2: expected JSON, found "'" where it cannot stand`],
    ['// a story\n{}', '1:1: expected JSON, found "/" where it cannot stand'],
    ['{"commands": "\\q"}', '1:15: expected JSON, found "q" where it cannot stand'],
    ['[\u0001]', '1:2: expected JSON, found "\\u0001" where it cannot stand'],
    ['"\\', '1:3: expected more JSON, the text ends here'],
    ['-', '1:2: expected more JSON, the text ends here'],
    ['[]', '1:1: expected an object'],
    ['{}', '1:1: expected a field "commands"'],
    ['{"commands": {}}', '1:14 (at /commands): expected a list'],
    ['{"commands": [], "comands": []}', '1:18 (at /comands): expected no field "comands" here'],
    ['{"commands": [],\n "a/b~c": 1}', '2:2 (at /a~1b~0c): expected no field "a/b~c" here'],
    ['{"commands": [], "commands": []}', '1:18 (at /commands): expected "commands" once, not twice'],
    ['{"commands": [{"do": "rtcsrv.start",\n"do": "rtcsrv.stop"}]}', '2:1 (at /commands/0/do): expected "do" once, not twice'],
    ['{"commands": [{"do": "rtcsrv.boot"}]}', '1:22 (at /commands/0/do): expected one of "pool.add", "pool.remove"'],
    ['{"commands": [{"server": "ex1"}]}', '1:15 (at /commands/0): expected a field "do"'],
    ['{"commands": [7]}', '1:15 (at /commands/0): expected an object'],
    [add({ version: 0 }), '(at /commands/1/version): expected a number not below 1'],
    [add({ version: 10 }), '(at /commands/1/version): expected a number not above 9'],
    [add({ version: 5.5 }), '(at /commands/1/version): expected a whole number'],
    [add({ version: 'six' }), '(at /commands/1/version): expected a whole number'],
    [add({ version: null }), '(at /commands/1/version): expected a whole number'],
    [add({ version: undefined }), '(at /commands/1): expected a field "version"'],
    [add({ server: undefined }), '(at /commands/1): expected a field "server"'],
    [add({ pool: 'x' }), '(at /commands/1/pool): expected no field "pool" here'],
    ['{"commands": [{"do": "rtcsrv.start", "__proto__": {}}]}', '1:38 (at /commands/0/__proto__): expected no field "__proto__" here'],
    ['{"commands": [{"do": "rtcsrv.start", "server": "ex1"}]}', '(at /commands/0/server): expected no field "server" here'],
    [add({ server: '' }), '(at /commands/1/server): expected a text that is not empty'],
    [add({ server: 'ex 1' }), '(at /commands/1/server): expected a server name: labels of letters'],
    [add({ server: 'ex1\u0007' }), '(at /commands/1/server): expected a server name: labels of letters'],
    [add({ server: 'x'.repeat(300) }), '(at /commands/1/server): expected a server name: at most 253 characters'],
    [add({ server: '10.0.0.1' }), '(at /commands/1/server): expected a server name: a DNS name, not an IP address'],
    [add({ server: 7 }), '(at /commands/1/server): expected a text'],
    [unhosting('a\u0000b'), '(at /commands/0/plan): expected a dial plan name without control characters'],
    [unhosting('\ud800'), '(at /commands/0/plan): expected a dial plan name without halves of characters'],
    [unhosting(' '), '(at /commands/0/plan): expected a dial plan name, not a blank text'],
    [unhosting('a').replace('un', '').replace('}', ',"uriType":"sipname"}'), '(at /commands/0/uriType): expected one of "SipName"'],
    ['{"commands": [], "dialect": {"winner": "um"}}', '(at /dialect/winner): expected no field "winner" here'],
    ['{"commands": [], "dialect": {"survivor": "x"}}', '(at /dialect/survivor): expected one of "restored", "stays-absent"'],
    [expecting({ events: [{ id: 14494 }] }), '(at /commands/0/expect/events/0/id): expected one of 14492'],
    [expecting({ events: [{ id: 14493, server: 'ex1' }] }), '(at /commands/0/expect/events/0): expected a field "version"'],
    [expecting({ events: [{ id: 14563, server: 'ex1', versions: [0, 6, 7] }] }), '/expect/events/0/versions): expected at most 2 items'],
    [expecting({ table: [{ server: 'ex1', version: 6, extra: 1 }] }), '/expect/table/0/extra): expected no field "extra" here'],
    [expecting({ rejected: 'because' }), '(at /commands/0/expect/rejected): expected one of "pool-exists"'],
    [expecting({ happens: [] }), '(at /commands/0/expect/happens): expected no field "happens" here'],
  ])('%j', async ([text, message]) => {
    const { code, out, err } = await runKst(['simulate', '-'], text!);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^kst: standard input:/);
    expect(err).toContain(message!);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('that is no text is refused as such', async () => {
    const told = async (...bytes: readonly number[]) => (await runKst(['simulate', '-'], Uint8Array.of(...bytes))).err;
    expect(await told(0x7b, 0xff, 0xfe)).toBe('kst: standard input: expected UTF-8 text\n');
    expect(await told(0xff, 0xfe, 0x00, 0xd8)).toBe('kst: standard input: expected UTF-16 text\n');
  });
});

test('a bad scenario of leases is refused in their words', () => {
  const read = scenarioReader(leasesProject().specification);
  const take = { do: 'take', lease: 'x', by: 'ann' };
  const refused = (command: object, message: string): void => {
    expect(() => read(JSON.stringify({ commands: [command] }), 'story')).toThrow(new RegExp(`^story:1:\\d+ \\(at /commands/0${message}`));
  };
  refused({ ...take, by: 'eve' }, '/by\\): expected one of "ann", "bob"$');
  refused({ ...take, lease: 'a b' }, '/lease\\): expected a word of at most 20 letters and digits$');
  refused({ do: 'audit', expect: { events: [{ event: 'grnted', lease: 'x', to: 'ann' }] } }, '/expect/events/0\\S*: expected one of ');
  refused({ do: 'audit', expect: { events: [{ event: 'granted', lease: 'x' }] } }, '/expect/events/0\\S*: expected ');
  refused({ do: 'audit', expect: { events: [{ event: 'freed', lease: 'a b' }] } }, '/expect/events/0/lease\\): expected a word ');
  refused({ do: 'audit', expect: { table: [] } }, '/expect/table\\): expected no field "table" here$');
  const expected = { events: [{ event: 'granted', lease: 'x', to: 'ann' }] };
  expect(read(JSON.stringify({ commands: [{ ...take, expect: expected }] }), 'story').steps).toEqual([{ command: take, expect: expected }]);
});

/** What turns a scenario into nearly one. */
const pieces = ['"', '{', '}', '[', ']', ',', ':', '0', '-1', 'null', '\\u0000', '1e999', '"__proto__":'];
const put = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 }));
const edits = fc.array(fc.record({ at: fc.nat(), cut: fc.nat({ max: 12 }), put }), { minLength: 1, maxLength: 4 });

describe.for(rulebooks)('any input, for the $name', ({ project }) => {
  const { specification } = project();
  const read = scenarioReader(specification);
  const survives = (text: string): boolean => {
    try {
      simulate(specification, read(text, 'fuzz'));
      return true;
    } catch (error) {
      return error instanceof InputError && /^fuzz(:\d+:\d+( \(at \/.*\))?)?: expected /su.test(error.message);
    }
  };

  test('that is JSON is either played or refused with a place', () => {
    fc.assert(fc.property(fc.json(), survives), { numRuns: 500 });
  });

  test('that is nearly a scenario is either played or refused with a place', () => {
    const texts = specScenarios(project()).map(({ scenario: { steps } }) =>
      JSON.stringify({ commands: steps.map(({ command, expect: expected }) => ({ ...command, expect: expected })) }),
    );
    const mutated = fc.tuple(fc.constantFrom(...texts), edits).map(([text, changes]) =>
      changes.reduce((changed, { at, cut, put: piece }) => {
        const place = at % (changed.length + 1);
        return changed.slice(0, place) + piece + changed.slice(place + cut);
      }, text),
    );
    fc.assert(fc.property(mutated, survives), { numRuns: 1000 });
  });

  test('that the arbitraries make is played', () => {
    const played = (commands: readonly object[]): number =>
      simulate(specification, read(JSON.stringify({ commands }), 'made')).steps.length;
    fc.assert(fc.property(commandSequence(fc, specification), (sequence) => played(sequence) === sequence.length));
  });
});
