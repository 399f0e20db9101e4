/**
 * A tiny rulebook with any number of assumptions: sheets that are asked questions, two assumptions behind each of them. The first time
 * a question tells the answer of one, asked again at once it tells both. So every dialect differs from every other.
 */
import type { Cell, Field, PartRule, Specification } from '../src/engine/specification.ts';

interface Sheets {
  Whole: object;
  /** The question that was asked last; 0 for none. */
  Part: { readonly last: number };
  PartCommand: { readonly do: 'ask'; readonly sheet: string; readonly question: number };
  WholeCommand: { readonly do: 'forget' };
  Event: { readonly event: 'told'; readonly sheet: string; readonly answer: string };
  EventName: 'told';
  Refusal: never;
  Dialect: { readonly [assumption: string]: string };
  PartView: { readonly question: number; readonly again: boolean };
  WholeView: object;
  PartEffect: { readonly do: 'tell'; readonly answer: string } | { readonly do: 'forget-question' };
  WholeEffect: never;
  Table: 'forgetting';
  Seen: Sheets['Part'];
  Record: Sheets['Event'];
  Memory: null;
  Row: Sheets['Part'];
}

/** @param assumptions how many there are, each with that many answers. */
export function manyDialects(assumptions: number, answers: number): Specification<Sheets> {
  const choices = upTo(answers).map((answer) => `a${answer}`);
  const questions = upTo(Math.ceil(assumptions / 2));
  const told = [...choices, ...choices.flatMap((one) => choices.map((other) => `${one} ${other}`))];
  const alphabet = (...sheets: readonly string[]): readonly (Sheets['PartCommand'] | Sheets['WholeCommand'])[] => [
    ...sheets.flatMap((sheet) => questions.map((question) => ({ do: 'ask' as const, sheet, question }))),
    { do: 'forget' },
  ];
  const check = (text: string): string | null => (/^\w+$/.test(text) ? null : 'a word');
  const sheet: Field = { is: 'subject', check, normal: (text) => text.toLowerCase(), examples: ['x', 'y'] };
  const numbered: Field = { is: 'number', from: 1, to: questions.length, examples: [1] };
  const question: Cell<number, readonly any[]> = { values: [0, ...questions], of: (_whole, _part, command) => command.question ?? 0 };
  return {
    name: 'sheets',
    part: 'sheet',
    whole: 'the desk',
    assumptions: Object.fromEntries(
      upTo(assumptions).map((number) => [`q${number}`, { id: `A${number}`, asks: `What is answer ${number}?`, choices }]),
    ),
    refusals: {},
    commands: {
      ask: { says: 'A sheet is asked a question', fields: { sheet, question: numbered }, weight: 3 },
      forget: { says: 'Every sheet forgets what it was asked', fields: {} },
    },
    events: {
      told: {
        says: '{sheet} tells {answer}',
        stream: 'sheets',
        level: 'Information',
        fields: { sheet, answer: { is: 'text', check: () => null, examples: ['a1'] } },
      },
    },
    cells: {
      question,
      again: { values: [false, true], of: (_whole, { last }, command) => 'question' in command && command.question === last },
    },
    wholeCells: {},
    partEffects: {
      tell: {
        text: ({ answer }) => `tell ${answer}`,
        all: told.map((answer) => ({ do: 'tell', answer })),
        change: (part, command) => ('question' in command ? { last: command.question } : part),
        log: (_part, _command, { answer }, name) => ({ event: 'told', sheet: name, answer }),
        logs: 'told',
      },
      'forget-question': { text: () => 'forget the question', all: [{ do: 'forget-question' }], change: () => ({ last: 0 }) },
    },
    wholeEffects: {},
    start: { whole: {}, blank: { last: 0 } },
    partTables: { ask: () => questions.flatMap((number) => rulesOf(number, assumptions)) },
    wholeTables: {
      forget: () => [{ id: 'R1', says: 'Every sheet forgets', cites: [], when: {}, then: () => [{ do: 'each', table: 'forgetting' }] }],
    },
    tables: {
      forgetting: () => [{ id: 'R2', says: 'A sheet forgets its question', cites: [], when: {}, then: () => [{ do: 'forget-question' }] }],
    },
    nameOf: ({ event }) => event,
    observed: ({ parts }) => ({ sheets: [...parts].map(([name, { last }]) => ({ sheet: name, last })) }),
    observer: { see: (_whole, part) => part, record: (record) => record, memory: null, remember: () => null },
    invariants: () => [
      {
        id: 'I1',
        says: 'A sheet tells something when it is asked',
        cites: [],
        when: { command: { do: 'ask' } },
        must: ({ log }) => log.length === 1,
      },
    ],
    alphabets: [
      { name: 'one', says: 'one sheet', for: 'quick', commands: alphabet('x') },
      { name: 'two', says: 'two sheets', for: 'proof', commands: alphabet('x', 'y') },
    ],
    table: { row: (_whole, part) => part, columns: ({ last }) => ({ last: String(last) }), shows: ['last'] },
  };
}

/** What a question tells: the answer to one assumption, and asked again at once that to the next one as well. */
function rulesOf(number: number, assumptions: number): readonly PartRule<Sheets>[] {
  const [one, other] = [`q${number * 2 - 1}`, `q${Math.min(number * 2, assumptions)}`];
  const cites = [one, other].map((name) => name.replace('q', 'A'));
  return [
    {
      id: `R${number * 2 + 1}`,
      says: `Question ${number} tells one answer`,
      cites: cites.slice(0, 1),
      when: { question: number, again: false },
      then: (dialect) => [{ do: 'tell', answer: dialect[one]! }],
    },
    {
      id: `R${number * 2 + 2}`,
      says: `Question ${number}, asked again, tells two answers`,
      cites,
      when: { question: number, again: true },
      then: (dialect) => [{ do: 'tell', answer: `${dialect[one]} ${dialect[other]}` }],
    },
  ];
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
