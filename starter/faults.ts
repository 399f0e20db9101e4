/**
 * Leases that are wrong on purpose, one for each invariant: what shows that the invariants can tell right from wrong.
 */
import type { EachRule, Fault, Field, PartRule, Specification } from 'kst-kit/engine';
import type { Leases } from './words.ts';

type Right = Specification<Leases>;
type PartTableName = keyof Right['partTables'];

/** The effects of one rule of a command's table, or of the table `aging`, are others. */
const inTable = (right: Right, table: PartTableName, id: string, then: PartRule<Leases>['then']): Right => ({
  ...right,
  partTables: { ...right.partTables, [table]: () => right.partTables[table]().map((rule) => (rule.id === id ? { ...rule, then } : rule)) },
});
const inAging = (right: Right, id: string, then: EachRule<Leases>['then']): Right => ({
  ...right,
  tables: { aging: () => right.tables.aging().map((rule) => (rule.id === id ? { ...rule, then } : rule)) },
});

export const faults = (): readonly Fault<Leases>[] => [
  {
    id: 'silent-grant',
    says: 'A grant is not logged',
    breaks: ['I1'],
    plant: (right) => ({ ...right, partEffects: { ...right.partEffects, grant: { ...right.partEffects.grant, log: () => null } } }),
  },
  {
    id: 'taken-over',
    says: 'A lease that another holds is granted',
    breaks: ['I2'],
    plant: (right) => inTable(right, 'take', 'R3', () => [{ do: 'grant' }]),
  },
  {
    id: 'refused-and-freed',
    says: 'Whoever cannot release a lease frees it all the same',
    breaks: ['I3'],
    plant: (right) => inTable(right, 'release', 'R6', () => [{ do: 'free' }, { do: 'refuse', reason: 'not-held' }]),
  },
  { id: 'kept', says: 'A release frees nothing', breaks: ['I4'], plant: (right) => inTable(right, 'release', 'R4', () => []) },
  {
    id: 'no-renewal',
    says: 'A renewal is ignored in every dialect',
    breaks: ['I5'],
    plant: (right) => inTable(right, 'take', 'R2', () => []),
  },
  {
    id: 'always-renewed',
    says: 'A renewal counts in every dialect',
    breaks: ['I6'],
    plant: (right) => inTable(right, 'take', 'R2', () => [{ do: 'grant' }]),
  },
  { id: 'one-tick', says: 'The first tick ends a lease', breaks: ['I7'], plant: (right) => inAging(right, 'R8', () => [{ do: 'free' }]) },
  {
    id: 'shouted',
    says: 'Names keep their capitals',
    breaks: ['I8'],
    plant: (right) => {
      const { take, release } = right.commands;
      const lease = { ...take.fields.lease, normal: (text: string) => text } as Field;
      const shouting = <C extends typeof take | typeof release>(word: C): C => ({ ...word, fields: { ...word.fields, lease } });
      return { ...right, commands: { ...right.commands, take: shouting(take), release: shouting(release) } };
    },
  },
  { id: 'for-ever', says: 'An old lease only ages', breaks: ['I9'], plant: (right) => inAging(right, 'R9', () => [{ do: 'age' }]) },
];
