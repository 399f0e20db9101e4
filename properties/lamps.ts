/**
 * As little as a specification can be: lamps that are switched on and off. No assumption, no event, no status, no text.
 */
import type { Project } from '../src/cli/project.ts';
import type { PartRule, Specification } from '../src/engine/specification.ts';

interface Lamps {
  Whole: object;
  Part: { readonly on: boolean };
  PartCommand: { readonly do: 'on' | 'off'; readonly lamp: string };
  WholeCommand: { readonly do: never };
  Event: never;
  EventName: never;
  Refusal: 'is-on' | 'is-off';
  Dialect: {};
  PartView: { readonly on: boolean };
  WholeView: object;
  PartEffect: { readonly do: 'light' | 'darken' };
  WholeEffect: { readonly do: never };
  Table: never;
  Seen: { readonly on: boolean };
  Record: object;
  Memory: null;
  Row: { readonly on: boolean };
}

const lamp = { is: 'subject', check: () => null, normal: (text: string) => text, examples: ['a', 'b'] } as const;
const rule = (id: string, says: string, on: boolean, then: ReturnType<PartRule<Lamps>['then']>): PartRule<Lamps> => {
  return { id, says, cites: [], when: { on }, then: () => then };
};

export const lamps = (): Specification<Lamps> => ({
  name: 'lamps',
  part: 'lamp',
  whole: 'the room',
  assumptions: {},
  refusals: { 'is-on': 'the lamp is on', 'is-off': 'the lamp is off' },
  commands: { on: { says: 'A lamp is switched on', fields: { lamp } }, off: { says: 'A lamp is switched off', fields: { lamp } } },
  events: {},
  cells: { on: { values: [false, true], of: (_room, { on }) => on } },
  wholeCells: {},
  partEffects: {
    light: { text: () => 'light', all: [{ do: 'light' }], change: () => ({ on: true }) },
    darken: { text: () => 'darken', all: [{ do: 'darken' }], change: () => ({ on: false }) },
  },
  wholeEffects: {},
  start: { whole: {}, blank: { on: false } },
  partTables: {
    on: () => [
      rule('R1', 'A lamp that is off is lit', false, [{ do: 'light' }]),
      rule('R2', 'A lamp that is on stays on', true, [{ do: 'refuse', reason: 'is-on' }]),
    ],
    off: () => [
      rule('R3', 'A lamp that is on goes out', true, [{ do: 'darken' }]),
      rule('R4', 'A lamp that is off stays off', false, [{ do: 'refuse', reason: 'is-off' }]),
    ],
  },
  wholeTables: {},
  tables: {},
  nameOf: (event) => event,
  observed: ({ parts }) => ({ lit: [...parts.keys()] }),
  observer: { see: (_room, part) => part, record: (told) => told, memory: null, remember: () => null },
  invariants: () => [
    {
      id: 'I1',
      says: 'A lamp is as it was switched last',
      cites: [],
      when: {},
      must: ({ command, after, before }) => after.on === (command.do === 'elsewhere' ? before.on : command.do === 'on'),
    },
  ],
  alphabets: [
    { name: 'one', says: 'one lamp', for: 'quick', commands: [{ do: 'on', lamp: 'a' }, { do: 'off', lamp: 'a' }] },
  ],
  table: { row: (_room, part) => part, columns: ({ on }) => ({ on: String(on) }), shows: ['on'] },
});

/** Without a folder spec/. */
export const lampsProject = (): Project => ({ specification: lamps(), faults: [], folder: import.meta.dirname, sources: [], file: 'kst.config.ts' });
