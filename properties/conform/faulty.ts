/**
 * Faulty implementations: the right rules, with something wrong in front of them or in them.
 */
import { Adapter } from '../../src/engine/conform/adapter.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { allFaults } from '../faults/index.ts';
import type { Command } from '../../src/kst/commands.ts';
import type { Dialect } from '../../src/kst/assumptions.ts';
import type { Event } from '../../src/kst/events.ts';
import type { Entry } from '../../src/kst/state.ts';
import type { Implementation } from './in-process.ts';

export interface Faulty {
  readonly says: string;
  readonly make: () => Implementation;
}

interface Answer {
  seq: number;
  rejected?: string;
  events?: Event[] | undefined;
  table?: Entry[] | undefined;
}

type Asked = Command | { readonly do: 'reset' | 'hello' };

const right = (dialect: Partial<Dialect> = {}, rules = knownServersTable()): Adapter =>
  new Adapter(rules, { ...systemOf(rules).dialects.usual, ...dialect });

/** The right rules in a dialect, answers changed on their way out. `change` sees what was asked since it was made. */
function altered(says: string, make: () => (asked: Asked, answer: Answer) => unknown, dialect: Partial<Dialect> = {}): Faulty {
  return {
    says,
    make: () => {
      const adapter = right(dialect);
      const change = make();
      return {
        answer: (line) => {
          const answer = JSON.parse(adapter.answer(line)) as Answer;
          return JSON.stringify(change(JSON.parse(line) as Asked, answer) ?? answer);
        },
      };
    },
  };
}

/** Wrong in what it keeps: what is asked is changed on its way in. */
function misheard(says: string, make: () => (asked: Asked) => Asked): Faulty {
  return {
    says,
    make: () => {
      const adapter = right();
      const hear = make();
      return {
        answer: (line) => {
          const asked = JSON.parse(line) as Asked & { seq: number };
          return adapter.answer(JSON.stringify({ ...hear(asked), seq: asked.seq }));
        },
      };
    },
  };
}

/** Rules with one of the catalogue's faults. */
function planted(id: string): Faulty {
  const fault = allFaults().find((each) => each.id === id)!;
  return { says: `${id} ${fault.says}`, make: () => right({}, fault.plant(knownServersTable())) };
}

/** The events of an answer are others. */
const inEvents = (says: string, change: (events: Event[]) => Event[]): Faulty =>
  altered(says, () => (_, answer) => void (answer.events = answer.events && change(answer.events)));

/** The entries of an answer are others. */
const inTable = (says: string, change: (table: Entry[]) => Entry[], dialect: Partial<Dialect> = {}): Faulty =>
  altered(says, () => (_, answer) => void (answer.table = answer.table && change(answer.table)), dialect);

const last = (isLast: (event: Event) => boolean) => (events: Event[]) => events.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)));
const serverOf = (asked: Asked): string => ('server' in asked ? asked.server.toLowerCase().replace(/\.$/, '') : '');

