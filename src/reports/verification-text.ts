/**
 * A verification for a person to read in ten seconds.
 */
import { commandText } from '../kst/commands.ts';
import { placeText } from './place-text.ts';
import { counted, number } from './plain-text.ts';
import { dialectText } from './dialect-text.ts';
import { stepsLines } from './timeline.ts';
import type { Place } from '../kit/gate/result.ts';
import type { NearRule } from '../kit/near-rules.ts';
import type { InvariantResult, Proof, RuleResult, Size } from '../kit/proof.ts';
import type { RandomResult } from '../kit/random.ts';
import type { Replay } from '../kit/replay.ts';
import type { Verification } from '../kit/verification.ts';
import type { World } from '../kst/state.ts';
import type { Styles } from './styles.ts';

/**
 * The verdict, what it rests on, and, where something is wrong, the shortest trace to it.
 *
 * @param placeOf where a rule stands in the sources, where they are at hand.
 */
export function verificationText(verification: Verification, styles: Styles, placeOf: (id: string) => Place | null = () => null): string {
  const { verdict, proof, random, leftOut, counterexample } = verification;
  const paint = verdict === 'upheld' ? styles.good : styles.bad;
  return [
    ...proofLines(proof, styles),
    ...(random === null ? [] : randomLines(random)),
    ...(leftOut.length === 0 ? [] : [styles.dim(`left out ${leftOut.join('; ')}`)]),
    ...wrongLines(proof, styles),
    ...(counterexample === null ? [] : [...counterexampleLines(counterexample, styles), ...suspectLines(counterexample.suspects, proof, placeOf)]),
    '',
    paint(styles.strong(verdict)),
    '',
  ].join('\n');
}

function proofLines({ dialects, parts, invariants, rules, undecided }: Proof, styles: Styles): readonly string[] {
  const judged = invariants.reduce((sum, invariant) => sum + invariant.judged, 0);
  const upheld = invariants.filter(({ verdict }) => verdict === 'upheld').length;
  const applied = rules.filter(({ verdict }) => verdict === 'upheld').length;
  const count = (kind: string): number => undecided.filter(({ verdict }) => verdict === kind).length;
  return [
    `proof    ${dialects.length} ${dialects.length === 1 ? 'dialect' : 'dialects'}, every reachable state, shortest traces`,
    ...parts.map(({ name, says, sizes, complete }) => `         ${name.padEnd(12)} ${styles.dim(`${sizeText(sizes)}${complete ? '' : ', CUT OFF'} - ${says}`)}`),
    `         ${upheld} of ${invariants.length} invariants upheld, ${number(judged)} judgements`,
    `         ${applied} of ${rules.length} rules apply where they should; ${counted(count('gap'), 'gap')}, ${counted(count('overlap'), 'overlap')}`,
  ];
}

function sizeText(sizes: readonly Size[]): string {
  return `${range(sizes.map(({ states }) => states))} states, ${range(sizes.map(({ transitions }) => transitions))} rows a dialect`;
}

function randomLines({ verdict, seed, statistics, tooLow }: RandomResult): readonly string[] {
  const { runs, steps, accepted, longest, rules, rows } = statistics;
  const mean = runs === 0 ? 0 : Math.round(steps / runs);
  const share = steps === 0 ? 0 : Math.round((100 * accepted) / steps);
  return [
    `random   ${counted(runs, 'sequence')}, ${counted(steps, 'step')}, ${verdict}; seed ${seed}`,
    `         ${share}% accepted, ${rules.fired} of ${rules.of} rules, ${rows.visited} of ${rows.of} rows, ${mean} commands on average, ${longest} at most`,
    ...tooLow.map((floor) => `         too little: ${floor}`),
  ];
}

function wrongLines({ invariants, rules, undecided }: Proof, styles: Styles): readonly string[] {
  const decided = undecided.length === 0;
  const wrong = [
    ...undecided.map(({ verdict, reason }) => `${verdict}: ${reason}`),
    ...[...rules, ...invariants].filter(({ verdict }) => verdict === 'violated' || (decided && verdict !== 'upheld')).map(wrongLine),
  ];
  return wrong.length === 0 ? [] : ['', ...wrong.map((line) => styles.bad(line))];
}

/** What a rule or an invariant says, what it rests on, and, where no trace tells it, what is wrong. */
function wrongLine(result: RuleResult | InvariantResult): string {
  const { id, says, cites, verdict, reason } = result;
  const traced = 'trace' in result && result.trace !== null;
  return `${verdict}: ${id} ${says} [${cites.join(' ')}]${traced || reason === null ? '' : `, ${reason}`}`;
}

/** The rules to look at first, with their places. */
function suspectLines(suspects: readonly string[], { rules }: Proof, placeOf: (id: string) => Place | null): readonly string[] {
  const told = suspects.map((id) => {
    const place = placeOf(id);
    return `     ${id} ${rules.find((rule) => rule.id === id)?.says ?? ''}${place === null ? '' : ` (${placeText(place)})`}`;
  });
  return told.length === 0 ? [] : ['', 'most suspect, by the rows in which it breaks:', ...told];
}

/** A trace to what is wrong, played: each step, and what the last of them changed. */
export function counterexampleLines(
  counterexample: Pick<NonNullable<Verification['counterexample']>, 'id' | 'reason' | 'trace' | 'replay'>,
  styles: Styles,
): readonly string[] {
  const { id, reason, trace, replay } = counterexample;
  return [
    '',
    `shortest trace to ${styles.strong(id)}: ${counted(trace.commands.length, 'command')}${replay.stuckAt === null ? `, ${reason}` : ''}`,
    styles.dim(`dialect ${dialectText(replay.dialect)}`),
    ...[...stepsLines(replay.steps, styles)].flat(),
    ...lastLines(replay, styles),
  ];
}

/** What a violating step changed; or where the rules came to a stop. */
function lastLines({ steps, before, after, stuckAt, near }: Replay, styles: Styles): readonly string[] {
  if (stuckAt === null) return [...stateLines('before', before, styles), ...stateLines('after', after, styles)];
  const number = String(steps.length + 1).padStart(3);
  return [...stateLines('state', after, styles), `${number}  ${styles.strong(commandText(stuckAt))}  ${styles.bad('not decided')}`, ...near.map(nearLine)];
}

function nearLine({ rule: { id, says }, butFor }: NearRule): string {
  return `     ${id} ${says}: would apply but for ${butFor.map(({ cell, is }) => (is === undefined ? `${cell}, which there is not` : `${cell}, here ${is}`)).join(' and ')}`;
}

/** All that the rules know of each server around the last step, what the log does not tell included. */
function stateLines(when: string, { running, servers }: World, styles: Styles): readonly string[] {
  const texts = servers.map(({ name, pool, plans, claimed, known, conflict }) => {
    const hosted = plans.map(({ plan, uriType }) => `${plan} ${uriType}`).join(', ');
    const listed = known.length === 0 ? 'not listed' : `listed with ${known.join(' and ')}`;
    return `${name}: ${pool === null ? 'no pool' : `pool ${pool}`}, ${hosted === '' ? 'no plans' : hosted}, ${claimed ? 'claimed' : 'not claimed'}, ${listed}, conflict ${conflict}`;
  });
  return [`RTCSRV ${running ? 'runs' : 'is stopped'}`, ...texts].map((text) => styles.dim(`     ${when.padEnd(7)} ${text}`));
}

function range(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? number(least) : `${number(least)} to ${number(most)}`;
}
