/**
 * kst-kit/engine: what verifies any rulebook. A specification is a plain object (`Specification`); everything here takes one, and
 * knows of no rulebook by itself.
 */

// What a rulebook hands to the engine.
export type {
  Alphabet, Ask, Assumption, Cell, Command, CommandKind, CommandWord, Commutes, Config, Determines, Each, EachRule, EachTable,
  EventWord, Fault, Field, Heals, Idempotent, In, Invariant, ListField, Observer, PartEffectWord, PartRule, PartTable, Perform,
  RandomWords, Refuse,
  Rulebook, RunInvariant, Specification, Stage, State, Status, Step, TableWords, Way, WholeEffectWord, WholeInvariant, WholeRule,
  WholeStep, WholeTable, Words,
} from './engine/specification.ts';

// Playing: one command, several, or a scenario with what it expects.
export { NotACommand } from './engine/fields.ts';
export { replay, simulate, Undecided, type Replay, type Simulation } from './engine/replay/simulate.ts';
export { AuthorError } from './engine/rules/author-error.ts';
export { play, stateAfter, step, type Outcome, type Played } from './engine/rules/play.ts';
export { systemOf, type System } from './engine/rules/system.ts';
export { malformations } from './engine/rules/well-formed.ts';
export { visible } from './engine/text.ts';
export type { Expectation, Scenario, ScenarioStep } from './engine/replay/scenario.ts';
export type { Malformation } from './engine/rules/malformed.ts';

// Dialects: sets of them, and the conditions that tell a set in a few choices.
export { conditionOf, conditionText, type Condition } from './engine/dialects/conditions.ts';
export { both, either, haveCommon, isEmpty, isWithin, sizeOf, without, type VariantSet } from './engine/dialects/set.ts';
export type { Choices, Dialect, Dialects } from './engine/dialects/dialects.ts';

// Proving: everything that can be reached, judged by every invariant.
export { alphabetsFor, Exploration } from './engine/explore/exploration.ts';
export { edgesOf, explore, pathTo, rowsOf, type Graph } from './engine/explore/explore.ts';
export { findingsOf } from './engine/prove/judge.ts';
export { nonLocality } from './engine/prove/locality.ts';
export { allInvariants, prove, type Counterexample, type InvariantResult, type Proof, type RuleResult } from './engine/prove/prove.ts';
export { checkPurity } from './engine/prove/purity.ts';
export { Witness, type Watched, type WatchedStep } from './engine/prove/witness.ts';
export { machineOf } from './engine/rules/machine.ts';
export type { Finding, Trace, Verdict } from './engine/explore/finding.ts';
export type { Machine } from './engine/explore/machine.ts';

// Random sequences. `command` and `commandSequence` are handed fast-check; `playSequences` loads it when it is called.
export { command, commandSequence, type SequenceSize } from './engine/random/commands.ts';
export { playSequences } from './engine/random/when-called.ts';
export type { RandomOptions, RandomResult } from './engine/random/sequences.ts';

// The behaviour table, and the difference between two of them.
export { behaviourDiff, type BehaviourDiff } from './engine/diff/diff.ts';
export { behaviourTable, tableOfDialect } from './engine/table/behaviour.ts';
export { decisionTables } from './engine/table/decision-tables.ts';
export type { BehaviourRow, BehaviourTable } from './engine/table/row.ts';

// How strong the invariants are: what becomes of mutants of the rules.
export { judgeMutants, type JudgedMutant } from './engine/strength/judge.ts';
export { Reference } from './engine/strength/reference.ts';
export { summary, type Strength } from './engine/strength/summary.ts';

// Conformance: an implementation against the rules, and the rules behind the adapter protocol.
export { Adapter } from './engine/conform/adapter.ts';
export { Onlooker } from './engine/conform/look.ts';
export { ImplementationFault, type Player, type TestCase, type Tried } from './engine/conform/player.ts';
export { guaranteeOf } from './engine/conform/summary.ts';
export { conformance } from './engine/random/when-called.ts';
export type { Conformance, ConformOptions, RuleDivergence } from './engine/conform/result.ts';

// Logs: whether the rules explain what was logged, where commands are not.
export { judgeLog, type JudgedLog, type LogEvent, type LogRules } from './engine/log/judge.ts';
export { labelsOf, Readings } from './engine/log/readings.ts';
export { Tracker } from './engine/log/track.ts';
