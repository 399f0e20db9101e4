import { after, before, edited, instead, replaced, swapped, where, without } from './plant.ts';
import { onlyIn } from './fault.ts';
import type { Fault } from './fault.ts';

/** What a start, a stop and a restart do wrong. */
export const rtcsrvFaults = (): readonly Fault[] => [
  {
    id: 'X36',
    says: 'A start leaves RTCSRV stopped',
    contradicts: ['C5', 'C13', 'C17', 'C20'],
    plant: without('R15', 'run'),
  },
  {
    id: 'X37',
    says: 'A start while RTCSRV runs is accepted',
    contradicts: ['F11'],
    plant: instead('R14'),
  },
  {
    id: 'X38',
    says: 'A start does not log 14492',
    contradicts: ['C5'],
    plant: without('R15', 'log-known'),
  },
  {
    id: 'X39',
    says: 'A start logs 14492 before the table is built',
    contradicts: ['C2', 'C5'],
    plant: instead('R15', { do: 'run' }, { do: 'log-known' }, { do: 'log-hosting' }, { do: 'each', table: 'boot' }, { do: 'each', table: 'find' }),
  },
  {
    id: 'X40',
    says: 'A start logs 14492 last, when UM Routing has added its servers',
    contradicts: ['C5', 'F6'],
    plant: edited('R15', (then) => [...then.filter((effect) => effect.do !== 'log-known'), { do: 'log-known' }]),
  },
  {
    id: 'X41',
    says: 'A start does not log 44024',
    contradicts: ['C10'],
    plant: without('R15', 'log-hosting'),
  },
  {
    id: 'X42',
    says: 'A start logs 44024 before 14492',
    contradicts: ['F6'],
    plant: swapped('R15', 'log-known', 'log-hosting'),
  },
  {
    id: 'X43',
    says: 'A start logs 44024 twice',
    contradicts: ['C10'],
    plant: after('R15', { do: 'log-hosting' }),
  },
  {
    id: 'X44',
    says: 'A start does not read the topology',
    contradicts: ['C2', 'C3', 'C5'],
    plant: without('R21', 'enter'),
  },
  {
    id: 'X45',
    says: 'A start lists the pools with version 0',
    contradicts: ['C4'],
    plant: replaced('R21', 'enter', { do: 'enter', version: 'any' }),
  },
  {
    id: 'X46',
    says: 'A start logs a 14493 for each pool, ahead of 14492',
    contradicts: ['F6'],
    plant: replaced('R21', 'enter', { do: 'list', version: 'pool' }),
    shownBy: 'two servers',
  },
  {
    id: 'X47',
    says: 'UM Routing finds nothing at a start: its first cycle does',
    contradicts: ['C8', 'C9', 'C12', 'C15', 'C19', 'C20'],
    plant: edited('R15', (then) => then.filter((effect) => effect.do !== 'each' || effect.table !== 'find')),
  },
  {
    id: 'X48',
    says: 'A start adds the servers found, but forgets that they are found',
    contradicts: ['C8', 'C9'],
    plant: without('R23', 'claim'),
  },
  {
    id: 'X49',
    says: 'A start counts the servers that host as found, but adds none',
    contradicts: ['C8', 'C12', 'C13', 'C20'],
    plant: without('R23', 'consult'),
  },
  {
    id: 'X50',
    says: 'A start adds the servers that host no SipName plan as well',
    contradicts: ['C9'],
    plant: instead('R24', { do: 'consult', table: 'offer' }),
  },
  {
    id: 'X51',
    says: 'A start logs each server found as one that appears',
    contradicts: ['C11'],
    plant: before('R23', { do: 'log-found' }),
  },
  {
    id: 'X52',
    says: 'A stop keeps the table',
    contradicts: ['F7'],
    plant: without('R20', 'forget'),
  },
  {
    id: 'X53',
    says: "A stop keeps UM Routing's claims",
    contradicts: ['F4'],
    plant: without('R20', 'release'),
  },
  {
    id: 'X54',
    says: 'A stop keeps a conflict, so that a restart does not meet it again',
    contradicts: ['C19', 'C20', 'F7'],
    plant: without('R20', 'close'),
  },
  {
    id: 'X55',
    says: 'A stop logs 14495 for each entry of UM Routing',
    contradicts: ['F7'],
    plant: where('R20', 'known', 'any', { do: 'unlist', version: 'any' }, { do: 'release' }, { do: 'close' }),
  },
  {
    id: 'X57',
    says: 'A stop while RTCSRV is stopped is accepted',
    contradicts: ['F11'],
    plant: instead('R16'),
  },
  {
    id: 'X58',
    says: 'A restart while RTCSRV is stopped starts it',
    contradicts: ['F4', 'F11'],
    plant: instead('R18', { do: 'perform', command: 'rtcsrv.start' }),
  },
  {
    id: 'X59',
    says: 'A restart does not stop first, and so is refused',
    contradicts: ['F11'],
    plant: instead('R19', { do: 'perform', command: 'rtcsrv.start' }),
  },
  {
    id: 'X60',
    says: 'A restart does not start again',
    contradicts: ['C5', 'C10', 'C19', 'C20'],
    plant: instead('R19', { do: 'perform', command: 'rtcsrv.stop' }),
  },
  {
    id: 'X61',
    says: 'A restart starts on top of the old table',
    contradicts: ['C5', 'C19'],
    plant: instead('R19', { do: 'each', table: 'boot' }, { do: 'log-known' }, { do: 'log-hosting' }, { do: 'each', table: 'find' }),
  },
  {
    id: 'X62',
    says: 'A restart leaves a server alone that it knows already',
    contradicts: ['C8', 'C9'],
    plant: instead('R19', { do: 'log-known' }, { do: 'log-hosting' }),
  },
  onlyIn({ 'eviction-log': 'also-removed' }, {
    id: 'X63',
    says: 'A start logs 14495 for each pool that it lists, where evictions log it, too',
    contradicts: ['C7'],
    plant: after('R21', { do: 'log-evicted', version: 'pool' }),
  }),
];
