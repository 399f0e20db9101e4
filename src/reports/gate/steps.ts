/**
 * The steps of the gate told: what a proof, random sequences, a measure of strength or a comparison found, as steps with
 * findings.
 */
import { systemOf } from '../../engine/rules/system.ts';
import { replay } from '../../engine/replay/simulate.ts';
import { authorErrorLines } from '../author-error.ts';
import { unstyled } from '../styles.ts';
import { counterexampleLines } from '../verification-text.ts';
import { counted, number } from '../plain-text.ts';
import type { Change } from '../../engine/diff/change.ts';
import type { GateFinding, GateStep, Named, Place, StepName, StepVerdict } from '../../engine/gate/result.ts';
import type { Suspects } from '../../engine/gate/suspects.ts';
import type { Finding, Trace } from '../../engine/explore/finding.ts';
import type { InvariantResult, Proof, RuleResult } from '../../engine/prove/prove.ts';
import type { RandomResult } from '../../engine/random/sequences.ts';
import type { AuthorError } from '../../engine/rules/author-error.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Strength } from '../../engine/strength/summary.ts';

/** A step before anybody has looked at the clock. */
export type UntimedStep = Omit<GateStep, 'milliseconds'>;

/** What the steps need to tell where and how. */
export interface Telling {
  readonly specification: Specification;
  /** Where a rule or an invariant stands; null where its source is not at hand. */
  readonly placeOf: (id: string) => Place | null;
  /** The rules to look at first. */
  readonly suspects: Suspects;
}

/** Step 1: no gap, no overlap, no dead rule, no uncited rule, no vacuous invariant. */
export function rulebookStep(proof: Proof, citing: readonly Pick<Named, 'id' | 'cites'>[], telling: Telling): UntimedStep {
  const { placeOf } = telling;
  const cells = proof.parts.reduce((sum, { sizes }) => sum + sizes.reduce((all, { transitions }) => all + transitions, 0), 0);
  const count = (kind: string): number => proof.undecided.filter(({ verdict }) => verdict === kind).length;
  const undecided = proof.undecided.map((finding): GateFinding => ({
    id: finding.verdict,
    verdict: 'violated',
    says: finding.reason ?? finding.verdict,
    details: finding.trace === null ? [] : traceLines(telling, finding.trace, null),
    place: firstPlace(toDecide(finding, proof, telling), placeOf),
    fingerprint: `rulebook/${finding.verdict}`,
  }));
  const idle = [...proof.rules, ...proof.invariants]
    .filter(({ verdict }) => verdict === 'vacuous' || verdict === 'inconclusive')
    .concat(proof.rules.filter(({ verdict }) => verdict === 'violated'))
    .map((result): GateFinding => idleFinding(result, telling));
  const uncited = citing
    .filter(({ cites }) => cites.length === 0)
    .map(({ id }): GateFinding => ({ ...plainFinding(id, 'violated', 'cites nothing', `rulebook/uncited/${id}`), place: placeOf(id) }));
  const findings = [...undecided, ...(undecided.length > 0 ? [] : idle), ...uncited];
  const decided = `${number(cells)} cells, ${counted(count('gap'), 'gap')}, ${counted(count('overlap'), 'overlap')}`;
  const judged = `${counted(proof.rules.length, 'rule')} and ${counted(proof.invariants.length, 'invariant')}`;
  const says = `${decided}; ${judged}${findings.length === 0 ? ', none idle or without a citation' : ''}`;
  return { name: 'rulebook', verdict: verdictOf(findings, cells > 0), says, findings };
}

