/**
 * The rules of rollouts: tables of which exactly one row applies.
 */
import { P } from 'ts-pattern';
import type { Each, EachTable, PartTable, WholeTable } from 'kst-kit/engine';
import type { Rollouts } from './words.ts';

const refuse = (reason: Rollouts['Refusal']) => [{ do: 'refuse', reason }] as const;
/** Nothing is ever queued in these. */
const unqueued = [{ freezing: 'refuses' }, { freezing: 'ignores' }] as const;
/** How often a lower ceiling takes a stage of what is above it. */
const sunk = { clips: 3, 'steps-down': 1, keeps: 0 } as const;

export const advance = (): PartTable<Rollouts> => [
  { id: 'R1', says: 'A feature below the ceiling goes up', cites: ['C1'],
    when: { frozen: false, struck: false, room: 'below' }, then: () => [{ do: 'step-up' }] },
  { id: 'R2', says: 'One at the ceiling does not', cites: ['C2'],
    when: { frozen: false, struck: false, room: 'at' }, then: () => refuse('ceiling') },
  { id: 'R3', says: 'Nor does one above it', cites: ['C2'], neverIn: [{ lowering: 'clips' }],
    when: { frozen: false, struck: false, room: 'above' }, then: () => refuse('ceiling') },
  { id: 'R4', says: 'A struck feature has to be fine first', cites: ['C3'],
    when: { frozen: false, struck: true }, then: () => refuse('struck') },
  { id: 'R5', says: 'A freeze refuses, queues or ignores', cites: ['A2', 'C5'], when: { frozen: true, queued: false },
    then: ({ freezing }) => (freezing === 'refuses' ? refuse('frozen') : freezing === 'queues' ? [{ do: 'enqueue' }] : []) },
  { id: 'R6', says: 'What is queued is not queued again', cites: ['A2'], neverIn: unqueued,
    when: { frozen: true, queued: true }, then: () => refuse('queued') },
];

export const report = (): PartTable<Rollouts> => [
  { id: 'R7', says: 'A report needs a check', cites: ['C4'], when: { worst: 'none' }, then: () => refuse('no-checks') },
  { id: 'R8', says: 'Nothing is reported of what is off', cites: ['C4'],
    when: { worst: P.not('none'), stage: 'off' }, then: () => refuse('off') },
  { id: 'R9', says: 'A fine report forgets the strike', cites: ['C3'],
    when: { worst: 'fine', stage: 'on' }, then: () => [{ do: 'clear' }] },
  { id: 'R10', says: 'The first slow report is a strike', cites: ['C3'],
    when: { worst: 'slow', stage: 'on', struck: false }, then: () => [{ do: 'strike' }] },
  { id: 'R11', says: 'The second one is a failure', cites: ['C3'],
    when: { worst: 'slow', stage: 'on', struck: true }, then: () => [{ do: 'ask', table: 'tripping' }] },
  { id: 'R12', says: 'A failed check is one at once', cites: ['C3'],
    when: { worst: 'failed', stage: 'on' }, then: () => [{ do: 'ask', table: 'tripping' }] },
];

export const tripping = (): EachTable<Rollouts> => [
  { id: 'R13', says: 'A failure steps back, turns off or only strikes', cites: ['A1'],
    when: {}, then: ({ failing }) => [{ do: 'trip', how: failing }] },
];

export const withdraw = (): PartTable<Rollouts> => [
  { id: 'R14', says: 'Anything that is on can be withdrawn', cites: ['C4'], when: { stage: 'on' }, then: () => [{ do: 'withdraw' }] },
  { id: 'R15', says: 'What is off cannot', cites: ['C4'], when: { stage: 'off' }, then: () => refuse('off') },
];

export const raise = (): WholeTable<Rollouts> => [
  { id: 'R16', says: 'The ceiling rises', cites: ['C2'], when: { ceiling: P.not('top') }, then: () => [{ do: 'move' }] },
  { id: 'R17', says: 'Not beyond everybody', cites: ['C2'], when: { ceiling: 'top' }, then: () => refuse('at-limit') },
];

export const lower = (): WholeTable<Rollouts> => [
  { id: 'R18', says: 'The ceiling sinks, and what is above with it', cites: ['C2', 'A3'], when: { ceiling: P.not('bottom') },
    then: ({ lowering }) => [{ do: 'move' }, ...Array<Each<Rollouts>>(sunk[lowering]).fill({ do: 'each', table: 'sinking' })] },
  { id: 'R19', says: 'Not below nobody', cites: ['C2'], when: { ceiling: 'bottom' }, then: () => refuse('at-limit') },
];

export const sinking = (): EachTable<Rollouts> => [
  { id: 'R20', says: 'What is above the ceiling sinks by a stage', cites: ['A3'], neverIn: [{ lowering: 'keeps' }],
    when: { room: 'above' }, then: () => [{ do: 'cut' }] },
  { id: 'R21', says: 'All else stays', cites: ['A3'], neverIn: [{ lowering: 'keeps' }], when: { room: P.not('above') }, then: () => [] },
];

export const freeze = (): WholeTable<Rollouts> => [
  { id: 'R22', says: 'A freeze can always begin', cites: ['C5'], when: {}, then: () => [{ do: 'freeze' }] },
];

export const thaw = (): WholeTable<Rollouts> => [
  { id: 'R23', says: 'A thaw lets go of what waits', cites: ['C5'],
    when: { frozen: true }, then: () => [{ do: 'thaw' }, { do: 'each', table: 'thawing' }] },
  { id: 'R24', says: 'Where nothing is frozen, nothing thaws', cites: ['C5'], when: { frozen: false }, then: () => refuse('not-frozen') },
];

export const thawing = (): EachTable<Rollouts> => [
  { id: 'R25', says: 'What has waited goes up', cites: ['A2', 'C1'], neverIn: unqueued,
    when: { queued: true, struck: false, room: 'below' }, then: () => [{ do: 'dequeue' }, { do: 'step-up' }] },
  { id: 'R26', says: 'Unless the ceiling is in the way', cites: ['A2', 'C2'], neverIn: unqueued,
    when: { queued: true, struck: false, room: P.not('below') }, then: () => [{ do: 'dequeue' }] },
  { id: 'R27', says: 'Or it is struck', cites: ['A2', 'C3'], neverIn: unqueued,
    when: { queued: true, struck: true }, then: () => [{ do: 'dequeue' }] },
  { id: 'R28', says: 'What has not waited stays', cites: ['C5'], when: { queued: false }, then: () => [] },
];

export const panic = (): WholeTable<Rollouts> => [
  { id: 'R29', says: 'A panic freezes, and turns everything off', cites: ['C6'],
    when: {}, then: () => [{ do: 'perform', command: 'freeze' }, { do: 'each', table: 'withdrawing' }] },
];

export const withdrawing = (): EachTable<Rollouts> => [
  { id: 'R30', says: 'It is turned off, and waits for nothing', cites: ['C6'], when: {}, then: () => [{ do: 'withdraw' }] },
];

export const survey = (): WholeTable<Rollouts> => [
  { id: 'R31', says: 'A survey logs what is on', cites: ['C7'], when: {}, then: () => [{ do: 'survey' }] },
];
