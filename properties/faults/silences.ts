import { after, instead, replaced, without } from './plant.ts';
import type { KstFault } from './fault.ts';

/** Entries that go without a word, or come twice: faults by which the log alone could go on for ever. */
export const silenceFaults = (): readonly KstFault[] => [
  {
    id: 'X08',
    says: 'A removed pool disappears without 14495',
    contradicts: ['C7'],
    breaks: ['I04'],
    plant: replaced('R07', 'unlist', { do: 'forget' }),
  },
  {
    id: 'X22',
    says: 'A removed pool takes the whole table with it',
    contradicts: ['F2'],
    breaks: ['I13'],
    plant: after('R07', { do: 'each', table: 'shutdown' }),
    shownBy: 'two servers',
  },
  {
    id: 'X56',
    says: 'A stop leaves RTCSRV running',
    contradicts: ['C5', 'F7'],
    breaks: ['I47'],
    plant: without('R17', 'halt'),
  },
  {
    id: 'X71',
    says: 'UM Routing adds its entry again in every cycle',
    contradicts: ['C6', 'C12'],
    breaks: ['I24', 'I37'],
    plant: instead('R36', { do: 'list', version: 'any' }),
  },
  {
    id: 'X79',
    says: "UM Routing's entry disappears without 14495",
    contradicts: ['C7', 'C18'],
    breaks: ['I40'],
    plant: replaced('R29', 'unlist', { do: 'forget' }),
  },
];
