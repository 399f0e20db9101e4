/**
 * The proof: every invariant over everything reachable, in all dialects, alphabet by alphabet. Here the table (kst) is
 * handed to the engine (verify).
 */
import { commonChoices, dialectsWith, listDialects } from '../kst/dialect.ts';
import { allInvariants } from '../kst/invariants/index.ts';
import { commute, dependsOnly, twiceIsOnce } from '../verify/compare-runs.ts';
import { firings, undecided } from '../verify/decided.ts';
import { edgesOf } from '../verify/explore.ts';
import { alwaysAWay, heals } from '../verify/heals.ts';
import { findingsOf } from '../verify/judge.ts';
import { serverIn } from '../kst/state.ts';
import { Exploration } from './exploration.ts';
import { allParts } from './parts.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect, DialectSet } from '../kst/dialect.ts';
import type { Event } from '../kst/events.ts';
import type { Named } from '../kst/invariants/invariant.ts';
import type { Observed, ObservedTaken } from '../kst/invariants/observed.ts';
import type { Healing } from '../kst/invariants/runs.ts';
import type { Model } from '../kst/model.ts';
import type { Rule } from '../kst/rules/rule.ts';
import type { Firing } from '../verify/decided.ts';
import type { Finding, Trace, Verdict } from '../verify/finding.ts';
import type { Trial } from '../verify/heals.ts';
import type { KstGraph } from './exploration.ts';
import type { Part } from './parts.ts';

export { allParts, quickParts } from './parts.ts';
export type { Part } from './parts.ts';

/** How large a part is in one dialect. A transition is a (state, command) row, refused ones included. */
export interface Size {
  readonly states: number;
  readonly transitions: number;
  readonly accepted: number;
}

export interface PartResult {
  readonly name: string;
  readonly says: string;
  /** Whether the fixpoint was reached. */
  readonly complete: boolean;
  /** For each dialect proved, in the order of `dialects`. */
  readonly sizes: readonly Size[];
}

export interface InvariantResult extends Finding<Command> {
  readonly says: string;
  readonly cites: readonly string[];
  /** The dialects that it speaks of, among those proved. */
  readonly speaksOf: DialectSet;
  /** The part in which the trace was found. */
  readonly part: string | null;
}

export interface RuleResult extends Firing {
  readonly id: string;
  /** The table that it is a row of. */
  readonly table: string;
  readonly says: string;
  readonly cites: readonly string[];
  readonly verdict: 'upheld' | 'vacuous' | 'violated';
  readonly reason: string | null;
}

export interface Proof {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly dialects: readonly Dialect[];
  readonly parts: readonly PartResult[];
  /** Those that speak of some of the dialects. */
  readonly invariants: readonly InvariantResult[];
  /** Those that are not declared never to apply in any of the dialects, and those that do against it. */
  readonly rules: readonly RuleResult[];
  /** Gaps and overlaps, the shortest trace of each. */
  readonly undecided: readonly Finding<Command>[];
  /** The shortest trace to a gap or an overlap; where there is none, to a violation. */
  readonly counterexample: Counterexample | null;
}

export interface Counterexample {
  /** The invariant that breaks, or `rulebook`. */
  readonly id: string;
  readonly says: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly trace: Trace<Command>;
}

/**
 * Proves every invariant over the given parts, in the dialects that make the given choices.
 *
 * @param exploration of the model in those dialects, where the caller has one: what has been explored is not explored again.
 */
export function prove(model: Model, parts: readonly Part[] = allParts(), choices: Partial<Dialect> = {}, exploration = new Exploration(model, choices)): Proof {
  const proved = parts.map((part) => provePart(exploration, part));
  const all = dialectsWith(choices);
  const demanded = allInvariants(exploration.watching.set);
  const namesakes = repeated(demanded.map(({ id }) => id));
  const invariants = demanded.map((invariant) => combine(invariant, proved, all, namesakes)).filter(({ speaksOf }) => speaksOf !== 0);
  const twice = repeated(Object.values(model.rulebook).flatMap((rows) => rows.map(({ id }) => id)));
  const rules = Object.entries(model.rulebook).flatMap(([table, rows]) => rows.map((rule) => judgeRule(rule, table, proved, all, twice))).filter(hasSay);
  const undecidedSteps = shortestOfEach(proved.flatMap(({ gaps }) => gaps));
  const undecidable = undecidedSteps.map((finding) => ({ ...finding, says: 'Exactly one rule of each table applies' }));
  return {
    verdict: verdictOf(proved, [...invariants, ...rules, ...undecidedSteps]),
    dialects: listDialects(all),
    parts: proved.map(({ result }) => result),
    invariants,
    rules,
    undecided: undecidedSteps,
    counterexample: shortest(undecidable) ?? shortest(invariants),
  };
}

