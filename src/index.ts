/**
 * kst-kit: the rules of the Known Servers Table, their invariants, and the engine that proves the one by the other.
 */

// The system
export { emptyWorld, tableOf } from './kst/state.ts';
export { step } from './kst/step.ts';
export { knownServersTable } from './kst/model.ts';
export { assumptions, defaultDialect, dialects, dialectsWith, listDialects } from './kst/dialect.ts';
export { NotACommand } from './kst/commands.ts';
export { canonicalName, NotAServerName } from './kst/names.ts';
export { headingOf } from './kst/events.ts';
export { integrationOf } from './kst/integration.ts';
export { allInvariants } from './kst/invariants/index.ts';
export { observer } from './kst/invariants/observed.ts';
export { bystanderAlphabet, narrowAlphabet, spellingAlphabet, twoServerAlphabet, wideAlphabet } from './kst/alphabets.ts';
export { kstMachine } from './kst/machine.ts';
export type { Command, CommandKind, Refusal } from './kst/commands.ts';
export type { Dialect, DialectSet } from './kst/dialect.ts';
export type { Event, Heading } from './kst/events.ts';
export type { Integration } from './kst/integration.ts';
export type { Inventory } from './kst/inventory.ts';
export type { Model } from './kst/model.ts';
export type { Rule, Table, TableName, View } from './kst/rules/rule.ts';
export type { Expectation, Scenario, ScenarioStep } from './kst/scenario.ts';
export type { Conflict, DialPlan, Entry, Server, UriType, Version, World } from './kst/state.ts';
export type { Outcome } from './kst/step.ts';

// The engine
export { explore, pathTo, rowsOf } from './verify/explore.ts';
export { findingsOf } from './verify/judge.ts';
export type { Graph } from './verify/explore.ts';
export type { Finding, Trace, Verdict } from './verify/finding.ts';
export type { Machine } from './verify/machine.ts';

// The two together
export { allParts, prove, quickParts } from './kit/proof.ts';
export { playSequences } from './kit/random.ts';
export { simulate, Undecided } from './kit/simulate.ts';
export { Adapter } from './kit/adapter.ts';
export { advise } from './kit/advise/advise.ts';
export { canBeTold, hasConflict } from './kit/advise/advice.ts';
export { AmbiguousServer } from './kit/advise/planned.ts';
export { conformance } from './kit/conform/conformance.ts';
export { lookOf } from './kit/conform/look.ts';
export { ImplementationFault } from './kit/conform/player.ts';
export { guaranteeOf } from './kit/conform/summary.ts';
export { diagnose } from './kit/diagnose/diagnose.ts';
export type { Advice, PoolVerdict, ServerAdvice, WhatIfStep } from './kit/advise/advice.ts';
export type { Conformance, ConformOptions, Divergence } from './kit/conform/result.ts';
export type { Player, Trial, Tried } from './kit/conform/player.ts';
export type { DiagnosedServer, Diagnosis } from './kit/diagnose/diagnosis.ts';
export type { Logs } from './kit/diagnose/diagnose.ts';
export type { Part, Proof } from './kit/proof.ts';
export type { RandomOptions, RandomResult } from './kit/random.ts';
export type { Simulation } from './kit/simulate.ts';

// Reading
export { InputError } from './inputs/input-error.ts';
export { readEventLogs } from './inputs/events/read-events.ts';
export { readInventory } from './inputs/cmdlets/read-inventory.ts';
export { scenarioReader } from './inputs/scenario.ts';
export type { EventFile } from './inputs/events/read-events.ts';
export type { NamedChunks } from './inputs/cmdlets/read-inventory.ts';
export type { ReadLog, ReadOptions } from './inputs/events/read-log.ts';
