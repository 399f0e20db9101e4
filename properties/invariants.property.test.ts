/**
 * What single invariants make of steps that no rule takes. In the proof they cover for one another: of a wrong step many
 * speak, and one that has gone soft is not missed. Here each stands alone.
 */
import { isMatching } from 'ts-pattern';
import { describe, expect, test } from 'vitest';
import { eventWords, nameOf } from '../src/kst/events.ts';
import { noMemory } from '../src/kst/invariants/seen.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { plain, worldInvariants } from '../src/kst/invariants/worlds.ts';
import { blankServer } from '../src/kst/state.ts';
import type { WholeStep } from '../src/engine/specification.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Event } from '../src/kst/events.ts';
import type { Logged, Memory, Seen, SeenStep } from '../src/kst/invariants/seen.ts';
import type { DialPlan, World } from '../src/kst/state.ts';
import type { Kst } from '../src/kst/words.ts';

/** A step, as far as it is out of the ordinary: a cycle of UM Routing that changes and logs nothing. */
interface Cells {
  readonly command?: SeenStep['command'];
  readonly refused?: SeenStep['refused'];
  readonly before?: Partial<Seen>;
  /** What is otherwise after the step. */
  readonly after?: Partial<Seen>;
  readonly log?: readonly Logged[];
  readonly past?: Partial<Memory>;
  readonly now?: Partial<Memory>;
}

const quiet: Seen = { running: true, pool: null, plans: [], hosting: false, claimed: false, known: [], um: 'none', owaIm: 'broken' };

function stepOf(cells: Cells): SeenStep {
  const { command = { do: 'umRouting.discover' }, refused = null, before = {}, after = {}, log = [], past = {}, now = {} } = cells;
  const [were, told] = [{ ...quiet, ...before }, { ...noMemory(), ...past }];
  return { command, refused, before: were, after: { ...were, ...after }, log, past: told, now: { ...told, ...now } };
}

const server = 'ex1';
const add: Command = { do: 'pool.add', server, version: 6 };
const remove: Command = { do: 'pool.remove', server };
const host: Command = { do: 'dialPlan.host', server, plan: 'DP1', uriType: 'SipName' };
const [restart, start]: readonly [Command, Command] = [{ do: 'rtcsrv.restart' }, { do: 'rtcsrv.start' }];

function record(event: Event, versions: readonly number[] = []): Logged {
  const { stream: source, level } = eventWords()[nameOf(event)];
  return { id: event.id, name: 'name' in event ? event.name : null, versions, names: true, source, level };
}

const listed = (...versions: readonly number[]) => record({ id: 14492, servers: [] }, versions);
const hosting = record({ id: 44024, servers: [server] });
const added = (version: number) => record({ id: 14493, server, version }, [version]);
const removed = (version: number) => record({ id: 14495, server, version }, [version]);
const evicted = record({ id: 14563, server, versions: [0, 6] }, [0, 6]);
const warned = record({ id: 44030, server });
const plan = (name: string): DialPlan => ({ plan: name, uriType: 'SipName' });

const find = (id: string) => knownServersTable().invariants().find((invariant) => invariant.id === id)!;

function answer(id: string, cells: Cells): 'silent' | 'kept' | 'broken' {
  const { when, must } = find(id);
  const step = stepOf(cells);
  return !isMatching(when as never, step as never) ? 'silent' : must(step) ? 'kept' : 'broken';
}

