/**
 * What must hold of rollouts, whatever the rules say: read off the claims, without a look at the rules.
 */
import { P } from 'ts-pattern';
import type { Invariant, RunInvariant, Step, WholeInvariant } from 'kst-kit/engine';
import type { Rollouts, Sight } from './words.ts';

const told = (step: Step<Rollouts>, event: Rollouts['EventName']): number => step.log.filter((record) => record.event === event).length;
const same = (one: Sight, other: Sight): boolean => (Object.keys(one) as (keyof Sight)[]).every((field) => one[field] === other[field]);
const names = ({ log }: Step<Rollouts>): string => log.map(({ event }) => event).join(' ');
const higher = ({ before, after }: Step<Rollouts>): boolean => after.stage > before.stage;
const worst = ({ command }: Step<Rollouts>): string | undefined =>
  command.do === 'report' ? ['failed', 'slow', 'fine'].find((check) => command.checks.some((one) => one === check)) : undefined;
const fails = (step: Step<Rollouts>): boolean =>
  step.before.stage > 0 && (worst(step) === 'failed' || (worst(step) === 'slow' && step.before.struck));

export const invariants = (): readonly Invariant<Rollouts>[] => [
  { id: 'I1', says: 'Commands and log tell the stage of a feature, and whether it waits', cites: ['C1', 'C4', 'A2'],
    when: {}, must: ({ now, after }) => now.stage === after.stage && now.queued === after.queued },
  { id: 'I2', says: 'What goes up goes up one stage, below the ceiling, outside a freeze, and is not struck', cites: ['C1', 'C2', 'C5'],
    when: {}, must: (step) => !higher(step) ||
      (step.after.stage === step.before.stage + 1 && step.after.stage <= step.after.ceiling && !step.after.frozen && !step.after.struck) },
  { id: 'I3', says: 'Outside a freeze a feature advances exactly where it may', cites: ['C1', 'C2', 'C3'],
    when: { command: { do: 'advance' }, before: { frozen: false } },
    must: ({ before, refused, log }) =>
      before.struck ? refused === 'struck' : before.stage >= before.ceiling ? refused === 'ceiling' : log.length === 1 },
  { id: 'I4', says: 'A freeze refuses an advance', cites: ['A2'], onlyIn: [{ freezing: 'refuses' }],
    when: { command: { do: 'advance' }, before: { frozen: true } }, must: ({ refused }) => refused === 'frozen' },
  { id: 'I5', says: 'A freeze queues an advance once', cites: ['A2'], onlyIn: [{ freezing: 'queues' }],
    when: { command: { do: 'advance' }, before: { frozen: true } },
    must: (step) => step.after.queued && (step.before.queued ? step.refused === 'queued' : told(step, 'queued') === 1) },
  { id: 'I6', says: 'Where a freeze does not queue, nothing ever waits', cites: ['A2'],
    onlyIn: [{ freezing: 'refuses' }, { freezing: 'ignores' }],
    when: {}, must: ({ after }) => !after.queued },
  { id: 'I7', says: 'A thaw ends a freeze and all waiting, then lifts what waited and may go up; or is refused', cites: ['A2', 'C5'],
    when: { command: { do: 'thaw' } },
    must: (step) => {
      const { before, after, refused } = step;
      if (!before.frozen) return refused === 'not-frozen';
      const lifted = before.queued && !before.struck && before.stage < before.ceiling;
      const expected = { ...before, frozen: false, queued: false, stage: before.stage + (lifted ? 1 : 0) };
      return same(expected as Sight, after) && names(step) === (lifted ? 'thawed advanced' : 'thawed');
    } },
  { id: 'I8', says: 'A report is refused without a check, and of what is off', cites: ['C4'],
    when: { command: { do: 'report' } },
    must: (step) => step.refused === (worst(step) === undefined ? 'no-checks' : step.before.stage === 0 ? 'off' : null) },
  { id: 'I9', says: 'A slow report strikes, and a fine one forgets it', cites: ['C3'],
    when: { command: { do: 'report' }, refused: null },
    must: (step) => fails(step) || (step.after.stage === step.before.stage && step.after.struck === (worst(step) === 'slow')
      && told(step, 'struck') === (worst(step) === 'slow' ? 1 : 0)) },
  { id: 'I10', says: 'A failure is logged by an alarm alone, and nothing else alarms', cites: ['C3'],
    when: {}, must: (step) => (!fails(step) || step.log.length === 1) && fails(step) === step.log.some(({ level }) => level === 'Alert') },
  { id: 'I11', says: 'A failed feature is off', cites: ['A1'], onlyIn: [{ failing: 'turns-off' }],
    when: {}, must: (step) => !fails(step) || step.after.stage === 0 },
  { id: 'I12', says: 'A failed feature is a stage lower, and no feature fails a stage away', cites: ['A1'],
    onlyIn: [{ failing: 'steps-back' }],
    when: {}, must: (step) => !fails(step) || step.after.stage === step.before.stage - 1 },
  { id: 'I13', says: 'A failed feature is struck where it was', cites: ['A1'], onlyIn: [{ failing: 'only-strikes' }],
    when: {}, must: (step) => !fails(step) || (step.after.stage === step.before.stage && step.after.struck) },
  { id: 'I14', says: 'Only what is on is withdrawn, and nothing is left of it', cites: ['C4'],
    when: { command: { do: 'withdraw' } },
    must: (step) => step.before.stage === 0 ? step.refused === 'off' : blank(step.after) && told(step, 'withdrawn') === 1 },
  { id: 'I15', says: 'The ceiling moves by the amount, as far as it can, and what sinks stays struck unless it is off', cites: ['C2'],
    when: { command: { do: P.union('raise', 'lower') } },
    must: (step) => {
      const { command, before, after, refused } = step;
      if (!('by' in command)) return false;
      const [way, limit] = command.do === 'raise' ? [1, 3] : [-1, 0];
      const goal = before.ceiling + way * command.by;
      if (before.ceiling === limit) return refused === 'at-limit';
      const rest = { ...before, ceiling: Math.max(0, Math.min(3, goal)), stage: after.stage, struck: before.struck && after.stage > 0 };
      return same(rest as Sight, after) && /^ceiling( cut)*$/.test(names(step));
    } },
  { id: 'I16', says: 'A lower ceiling clips what is above', cites: ['A3'], onlyIn: [{ lowering: 'clips' }],
    when: {}, must: ({ after }) => after.stage <= after.ceiling },
  { id: 'I17', says: 'A lower ceiling takes one stage of what is above', cites: ['A3'], onlyIn: [{ lowering: 'steps-down' }],
    when: { command: { do: 'lower' }, refused: null },
    must: ({ before, after }) => after.stage === (before.stage > after.ceiling ? before.stage - 1 : before.stage) },
  { id: 'I18', says: 'A lower ceiling leaves features alone', cites: ['A3'], onlyIn: [{ lowering: 'keeps' }],
    when: { command: { do: 'lower' } },
      must: ({ before, after, log }) => before.stage === after.stage && log.every(({ event }) => event === 'ceiling') },
  { id: 'I19', says: 'A panic logs a freeze, then what it turns off, and leaves nothing on', cites: ['C6'],
    when: { command: { do: 'panic' } }, must: (step) => step.after.frozen && blank(step.after) &&
      names(step) === (step.before.stage > 0 ? 'frozen withdrawn' : 'frozen') },
  { id: 'I27', says: 'A freeze begins, logged once, and changes nothing else', cites: ['C5'],
    when: { command: { do: 'freeze' } }, must: (step) => same({ ...step.before, frozen: true }, step.after) && names(step) === 'frozen' },
  { id: 'I20', says: 'A refusal, a survey and a command about another feature change nothing', cites: ['C7'],
    when: {}, must: ({ command, refused, before, after }) =>
      (refused === null && command.do !== 'survey' && command.do !== 'elsewhere') || same(before, after) },
];

