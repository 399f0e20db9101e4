/**
 * The proof: every invariant over everything reachable, in all dialects, alphabet by alphabet.
 */
import { both, either, isEmpty, noneLike, numberOfFirst, sizeOf, type VariantSet, without } from '../dialects/set.ts';
import { type Firing, firings, undecided } from '../explore/decided.ts';
import { alphabetsFor, Exploration } from '../explore/exploration.ts';
import { growing } from '../explore/growth.ts';
import { sizesOf } from '../explore/sizes.ts';
import { kept } from '../kept.ts';
import { findingsOf } from './judge.ts';
import { nonLocality } from './locality.ts';
import { checkPurity } from './purity.ts';
import { findingOfRuns } from './runs.ts';
import type { Finding, Trace, Verdict } from '../explore/finding.ts';
import type { AnyRule } from '../rules/table.ts';
import type { Alphabet, Command, Invariant, RunInvariant, Specification, WholeInvariant, Words } from '../specification.ts';

/** What the exploration of one alphabet has come to. */
export type PartResult = Proved['result'];

export interface InvariantResult<W extends Words = any> extends Finding<Command<W>> {
  readonly says: string;
  readonly cites: readonly string[];
  /** The dialects that it speaks of, among those proved. */
  readonly speaksOf: VariantSet;
  /** The alphabet in which the trace was found. */
  readonly part: string | null;
}

export interface RuleResult extends Firing {
  readonly id: string;
  /** The table that it is a row of. */
  readonly table: string;
  readonly says: string;
  readonly cites: readonly string[];
  readonly verdict: 'upheld' | 'vacuous' | 'violated' | 'inconclusive';
  readonly reason: string | null;
}

export interface Proof<W extends Words = any> {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly dialects: readonly W['Dialect'][];
  readonly parts: readonly PartResult[];
  /** Those that speak of some of the dialects. */
  readonly invariants: readonly InvariantResult<W>[];
  /** Those that are not declared never to apply in any of the dialects, and those that do against it. */
  readonly rules: readonly RuleResult[];
  /** Gaps and overlaps, the shortest trace of each. */
  readonly undecided: readonly Finding<Command<W>>[];
  /** What is not local: then nothing that is proved of one part holds of several. Null where all is. */
  readonly nonLocal: Finding<Command<W>> | null;
  /** The shortest trace to a gap or an overlap; where there is none, to a violation. */
  readonly counterexample: Counterexample<W> | null;
}

/** `id` is the invariant that breaks, or `rulebook`. */
export interface Counterexample<W extends Words = any> extends Pick<Finding<Command<W>>, 'id' | 'verdict' | 'reason'> {
  readonly says: string;
  readonly trace: Trace<Command<W>>;
}

/** An invariant of any kind. */
export type AnyInvariant = Invariant | WholeInvariant | RunInvariant;

export function allInvariants<W extends Words>({ invariants, ofWholeSteps, ofRuns }: Specification<W>): readonly AnyInvariant[] {
  return [...invariants(), ...(ofWholeSteps?.() ?? []), ...(ofRuns?.() ?? [])];
}

/**
 * Proves every invariant over the given alphabets.
 *
 * @param exploration of the specification, where the caller has one: what has been explored is not explored again.
 * @throws AuthorError for a function of the specification that throws, or does not answer the same when it is asked the same.
 */
export function prove<W extends Words>(
  specification: Specification<W>,
  alphabets: readonly Alphabet<W>[] = alphabetsFor(specification, 'proof'),
  exploration: Exploration<W> = new Exploration(specification),
): Proof<W> {
  const { system, within } = exploration;
  const first = specification.alphabets[0]!;
  const asked = alphabets.includes(first);
  if (asked) checkPurity(specification, first, alphabets.every((alphabet) => alphabet.for === 'quick') ? 3 : 12);
  const proved = alphabets.map((alphabet) => proveOver(exploration, alphabet));
  const nonLocal = asked ? nonLocality(system, exploration.graph(first)) : null;
  const rests = 'What happens to a part rests on the whole, the command and that part alone';
  const locality = nonLocal === null ? [] : [{ ...nonLocal, says: rests }];
  const demanded = allInvariants(specification);
  const invariants = demanded.map((invariant) => combine(exploration, invariant, proved)).filter(({ speaksOf }) => !isEmpty(speaksOf));
  const rules = [...system.tables]
    .flatMap(([table, { rules: rows }]) => rows.map((rule) => judgeRule(exploration, rule, table, proved)))
    .filter(({ verdict, fired }) => verdict !== 'upheld' || fired > 0); // one that never applies and is right not to has no say
  const gaps = proved.flatMap((of) => of.gaps);
  const undecidedSteps = (['gap', 'overlap'] as const).flatMap((kind) => shortest(gaps.filter(({ verdict }) => verdict === kind)) ?? []);
  const undecidable = undecidedSteps.map((finding) => ({ ...finding, says: 'Exactly one rule of each table applies' }));
  return {
    verdict: verdictOf(proved, [...invariants, ...rules, ...undecidedSteps, ...locality]),
    dialects: system.dialects.listed(within),
    parts: proved.map(({ result }) => result),
    invariants,
    rules,
    undecided: undecidedSteps,
    nonLocal,
    counterexample: counterexampleOf(shortest(undecidable) ?? shortest([...invariants, ...locality])),
  };
}

