/**
 * Canaries: faults that the gate plants into itself on every run. A step that lets its fault pass proves nothing when it
 * passes the rules.
 */
import { observer } from '../../kst/invariants/observed.ts';
import { invariantSet } from '../../kst/invariants/index.ts';
import { behaviourDiff } from '../../kit/diff/diff.ts';
import { judgeAcceptances } from '../../kit/diff/acceptance.ts';
import { Exploration } from '../../kit/exploration.ts';
import { prove, quickParts } from '../../kit/proof.ts';
import { playSequences } from '../../kit/random.ts';
import { judgeMutant, Reference } from '../../kit/strength/judge.ts';
import { mutantsOf } from '../../kit/strength/mutants.ts';
import { summary } from '../../kit/strength/summary.ts';
import { proofStep, randomStep, rulebookStep, strengthStep } from '../../reports/gate/steps.ts';
import { tableOf } from '../base.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive } from '../io.ts';
import { driftOf } from '../reports-folder.ts';
import type { BehaviourTable } from '../../kit/tables/behaviour.ts';
import type { StepName } from '../../engine/gate/result.ts';
import type { Observer } from '../../kst/invariants/observed.ts';
import type { InvariantSet } from '../../kst/invariants/index.ts';
import type { Effect } from '../../kst/effects.ts';
import type { Model } from '../../kst/model.ts';
import type { Rule } from '../../kst/rules/rule.ts';
import type { Telling, UntimedStep } from '../../reports/gate/steps.ts';

export interface CanaryInputs {
  readonly model: Model;
  /** Of the model: what it has seen it need not look at again. */
  readonly watching: Observer;
  readonly citable: ReadonlySet<string>;
  readonly telling: Telling;
  readonly table: BehaviourTable;
  readonly files: ReadonlyMap<string, string>;
  readonly reportsFolder: string;
  readonly seed: number;
}

export interface Canary {
  /** The step that has to catch it. */
  readonly step: StepName;
  /** What is planted. */
  readonly fault: string;
  readonly caught: (inputs: CanaryInputs) => boolean;
}

/** Every canary, in the order of the steps. */
export const canaries = (): readonly Canary[] => [
  { step: 'rulebook', fault: 'a gap', caught: (inputs) => found(rulebookOf(inputs, withTable(inputs.model, (rules) => rules.slice(1))), 'gap') },
  { step: 'rulebook', fault: 'an overlap', caught: (inputs) => found(rulebookOf(inputs, withTable(inputs.model, (rules) => [...rules, { ...rules[0]!, id: 'R00' }])), 'overlap') },
  { step: 'rulebook', fault: 'an invariant that never fires', caught: (inputs) => found(rulebookOf(inputs, inputs.model, observer(inputs.model, withIdleInvariant())), 'I00') },
  { step: 'rulebook', fault: 'a rule that cites nothing', caught: ({ model, ...inputs }) => found(rulebookOf({ ...inputs, model }, withTable(model, (rules) => rules.map((rule) => ({ ...rule, cites: [] })))), firstRule(model).id) },
  { step: 'proof', fault: 'a broken invariant', caught: ({ model, watching, telling }) => proofStep(prove(talkative(model), quickParts().slice(0, 1), {}, new Exploration(talkative(model), {}, watching)), false, telling).verdict === 'violated' },
  { step: 'proof', fault: 'TelExtn treated as SipName', caught: ({ model, telling }) => proofStep(prove({ ...model, hosting: (plans) => plans.length > 0 }, quickParts().slice(1)), false, telling).verdict === 'violated' },
  { step: 'random', fault: 'a fault for the sequences', caught: ({ model, seed, telling }) => randomStep(playSequences(talkative(model), { runs: 20, seed, servers: 3 }), false, telling).verdict === 'violated' },
  { step: 'strength', fault: 'a mutant, and no invariant at all', caught: mutantSurvives },
  { step: 'drift', fault: 'a drifted table', caught: ({ files, reportsFolder }) => driftOf(new Map([['behaviour.json', `${files.get('behaviour.json')}\n`]]), reportsFolder).some(({ file }) => file === 'behaviour.json') },
  { step: 'change', fault: 'an unreadable base', caught: ({ files }) => isUnreadable(files.get('behaviour.json')!.slice(0, -100)) && isUnreadable('') && isUnreadable('{}') },
  { step: 'change', fault: 'a row that comes to something else', caught: rowChangeIsSeen },
];

function rulebookOf({ citable, telling, ...inputs }: CanaryInputs, model: Model, watching = inputs.watching): UntimedStep {
  const proof = prove(model, quickParts().slice(0, 1), {}, new Exploration(model, {}, watching));
  return rulebookStep(proof, Object.values(model.rulebook).flat(), citable, telling);
}

function found({ verdict, findings }: UntimedStep, id: string): boolean {
  return verdict === 'violated' && findings.some((finding) => finding.id === id);
}

/** The rules with the table of `dialPlan.host` edited. */
function withTable({ rulebook, ...model }: Model, edit: (rules: readonly Rule[]) => readonly Rule[]): Model {
  return { ...model, rulebook: { ...rulebook, 'dialPlan.host': edit(rulebook['dialPlan.host'] as readonly Rule[]) } as Model['rulebook'] };
}

function firstRule({ rulebook }: Model): Pick<Rule, 'id'> {
  return rulebook['dialPlan.host'][0]!;
}

/** Dial plan commands that log what nobody asked for. */
function talkative(model: Model): Model {
  const more = (effects: readonly Effect[]): readonly Effect[] => (effects.some(({ do: word }) => word === 'refuse') ? effects : [...effects, { do: 'warn' }]);
  return withTable(model, (rules) => rules.map((rule) => ({ ...rule, then: (dialect) => more(rule.then(dialect)) })));
}

function withIdleInvariant(): InvariantSet {
  const set = invariantSet();
  const idle = { id: 'I00', says: 'A command about a pool stops RTCSRV', cites: ['C2'], when: () => ({ command: { do: 'pool.add' as const }, before: { running: true }, after: { running: false } }), must: () => true };
  return { ...set, steps: [...set.steps, idle] };
}

function mutantSurvives({ model, telling }: CanaryInputs): boolean {
  const none: InvariantSet = { steps: [], worlds: [], commutations: [], determinations: [], idempotences: [], healings: [], ways: [] };
  const reference = new Reference(model, quickParts().slice(0, 1), none);
  const ids = model.rulebook['dialPlan.host'].map(({ id }) => id);
  const mutant = mutantsOf(model.rulebook).find(({ operator, within }) => operator === 'refuse' && within.some((id) => ids.includes(id)));
  if (mutant === undefined) return false;
  const step = strengthStep(summary([judgeMutant(reference, mutant)]), false, telling);
  return step.verdict === 'violated' && step.findings.some(({ id }) => id === 'survived');
}

function isUnreadable(text: string): boolean {
  try {
    tableOf(text, 'canary');
    return false;
  } catch (error) {
    return error instanceof Inconclusive;
  }
}

function rowChangeIsSeen({ model, table }: CanaryInputs): boolean {
  const rows = table.rows.map((row, index) => (index === 0 ? { ...row, events: [...row.events, { id: 44030 as const, server: 'ex1.contoso.com' }] } : row));
  const { changes } = behaviourDiff({ ...table, rows }, table, { model, hash: sha256 });
  return judgeAcceptances(changes, []).missing.length > 0;
}