interface ProvedPart {
  readonly result: PartResult;
  readonly findings: ReadonlyMap<string, Finding<Command>>;
  readonly gaps: readonly Finding<Command>[];
  readonly firings: ReadonlyMap<string, Firing>;
}

/** What has been proved of an exploration, part by part: a larger proof need not prove the parts of a quick one again. */
const provedParts = new WeakMap<Exploration, Map<string, ProvedPart>>();

function provePart(exploration: Exploration, part: Part): ProvedPart {
  const known = provedParts.get(exploration) ?? new Map<string, ProvedPart>();
  provedParts.set(exploration, known);
  const proved = known.get(part.name) ?? proveAnew(exploration, part);
  known.set(part.name, proved);
  return proved;
}

function proveAnew(exploration: Exploration, part: Part): ProvedPart {
  const { model, watching } = exploration;
  const { set } = watching;
  const graph = exploration.graph(part);
  const { name, says } = part;
  const findings = [
    ...findingsOf(graph, watching),
    ...set.commutations.map(({ id, independent }) => commute(id, graph, independent)),
    ...set.determinations.map(({ id, command, basis, result }) =>
      dependsOnly(id, graph, { command: ({ world }) => command(world), basis: ({ world }) => basis(world), result: ({ world }) => result(world) }),
    ),
    ...set.idempotences.map(({ id, command }) => twiceIsOnce(id, graph, command)),
    ...set.healings.map((healing) => heals(healing.id, graph, (state) => trials(model, healing, state))),
    ...set.ways.map(({ id, to }) => alwaysAWay(id, graph, ({ world }) => world.servers.some((server) => to(model.integrationOf(world.running, server))))),
  ];
  return {
    result: { name, says, complete: graph.complete, sizes: sizes(graph) },
    findings: new Map(findings.map((finding) => [finding.id, finding])),
    gaps: undecided(graph),
    firings: firings(graph),
  };
}

/** A healing, tried for each server of a state from which it starts. */
function trials(model: Model, { from, stages }: Healing, { world }: Observed): readonly Trial<Observed, Command, ObservedTaken>[] {
  const integration = (at: Observed, name: string) => model.integrationOf(at.world.running, serverIn(at.world, name));
  return world.servers
    .filter((server) => from(server, model.integrationOf(world.running, server)))
    .map(({ name }) => ({
      stages: stages.map(({ doing, to }) => ({
        doing: (at) => doing(serverIn(at.world, name)),
        to: (at, steps) => to(integration(at, name), steps.flatMap(({ events }) => events).filter((event) => concerns(event, name))),
      })),
    }));
}

function concerns(event: Event, name: string): boolean {
  return 'servers' in event || event.server === name;
}

function sizes(graph: KstGraph): readonly Size[] {
  const ofDialect = listBits(graph.machine.variants).map((bit) => ({ bit, states: 0, transitions: 0, accepted: 0 }));
  for (const size of ofDialect) size.states = graph.reached.filter((reached) => (reached & size.bit) !== 0).length;
  for (const { edge, variants } of edgesOf(graph)) {
    for (const size of ofDialect) {
      if ((variants & size.bit) === 0) continue;
      size.transitions++;
      if (edge.outcome.kind === 'taken' && edge.outcome.refused === null) size.accepted++;
    }
  }
  return ofDialect.map(({ states, transitions, accepted }) => ({ states, transitions, accepted }));
}

/** The ids that stand for more than one. */
function repeated(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}

