/**
 * The words of rollouts: features are let out step by step, up to a ceiling that operators move.
 */
import type { Rulebook } from 'kst-kit/engine';

export type Stage = 0 | 1 | 2 | 3;
export type Check = 'fine' | 'slow' | 'failed';
/** The ceiling is the highest stage that any feature may reach. */
export type Control = { readonly ceiling: Stage; readonly frozen: boolean };
/** Stage 0 is off, stage 3 is everybody. A struck feature was slow once; a queued one advances when the freeze ends. */
export type Feature = { readonly stage: Stage; readonly struck: boolean; readonly queued: boolean };
/** What both operators and invariants see of a feature. */
export type Sight = Feature & Control;

type Listed = readonly { readonly feature: string; readonly stage: Stage }[];

export interface Rollouts {
  Whole: Control; Part: Feature; Seen: Sight; Row: Sight;
  PartCommand:
    | { readonly do: 'advance'; readonly feature: string }
    | { readonly do: 'report'; readonly feature: string; readonly checks: readonly Check[] }
    | { readonly do: 'withdraw'; readonly feature: string; readonly ticket: string };
  WholeCommand: { readonly do: 'raise' | 'lower'; readonly by: number } | { readonly do: 'freeze' | 'thaw' | 'panic' | 'survey' };
  Event:
    | { readonly event: 'advanced'; readonly feature: string; readonly to: Stage }
    | { readonly event: 'queued'; readonly feature: string }
    | { readonly event: 'struck'; readonly feature: string; readonly checks: readonly Check[] }
    | { readonly event: 'cut'; readonly feature: string; readonly from: Stage; readonly to: Stage }
    | { readonly event: 'tripped'; readonly feature: string; readonly from: Stage; readonly to: Stage }
    | { readonly event: 'withdrawn'; readonly feature: string; readonly from: Stage; readonly ticket: string }
    | { readonly event: 'ceiling'; readonly at: Stage }
    | { readonly event: 'frozen' | 'thawed' }
    | { readonly event: 'surveyed'; readonly ceiling: Stage; readonly features: Listed };
  EventName: Rollouts['Event']['event']; Record: { readonly event: Rollouts['EventName']; readonly to?: Stage; readonly level: string };
  Refusal: 'frozen' | 'queued' | 'ceiling' | 'struck' | 'off' | 'no-checks' | 'at-limit' | 'not-frozen';
  Dialect: {
    readonly failing: 'steps-back' | 'turns-off' | 'only-strikes';
    readonly freezing: 'refuses' | 'queues' | 'ignores';
    readonly lowering: 'clips' | 'steps-down' | 'keeps';
  };
  PartView: {
    readonly stage: 'off' | 'on'; readonly room: 'below' | 'at' | 'above'; readonly frozen: boolean; readonly struck: boolean;
    readonly queued: boolean; readonly worst: 'none' | Check;
  };
  WholeView: { readonly ceiling: 'bottom' | 'between' | 'top'; readonly frozen: boolean };
  PartEffect:
    | { readonly do: 'step-up' | 'enqueue' | 'dequeue' | 'strike' | 'clear' | 'withdraw' | 'cut' }
    | { readonly do: 'trip'; readonly how: Rollouts['Dialect']['failing'] };
  WholeEffect: { readonly do: 'move' | 'freeze' | 'thaw' | 'survey' };
  Table: 'thawing' | 'sinking' | 'withdrawing' | 'tripping';
  /** What commands and log have told: the stage, and whether it waits. */
  Memory: Pick<Feature, 'stage' | 'queued'>;
}

const stages = [0, 1, 2, 3] as const;
const failing = ['steps-back', 'turns-off', 'only-strikes'] as const;
const bounded = (stage: number): Stage => stages[Math.max(0, Math.min(3, stage))]!;
const tripped = (stage: Stage, how: (typeof failing)[number]): Stage =>
  how === 'turns-off' ? 0 : how === 'steps-back' ? bounded(stage - 1) : stage;

const name = (text: string): string | null => (/^[a-z][a-z0-9-]{0,30}$/i.test(text) ? null : 'a letter, then letters, digits and hyphens');
const ticketed = (text: string): string | null => (/^(none|OPS-\d{1,6})$/.test(text) ? null : 'none or a ticket such as OPS-7');
const normal = (text: string): string => text.toLowerCase();
const feature = { is: 'subject', check: name, normal, examples: ['cart', 'search', 'dark-2'] } as const;
const ticket = { is: 'text', check: ticketed, examples: ['none', 'OPS-1', 'OPS-999999'] } as const;
const stage = { is: 'number', from: 0, to: 3, examples: [1, 0, 3] } as const;
const by = { is: 'number', from: 1, to: 3, examples: [1, 3] } as const;
const checks = { is: 'list', of: { is: 'one of', values: ['fine', 'slow', 'failed'] }, none: 'none', between: '+' } as const;
const [steps, control] = [{ stream: 'steps', level: 'Notice' }, { stream: 'control', level: 'Notice' }];

