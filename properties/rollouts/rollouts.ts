/**
 * Rollouts as a specification: features are let out step by step, under a ceiling, and never during a freeze.
 */
import { invariants, ofRuns, ofWholeSteps } from './invariants.ts';
import * as rules from './rules.ts';
import { words } from './words.ts';
import type { Specification } from 'kst-kit/engine';
import type { Check, Rollouts, Sight } from './words.ts';

const about = (feature: string): readonly Rollouts['PartCommand'][] => [
  { do: 'advance', feature }, { do: 'withdraw', feature, ticket: 'none' },
  ...[[], ['fine'], ['fine', 'slow'], ['failed']].map((checks) => ({ do: 'report', feature, checks: checks as readonly Check[] }) as const),
];
const simple = (['freeze', 'thaw', 'panic', 'survey'] as const).map((word) => ({ do: word }));
const whole: readonly Rollouts['WholeCommand'][] = [{ do: 'raise', by: 1 }, { do: 'lower', by: 1 }, { do: 'lower', by: 3 }, ...simple];
const { advance, report, withdraw, raise, lower, freeze, thaw, panic, survey, thawing, sinking, withdrawing, tripping } = rules;
const ending: ReadonlySet<string> = new Set(['thawed', 'withdrawn']);
const state = ({ stage, struck, queued }: Sight): string =>
  [['off', 'some', 'half', 'all'][stage], ...(struck ? ['struck'] : []), ...(queued ? ['queued'] : [])].join(' ');

export const rollouts = (): Specification<Rollouts> => ({
  ...words,
  partTables: { advance, report, withdraw },
  wholeTables: { raise, lower, freeze, thaw, panic, survey },
  tables: { thawing, sinking, withdrawing, tripping },
  observer: {
    see: (whole, part) => ({ ...whole, ...part }),
    record: (told, { level }) => ({ event: told.event, level, ...('to' in told ? { to: told.to } : {}) }),
    memory: { stage: 0, queued: false },
    remember: ({ command, log, past }) => log.reduce<Rollouts['Memory']>((kept, { event, to }) => ({
      stage: to ?? (event === 'withdrawn' ? 0 : kept.stage), queued: event === 'queued' || (kept.queued && !ending.has(event)),
    }), command.do === 'panic' ? { ...past, queued: false } : past),
  },
  invariants, ofWholeSteps, ofRuns,
  goals: { 'everybody has it': ({ stage }) => stage === 3, 'it is above the ceiling': ({ stage, ceiling }) => stage > ceiling },
  alphabets: [
    { name: 'one', says: 'one feature', for: 'quick', commands: [...about('cart'), ...whole] },
    { name: 'two', says: 'two features, one in two spellings', for: 'proof',
      commands: [...about('cart'), ...['Cart', 'search'].map((feature) => ({ do: 'advance', feature }) as const), ...whole] },
    { name: 'amounts', says: 'all amounts and mixed checks', for: 'compare', commands: [
      ...about('cart'), { do: 'report', feature: 'cart', checks: ['slow', 'failed', 'fine'] },
      ...([1, 2, 3] as const).flatMap((by) => [{ do: 'raise', by }, { do: 'lower', by }] as const), ...simple,
    ] },
  ],
  table: {
    row: (whole, part) => ({ ...whole, ...part }),
    columns: (row) => ({ ceiling: `${row.ceiling}${row.frozen ? ' (frozen)' : ''}`, feature: state(row) }),
    columnsAfter: (before, _command, after) => ({
      ceiling: `${before.ceiling === after.ceiling ? '' : `${before.ceiling} to `}${after.ceiling}${after.frozen ? ' (frozen)' : ''}`,
      feature: state(before) === state(after) ? state(after) : `${state(before)} to ${state(after)}`,
    }),
    shows: ['ceiling', 'frozen', 'stage'],
  },
});