function combine(invariant: Named, proved: readonly ProvedPart[], all: DialectSet, namesakes: ReadonlySet<string>): InvariantResult {
  const { id, says, cites, onlyIn } = invariant;
  const speaksOf = dialectsWith(onlyIn) & all;
  const found = proved.flatMap(({ result, findings }) => {
    const finding = findings.get(id);
    return finding === undefined ? [] : [{ ...finding, part: result.name }];
  });
  const judged = found.reduce((sum, finding) => sum + finding.judged, 0);
  const judgedIn = found.reduce((set, finding) => set | finding.judgedIn, 0);
  const broken = shortestFinding(found.filter(({ verdict }) => verdict === 'violated'));
  if (broken !== null) return { ...broken, says, cites, speaksOf, judged, judgedIn };
  if (namesakes.has(id)) return { id, says, cites, speaksOf, verdict: 'violated', judged, judgedIn, reason: 'another invariant has its id', trace: null, part: null };
  const missing = speaksOf & ~judgedIn;
  const verdict: Verdict = missing !== 0 ? 'vacuous' : proved.every(({ result }) => result.complete) ? 'upheld' : 'inconclusive';
  const reason = missing !== 0 ? `never judged ${inDialects(missing)}` : null;
  return { id, says, cites, speaksOf, verdict, judged, judgedIn, reason, trace: null, part: null };
}

function judgeRule({ id, says, cites, neverIn }: Rule, table: string, proved: readonly ProvedPart[], all: DialectSet, twice: ReadonlySet<string>): RuleResult {
  const found = proved.flatMap(({ firings }) => firings.get(id) ?? []);
  const fired = found.reduce((sum, firing) => sum + firing.fired, 0);
  const firedIn = found.reduce((set, firing) => set | firing.firedIn, 0);
  const impossible = neverIn === undefined ? 0 : dialectsWith(neverIn) & all;
  const missing = all & ~impossible & ~firedIn;
  const result = { id, table, says, cites, fired, firedIn };
  if (twice.has(id)) return { ...result, verdict: 'violated', reason: 'another rule has its id' };
  if ((firedIn & impossible) !== 0) return { ...result, verdict: 'violated', reason: `applies ${inDialects(firedIn & impossible)}, declared not to` };
  if (missing !== 0) return { ...result, verdict: 'vacuous', reason: `never applies ${inDialects(missing)}` };
  return { ...result, verdict: 'upheld', reason: null };
}

/** A rule that never applies and is right not to has no say in the dialects proved. */
function hasSay({ verdict, fired }: RuleResult): boolean {
  return verdict !== 'upheld' || fired > 0;
}

function verdictOf(proved: readonly ProvedPart[], results: readonly { readonly verdict: Verdict }[]): Proof['verdict'] {
  const verdicts = new Set(results.map(({ verdict }) => verdict));
  if (verdicts.has('violated') || verdicts.has('gap') || verdicts.has('overlap')) return 'violated';
  if (proved.length === 0 || proved.some(({ result }) => !result.complete)) return 'inconclusive';
  return verdicts.has('vacuous') ? 'violated' : 'upheld';
}

function shortestOfEach(findings: readonly Finding<Command>[]): readonly Finding<Command>[] {
  return (['gap', 'overlap'] as const).flatMap((kind) => shortestFinding(findings.filter(({ verdict }) => verdict === kind)) ?? []);
}

function shortest(findings: readonly (Finding<Command> & { readonly says: string })[]): Counterexample | null {
  const found = shortestFinding(findings);
  if (found === null || found.trace === null) return null;
  const { id, says, verdict, reason, trace } = found;
  return { id, says, verdict, reason, trace };
}

/** The one with the shortest trace, the default dialect before others, the first among equals; null when none has a trace. */
function shortestFinding<F extends Finding<Command>>(findings: readonly F[]): F | null {
  return findings.reduce<F | null>((best, finding) => {
    if (finding.trace === null) return best;
    return best === null || oddity(finding.trace) < oddity(best.trace!) ? finding : best;
  }, null);
}

function oddity({ commands, variant }: Trace<Command>): number {
  return 32 * commands.length + (31 - Math.clz32(variant)); // the number of the dialect decides among traces of one length
}

function inDialects(set: DialectSet): string {
  const common = commonChoices(set);
  return `in ${listBits(set).length} dialects${common === '' ? '' : ` (${common})`}`;
}

function listBits(set: number): readonly number[] {
  const bits: number[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) bits.push(rest & -rest);
  return bits;
}