describe('an invariant of a step', () => {
  test.for<[string, string, Cells]>([
    ['I02', 'an entry that is wrong beside one that is right', { after: { pool: 6, known: [0, 6] } }],
    ['I02', 'a 0 that is the version of a pool', { after: { pool: 0, known: [0], claimed: true } }],
    ['I02', "another version than the pool's", { after: { pool: 6, known: [5] } }],
    ['I03', 'an entry without a claim while RTCSRV is stopped', { after: { running: false, known: [6] } }],
    ['I03', 'a claim without an entry while RTCSRV is stopped', { after: { running: false, claimed: true } }],
    ['I06', 'a refusal that logs', { refused: 'not-running', log: [added(0)] }],
    ['I06', 'a refusal that stops RTCSRV', { refused: 'not-running', after: { running: false } }],
    ['I06', 'a refusal that sets a pool', { refused: 'not-running', after: { pool: 6 } }],
    ['I06', 'a refusal that makes a claim', { refused: 'not-running', after: { claimed: true } }],
    ['I06', 'a refusal that lists', { refused: 'not-running', after: { known: [0] } }],
    ['I06', 'a refusal that takes a dial plan', { refused: 'not-running', after: { plans: [plan('DP1')] } }],
    ['I13', 'a word about a server that is not concerned', { command: { do: 'elsewhere' }, log: [added(0)] }],
    ['I13', 'an entry of a server that is not concerned', { command: { do: 'elsewhere' }, after: { known: [0] } }],
    ['I16', 'a pool that is listed with another version', { command: add, after: { pool: 6, known: [5] }, log: [added(6)] }],
    ['I16', 'a pool that is listed but logged to be removed', { command: add, after: { pool: 6, known: [6] }, log: [removed(6)] }],
    ['I17', 'an eviction that leaves the entry', { command: add, before: { known: [0] }, log: [evicted] }],
    ['I17', 'an entry that goes without a 14563', { command: add, before: { known: [0] }, after: { known: [] }, log: [removed(0)] }],
    ['I18', 'an entry that is logged to be removed and is not', { command: remove, before: { pool: 6, known: [6] }, log: [removed(6)] }],
    [
      'I18',
      'another entry that goes with it',
      { command: remove, before: { pool: 6, known: [0, 6] }, after: { known: [] }, log: [removed(6)] },
    ],
    ['I19', 'an entry that goes without a word', { command: remove, before: { pool: 6, known: [0] }, after: { known: [] } }],
    ['I19', 'a word about an entry that stays', { command: remove, before: { pool: 6, known: [0] }, log: [removed(0)] }],
    [
      'I20',
      'another plan than the one that the command names',
      { command: host, before: { plans: [plan('DP0')] }, after: { plans: [plan('DP0'), plan('DP2')] } },
    ],
    ['I27', 'two 14563 in one step', { command: add, log: [evicted, evicted] }],
    ['I29', 'a 44030 without a 14563', { log: [warned] }],
    ['I35', 'an entry without a 14493', { before: { hosting: true }, after: { known: [0] } }],
    ['I40', 'a 14495 for an entry that stays', { before: { known: [0] }, past: { found: true }, log: [removed(0)] }],
    ['I40', 'an entry that goes without a word', { before: { known: [0] }, after: { known: [] }, past: { found: true } }],
    ['I42', 'a second 14492', { command: start, log: [listed(), hosting, listed()] }],
    ['I45', 'an entry without a 14493', { command: start, before: { hosting: true }, after: { known: [0] }, log: [listed(), hosting] }],
    [
      'I48',
      'a pool that is added and listed while the conflict is open',
      { command: add, after: { known: [6] }, past: { conflict: 'open' } },
    ],
    [
      'I48',
      'a cycle that lists a hosting server whose conflict is open',
      { before: { hosting: true }, after: { known: [0] }, past: { conflict: 'open' } },
    ],
    ['I50', 'a 14495 with the version that was offered', { before: { pool: 6, known: [6] }, log: [evicted, removed(0)] }],
    ['I50', 'a 14495 that comes twice', { before: { pool: 6, known: [6] }, log: [evicted, removed(6), removed(6)] }],
    ['I50', 'a 14495 that comes later', { before: { pool: 6, known: [6] }, log: [evicted, added(0), removed(6)] }],
    ['I51', 'a conflict that leaves an entry', { command: add, after: { known: [6] }, log: [evicted] }],
    ['I51', 'a conflict after which something is added, whatever becomes of it', { command: add, log: [evicted, added(6)] }],
    ['I57', 'an entry that comes back without a word', { before: { pool: 6 }, after: { known: [6] }, past: { found: true } }],
    ['I58', 'an entry that stays, and is logged to be removed', { before: { known: [0] }, past: { found: true }, log: [removed(0)] }],
  ])('%s is broken by %s', ([id, , cells]) => {
    expect(answer(id, cells)).toBe('broken');
  });

  test.for<[string, string, Cells]>([
    [
      'I18',
      'an entry beside that of the pool, which stays',
      { command: remove, before: { pool: 6, known: [0, 6] }, after: { known: [0] }, log: [removed(6)] },
    ],
    ['I28', 'an entry that was added before it was evicted', { log: [added(0), evicted] }],
    [
      'I28',
      'an entry that is added after the eviction, whatever is logged then',
      { after: { known: [0] }, log: [evicted, added(0), warned] },
    ],
    ['I50', 'a 14495 with the version that was listed', { before: { pool: 6, known: [6] }, log: [evicted, removed(6)] }],
    ['I58', 'an entry of UM Routing that goes', { before: { known: [0] }, after: { known: [] }, past: { found: true }, log: [removed(0)] }],
  ])('%s is kept by %s', ([id, , cells]) => {
    expect(answer(id, cells)).toBe('kept');
  });

  // One that speaks where it has nothing to say is never vacuous.
  test.for<[string, string, Cells]>([
    ['I02', 'where nothing is listed', {}],
    ['I04', 'while RTCSRV is stopped', { before: { running: false } }],
    ['I05', 'of a restart', { command: restart }],
    ['I30', 'where nothing is logged', {}],
    ['I40', 'of a server that was not found', { before: { known: [0] } }],
    ['I41', 'of a server that was not found', { before: { known: [6] } }],
    ['I56', 'of a server that was not found', { before: { pool: 6 } }],
    ['I57', 'of a server that was not found', { before: { pool: 6 } }],
    ['I58', 'of a server that was not found', {}],
  ])('%s is silent %s', ([id, , cells]) => {
    expect(answer(id, cells)).toBe('silent');
  });
});

