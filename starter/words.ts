/**
 * The words of a table of leases: what a lease is, what can happen to it, what rules see of it.
 */
import type { Rulebook } from 'kst-kit/engine';

export type Taker = 'ann' | 'bob';
/** One lease: who holds it, and for how many ticks. */
export type Lease = { readonly holder: 'nobody' | Taker; readonly ticks: 0 | 1 };

export interface Leases {
  Whole: {}; Part: Lease; Seen: Lease; Row: Lease;
  PartCommand: { readonly do: 'take' | 'release'; readonly lease: string; readonly by: Taker };
  WholeCommand: { readonly do: 'tick' | 'audit' };
  Event:
    | { readonly event: 'granted'; readonly lease: string; readonly to: Taker }
    | { readonly event: 'freed'; readonly lease: string }
    | { readonly event: 'audited'; readonly held: readonly string[] };
  EventName: Leases['Event']['event']; Record: Leases['Event'];
  Refusal: 'held' | 'not-held'; Dialect: { readonly renewal: 'restarts' | 'ignored' };
  PartView: { readonly held: 'no' | 'own' | 'other'; readonly old: boolean }; WholeView: {};
  PartEffect: { readonly do: 'grant' | 'free' | 'age' }; WholeEffect: { readonly do: 'log-held' }; Table: 'aging';
  /** Whom the log leaves as the holder. */
  Memory: { readonly holder: Lease['holder'] };
}

const check = (text: string): string | null => (/^\w{1,20}$/.test(text) ? null : 'a word of at most 20 letters and digits');
const lease = { is: 'subject', check, normal: (text: string) => text.toLowerCase(), examples: ['x', 'y', 'z', 'desk_1'] } as const;
const by = { is: 'one of', values: ['ann', 'bob'] } as const;
const log = { stream: 'leases', level: 'Information' };

export const words = {
  name: 'leases', part: 'lease', whole: 'the service',
  assumptions: { renewal: { id: 'A1', asks: 'Does a renewal start the time again?', choices: ['restarts', 'ignored'] } },
  refusals: { held: 'another holds it', 'not-held': 'whoever releases it does not hold it' },
  commands: {
    take: { says: 'Somebody takes a lease', fields: { lease, by }, weight: 4 },
    release: { says: 'Somebody gives a lease back', fields: { lease, by }, weight: 2 },
    tick: { says: 'Time passes for every lease', fields: {}, weight: 3 },
    audit: { says: 'The leases that are held are logged', fields: {} },
  },
  events: {
    granted: { ...log, says: '{lease} is granted to {to}', fields: { lease, to: by } },
    freed: { ...log, says: '{lease} is free', fields: { lease } },
    audited: { ...log, says: 'held: {held}', fields: { held: { is: 'list', of: lease } } },
  },
  cells: {
    held: {
      values: ['no', 'own', 'other'],
      of: (_whole, { holder }, command) => (holder === 'nobody' ? 'no' : 'by' in command && holder === command.by ? 'own' : 'other'),
    },
    old: { values: [false, true], of: (_whole, { ticks }) => ticks === 1 },
  },
  wholeCells: {},
  partEffects: {
    grant: {
      text: () => 'grant it (granted)', all: [{ do: 'grant' }], near: () => [{ do: 'free' }],
      change: (part, command) => ('by' in command ? { holder: command.by, ticks: 0 } : part),
      log: (_part, command, _effect, name) => ('by' in command ? { event: 'granted', lease: name, to: command.by } : null),
      logs: 'granted',
    },
    free: {
      text: () => 'free it (freed)', all: [{ do: 'free' }], near: () => [{ do: 'age' }],
      change: () => ({ holder: 'nobody', ticks: 0 }),
      log: (_part, _command, _effect, name) => ({ event: 'freed', lease: name }),
      logs: 'freed',
    },
    age: { text: () => 'it is older', all: [{ do: 'age' }], change: (part) => ({ ...part, ticks: 1 }) },
  },
  wholeEffects: {
    'log-held': {
      text: () => 'log the leases that are held (audited)', all: [{ do: 'log-held' }],
      log: ({ parts }) => ({ event: 'audited', held: [...parts].filter(([, { holder }]) => holder !== 'nobody').map(([name]) => name) }),
      logs: 'audited',
    },
  },
  start: { whole: {}, blank: { holder: 'nobody', ticks: 0 } },
  nameOf: ({ event }) => event,
  observed: ({ parts }) => ({ holders: [...parts].map(([name, { holder }]) => ({ lease: name, holder })) }),
} satisfies Omit<Rulebook<Leases>, 'partTables' | 'wholeTables' | 'tables'>;
