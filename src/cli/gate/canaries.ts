/**
 * Canaries: faults that the gate plants on every run. A step that lets its fault pass proves nothing when it passes the rules.
 */
import { judgeAcceptances } from '../../engine/diff/acceptance.ts';
import { behaviourDiff } from '../../engine/diff/diff.ts';
import { Exploration } from '../../engine/explore/exploration.ts';
import { ruleInUse, unjudged, withIdleInvariant, withTable } from '../../engine/gate/planted.ts';
import { prove } from '../../engine/prove/prove.ts';
import { playSequences } from '../../engine/random/sequences.ts';
import { judgeMutant } from '../../engine/strength/judge.ts';
import { Reference } from '../../engine/strength/reference.ts';
import { summary } from '../../engine/strength/summary.ts';
import { proofStep, randomStep, rulebookStep, strengthStep } from '../../reports/gate/steps.ts';
import { tableOf } from '../base.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive } from '../io.ts';
import { driftOf } from '../reports-folder.ts';
import { reportedSequences } from '../reports.ts';
import type { StepName } from '../../engine/gate/result.ts';
import type { AnyRule } from '../../engine/rules/table.ts';
import type { Fault, Specification } from '../../engine/specification.ts';
import type { JudgedMutant } from '../../engine/strength/judge.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';
import type { Telling, UntimedStep } from '../../reports/gate/steps.ts';
import type { Project } from '../project.ts';

export interface CanaryInputs {
  readonly project: Project;
  readonly exploration: Exploration;
  /** One that breaks an invariant; null where there is none. */
  readonly mutant: JudgedMutant | null;
  readonly citable: ReadonlySet<string>;
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
}

/** Every canary, in the order of the steps: those of any specification, and the project's own faults. */
export const canaries = (faults: readonly Fault[]): readonly Canary[] => [
  { step: 'rulebook', fault: 'a gap', caught: (inputs) => rulebookFinds(inputs, 'gap', (rules, rule) => rules.filter((each) => each !== rule)) },
  { step: 'rulebook', fault: 'an overlap', caught: (inputs) => rulebookFinds(inputs, 'overlap', (rules, rule) => [...rules, { ...rule, id: 'R00' }]) },
  { step: 'rulebook', fault: 'an invariant that never fires', caught: (inputs) => found(rulebookOf(inputs, withIdleInvariant(rightOf(inputs), 'I00')), 'I00') },
  { step: 'rulebook', fault: 'a rule that cites nothing', caught: citesNothing },
  { step: 'proof', fault: 'a broken invariant', caught: (inputs) => withMutant(inputs, (wrong) => breaks(inputs, wrong)) },
  { step: 'random', fault: 'a fault for the sequences', caught: (inputs) => withMutant(inputs, (wrong) => isSampled(inputs, wrong)) },
  { step: 'strength', fault: 'a mutant, and no invariant at all', caught: (inputs) => withMutant(inputs, (_wrong, mutant) => survives(inputs, mutant)) },
  { step: 'drift', fault: 'a drifted table', caught: drifts },
  { step: 'change', fault: 'an unreadable base', caught: isNoBase },
  { step: 'change', fault: 'a row that comes to something else', caught: rowChangeIsSeen },
  ...faults.map(({ id, breaks: ids, plant }): Canary => ({
    step: 'proof',
    fault: id,
    caught: ({ project: { specification } }) => {
      const broken = prove(plant(specification)).invariants.filter(({ verdict }) => verdict === 'violated').map((each) => each.id);
      return ids.every((each) => broken.includes(each));
    },
  })),
];

const rightOf = ({ project }: CanaryInputs): Specification => project.specification;

function rulebookOf({ citable, telling }: CanaryInputs, specification: Specification): UntimedStep {
  const exploration = new Exploration(specification);
  const proof = prove(specification, specification.alphabets.slice(0, 1), exploration);
  return rulebookStep(proof, exploration.system.rules, citable, telling);
}

function found({ verdict, findings }: UntimedStep, id: string): boolean {
  return verdict === 'violated' && findings.some((finding) => finding.id === id);
}

type Edit = (rules: readonly AnyRule[], rule: AnyRule) => readonly AnyRule[];

/** Whether the step *rulebook* finds that with an edit of a table in use. */
function rulebookFinds(inputs: CanaryInputs, id: string, edit: Edit): boolean {
  const used = ruleInUse(inputs.exploration);
  if (used === null) return false;
  const rules = edit(inputs.exploration.system.tables.get(used.table)!.rules, used.rule);
  return found(rulebookOf(inputs, withTable(rightOf(inputs), used.table, rules)), id);
}

function citesNothing(inputs: CanaryInputs): boolean {
  const id = ruleInUse(inputs.exploration)?.rule.id ?? '';
  return rulebookFinds(inputs, id, (rules, rule) => rules.map((each) => (each === rule ? { ...each, cites: [] } : each)));
}

/** Tries the mutant that breaks an invariant; there must be one. */
function withMutant({ exploration, mutant }: CanaryInputs, isCaught: (wrong: Specification, mutant: JudgedMutant) => boolean): boolean {
  if (mutant === null) return false;
  const { table, rules } = mutant.mutant;
  return isCaught(withTable(exploration.specification, table, rules), mutant);
}

function breaks({ telling }: CanaryInputs, wrong: Specification): boolean {
  return proofStep(prove(wrong, wrong.alphabets.slice(0, 1)), false, telling).verdict === 'violated';
}

function isSampled({ telling }: CanaryInputs, wrong: Specification): boolean {
  return randomStep(playSequences(wrong, { ...reportedSequences, runs: 50 }), false, telling).verdict === 'violated';
}

function survives({ telling, exploration: { specification } }: CanaryInputs, { mutant }: JudgedMutant): boolean {
  const none = unjudged(specification);
  const reference = new Reference(new Exploration(none), none.alphabets.slice(0, 1));
  return found(strengthStep(summary([judgeMutant(reference, mutant)]), false, telling), 'survived');
}

function drifts({ files, reportsFolder }: CanaryInputs): boolean {
  const edited = new Map([['behaviour.json', `${files.get('behaviour.json')}\n`]]);
  return driftOf(edited, reportsFolder).some(({ file }) => file === 'behaviour.json');
}

function isNoBase({ files, project: { specification } }: CanaryInputs): boolean {
  return [files.get('behaviour.json')!.slice(0, -100), '', '{}'].every((text) => {
    try {
      tableOf(text, 'canary', specification);
      return false;
    } catch (error) {
      return error instanceof Inconclusive;
    }
  });
}

function rowChangeIsSeen({ project: { specification }, table }: CanaryInputs): boolean {
  const [first, ...others] = table.rows;
  const changed = { ...first!, rejected: first!.rejected === undefined ? 'canary' : undefined };
  const { changes } = behaviourDiff({ ...table, rows: [changed, ...others] }, table, specification, sha256);
  return judgeAcceptances(changes, []).missing.length > 0;
}