describe('an invariant of a whole step', () => {
  const there = (...names: readonly string[]): World => ({
    whole: { running: true },
    parts: new Map(names.map((name) => [name, { ...blankServer(), pool: 6 }])),
  });
  const addedTo = (name: string): Event => ({ id: 14493, server: name, version: 0 });
  const found = (...servers: readonly string[]): Event => ({ id: 44024, servers });
  const known = (...servers: readonly string[]): Event => ({ id: 14492, servers: servers.map((name) => ({ server: name, version: 6 })) });

  function answerOf(id: string, next: readonly string[], events: readonly Event[]): 'silent' | 'kept' | 'broken' {
    const { when, must } = worldInvariants().find((invariant) => invariant.id === id)!;
    const step: WholeStep<Kst> = { before: there('ex1', 'ex2'), command: { do: 'umRouting.discover' }, next: there(...next), events };
    return !when(step) ? 'silent' : must(step) ? 'kept' : 'broken';
  }

  test.for<['silent' | 'kept' | 'broken', string, string, readonly string[], readonly Event[]]>([
    ['silent', 'I62', 'no server and no event', [], []],
    ['kept', 'I62', 'a server without an event', ['ex1'], []],
    ['kept', 'I62', 'an event without a server', [], [found()]],
    ['broken', 'I62', 'a name that is not in lower case', ['EX1'], []],
    ['broken', 'I62', 'an event with a name that is not in lower case', [], [addedTo('EX1')]],
    ['silent', 'I63', 'no name in the log', [], [known()]],
    ['kept', 'I63', 'a name in one event of several', [], [known(), found('ex1')]],
    ['kept', 'I63', 'lists that name again what was named', [], [known('ex1', 'ex2'), found('ex1', 'ex2'), addedTo('ex1')]],
    ['kept', 'I63', 'events that name again what was named', [], [addedTo('ex1'), addedTo('ex1'), addedTo('ex2')]],
    ['broken', 'I63', 'a list out of order', [], [known('ex2', 'ex1')]],
    ['broken', 'I63', 'a list out of order after one in order', [], [known('ex1', 'ex2'), found('ex2', 'ex1')]],
    ['broken', 'I63', 'a list that has a name twice', [], [found('ex1', 'ex1')]],
    ['broken', 'I63', 'events out of order', [], [addedTo('ex2'), addedTo('ex1')]],
    ['silent', 'I71', 'no server and no name in the log', [], [known()]],
    ['kept', 'I71', 'a server that was there', ['ex1'], []],
    ['kept', 'I71', 'a server that was there, in one event of several', [], [known(), addedTo('ex1')]],
    ['broken', 'I71', 'an event about a server that was nowhere', [], [addedTo('ex9')]],
    ['broken', 'I71', 'a server that was nowhere beside one that was there', ['ex1', 'ex9'], []],
  ])('is %s: %s, where there is %s', ([verdict, id, , next, events]) => {
    expect(answerOf(id, next, events)).toBe(verdict);
  });

  test('reads names as DNS does', () => {
    const names = ['EX1.Contoso.COM.', '1.2.3.4', 'B\u00dcCHER.contoso.com'];
    expect(names.map(plain)).toEqual(['ex1.contoso.com', '1.2.3.4', 'xn--bcher-kva.contoso.com']);
  });
});
