/**
 * Rollouts that are wrong on purpose, at least one for each invariant.
 */
import type { Fault, Field, Specification } from 'kst-kit/engine';
import type { Feature, Rollouts } from './words.ts';

type Right = Specification<Rollouts>;
type Kinds = 'partTables' | 'wholeTables' | 'tables';
type Then = (dialect: Rollouts['Dialect']) => readonly object[];
type Change = (word: any) => object;

/** One rule of a table is otherwise. */
const edited = (kind: Kinds, table: string, id: string, edit: (rule: any) => object) => (right: Right): Right => {
  const tables = right[kind] as unknown as Readonly<Record<string, () => readonly { readonly id: string }[]>>;
  return { ...right, [kind]: { ...tables, [table]: () => tables[table]!().map((rule) => (rule.id === id ? edit(rule) : rule)) } };
};
const does = (kind: Kinds, table: string, id: string, then: Then) => edited(kind, table, id, (rule) => ({ ...rule, then }));
const doing = (table: string, id: string, then: Then) => does('partTables', table, id, then);
const refused = (reason: Rollouts['Refusal']): Then => () => [{ do: 'refuse', reason }];
/** One effect of a part or of the whole is otherwise. */
const effect = (kind: 'partEffects' | 'wholeEffects', name: string, change: Change) => (right: Right): Right => {
  const words = right[kind] as Readonly<Record<string, object>>;
  return { ...right, [kind]: { ...words, [name]: { ...words[name], ...change(words[name]) } } };
};
const off: Feature = { stage: 0, struck: false, queued: false };

