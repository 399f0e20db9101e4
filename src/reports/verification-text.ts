/**
 * A verification for a person to read in ten seconds.
 */
import { systemOf } from '../engine/rules/system.ts';
import { counted, number, placeText, plain } from './plain-text.ts';
import { dialectText, stateLines } from './words.ts';
import { stepsLines } from './timeline.ts';
import { type Title, titleText } from '../engine/title.ts';
import type { Size } from '../engine/explore/sizes.ts';
import type { Place } from '../engine/gate/result.ts';
import type { InvariantResult, PartResult, Proof, RuleResult } from '../engine/prove/prove.ts';
import type { PlayedCounterexample, Verification } from '../engine/prove/verification.ts';
import type { RandomResult } from '../engine/random/sequences.ts';
import type { Replay } from '../engine/replay/simulate.ts';
import type { NearRule } from '../engine/rules/table.ts';
import type { Specification, State } from '../engine/specification.ts';
import type { Styles } from './styles.ts';

/**
 * The verdict, what it rests on, and, where something is wrong, the shortest trace to it.
 *
 * @param placeOf where a rule stands in the sources, where they are at hand.
 */
export function verificationText(
  specification: Specification,
  title: Title,
  verification: Verification,
  styles: Styles,
  placeOf: (id: string) => Place | null = () => null,
): string {
  const { verdict, proof, random, leftOut, counterexample } = verification;
  const paint = verdict === 'upheld' ? styles.good : styles.bad;
  return [
    styles.strong(plain(titleText(title))),
    ...proofLines(proof, styles),
    ...(random === null ? [] : randomLines(random)),
    ...(leftOut.length === 0 ? [] : [styles.dim(`left out ${leftOut.join('; ')}`)]),
    ...wrongLines(proof, styles, placeOf),
    ...(counterexample === null ? [] : counterexampleLines(specification, counterexample, styles)),
    ...suspectLines(counterexample?.suspects ?? [], proof, placeOf),
    '',
    paint(styles.strong(verdict)),
    '',
  ].join('\n');
}

function proofLines({ dialects, parts, invariants, rules, undecided }: Proof, styles: Styles) {
  const judged = invariants.reduce((sum, invariant) => sum + invariant.judged, 0);
  const upheld = invariants.filter(({ verdict }) => verdict === 'upheld').length;
  const applied = rules.filter(({ verdict }) => verdict === 'upheld').length;
  const count = (kind: string) => counted(undecided.filter(({ verdict }) => verdict === kind).length, kind);
  const part = ({ name, says, sizes, complete, grows }: PartResult) => {
    const cut = complete ? '' : `, CUT OFF${grows === null ? '' : `: ${grows} grows`}`;
    return `         ${name.padEnd(12)} ${styles.dim(`${sizeText(sizes)}${cut} - ${says}`)}`;
  };
  return [
    `proof    ${dialects.length} ${dialects.length === 1 ? 'dialect' : 'dialects'}, every reachable state, shortest traces`,
    ...parts.map(part),
    `         ${upheld} of ${invariants.length} invariants upheld, ${number(judged)} judgements`,
    `         ${applied} of ${rules.length} rules apply where they should; ${count('gap')}, ${count('overlap')}`,
  ];
}

function sizeText(sizes: readonly Size[]) {
  return `${range(sizes.map(({ states }) => states))} states, ${range(sizes.map(({ transitions }) => transitions))} rows a dialect`;
}

function randomLines({ verdict, seed, statistics, tooLow }: RandomResult) {
  const { runs, steps, longest } = statistics;
  const mean = runs === 0 ? 0 : Math.round(steps / runs);
  return [
    `random   ${counted(runs, 'sequence')}, ${counted(steps, 'step')}, ${verdict}; seed ${seed}`,
    `         ${reachText(statistics)}, ${mean} commands on average, ${longest} at most`,
    ...tooLow.map((floor) => `         too little: ${floor}`),
  ];
}

/** How far random sequences got. */
export function reachText({ steps, accepted, rules, rows }: RandomResult['statistics']): string {
  const share = steps === 0 ? 0 : Math.round((100 * accepted) / steps);
  return `${share}% accepted, ${rules.fired} of ${rules.of} rules, ${rows.visited} of ${rows.of} rows`;
}

function wrongLines({ invariants, rules, undecided, nonLocal }: Proof, styles: Styles, placeOf: (id: string) => Place | null) {
  const decided = undecided.length === 0;
  const wrong = [
    ...[...undecided, ...(nonLocal === null ? [] : [nonLocal])].map(({ verdict, reason }) => `${verdict}: ${reason}`),
    ...[...rules, ...invariants]
      .filter(({ verdict }) => verdict === 'violated' || (decided && verdict !== 'upheld'))
      .map((result) => `${wrongLine(result)}${placeIn(placeOf(result.id))}`),
  ];
  return wrong.length === 0 ? [] : ['', ...wrong.map((line) => styles.bad(line))];
}

/** What a rule or an invariant says, what it rests on, and, where no trace tells it, what is wrong. */
function wrongLine(result: RuleResult | InvariantResult) {
  const { id, says, cites, verdict, reason } = result;
  const traced = 'trace' in result && result.trace !== null;
  return `${verdict}: ${id} ${says} [${cites.join(' ')}]${traced || reason === null ? '' : `, ${reason}`}`;
}

function placeIn(place: Place | null) {
  return place === null ? '' : ` (${placeText(place)})`;
}

/** The rules to look at first, with their places. */
function suspectLines(suspects: readonly string[], { rules }: Proof, placeOf: (id: string) => Place | null) {
  const told = suspects.map((id) => `     ${id} ${rules.find((rule) => rule.id === id)?.says ?? ''}${placeIn(placeOf(id))}`);
  return told.length === 0 ? [] : ['', 'most suspect, by the rows in which it breaks:', ...told];
}

/** A trace to what is wrong, played: each step, and what the last of them changed. */
export function counterexampleLines(
  specification: Specification,
  { id, reason, trace, replay }: Pick<PlayedCounterexample, 'id' | 'reason' | 'trace' | 'replay'>,
  styles: Styles,
): readonly string[] {
  return [
    '',
    `shortest trace to ${styles.strong(id)}: ${counted(trace.commands.length, 'command')}${replay.stuckAt === null ? `, ${reason}` : ''}`,
    ...(dialectText(replay.dialect) === '' ? [] : [styles.dim(`dialect ${dialectText(replay.dialect)}`)]),
    ...[...stepsLines(systemOf(specification), replay.steps, styles)].flat(),
    ...lastLines(specification, replay, styles),
  ];
}

/** What a violating step changed; or where the rules came to a stop. */
function lastLines(specification: Specification, { steps, before, after, stuckAt, near }: Replay, styles: Styles) {
  const lines = (when: string, state: State) =>
    stateLines(specification, state).map((line) => styles.dim(`     ${when.padEnd(7)} ${line}`));
  if (stuckAt === null) return [...lines('before', before), ...lines('after', after)];
  const command = styles.strong(systemOf(specification).text(stuckAt));
  const place = String(steps.length + 1).padStart(3);
  return [...lines('state', after), `${place}  ${command}  ${styles.bad('not decided')}`, ...near.map(nearLine)];
}

function nearLine({ rule: { id, says }, butFor }: NearRule) {
  const cells = butFor.map(({ cell, is }) => (is === undefined ? `${cell}, which there is not` : `${cell}, here ${is}`));
  return `     ${id} ${says}: would apply but for ${cells.join(' and ')}`;
}

function range(numbers: readonly number[]) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? number(least) : `${number(least)} to ${number(most)}`;
}
