/**
 * A specification that is badly formed is told from one that is right, before anything is played: each mistake with its id, what is
 * wrong in it, and where.
 */
import { describe, expect, test } from 'vitest';
import { AuthorError } from '../src/engine/rules/author-error.ts';
import { malformations } from '../src/engine/rules/well-formed.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { leases } from '../starter/leases.ts';
import { knownServersProject } from '../src/cli/built-in.ts';
import { runKst } from './run-kst.ts';
import type { Specification } from '../src/engine/specification.ts';
import type { AnyRule } from '../src/engine/rules/table.ts';

type Edit = (right: Specification) => Specification;

/** Another rule in the place of one of a table. */
function inTable(kind: 'partTables' | 'wholeTables' | 'tables', table: string, id: string, edit: object): Edit {
  return (right) => {
    const rules = (right[kind] as Record<string, () => readonly AnyRule[]>)[table]!;
    expect(rules().map((rule) => rule.id)).toContain(id);
    return { ...right, [kind]: { ...right[kind], [table]: () => rules().map((rule) => (rule.id === id ? { ...rule, ...edit } : rule)) } };
  };
}

const does = (...effects: readonly object[]) => ({ then: () => effects });
const atPool = (edit: object): Edit => inTable('partTables', 'pool.add', 'R01', edit);
const atFind = (edit: object): Edit => inTable('tables', 'find', 'R23', edit);
const startingWith = (running: unknown): Edit => (right) => ({ ...right, start: { ...right.start, whole: { running } } });
const choosing = (...choices: readonly string[]): Edit => (right) => ({
  ...right,
  assumptions: { ...right.assumptions, survivor: { ...right.assumptions['survivor']!, choices } },
});
const alphabets = (edit: (alphabets: Specification['alphabets']) => Specification['alphabets']): Edit => (right) => ({
  ...right,
  alphabets: edit(right.alphabets),
});
const firstInvariant = (edit: object): Edit => (right) => ({
  ...right,
  invariants: () => right.invariants().map((invariant, index) => (index === 0 ? { ...invariant, ...edit } : invariant)),
});

class Running {}

const circle: object[] = [];
circle.push(circle);

const inStop = (edit: object): Edit => inTable('wholeTables', 'rtcsrv.stop', 'R16', edit);
const twoServersFirst = alphabets((all) => all.toSorted((a, b) => Number(b.name === 'two servers') - Number(a.name === 'two servers')));
const tooLate: Edit = (right) => ({ ...right, start: { ...right.start, blank: { ...right.start.blank, plans: [{ at: new Date(0) }] } } });
const inBoot = (edit: object): Edit => inTable('tables', 'boot', 'R22', edit);
const inTwo: Edit = (right) => inBoot(does({ do: 'ask', table: 'find' }))(atFind(does({ do: 'ask', table: 'boot' }))(right));
const ofFirst = (...commands: readonly any[]): Edit => alphabets(([first, ...more]) => [{ ...first!, commands }, ...more]);

const event = (word: object): Edit => (right) => ({ ...right, events: { ...right.events, '14492': { ...right.events['14492']!, ...word } } });
const logging = (logs: string): Edit => (right) => ({ ...right, partEffects: { ...right.partEffects, list: { ...right.partEffects['list']!, logs } } });

const mistakes: readonly (readonly [id: string, at: string | null, says: string, edit: Edit])[] = [
  ['id-twice', 'R02', 'the id R02 is given twice, to a rule of pool.add and a rule of pool.add: ', atPool({ id: 'R02' })],
  ['id-twice', 'I02', 'the id I02 is given twice, to an invariant and an invariant: ', firstInvariant({ id: 'I02' })],
  ['id-twice', 'R01', 'the id R01 is given twice, to a rule of pool.add and an invariant: ', firstInvariant({ id: 'R01' })],
  ['table-twice', null, 'two tables are called boot: ', (right) => ({ ...right, wholeTables: { ...right.wholeTables, boot: () => [] } })],
  ['no-such-table', 'R01', 'names the table fnd, which there is not: expected one of ', atPool(does({ do: 'ask', table: 'fnd' }))],
  ['no-such-table', 'R01', 'names the table pool.remove, which there is not: ', atPool(does({ do: 'ask', table: 'pool.remove' }))],
  ['no-such-table', 'R16', 'names the table toString, which there is not: ', inStop(does({ do: 'each', table: 'toString' }))],
  ['no-such-command', 'R16', 'names the command boot, which there is not: ', inStop(does({ do: 'perform', command: 'boot' }))],
  ['circle', 'R23', 'tables run each other in a circle, find (R23) find: ', atFind(does({ do: 'ask', table: 'find' }))],
  ['circle', 'R22', 'a circle, boot (R22) find (R23) boot: ', inTwo],
  ['circle', 'R16', 'a circle, rtcsrv.stop (R16) rtcsrv.stop: ', inStop(does({ do: 'perform', command: 'rtcsrv.stop' }))],
  ['no-such-effect', 'R01', 'does lst, which is no effect of the table pool.add: expected one of set-pool, ', atPool(does({ do: 'lst' }))],
  ['no-such-effect', 'R01', 'does each, which is no effect of the table pool.add: ', atPool(does({ do: 'each', table: 'boot' }))],
  ['no-such-effect', 'R16', 'does list, which is no effect of the table rtcsrv.stop: ', inStop(does({ do: 'list', version: 'any' }))],
  ['no-such-refusal', 'R01', 'names the refusal no, which there is not: expected one ', atPool(does({ do: 'refuse', reason: 'no' }))],
  ['no-such-cell', 'R01', 'looks at the cell pol, which the table pool.add does not have: expected ', atPool({ when: { pol: true } })],
  ['each-refuses', 'R23', 'the rule R23 of the table find refuses: ', atFind(does({ do: 'refuse', reason: 'not-running' }))],
  ['no-command', null, 'command 1 of the alphabet narrow is not a command: ', ofFirst({ do: 'pool.add', server: 'ex1', version: 0 })],
  ['alphabet-empty', null, 'the alphabet narrow is empty: ', ofFirst()],
  ['alphabet-twice', null, 'two alphabets are called narrow: ', alphabets((all) => [...all, all[0]!])],
  ['first-alphabet', null, 'two servers, names more than one server (ex1.contoso.com and ex10.contoso.com): ', twoServersFirst],
  ['no-alphabet', null, 'there is no alphabet', alphabets(() => [])],
  ['start-not-plain', null, 'start.whole.running is a function, which does not survive JSON', startingWith(() => false)],
  ['start-not-plain', null, 'start.whole.running is undefined, ', startingWith(undefined)],
  ['start-not-plain', null, 'start.whole.running is NaN, ', startingWith(NaN)],
  ['start-not-plain', null, 'start.whole.running is a Map, ', startingWith(new Map())],
  ['start-not-plain', null, 'start.whole.running is a Running, ', startingWith(new Running())],
  ['start-not-plain', null, 'start.whole.running[0] is a part of itself, ', startingWith(circle)],
  ['start-not-plain', null, 'start.blank.plans[0].at is a Date, ', tooLate],
  ['no-choice', null, 'the assumption survivor has one choice alone: ', choosing('restored')],
  ['no-choice', null, 'the assumption survivor has no choice: ', choosing()],
  ['choice-twice', null, 'the assumption survivor has the choice restored twice: ', choosing('restored', 'stays-absent', 'restored')],
  ['no-such-choice', 'R01', 'neverIn of the rule R01 names the assumption winner, which ', atPool({ neverIn: [{ winner: 'um' }] })],
  ['no-such-choice', 'R01', 'the choice survivor=lost, which ', atPool({ neverIn: [{ survivor: 'restored' }, { survivor: 'lost' }] })],
  ['no-such-choice', 'I01', 'onlyIn of the invariant I01 names the choice ', firstInvariant({ onlyIn: [{ survivor: 'lost' }] })],
  ['no-such-field', null, 'the event 14492 says has {srver}, which is none of its fields: expected one of ', event({ says: '{srver} added' })],
  ['no-such-event', null, 'the effect list logs 1, which is no event: expected one of ', logging('1')],
  ['no-must', 'I01', 'the invariant I01 has no must: ', firstInvariant({ must: undefined })],
];