export const words = {
  name: 'rollouts', part: 'feature', whole: 'the control room',
  assumptions: {
    failing: { id: 'A1', asks: 'What does a failed check do to a feature?', choices: failing },
    freezing: { id: 'A2', asks: 'What becomes of an advance during a freeze?', choices: ['refuses', 'queues', 'ignores'] },
    lowering: { id: 'A3', asks: 'What does a lower ceiling do to a feature above it?', choices: ['clips', 'steps-down', 'keeps'] },
  },
  refusals: {
    frozen: 'nothing advances during a freeze', queued: 'it already waits for the end of the freeze', ceiling: 'it is at the ceiling',
    struck: 'it has to be fine first', off: 'it is off', 'no-checks': 'a report needs a check', 'at-limit': 'the ceiling is at its limit',
    'not-frozen': 'there is no freeze',
  },
  commands: {
    advance: { says: 'A feature goes to its next stage', fields: { feature }, weight: 6 },
    report: { says: 'Checks of a feature are reported', fields: { feature, checks }, weight: 4 },
    withdraw: { says: 'A feature is turned off', fields: { feature, ticket } },
    raise: { says: 'The ceiling rises', fields: { by }, weight: 3 },
    lower: { says: 'The ceiling sinks', fields: { by }, weight: 2 },
    freeze: { says: 'A freeze begins', fields: {} },
    thaw: { says: 'The freeze ends', fields: {}, weight: 2 },
    panic: { says: 'A freeze begins, and every feature is turned off', fields: {} },
    survey: { says: 'The features that are on are logged', fields: {} },
  },
  events: {
    advanced: { ...steps, says: '{feature} is at stage {to}', fields: { feature, to: stage } },
    queued: { ...steps, says: '{feature} waits for the end of the freeze', fields: { feature } },
    struck: { ...steps, says: '{feature} is slow: {checks}', level: 'Warning', alarms: true, fields: { feature, checks } },
    cut: { ...steps, says: '{feature} sinks from stage {from} to {to}', fields: { feature, from: stage, to: stage } },
    tripped: { ...steps, says: '{feature} fails: {from} to {to}', level: 'Alert', alarms: true,
      fields: { feature, from: stage, to: stage } },
    withdrawn: { ...steps, says: '{feature} is off, was at stage {from} ({ticket})', fields: { feature, from: stage, ticket } },
    ceiling: { ...control, says: 'the ceiling is {at}', fields: { at: stage } },
    frozen: { ...control, says: 'a freeze begins', fields: {} },
    thawed: { ...control, says: 'the freeze ends', fields: {} },
    surveyed: {
      ...control, says: 'below ceiling {ceiling}: {features}',
      fields: { ceiling: stage, features: { is: 'list', of: { feature, stage }, none: 'nothing is on', between: ', ' } },
    },
  },
  cells: {
    stage: { values: ['off', 'on'], of: (_whole, part) => (part.stage === 0 ? 'off' : 'on') },
    room: {
      label: 'against the ceiling', values: ['below', 'at', 'above'],
      of: ({ ceiling }, part) => (part.stage < ceiling ? 'below' : part.stage === ceiling ? 'at' : 'above'),
    },
    frozen: { values: [false, true], of: ({ frozen }) => frozen },
    struck: { values: [false, true], of: (_whole, { struck }) => struck },
    queued: { values: [false, true], of: (_whole, { queued }) => queued },
    worst: {
      label: 'worst check', values: ['none', 'fine', 'slow', 'failed'],
      of: (_whole, _part, command) =>
        (command.do === 'report' && (['failed', 'slow', 'fine'] as const).find((check) => command.checks.includes(check))) || 'none',
    },
  },
  wholeCells: {
    ceiling: { values: ['bottom', 'between', 'top'], of: ({ ceiling }) => (ceiling === 0 ? 'bottom' : ceiling === 3 ? 'top' : 'between') },
    frozen: { values: [false, true], of: ({ frozen }) => frozen },
  },
  partEffects: {
    'step-up': {
      text: () => 'go up a stage (advanced)', all: [{ do: 'step-up' }], near: () => [{ do: 'enqueue' }], logs: 'advanced',
      change: (part) => ({ ...part, stage: bounded(part.stage + 1) }),
      log: (part, _command, _effect, feature) => ({ event: 'advanced', feature, to: bounded(part.stage + 1) }),
    },
    enqueue: {
      text: () => 'wait for the end of the freeze (queued)', all: [{ do: 'enqueue' }], near: () => [{ do: 'step-up' }], logs: 'queued',
      change: (part) => ({ ...part, queued: true }), log: (_part, _command, _effect, feature) => ({ event: 'queued', feature }),
    },
    dequeue: { text: () => 'wait no longer', all: [{ do: 'dequeue' }], change: (part) => ({ ...part, queued: false }) },
    strike: {
      text: () => 'strike it (struck)', all: [{ do: 'strike' }], near: () => [{ do: 'clear' }], logs: 'struck',
      change: (part) => ({ ...part, struck: true }),
      log: (_part, command, _effect, feature) => (command.do === 'report' ? { event: 'struck', feature, checks: command.checks } : null),
    },
    clear: { text: () => 'forget its strike', all: [{ do: 'clear' }], change: (part) => ({ ...part, struck: false }) },
    trip: {
      text: ({ how }) => `fail: it ${how} (tripped)`, all: failing.map((how) => ({ do: 'trip', how })), logs: 'tripped',
      near: ({ how }) => failing.filter((other) => other !== how).map((other) => ({ do: 'trip', how: other })),
      change: (part, _command, { how }) => {
        const stage = tripped(part.stage, how);
        return { ...part, stage, struck: stage > 0 };
      },
      log: (part, _command, { how }, feature) => ({ event: 'tripped', feature, from: part.stage, to: tripped(part.stage, how) }),
    },
    cut: {
      text: () => 'sink one stage (cut)', all: [{ do: 'cut' }], near: () => [{ do: 'clear' }], logs: 'cut',
      change: ({ stage, struck, queued }) => ({ stage: bounded(stage - 1), struck: struck && stage > 1, queued }),
      log: ({ stage }, _command, _effect, feature) => ({ event: 'cut', feature, from: stage, to: bounded(stage - 1) }),
    },
    withdraw: {
      text: () => 'turn it off (withdrawn)', all: [{ do: 'withdraw' }], near: () => [{ do: 'clear' }], logs: 'withdrawn',
      change: () => ({ stage: 0, struck: false, queued: false }),
      log: ({ stage: from }, command, _effect, feature) =>
        from === 0 ? null : { event: 'withdrawn', feature, from, ticket: 'ticket' in command ? command.ticket : 'none' },
    },
  },
  wholeEffects: {
    move: {
      text: () => 'the ceiling moves (ceiling)', all: [{ do: 'move' }], near: () => [{ do: 'freeze' }], logs: 'ceiling',
      change: (whole, command) => ({ ...whole, ceiling: moved(whole, command) }),
      log: ({ whole }, command) => ({ event: 'ceiling', at: moved(whole, command) }),
    },
    freeze: {
      text: () => 'a freeze begins (frozen)', all: [{ do: 'freeze' }], near: () => [{ do: 'thaw' }], logs: 'frozen',
      change: (whole) => ({ ...whole, frozen: true }), log: () => ({ event: 'frozen' }),
    },
    thaw: {
      text: () => 'the freeze ends (thawed)', all: [{ do: 'thaw' }], near: () => [{ do: 'freeze' }], logs: 'thawed',
      change: (whole) => ({ ...whole, frozen: false }), log: () => ({ event: 'thawed' }),
    },
    survey: {
      text: () => 'log the features that are on (surveyed)', all: [{ do: 'survey' }], logs: 'surveyed',
      log: ({ whole, parts }) => ({ event: 'surveyed', ceiling: whole.ceiling, features: on(parts) }),
    },
  },
  start: { whole: { ceiling: 1, frozen: false }, blank: { stage: 0, struck: false, queued: false } },
  nameOf: ({ event }) => event,
  observed: ({ whole, parts }) => ({ ...whole, on: on(parts) }),
  observedFields: { ceiling: stage, on: { is: 'list', of: { feature, stage } } },
  status: {
    name: 'health',
    of: ({ ceiling }, { stage, struck, queued }) => ({
      reach: stage === 0 ? 'nobody' : stage === 3 ? 'everybody' : 'some',
      calm: stage > ceiling ? 'too high' : struck ? 'struck' : queued ? 'waiting' : 'fine',
    }),
    lights: {
      reach: { label: 'who has it', values: ['nobody', 'some', 'everybody'] },
      calm: { label: 'how it does', values: ['too high', 'struck', 'waiting', 'fine'] },
    },
  },
} satisfies Omit<Rulebook<Rollouts>, 'partTables' | 'wholeTables' | 'tables'>;

function moved({ ceiling }: Control, command: Rollouts['PartCommand'] | Rollouts['WholeCommand']): Stage {
  return 'by' in command ? bounded(ceiling + (command.do === 'raise' ? command.by : -command.by)) : ceiling;
}

function on(parts: ReadonlyMap<string, Feature>): Listed {
  return [...parts].flatMap(([feature, { stage }]) => (stage === 0 ? [] : [{ feature, stage }]));
}
