/**
 * A function of the specification that throws, answers differently when it is asked the same, or changes what it is handed is named.
 */
import { expect, test } from 'vitest';
import { prove } from '../src/engine/prove/prove.ts';
import { AuthorError } from '../src/engine/rules/author-error.ts';
import { leases } from '../starter/leases.ts';
import type { EventWord, Invariant, Specification } from '../src/engine/specification.ts';
import type { Leases } from '../starter/words.ts';

const right = leases();
let count = 0;

const judging = (must: Invariant<Leases>['must']): Specification<Leases> => ({
  ...right,
  invariants: () => [...right.invariants(), { id: 'I99', says: 'Planted', cites: ['C1'], when: {}, must }],
});
const ruling = (then: (dialect: Leases['Dialect']) => readonly { readonly do: 'grant' }[]): Specification<Leases> => ({
  ...right,
  partTables: { ...right.partTables, take: () => right.partTables.take().map((rule) => (rule.id === 'R1' ? { ...rule, then } : rule)) },
});
const effecting = (change: (part: Leases['Part']) => Leases['Part']): Specification<Leases> => ({
  ...right,
  partEffects: { ...right.partEffects, age: { ...right.partEffects.age, change } },
});

const telling = (fields: EventWord['fields']): Specification<Leases> => ({ ...right, events: { ...right.events, freed: { ...right.events.freed, fields } } });

test.each<readonly [says: string, planted: Specification<Leases>, message: RegExp]>([
  ['an invariant that throws', judging(({ log }) => log[3]!.event === 'freed'), /invariant I99: Cannot read/],
  ['an invariant that counts', judging(() => count++ % 2 === 0), /invariant I99: it answers differently/],
  ['an invariant that changes what it sees', judging(({ after }) => ((after as { ticks: number }).ticks = 1) === 1), /invariant I99: Cannot assign/],
  ['a rule that throws', ruling(() => { throw new Error('nobody knows'); }), /rule R1: nobody knows/],
  ['a rule that asks for an assumption that there is not', ruling((dialect) => ((dialect as Record<string, string>)['renewl'] === 'x' ? [] : [{ do: 'grant' }])), /rule R1: there is no assumption "renewl"/],
  ['a rule that guesses', ruling(() => (count++ % 2 === 0 ? [] : [{ do: 'grant' }])), /rule R1: it answers differently/],
  ['an effect that changes the part that it is handed', effecting((part) => Object.assign(part, { ticks: 1 })), /effects?\W?\w*\.?age\S*: Cannot assign/i],
  ['an effect that depends on something else', effecting((part) => ({ ...part, ticks: (count++ % 2) as 0 | 1 })), /age.*: it answers differently/],
  ['a cell that throws', { ...right, cells: { ...right.cells, old: { ...right.cells.old, of: () => { throw new Error('no clock'); } } } }, /cell.*: no clock/],
  ['an event that logs a field otherwise than its word has it', telling({ lease: right.events.freed.fields['lease']!, holdr: { is: 'number', from: 0, to: 1, examples: [0] } }), /event freed: its field holdr should be a whole number from 0 to 1; what is logged has event, lease/],
])('%s is named', (_says, planted, message) => {
  expect(() => prove(planted)).toThrow(AuthorError);
  expect(() => prove(planted)).toThrow(message);
});

test('what is right stays as it was: nothing of it is frozen for good in a way that changes a verdict', () => {
  expect(prove(right).verdict).toBe('upheld');
  expect(prove(right).verdict).toBe('upheld');
});