describe('of what is badly formed', () => {
  test.for(mistakes)('%s at %s: %s', ([id, at, says, edit]) => {
    const found = malformations(edit(knownServersTable()));
    expect(found.map((each) => [each.id, each.at])).toEqual([[id, at]]);
    expect(found[0]!.says).toContain(says);
  });
});

test('nothing is badly formed in the rulebooks that come with the kit', () => {
  for (const right of [knownServersTable(), leases()]) expect(malformations(right)).toEqual([]);
});

test('a table that cannot be made is named, as a fault of its author', () => {
  const broken = (): never => {
    throw new Error('no rules today');
  };
  const edited = { ...knownServersTable(), tables: { ...knownServersTable().tables, boot: broken } };
  expect(() => malformations(edited)).toThrow(new AuthorError('table boot', new Error('no rules today')));
});

describe('on the command line', () => {
  const project = (edit: Edit) => ({ ...knownServersProject(), specification: edit(knownServersTable()) });
  const commands = ['verify', 'gate', 'report', 'table', 'diff', 'adapter', 'simulate -', 'explain C1', 'accept --why x', 'conform -- x'];

  test.for(commands)('kst %s ends with 2 before it does anything, and names the place', async (words) => {
    const edited = project(atPool({ when: { pol: true } }));
    const { code, out, err } = await runKst(words.split(' '), '', {}, false, process.cwd(), edited);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^kst: src\/kst\/rules\/pools\.ts:\d+-\d+: the rule R01 looks at the cell pol, .*\n$/);
  });

  test('a claim that spec/ does not have is named, with who cites it and where', async () => {
    const told = async (edit: Edit) => (await runKst(['verify', '--runs', '0'], '', {}, false, process.cwd(), project(edit))).err;
    const inPools = /^kst: src\/kst\/rules\/pools\.ts:\d+-\d+: the rule R01 cites C99, which is no claim and no assumption: /;
    expect(await told(atPool({ cites: ['C2', 'C99'] }))).toMatch(inPools);
    const inInvariants = /^kst: src\/kst\/invariants\/\S+\.ts:\d+-\d+: the invariant I01 cites F99, /;
    expect(await told(firstInvariant({ cites: ['F99'] }))).toMatch(inInvariants);
    const events = (right: Specification) => ({ ...right.events, '14492': { ...right.events['14492']!, cites: ['A9', 'A10'] } });
    expect(await told((right) => ({ ...right, events: events(right) }))).toBe(
      'kst: the event 14492 cites A9, which is no claim and no assumption: add it to spec/claims.json or to the assumptions, or correct it (and 1 more)\n',
    );
  });

  test('a function of the author that throws is inconclusive, with the line that threw', async () => {
    const broken = atPool({
      then: () => {
        throw new Error('no effects today');
      },
    });
    const { code, err } = await runKst(['simulate', '-'], pools, {}, false, process.cwd(), project(broken));
    expect(code).toBe(3);
    expect(err).toMatch(/^kst: inconclusive: properties\/well-formed\.test\.ts(\?\S+)?:\d+: rule R01: no effects today\n$/);
  });
});

/** The second of these is refused, by R01. */
const pools = JSON.stringify({ commands: [5, 6].map((version) => ({ do: 'pool.add', server: 'ex1', version })) });
