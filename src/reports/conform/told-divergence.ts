/**
 * Divergences in lines of text, as every format but JSON tells them.
 */
import { Onlooker } from '../../engine/conform/look.ts';
import { type System, systemOf } from '../../engine/rules/system.ts';
import { counted, plain } from '../plain-text.ts';
import { eventLine, observedText } from '../words.ts';
import type { FaultTold } from '../../engine/conform/player.ts';
import type { Conformance, RuleDivergence, TwoAnswers } from '../../engine/conform/result.ts';
import type { Values } from '../../engine/fields.ts';
import type { Specification } from '../../engine/specification.ts';

/** The scenario files that were written for divergences, by rule. */
export type ScenarioFiles = ReadonlyMap<string, string>;

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

/** All that is wrong, in the order in which it is told. */
export function toldWrongs(
  specification: Specification,
  { divergences, twoAnswers, fault, implementation }: Conformance,
  files: ScenarioFiles,
): readonly ToldWrong[] {
  const system = systemOf(specification);
  const onlooker = new Onlooker(specification, implementation?.observes ?? [...system.observes, 'events']);
  return [
    ...divergences.map((divergence): ToldWrong => {
      const id = divergence.rule ?? 'protocol';
      const claims = divergence.claims.length === 0 ? '' : ` [${divergence.claims.join(' ')}]`;
      const details = divergenceLines(system, onlooker, divergence).map(plain);
      return { id, kind: 'divergence', says: plain(`${divergence.says}${claims}`), details, file: files.get(id) ?? null };
    }),
    ...(twoAnswers === null ? [] : [toldTwice(system, twoAnswers)]),
    ...(fault === null ? [] : [toldFault(fault)]),
  ];
}

function toldTwice(system: System, { commands, answers: [once, again] }: TwoAnswers): ToldWrong {
  const says = 'The same commands after a reset were answered in two ways: it is not deterministic, or its reset does not clear everything';
  const answers = [`once      ${JSON.stringify(once)}`, `again     ${JSON.stringify(again)}`];
  const details = [...commandLines(system, commands), ...answers].map(plain);
  return { id: 'nondeterministic', kind: 'divergence', says, details, file: null };
}

function toldFault({ says, unanswered, since, lastLines }: FaultTold): ToldWrong {
  const details = [
    ...(unanswered === null ? [] : [`oldest unanswered command: ${unanswered}`]),
    ...(since.length === 0 ? [] : ['after, since the last reset:', ...numbered(since)]),
    lastLines.length === 0 ? 'its standard error is empty' : 'last lines of its standard error:',
    ...lastLines.map((line) => `  ${line}`),
  ].map(plain);
  return { id: 'fault', kind: 'fault', says: plain(`The implementation cannot be judged: ${says}`), details, file: null };
}

function divergenceLines(system: System, onlooker: Onlooker, divergence: RuleDivergence) {
  const { commands, expected, observed, allowedIn, sequences } = divergence;
  const many = `${allowedIn.length} of the ${system.dialects.list.length} dialects would allow this`;
  return [
    ...commandLines(system, commands),
    ...sideBySide(answerLines(system, onlooker, expected), answerLines(system, onlooker, observed)),
    shortestText(divergence),
    allowedIn.length === 0 ? 'no dialect allows it' : `${many}, but were not asked for, or are contradicted by other answers`,
    `${counted(sequences, 'sequence')} showed it`,
  ];
}

function shortestText({ shortest, shorterBreak }: RuleDivergence) {
  if (shortest) return 'no shorter sequence over these commands diverges';
  if (shorterBreak.length > 0) return `shorter sequences over these commands break ${shorterBreak.join(', ')}, not this rule`;
  return 'no shorter one was found within the budget';
}

function commandLines(system: System, commands: RuleDivergence['commands']) {
  return numbered(commands.map((command) => system.text(command)));
}

function numbered(lines: readonly string[]) {
  return lines.map((line, index) => `${String(index + 1).padStart(3)}  ${line}`);
}

/** What the log says and what is observed, a line each; what is no answer as it came. */
function answerLines(system: System, onlooker: Onlooker, answer: unknown) {
  if (onlooker.partsOf(answer) === null) return [JSON.stringify(answer) ?? 'nothing'];
  const { rejected, events, ...observed } = answer as { readonly rejected?: unknown; readonly events: readonly object[] };
  if (typeof rejected === 'string') return [`refused: ${rejected}`];
  const shown = (name: string) => `${name}: ${observedText((observed as Values)[name])}`;
  const lines = onlooker.observes.filter((name) => name !== 'events').map(shown);
  if (!onlooker.observes.includes('events')) return lines;
  const log = events.map((event) => eventLine(system, event).replace(/ +/g, ' '));
  return [...(log.length === 0 ? ['no event'] : log), ...lines];
}

function sideBySide(expected: readonly string[], observed: readonly string[]) {
  const width = Math.max('expected'.length, ...expected.map((line) => line.length));
  const length = Math.max(expected.length, observed.length);
  const rows = Array.from({ length }, (_, index) => [expected[index] ?? '', observed[index] ?? ''] as const);
  return [['expected', 'observed'] as const, ...rows].map(([left, right]) => `     ${left.padEnd(width)} | ${right}`.trimEnd());
}