/** Step 2: every invariant, in all dialects, and that no part rests on another. */
export function proofStep(proof: Proof, reused: boolean, telling: Telling): UntimedStep {
  const broken = proof.invariants.filter(({ verdict }) => verdict === 'violated');
  const judged = proof.invariants.reduce((sum, invariant) => sum + invariant.judged, 0);
  const shortestFirst = broken.toSorted((a, b) => (a.trace?.commands.length ?? 0) - (b.trace?.commands.length ?? 0));
  const findings = [
    ...(proof.nonLocal === null ? [] : [nonLocalFinding(proof.nonLocal, telling)]),
    ...shortestFirst.map((result) => brokenFinding(result, telling)),
  ];
  const cut = proof.parts.filter(({ complete }) => !complete).map(({ name }) => name);
  const upheld = proof.invariants.filter(({ verdict }) => verdict === 'upheld').length;
  const upheldIn = `${upheld} of ${counted(proof.invariants.length, 'invariant')} upheld in ${counted(proof.dialects.length, 'dialect')}`;
  const says = `${upheldIn}, ${number(judged)} judgements${ifReused(reused)}`;
  if (cut.length > 0 && findings.length === 0) {
    const inconclusive = plainFinding('cut-off', 'inconclusive', `cut off: ${cut.join(', ')}`, 'proof/cut-off');
    return { name: 'proof', verdict: 'inconclusive', says, findings: [inconclusive] };
  }
  return { name: 'proof', verdict: verdictOf(findings, judged > 0 && proof.invariants.length > 0), says, findings };
}

/** Step 3: the random sequences. */
export function randomStep(result: RandomResult, reused: boolean, telling: Telling): UntimedStep {
  const { placeOf, suspects } = telling;
  const { verdict, seed, statistics, tooLow, counterexample } = result;
  const { runs, steps, accepted, rules, rows } = statistics;
  const share = steps === 0 ? 0 : Math.round((100 * accepted) / steps);
  const reached = `${share}% accepted, ${rules.fired} of ${rules.of} rules, ${rows.visited} of ${rows.of} rows`;
  const says = `${counted(runs, 'sequence')}, ${number(steps)} steps, seed ${seed}; ${reached}${ifReused(reused)}`;
  if (counterexample !== null) {
    const { id, says: said, reason, trace } = counterexample;
    const finding: GateFinding = {
      id,
      verdict: 'violated',
      says: said,
      details: traceLines(telling, trace, reason),
      place: firstPlace([...suspects.ofInvariant(id), id], placeOf),
      fingerprint: `random/${id}`,
    };
    return { name: 'random', verdict, says, findings: [finding] };
  }
  const findings = tooLow.map((floor) => plainFinding('too-little', 'inconclusive', floor, `random/too-little/${floor}`));
  return { name: 'random', verdict, says, findings };
}

/** Step 4: whether the invariants tell right rules from wrong ones. */
export function strengthStep({ operators, survivors }: Strength, reused: boolean, { placeOf, specification }: Telling): UntimedStep {
  const sum = (key: 'killed' | 'equivalent' | 'survived'): number => operators.reduce((all, operator) => all + operator[key], 0);
  const findings = survivors.map(({ id, trace }): GateFinding => ({
    id: 'survived',
    verdict: 'violated',
    says: `no invariant tells this mutant from the rules: ${id}`,
    details: trace.map((command, index) => `${String(index + 1).padStart(3)}  ${systemOf(specification).text(command)}`),
    place: placeOf(id.slice(0, id.indexOf(' '))),
    fingerprint: `strength/survived/${id}`,
  }));
  const says = `${number(sum('killed'))} rule mutants killed, ${number(sum('equivalent'))} equivalent, ${number(sum('survived'))} survived`;
  return { name: 'strength', verdict: verdictOf(findings, sum('killed') > 0), says: `${says}${ifReused(reused)}`, findings };
}

/** A step in which a function of the author's threw: nothing is known, but where to look. */
export function thrownStep(name: StepName, error: AuthorError, place: Place | null, specification: Specification): UntimedStep {
  const id = /^(?:rule|invariant) (\S+)$/.exec(error.what)?.[1] ?? 'throws';
  const details = authorErrorLines(specification, error);
  const finding = { ...plainFinding(id, 'inconclusive', `${error.message} (it throws)`, `${name}/throws/${error.what}`), details, place };
  return { name, verdict: 'inconclusive', says: `${error.what} throws`, findings: [finding] };
}

function plainFinding(id: string, verdict: GateFinding['verdict'], says: string, fingerprint: string): GateFinding {
  return { id, verdict, says, details: [], place: null, fingerprint };
}