export const faultyImplementations = (): readonly Faulty[] => [
  // In the table
  inTable('an entry of version 6 is listed as 5', (table) =>
    table.map((entry) => (entry.version === 6 ? { ...entry, version: 5 } : entry)),
  ),
  altered('the table keeps what a stop should clear', () => {
    let kept: Entry[] = [];
    return (asked, answer) => {
      if (asked.do === 'rtcsrv.stop' && answer.table) answer.table = kept;
      kept = answer.table ?? kept;
    };
  }),
  inTable('one entry is there twice', (table) => table.flatMap((entry) => [entry, entry])),
  inTable('no more than two entries are shown', (table) => table.slice(0, 2)),
  planted('X01'),
  planted('X07'),
  planted('X12'),
  planted('X14'),
  planted('X17'),
  // In the log
  inEvents('14493 is not logged', (events) => events.filter(({ id }) => id !== 14493)),
  altered('14563 is logged the first time only', () => {
    let seen = 0;
    return (asked, answer) => {
      if (asked.do === 'reset') seen = 0;
      if (answer.events?.some(({ id }) => id === 14563) && ++seen > 1) answer.events = answer.events.filter(({ id }) => id !== 14563);
    };
  }),
  inEvents('44024 comes before 14492', (events) => events.toSorted((a, b) => Number(b.id === 44024) - Number(a.id === 44024))),
  inEvents('the lists of a start come last', last((event) => 'servers' in event)),
  inEvents('44030 comes before its 14563', last(({ id }) => id !== 44030)),
  inEvents('14563 names one version only', (events) =>
    events.map((event) => (event.id === 14563 ? { ...event, versions: [event.versions[1]] as never } : event)),
  ),
  inEvents('an event has a number that there is not', (events) =>
    events.map((event) => (event.id === null ? { ...event, id: 44031 as never } : event)),
  ),
  // In spelling
  altered('names come back as they were spelled', () => {
    const spelled = new Map<string, string>();
    return (asked, answer) => {
      if ('server' in asked) spelled.set(serverOf(asked), asked.server);
      answer.table = answer.table?.map((entry) => ({ ...entry, server: spelled.get(entry.server) ?? entry.server }))!;
    };
  }),
  misheard('a trailing dot makes another server', () => (asked) =>
    'server' in asked && asked.server.endsWith('.') ? { ...asked, server: `dot.${asked.server}` } : asked,
  ),
  misheard('ex10 is taken for ex1', () => (asked) =>
    'server' in asked ? { ...asked, server: asked.server.replace(/^ex10\./i, 'ex1.') } : asked,
  ),
  misheard('dial plans that differ in case are one', () => (asked) =>
    'plan' in asked ? { ...asked, plan: asked.plan.toUpperCase() } : asked,
  ),
  misheard('TelExtn counts as SipName', () => (asked) =>
    'uriType' in asked && asked.uriType === 'TelExtn' ? { ...asked, uriType: 'SipName' } : asked,
  ),
  // In refusals
  altered('a refusal is told by another word', () => (_, answer) =>
    answer.rejected === 'pool-exists' ? { ...answer, rejected: 'pool-already-exists' } : null,
  ),
  altered('a refusal shows a table as well', () => (_, answer) => (answer.rejected === undefined ? null : { ...answer, table: [] })),
  altered('version 9 is an error', () => (asked, answer) =>
    'version' in asked && asked.version === 9 ? { seq: answer.seq, error: 'no such release' } : null,
  ),
  altered('a refusal is an answer without anything', () => (_, answer) => (answer.rejected === undefined ? null : { seq: answer.seq })),
  // In restarts
  misheard('a restart only starts', () => (asked) => (asked.do === 'rtcsrv.restart' ? { do: 'rtcsrv.start' } : asked)),
  altered('the fifth restart logs no 44024', () => {
    let restarts = 0;
    return (asked, answer) => {
      if (asked.do === 'reset') restarts = 0;
      if (asked.do !== 'rtcsrv.restart' || answer.rejected !== undefined || ++restarts !== 5) return;
      answer.events = answer.events!.filter(({ id }) => id !== 44024);
    };
  }),
  // In one dialect's corner
  inTable(
    'topology wins, but not for version 9',
    (table) => table.map((entry) => (entry.version === 9 ? { ...entry, version: 0 } : entry)),
    { 'restart-winner': 'topology' },
  ),
  altered('the survivor comes back without 14493', () => (asked, answer) => {
    if (asked.do !== 'umRouting.discover' || !answer.events?.some(({ id }) => id === null)) return;
    answer.events = answer.events.filter(({ id }) => id !== 14493);
  }),
  // With a state more
  altered('after three refusals in a row nothing is refused by its name', () => {
    let row = 0;
    return (asked, answer) => {
      row = asked.do === 'reset' || answer.rejected === undefined ? 0 : row + 1;
      return row > 3 ? { ...answer, rejected: 'busy' } : null;
    };
  }),
  altered('the third conflict of a server is not logged', () => {
    const conflicts = new Map<string, number>();
    return (asked, answer) => {
      if (asked.do === 'reset') conflicts.clear();
      answer.events = answer.events?.filter((event) => {
        if (event.id !== 14563) return true;
        conflicts.set(event.server, (conflicts.get(event.server) ?? 0) + 1);
        return conflicts.get(event.server)! < 3;
      })!;
    };
  }),
  // At the third server
  inEvents('with three servers found the list of 44024 is cut', (events) =>
    events.map((event) => (event.id === 44024 && event.servers.length > 2 ? { ...event, servers: event.servers.slice(0, 2) } : event)),
  ),
  altered('the third server is never listed', () => {
    const seen: string[] = [];
    return (asked, answer) => {
      if (asked.do === 'reset') seen.length = 0;
      if ('server' in asked && !seen.includes(serverOf(asked))) seen.push(serverOf(asked));
      answer.table = answer.table?.filter(({ server }) => seen.indexOf(server) < 2)!;
    };
  }),
];