export const faults = (): readonly Fault<Rollouts>[] => [
  { id: 'silent-withdrawal', says: 'A withdrawal is not logged', breaks: ['I1', 'I14'],
    plant: effect('partEffects', 'withdraw', () => ({ log: () => null })) },
  { id: 'two-stages', says: 'An advance takes two stages', breaks: ['I2'],
    plant: doing('advance', 'R1', () => [{ do: 'step-up' }, { do: 'step-up' }]) },
  { id: 'no-ceiling', says: 'The ceiling stops nothing', breaks: ['I2', 'I3'], plant: doing('advance', 'R2', () => [{ do: 'step-up' }]) },
  { id: 'struck-off', says: 'An advance is refused for the wrong reason', breaks: ['I3'],
    plant: doing('advance', 'R4', refused('ceiling')) },
  { id: 'never-refused', says: 'A freeze only ignores or queues', breaks: ['I4'],
    plant: doing('advance', 'R5', ({ freezing }) => (freezing === 'queues' ? [{ do: 'enqueue' }] : [])) },
  { id: 'never-queued', says: 'A freeze never queues', breaks: ['I5'],
    plant: doing('advance', 'R5', ({ freezing }) => (freezing === 'refuses' ? [{ do: 'refuse', reason: 'frozen' }] : [])) },
  { id: 'queued-twice', says: 'What is queued is queued again', breaks: ['I5'], plant: doing('advance', 'R6', () => [{ do: 'enqueue' }]) },
  { id: 'always-queued', says: 'A freeze queues in every dialect', breaks: ['I6'],
    plant: doing('advance', 'R5', () => [{ do: 'enqueue' }]) },
  { id: 'left-waiting', says: 'A thaw lets nothing go up', breaks: ['I7'],
    plant: does('tables', 'thawing', 'R25', () => [{ do: 'dequeue' }]) },
  { id: 'nothing-reported', says: 'An empty report is fine', breaks: ['I8'], plant: doing('report', 'R7', () => []) },
  { id: 'unforgiving', says: 'A strike is never forgotten', breaks: ['I9'], plant: doing('report', 'R9', () => []) },
  { id: 'no-alarm', says: 'A failure is logged as a notice', breaks: ['I10'],
    plant: (right) => ({ ...right, events: { ...right.events, tripped: { ...right.events.tripped, level: 'Notice' } } }) },
  { id: 'never-off', says: 'A failure turns nothing off', breaks: ['I11'],
    plant: does('tables', 'tripping', 'R13', ({ failing }) => [{ do: 'trip', how: failing === 'turns-off' ? 'steps-back' : failing }]) },
  { id: 'never-back', says: 'A failure steps nothing back', breaks: ['I12'],
    plant: does('tables', 'tripping', 'R13', ({ failing }) => [{ do: 'trip', how: failing === 'steps-back' ? 'turns-off' : failing }]) },
  { id: 'always-back', says: 'A failure always costs a stage', breaks: ['I13'],
    plant: does('tables', 'tripping', 'R13', ({ failing }) => [{ do: 'trip', how: failing === 'only-strikes' ? 'steps-back' : failing }]) },
  { id: 'still-struck', says: 'A withdrawn feature stays struck', breaks: ['I14', 'I19', 'I25'],
    plant: effect('partEffects', 'withdraw', () => ({ change: ({ struck }: Feature) => ({ ...off, struck }) })) },
  { id: 'by-one', says: 'The ceiling always moves by one', breaks: ['I15'],
    plant: effect('wholeEffects', 'move', ({ change, log }) => ({
      change: (whole: object, command: object) => change(whole, { ...command, by: 1 }),
      log: (state: object, command: object) => log(state, { ...command, by: 1 }),
    })) },
  { id: 'clipped-once', says: 'What is above sinks by one stage, unless it is kept', breaks: ['I16'],
    plant: does('wholeTables', 'lower', 'R18', ({ lowering }) =>
      lowering === 'keeps' ? [{ do: 'move' }] : [{ do: 'move' }, { do: 'each', table: 'sinking' }]) },
  { id: 'clipped-always', says: 'What is above is clipped, unless it is kept', breaks: ['I17'],
    plant: does('wholeTables', 'lower', 'R18', ({ lowering }) =>
      [{ do: 'move' }, ...Array.from({ length: lowering === 'keeps' ? 0 : 3 }, () => ({ do: 'each', table: 'sinking' }))]) },
  { id: 'never-kept', says: 'What is above the ceiling is never kept', breaks: ['I18'],
    plant: does('wholeTables', 'lower', 'R18', () => [{ do: 'move' }, { do: 'each', table: 'sinking' }]) },
  { id: 'calm-panic', says: 'A panic begins no freeze', breaks: ['I19'],
    plant: does('wholeTables', 'panic', 'R29', () => [{ do: 'each', table: 'withdrawing' }]) },
  { id: 'cold-survey', says: 'A survey begins a freeze', breaks: ['I20'],
    plant: does('wholeTables', 'survey', 'R31', () => [{ do: 'freeze' }, { do: 'survey' }]) },
  { id: 'short-survey', says: 'A survey names nothing', breaks: ['I21'],
    plant: effect('wholeEffects', 'survey', () => ({ log: () => ({ event: 'surveyed', ceiling: 1, features: [] }) })) },
  { id: 'shouted', says: 'Names keep their capitals', breaks: ['I21'],
    plant: (right) => {
      const feature = { ...right.commands.advance.fields.feature, normal: (text: string) => text } as Field;
      const shouting = <C extends { readonly fields: object }>(word: C): C => ({ ...word, fields: { ...word.fields, feature } });
      const [advance, report, withdraw] = [right.commands.advance, right.commands.report, right.commands.withdraw].map(shouting);
      return { ...right, commands: { ...right.commands, advance, report, withdraw } as Right['commands'] };
    } },
  { id: 'deaf', says: 'Reports are not heard during a freeze', breaks: ['I8', 'I22'],
    plant: (right) => ({ ...right, cells: { ...right.cells, worst: {
      ...right.cells.worst, of: (whole, ...others) => (whole.frozen ? 'none' : right.cells.worst.of(whole, ...others)),
    } } }) },
  { id: 'remembered', says: 'A panic spares what is struck', breaks: ['I23'],
    plant: (right) => ({ ...right, tables: { ...right.tables, withdrawing: () => [
      { id: 'R30', says: 'It is turned off', cites: ['C6'], when: { struck: false }, then: () => [{ do: 'withdraw' }] },
      { id: 'R40', says: 'It is spared', cites: ['C6'], when: { struck: true }, then: () => [] },
    ] } }) },
  { id: 'freeze-and-thaw', says: 'A second freeze is silent', breaks: ['I24'],
    plant: (right) => ({ ...right, wholeTables: { ...right.wholeTables, freeze: () => [
      { id: 'R22', says: 'A freeze begins once', cites: ['C5'], when: { frozen: false }, then: () => [{ do: 'freeze' }] },
      { id: 'R41', says: 'And not again', cites: ['C5'], when: { frozen: true }, then: () => [] },
    ] } }) },
  { id: 'late-freeze', says: 'A freeze thaws', breaks: ['I27'], plant: does('wholeTables', 'freeze', 'R22', () => [{ do: 'thaw' }]) },
  { id: 'low-ceiling', says: 'Nobody gets beyond half', breaks: ['I26'], plant: doing('advance', 'R1', () => []) },
];