/** What was found out before is said to be so. */
function ifReused(reused: boolean): string {
  return reused ? ' (reused: nothing that it depends on has changed)' : '';
}

/** Where to look first for a change of behaviour: a rule that brings it about, else one that others follow from. */
export function placeOfChange(change: Change, { placeOf, suspects }: Telling): Place | null {
  if (change.class === 'default-changed') return null;
  const { ofChange } = suspects;
  if (change.class === 'row-added' || change.class === 'row-removed') return firstPlace(ofChange, placeOf);
  const own = 'state' in change ? [...change.rules.before, ...change.rules.now] : change.rules;
  return firstPlace([...ofChange.filter((id) => own.includes(id)), ...ofChange], placeOf);
}

/** A step that looked at nothing says nothing. */
function verdictOf(findings: readonly GateFinding[], lookedAtSomething: boolean): StepVerdict {
  if (findings.some(({ verdict }) => verdict === 'violated')) return 'violated';
  return findings.length > 0 || !lookedAtSomething ? 'inconclusive' : 'upheld';
}

/** What never applies any more follows from what has changed, if anything has. */
function idleFinding({ id, says, verdict, reason }: RuleResult | InvariantResult, { placeOf, suspects }: Telling): GateFinding {
  const inconclusive = verdict === 'inconclusive';
  return {
    id,
    verdict: inconclusive ? 'inconclusive' : 'violated',
    says: `${says}: ${reason ?? (inconclusive ? 'not known, since the exploration was cut off' : verdict)}`,
    details: [],
    place: firstPlace([...suspects.ofChange.slice(0, 1), id], placeOf),
    fingerprint: `rulebook/idle/${id}`,
  };
}

/** That what is proved of one part holds of any number rests on it. */
function nonLocalFinding({ id, reason, trace }: Finding<any>, telling: Telling): GateFinding {
  const details = trace === null ? [] : traceLines(telling, trace, null);
  const place = firstPlace(telling.suspects.ofChange, telling.placeOf);
  return { ...plainFinding(id, 'violated', reason!, `proof/${id}`), details, place };
}

function brokenFinding({ id, says, cites, reason, trace }: InvariantResult, telling: Telling): GateFinding {
  const { placeOf, suspects } = telling;
  const blamed = suspects.ofInvariant(id);
  return {
    id,
    verdict: 'violated',
    says: `${says} [${cites.join(' ')}]`,
    details: [
      ...(trace === null ? [reason!] : traceLines(telling, trace, reason)),
      ...(blamed.length === 0 ? [] : [`most suspect: ${blamed.slice(0, 3).join(', ')}`]),
    ],
    place: firstPlace([...blamed, id], placeOf),
    fingerprint: `proof/${id}`,
  };
}

/**
 * The rules to look at for what no rule decides, or several: where the rows of the base are known, of several the one that did not
 * decide it there, and of a table without one the rule that has changed. A rule that is gone stands nowhere: then the next.
 */
function toDecide({ reason }: Finding<unknown>, { rules }: Proof, { suspects }: Telling): readonly string[] {
  const { ofChange } = suspects;
  const several = reason?.match(/R\d+/g) ?? [];
  if (several.length > 0) return [...several.filter((id) => !ofChange.includes(id)), ...several];
  const name = reason?.match(/table (\S+),/)?.[1];
  const table = rules.filter((rule) => rule.table === name).map(({ id }) => id);
  return [...ofChange.filter((id) => table.includes(id)), ...ofChange, ...table];
}

/** The place of the first of these that has one. */
function firstPlace(ids: readonly string[], placeOf: Telling['placeOf']): Place | null {
  return ids.map(placeOf).find((place) => place !== null) ?? null;
}

/** A trace, played, below a line that says how long it is. */
function traceLines({ specification }: Telling, trace: Trace<any>, reason: string | null): readonly string[] {
  const [, , ...lines] = counterexampleLines(specification, { id: '', reason, trace, replay: replay(specification, trace) }, unstyled);
  return [`shortest trace: ${counted(trace.commands.length, 'command')}${reason === null ? '' : `, ${reason}`}`, ...lines];
}
