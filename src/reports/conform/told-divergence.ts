/**
 * Divergences in lines of text, as every format but JSON tells them.
 */
import { commandText } from '../../kst/commands.ts';
import { dialects } from '../../kst/dialect.ts';
import { eventText, tableText } from '../events.ts';
import { counted, plain } from '../plain-text.ts';
import type { Conformance, Divergence } from '../../kit/conform/result.ts';
import type { Answer } from '../../kit/conform/look.ts';

/** Something that is wrong with an implementation. */
export interface ToldWrong {
  /** A rule's id, or `protocol`, `nondeterministic` or `fault`. */
  readonly id: string;
  readonly kind: 'divergence' | 'fault';
  /** In one line. */
  readonly says: string;
  readonly details: readonly string[];
  /** The scenario file that shows it, where there is one. */
  readonly file: string | null;
}

/** All that is wrong, in the order in which it is told. `files` names the scenario files by rule. */
export function toldWrongs({ divergences, twoAnswers, fault, implementation }: Conformance, files: ReadonlyMap<string, string> = new Map()): readonly ToldWrong[] {
  const observesEvents = implementation?.observes !== 'table';
  return [
    ...divergences.map((divergence): ToldWrong => {
      const file = divergence.rule === null ? undefined : files.get(divergence.rule);
      return {
        id: divergence.rule ?? 'protocol',
        kind: 'divergence',
        says: plain(`${divergence.says}${divergence.claims.length === 0 ? '' : ` [${divergence.claims.join(' ')}]`}`),
        details: divergenceLines(divergence, observesEvents).map(plain),
        file: file ?? null,
      };
    }),
    ...(twoAnswers === null
      ? []
      : [
          {
            id: 'nondeterministic',
            kind: 'divergence' as const,
            says: 'The same commands after a reset were answered in two ways: it is not deterministic, or its reset does not clear everything',
            details: [...commandLines(twoAnswers.commands), `once      ${JSON.stringify(twoAnswers.answers[0])}`, `again     ${JSON.stringify(twoAnswers.answers[1])}`].map(plain),
            file: null,
          },
        ]),
    ...(fault === null
      ? []
      : [
          {
            id: 'fault',
            kind: 'fault' as const,
            says: plain(`The implementation cannot be judged: ${fault.says}`),
            details: [
              ...(fault.unanswered === null ? [] : [`oldest unanswered command: ${fault.unanswered}`]),
              ...(fault.since.length === 0 ? [] : ['after, since the last reset:', ...numbered(fault.since)]),
              ...(fault.lastLines.length === 0 ? ['its standard error is empty'] : ['last lines of its standard error:', ...fault.lastLines.map((line) => `  ${line}`)]),
            ].map(plain),
            file: null,
          },
        ]),
  ];
}

function divergenceLines({ commands, expected, observed, shortest, shorterBreak, allowedIn, sequences }: Divergence, observesEvents: boolean): readonly string[] {
  return [
    ...commandLines(commands),
    ...sideBySide(answerLines(expected, observesEvents), answerLines(observed, observesEvents)),
    shortest ? 'no shorter sequence over these commands diverges' : shorterBreak.length > 0 ? `shorter sequences over these commands break ${shorterBreak.join(', ')}, not this rule` : 'no shorter one was found within the budget',
    allowedIn.length === 0 ? 'no dialect allows it' : `${allowedIn.length} of the ${dialects().length} dialects would allow this, but were not asked for, or are contradicted by other answers`,
    `${counted(sequences, 'sequence')} showed it`,
  ];
}

function commandLines(commands: readonly Parameters<typeof commandText>[0][]): readonly string[] {
  return numbered(commands.map(commandText));
}

function numbered(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${String(index + 1).padStart(3)}  ${line}`);
}

/** What the log and the table say, a line each; what is no answer as it came. */
function answerLines(answer: unknown, events: boolean): readonly string[] {
  if (!isAnswer(answer)) return [JSON.stringify(answer) ?? 'nothing'];
  if ('rejected' in answer) return [`refused: ${answer.rejected}`];
  const log = answer.events ?? [];
  return [...(events ? (log.length === 0 ? ['no event'] : log.map((event) => eventText(event).replace(/ +/g, ' '))) : []), `table: ${tableText(answer.table)}`];
}

/** Whoever answered may have made anything up. */
function isAnswer(answer: unknown): answer is Answer {
  if (typeof answer !== 'object' || answer === null || 'error' in answer) return false;
  if ('rejected' in answer) return typeof answer.rejected === 'string';
  try {
    const { events = [], table } = answer as { readonly events?: Parameters<typeof eventText>[0][]; readonly table: Parameters<typeof tableText>[0] };
    events.forEach(eventText);
    tableText(table);
    return true;
  } catch {
    return false;
  }
}

function sideBySide(expected: readonly string[], observed: readonly string[]): readonly string[] {
  const width = Math.max('expected'.length, ...expected.map((line) => line.length));
  const rows = Array.from({ length: Math.max(expected.length, observed.length) }, (_, index) => [expected[index] ?? '', observed[index] ?? ''] as const);
  return [['expected', 'observed'] as const, ...rows].map(([left, right]) => `     ${left.padEnd(width)} | ${right}`.trimEnd());
}
