/**
 * Canaries: faults that the gate plants on every run. A step that lets its fault pass proves nothing when it passes the rules.
 */
import { judgeAcceptances } from '../../engine/diff/acceptance.ts';
import { behaviourDiff } from '../../engine/diff/diff.ts';
import { alphabetsFor, Exploration } from '../../engine/explore/exploration.ts';
import { ruleInUse, unjudged, whyNoFault, withIdleInvariant, type WrongOnPurpose } from '../../engine/gate/planted.ts';
import { prove } from '../../engine/prove/prove.ts';
import { playSequences } from '../../engine/random/sequences.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { withRulesOf } from '../../engine/rules/system.ts';
import { judgeMutant } from '../../engine/strength/judge.ts';
import { Reference } from '../../engine/strength/reference.ts';
import { summary } from '../../engine/strength/summary.ts';
import { proofStep, randomStep, rulebookStep, strengthStep, type Telling } from '../../reports/gate/steps.ts';
import { tableOf } from '../base.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive } from '../io.ts';
import { orInconclusive } from './change-step.ts';
import { reportedSequences } from './measures.ts';
import { driftOf } from '../reports-folder.ts';
import type { StepFound, StepName } from '../../engine/gate/result.ts';
import type { AnyRule } from '../../engine/rules/table.ts';
import type { Fault, Specification } from '../../engine/specification.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

export interface CanaryInputs {
  /** Of the rules as they are. */
  readonly exploration: Exploration;
  /** Rules that break an invariant; null where no mutant does. */
  readonly wrong: WrongOnPurpose | null;
  readonly telling: Telling;
  readonly table: BehaviourTable;
  readonly files: ReadonlyMap<string, string>;
  readonly reportsFolder: string;
}

export interface Canary {
  /** The step that has to catch it. */
  readonly step: StepName;
  /** What is planted. */
  readonly fault: string;
  readonly caught: (inputs: CanaryInputs) => boolean;
  /** Of one that is not caught, why it is no fault; null where it is one, and the step to blame. */
  readonly unfit?: (inputs: CanaryInputs) => string | null;
}

/** Every canary, in the order of the steps: those of any specification, and the project's own faults. */
export const canaries = (faults: readonly Fault[]): readonly Canary[] => [
  { step: 'rulebook', fault: 'a gap', caught: (inputs) => rulebookFinds(inputs, 'gap', () => []) },
  { step: 'rulebook', fault: 'an overlap', caught: (inputs) => rulebookFinds(inputs, 'overlap', (rule) => [rule, { ...rule, id: 'R00' }]) },
  { step: 'rulebook', fault: 'an invariant that never fires', caught: neverFires },
  { step: 'rulebook', fault: 'a rule that cites nothing', caught: citesNothing },
  { step: 'proof', fault: 'a broken invariant', caught: ofWrong(breaks) },
  { step: 'random', fault: 'a fault for the sequences', caught: ofWrong(isSampled) },
  { step: 'strength', fault: 'a mutant, and no invariant at all', caught: ofWrong(survives) },
  { step: 'drift', fault: 'a drifted table', caught: drifts },
  { step: 'change', fault: 'an unreadable base', caught: isNoBase },
  { step: 'change', fault: 'a row that comes to something else', caught: rowChangeIsSeen },
  ...faults.map(ofProject),
];

function ofProject(fault: Fault): Canary {
  return {
    step: 'proof',
    fault: fault.id,
    caught: (inputs) => isNoticed(inputs, fault),
    unfit: ({ exploration: { specification }, table }) => {
      const edit = 'make the invariant stronger, or correct `breaks`';
      const holds = `fault ${fault.id} should break ${fault.breaks.join(' and ')}, and does not: ${edit}`;
      return whyNoFault(specification, fault, table, sha256) ?? holds;
    },
  };
}

