/**
 * The steps of the gate told: what a proof, random sequences, a measure of strength or a comparison found, as steps with
 * findings.
 */
import { finding, type Named, type Place, stepFound, type StepFound, type StepName } from '../../engine/gate/result.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { replay } from '../../engine/replay/simulate.ts';
import { type Strength, totals } from '../../engine/strength/summary.ts';
import { authorErrorLines } from '../author-error.ts';
import { unstyled } from '../styles.ts';
import { counterexampleLines, reachText } from '../verification-text.ts';
import { counted, number } from '../plain-text.ts';
import type { Change } from '../../engine/diff/change.ts';
import type { Suspects } from '../../engine/gate/suspects.ts';
import type { Finding, Trace } from '../../engine/explore/finding.ts';
import type { Proof } from '../../engine/prove/prove.ts';
import type { RandomResult } from '../../engine/random/sequences.ts';
import type { AuthorError } from '../../engine/rules/author-error.ts';
import type { Specification } from '../../engine/specification.ts';

/** What the steps need to tell where and how. */
export interface Telling {
  readonly specification: Specification;
  /** Where a rule or an invariant stands; null where its source is not at hand. */
  readonly placeOf: (id: string) => Place | null;
  /** The rules to look at first. */
  readonly suspects: Suspects;
}

/** Step 1: no gap, no overlap, no dead rule, no uncited rule, no vacuous invariant. */
export function rulebookStep(proof: Proof, citing: readonly Pick<Named, 'id' | 'cites'>[], telling: Telling): StepFound {
  const { placeOf, suspects: { ofChange } } = telling;
  const cells = proof.parts.reduce((sum, { sizes }) => sum + sizes.reduce((all, { transitions }) => all + transitions, 0), 0);
  const count = (kind: string) => counted(proof.undecided.filter(({ verdict }) => verdict === kind).length, kind);
  const undecided = proof.undecided.map((found) => finding({
    id: found.verdict,
    says: found.reason ?? found.verdict,
    details: traceLines(telling, found.trace, null),
    place: firstPlace(toDecide(found, proof, telling), placeOf),
    fingerprint: `rulebook/${found.verdict}`,
  }));
  const idle = [...proof.rules, ...proof.invariants]
    .filter(({ verdict }) => verdict === 'vacuous' || verdict === 'inconclusive')
    .concat(proof.rules.filter(({ verdict }) => verdict === 'violated'))
    .map(({ id, says, verdict: found, reason }) => {
      const verdict = found === 'inconclusive' ? found : 'violated';
      const why = reason ?? (found === 'inconclusive' ? 'not known, since the exploration was cut off' : found);
      // What never applies any more follows from what has changed, if anything has.
      const place = firstPlace([...ofChange.slice(0, 1), id], placeOf);
      return finding({ id, verdict, says: `${says}: ${why}`, place, fingerprint: `rulebook/idle/${id}` });
    });
  const uncited = citing
    .filter(({ cites }) => cites.length === 0)
    .map(({ id }) => finding({ id, says: 'cites nothing', place: placeOf(id), fingerprint: `rulebook/uncited/${id}` }));
  const findings = [...undecided, ...(undecided.length > 0 ? [] : idle), ...uncited];
  const judged = `${counted(proof.rules.length, 'rule')} and ${counted(proof.invariants.length, 'invariant')}`;
  const says = `${number(cells)} cells, ${count('gap')}, ${count('overlap')}; ${judged}`;
  return stepFound(`${says}${findings.length === 0 ? ', none idle or without a citation' : ''}`, findings, cells > 0);
}

/** Step 2: every invariant, in all dialects, and that no part rests on another. */
export function proofStep({ invariants, nonLocal, parts, dialects }: Proof, telling: Telling): StepFound {
  const { placeOf, suspects } = telling;
  const judged = invariants.reduce((sum, invariant) => sum + invariant.judged, 0);
  const shortestFirst = invariants
    .filter(({ verdict }) => verdict === 'violated')
    .sort((a, b) => (a.trace?.commands.length ?? 0) - (b.trace?.commands.length ?? 0));
  // That what is proved of one part holds of any number rests on locality.
  const isLocal = (nonLocal === null ? [] : [nonLocal]).map(({ id, reason, trace }) => finding({
    id,
    says: reason!,
    details: traceLines(telling, trace, null),
    place: firstPlace(suspects.ofChange, placeOf),
    fingerprint: `proof/${id}`,
  }));
  const broken = shortestFirst.map(({ id, says, cites, reason, trace }) => {
    const blamed = suspects.ofInvariant(id);
    return finding({
      id,
      says: `${says} [${cites.join(' ')}]`,
      details: [
        ...(trace === null ? [reason!] : traceLines(telling, trace, reason)),
        ...(blamed.length === 0 ? [] : [`most suspect: ${blamed.slice(0, 3).join(', ')}`]),
      ],
      place: firstPlace([...blamed, id], placeOf),
      fingerprint: `proof/${id}`,
    });
  });
  const wrong = [...isLocal, ...broken];
  const cut = parts.filter(({ complete }) => !complete).map(({ name }) => name);
  const cutOff = finding({ id: 'cut-off', verdict: 'inconclusive', says: `cut off: ${cut.join(', ')}`, fingerprint: 'proof/cut-off' });
  const upheld = invariants.filter(({ verdict }) => verdict === 'upheld').length;
  const upheldIn = `${upheld} of ${counted(invariants.length, 'invariant')} upheld in ${counted(dialects.length, 'dialect')}`;
  const findings = cut.length > 0 && wrong.length === 0 ? [cutOff] : wrong;
  return stepFound(`${upheldIn}, ${number(judged)} judgements`, findings, judged > 0);
}