export const ofWholeSteps = (): readonly WholeInvariant<Rollouts>[] => [
  { id: 'I21', says: 'A survey logs every feature that is on, in lower case, with the ceiling', cites: ['C7', 'C8'],
    when: ({ command }) => command.do === 'survey',
    must: ({ next: { whole, parts }, events }) => {
      const features = [...parts].flatMap(([name, { stage }]) => (stage === 0 ? [] : [{ feature: name.toLowerCase(), stage }]));
      return JSON.stringify(events) === JSON.stringify([{ event: 'surveyed', ceiling: whole.ceiling, features }]);
    } },
];

export const ofRuns = (): readonly RunInvariant<Rollouts>[] => [
  { id: 'I22', kind: 'commutes', says: 'Neither two features nor a report and a freeze mind which is first', cites: ['C4', 'C8'],
    independent: (a, b) => ('feature' in a && 'feature' in b && a.feature.toLowerCase() !== b.feature.toLowerCase()) ||
      [a.do, b.do].sort().join() === 'freeze,report' },
  { id: 'I23', kind: 'determines', says: 'What a panic does rests on the stages alone', cites: ['C6'], command: () => ({ do: 'panic' }),
    basis: ({ parts }) => [...parts].filter(([, { stage }]) => stage > 0).map(([name, { stage }]) => [name, stage]),
    result: ({ whole, parts }) => [whole.frozen, [...parts]] },
  { id: 'I24', kind: 'idempotent', says: 'A second freeze is the first', cites: ['C5'], command: { do: 'freeze' } },
  { id: 'I25', kind: 'heals', name: 'begin again', says: 'What is struck is turned off, and begins again', cites: ['C3', 'C4'],
    from: ({ struck }) => struck,
    stages: [
      { doing: (_part, feature) => [{ do: 'withdraw', feature, ticket: 'none' }], to: (seen, log) => blank(seen) && log.length === 1 },
      { doing: (_part, feature) => [{ do: 'freeze' }, { do: 'thaw' }, { do: 'raise', by: 1 }, { do: 'advance', feature }],
        to: ({ stage }) => stage === 1 },
    ] },
  { id: 'I26', kind: 'way', says: 'Everybody can get a feature', cites: ['C1', 'C2'], to: ({ stage }) => stage === 3 },
];

function blank({ stage, struck, queued }: Sight): boolean {
  return stage === 0 && !struck && !queued;
}