type Proved = ReturnType<typeof proveAnew>;

/** What has been proved of an exploration, alphabet by alphabet: a larger proof need not prove the quick alphabets again. */
const provedOver = new WeakMap<Exploration, Map<string, Proved>>();

function proveOver(exploration: Exploration, alphabet: Alphabet): Proved {
  return kept(kept(provedOver, exploration, () => new Map<string, Proved>()), alphabet.name, () => proveAnew(exploration, alphabet));
}

function proveAnew(exploration: Exploration, alphabet: Alphabet) {
  const { witness, specification } = exploration;
  const graph = exploration.graph(alphabet);
  const { name, says } = alphabet;
  // Where the fixpoint was not reached, the field that grows: `part.count`.
  const grows = graph.complete ? null : growing(witness.system.keys, graph.states.map(({ state }) => state));
  const ofRuns = specification.ofRuns?.() ?? [];
  const findings = [...findingsOf(graph, witness), ...ofRuns.map((invariant) => findingOfRuns(witness, graph, invariant))];
  return {
    result: { name, says, complete: graph.complete, grows, /** For each dialect, in their order. */ sizes: sizesOf(graph) },
    findings: new Map<string, Finding<any>>(findings.map((finding) => [finding.id, finding])),
    gaps: undecided(graph),
    firings: firings(graph),
  };
}

function combine({ system, within }: Exploration, invariant: AnyInvariant, proved: readonly Proved[]): InvariantResult {
  const { id, says, cites, onlyIn } = invariant;
  const speaksOf = onlyIn === undefined ? within : both(system.dialects.in(onlyIn), within);
  const found = proved.flatMap(({ result, findings }) => (findings.has(id) ? [{ ...findings.get(id)!, part: result.name }] : []));
  const judged = found.reduce((sum, finding) => sum + finding.judged, 0);
  const judgedIn = found.reduce((set, finding) => either(set, finding.judgedIn), noneLike(within));
  const about = { id, says, cites, speaksOf, judged, judgedIn };
  const broken = shortest(found.filter(({ verdict }) => verdict === 'violated'));
  if (broken !== null) return { ...broken, ...about };
  const missing = without(speaksOf, judgedIn);
  const complete = proved.every(({ result }) => result.complete);
  const verdict = !complete ? 'inconclusive' : isEmpty(missing) ? 'upheld' : 'vacuous';
  const reason = isEmpty(missing) ? null : `never judged ${inDialects(system.dialects, missing)}`;
  return { ...about, verdict, reason, trace: null, part: null };
}

function judgeRule({ system: { dialects }, within }: Exploration, rule: AnyRule, table: string, proved: readonly Proved[]): RuleResult {
  const { id, says, cites, neverIn } = rule;
  const found = proved.flatMap(({ firings: all }) => all.get(id) ?? []);
  const fired = found.reduce((sum, firing) => sum + firing.fired, 0);
  const firedIn = found.reduce((set, firing) => either(set, firing.firedIn), noneLike(within));
  const impossible = neverIn === undefined ? noneLike(within) : both(dialects.in(neverIn), within);
  const missing = without(without(within, impossible), firedIn);
  const against = both(firedIn, impossible);
  const result = { id, table, says, cites, fired, firedIn };
  if (!isEmpty(against)) return { ...result, verdict: 'violated', reason: `applies ${inDialects(dialects, against)}, declared not to` };
  if (neverIn?.length === 0 && fired === 0) {
    return { ...result, verdict: 'violated', reason: 'never applies in any dialect, and neverIn names none' };
  }
  if (isEmpty(missing)) return { ...result, verdict: 'upheld', reason: null };
  const verdict = proved.every((of) => of.result.complete) ? 'vacuous' : 'inconclusive';
  const never = `never applies ${inDialects(dialects, missing)}`;
  return { ...result, verdict, reason: verdict === 'vacuous' ? `${never}: delete it, or say so in its neverIn` : never };
}

function verdictOf(proved: readonly Proved[], results: readonly { readonly verdict: Verdict }[]): Proof['verdict'] {
  const verdicts = new Set(results.map(({ verdict }) => verdict));
  if (verdicts.has('violated') || verdicts.has('gap') || verdicts.has('overlap')) return 'violated';
  if (proved.length === 0 || proved.some(({ result }) => !result.complete)) return 'inconclusive';
  return verdicts.has('vacuous') ? 'violated' : 'upheld';
}

function counterexampleOf(found: (Finding<any> & { readonly says: string }) | null): Counterexample | null {
  return found && { id: found.id, says: found.says, verdict: found.verdict, reason: found.reason, trace: found.trace! };
}

/** The one with the shortest trace, the default dialect before others, the first among equals; null when none has a trace. */
function shortest<F extends Finding<any>>(findings: readonly F[]) {
  const order = (a: F, b: F) =>
    a.trace!.commands.length - b.trace!.commands.length || numberOfFirst(a.trace!.variant) - numberOfFirst(b.trace!.variant);
  return findings.filter(({ trace }) => trace !== null).sort(order)[0] ?? null;
}

function inDialects(dialects: Exploration['system']['dialects'], set: VariantSet) {
  const common = dialects.common(set);
  return `in ${sizeOf(set)} dialects${common === '' ? '' : ` (${common})`}`;
}