/** Step 3: the random sequences. */
export function randomStep({ verdict, seed, statistics, tooLow, counterexample }: RandomResult, telling: Telling): StepFound {
  const { runs, steps } = statistics;
  const says = `${counted(runs, 'sequence')}, ${number(steps)} steps, seed ${seed}; ${reachText(statistics)}`;
  const tooLittle = tooLow.map((floor) =>
    finding({ id: 'too-little', verdict: 'inconclusive', says: floor, fingerprint: `random/too-little/${floor}` }),
  );
  if (counterexample === null) return { verdict, says, findings: tooLittle };
  const { id, says: said, reason, trace } = counterexample;
  const place = firstPlace([...telling.suspects.ofInvariant(id), id], telling.placeOf);
  return stepFound(says, [finding({ id, says: said, details: traceLines(telling, trace, reason), place, fingerprint: `random/${id}` })]);
}

/** Step 4: whether the invariants tell right rules from wrong ones. */
export function strengthStep(strength: Strength, { placeOf, specification }: Telling): StepFound {
  const { killed, equivalent, survived } = totals(strength);
  const findings = strength.survivors.map(({ id, trace }) => finding({
    id: 'survived',
    says: `no invariant tells this mutant from the rules: ${id}`,
    details: trace.map((command, index) => `${String(index + 1).padStart(3)}  ${systemOf(specification).text(command)}`),
    place: placeOf(id.slice(0, id.indexOf(' '))),
    fingerprint: `strength/survived/${id}`,
  }));
  const says = `${number(killed)} rule mutants killed, ${number(equivalent)} equivalent, ${number(survived)} survived`;
  return stepFound(says, findings, killed > 0);
}

/** A step in which a function of the author's threw: nothing is known, but where to look. */
export function thrownStep(name: StepName, error: AuthorError, place: Place | null, specification: Specification): StepFound {
  const { what, message } = error;
  const id = /^(?:rule|invariant) (\S+)$/.exec(what)?.[1] ?? 'throws';
  const details = authorErrorLines(specification, error);
  const [says, fingerprint] = [`${message} (it throws)`, `${name}/throws/${what}`];
  return stepFound(`${what} throws`, [finding({ id, verdict: 'inconclusive', says, details, place, fingerprint })]);
}

/** Where to look first for a change of behaviour: a rule that brings it about, else one that others follow from. */
export function placeOfChange(change: Change, { placeOf, suspects: { ofChange } }: Telling): Place | null {
  if ('of' in change) return null;
  if (change.class === 'row-added' || change.class === 'row-removed') return firstPlace(ofChange, placeOf);
  const own = 'state' in change ? [...change.rules.before, ...change.rules.now] : [change.rule ?? ''];
  return firstPlace([...ofChange.filter((id) => own.includes(id)), ...ofChange], placeOf);
}

/**
 * The rules to look at for what no rule decides, or several: where the rows of the base are known, of several the one that did not
 * decide it there, and of a table without one the rule that has changed. A rule that is gone stands nowhere: then the next.
 */
function toDecide({ reason }: Finding<unknown>, { rules }: Proof, { suspects: { ofChange } }: Telling) {
  const several = reason?.match(/R\d+/g) ?? [];
  if (several.length > 0) return [...several.filter((id) => !ofChange.includes(id)), ...several];
  const name = reason?.match(/table (\S+),/)?.[1];
  const table = rules.filter((rule) => rule.table === name).map(({ id }) => id);
  return [...ofChange.filter((id) => table.includes(id)), ...ofChange, ...table];
}

/** The place of the first of these that has one. */
function firstPlace(ids: readonly string[], placeOf: Telling['placeOf']) {
  return ids.map(placeOf).find((place) => place !== null) ?? null;
}

/** A trace, where there is one, played below a line that says how long it is. */
function traceLines({ specification }: Telling, trace: Trace<any> | null, reason: string | null) {
  if (trace === null) return [];
  const [, , ...lines] = counterexampleLines(specification, { id: '', reason, trace, replay: replay(specification, trace) }, unstyled);
  return [`shortest trace: ${counted(trace.commands.length, 'command')}${reason === null ? '' : `, ${reason}`}`, ...lines];
}