/** Whether a step catches the rules that break an invariant; where no mutant does, it has caught nothing. */
function ofWrong(caught: (wrong: WrongOnPurpose, inputs: CanaryInputs) => boolean): Canary['caught'] {
  return (inputs) => inputs.wrong !== null && caught(inputs.wrong, inputs);
}

const quickProof = (specification: Specification) => prove(specification, specification.alphabets.slice(0, 1));

function rulebookOf({ telling }: CanaryInputs, specification: Specification) {
  return rulebookStep(quickProof(specification), systemOf(specification).rules, telling);
}

function found({ verdict, findings }: StepFound, id: string) {
  return verdict === 'violated' && findings.some((finding) => finding.id === id);
}

/** Whether the step *rulebook* finds that with other rules in the place of one that is in use. */
function rulebookFinds(inputs: CanaryInputs, id: string, edit: (rule: AnyRule) => readonly AnyRule[]) {
  const { system, specification } = inputs.exploration;
  const used = ruleInUse(inputs.exploration);
  if (used === null) return false;
  const rules = system.tables.get(used.table)!.rules.flatMap((rule) => (rule === used.rule ? edit(rule) : [rule]));
  return found(rulebookOf(inputs, withRulesOf(specification, system.instead(used.table, rules))), id);
}

function citesNothing(inputs: CanaryInputs): boolean {
  const id = ruleInUse(inputs.exploration)?.rule.id ?? '';
  return rulebookFinds(inputs, id, (rule) => [{ ...rule, cites: [] }]);
}

function neverFires(inputs: CanaryInputs): boolean {
  return found(rulebookOf(inputs, withIdleInvariant(inputs.exploration.specification, 'I00')), 'I00');
}

function breaks({ specification }: WrongOnPurpose, { telling }: CanaryInputs): boolean {
  return proofStep(quickProof(specification), telling).verdict === 'violated';
}

function isSampled({ specification }: WrongOnPurpose, { telling }: CanaryInputs): boolean {
  return randomStep(playSequences(specification, { ...reportedSequences, runs: 50 }), telling).verdict === 'violated';
}

function survives({ mutant }: WrongOnPurpose, { telling, exploration: { specification } }: CanaryInputs): boolean {
  const reference = new Reference(new Exploration(unjudged(specification)), specification.alphabets.slice(0, 1));
  return found(strengthStep(summary([judgeMutant(reference, mutant)]), telling), 'survived');
}

/** A fault of the project: every invariant that it says must notice, over the first alphabets if it can, else over all. */
function isNoticed({ exploration: { specification } }: CanaryInputs, { breaks: ids, plant }: Fault) {
  const wrong = plant(specification);
  const broken = new Set<string>();
  for (const alphabet of alphabetsFor(wrong, 'proof')) {
    const { invariants } = prove(wrong, [alphabet]);
    for (const { id, verdict } of invariants) if (verdict === 'violated') broken.add(id);
    if (ids.length > 0 && ids.every((id) => broken.has(id))) return true;
  }
  return false;
}

function drifts({ files, reportsFolder }: CanaryInputs): boolean {
  const edited = new Map([['behaviour.json', `${files.get('behaviour.json')}\n`]]);
  return driftOf(edited, reportsFolder).some(({ file }) => file === 'behaviour.json');
}

function isNoBase({ files, exploration: { specification } }: CanaryInputs): boolean {
  const unreadable = [files.get('behaviour.json')!.slice(0, -100), '', '{}'];
  return unreadable.every((text) => orInconclusive(() => tableOf(text, 'canary', specification)) instanceof Inconclusive);
}

function rowChangeIsSeen({ exploration: { specification }, table }: CanaryInputs): boolean {
  const [first, ...others] = table.rows;
  const changed = { ...first!, rejected: first!.rejected === undefined ? 'canary' : undefined };
  const { changes } = behaviourDiff({ ...table, rows: [changed, ...others] }, table, specification, sha256);
  return judgeAcceptances(changes, [], () => '').missing.length > 0;
}
