/**
 * kst-kit: the rules of the Known Servers Table and their invariants, what an administrator asks of them, and as much of the engine
 * as proves and plays them. Other rulebooks are verified by `kst-kit/engine`.
 */

// The Known Servers Table
export { bystanderAlphabet, narrowAlphabet, spellingAlphabet, twoServerAlphabet, wideAlphabet } from './kst/alphabets.ts';
export { assumptions, type Dialect } from './kst/assumptions.ts';
export { integrationOf, type Integration } from './kst/integration.ts';
export { canonicalName, NotAServerName } from './kst/names.ts';
export { knownServersRules, type CommandTable, type Model, type RtcsrvTable, type ServerTable } from './kst/rulebook.ts';
export { knownServersTable } from './kst/specification.ts';
export { emptyWorld, tableOf } from './kst/state.ts';
export type { RtcsrvView, ServerView } from './kst/cells.ts';
export type { Command, CommandKind, Refusal } from './kst/commands.ts';
export type { Event } from './kst/events.ts';
export type { Conflict, DialPlan, Entry, Server, UriType, Version, World } from './kst/state.ts';
export type { Kst } from './kst/words.ts';

// The engine
export {
  Adapter, allInvariants, alphabetsFor, conformance, Exploration, explore, findingsOf, guaranteeOf, ImplementationFault, machineOf,
  NotACommand, Onlooker, pathTo, playSequences, prove, rowsOf, simulate, step, systemOf, Undecided, Witness,
} from './engine.ts';
export type {
  Conformance, ConformOptions, Expectation, Finding, Graph, Machine, Outcome, Player, Proof, RandomOptions, RandomResult, RuleDivergence,
  Scenario, ScenarioStep, Simulation, TestCase, Trace, Tried, VariantSet, Verdict,
} from './engine.ts';

// What administrators ask
export { advise, canBeTold, hasConflict, type Advice, type ServerAdvice } from './lync/advise/advise.ts';
export { AmbiguousServer } from './lync/advise/planned.ts';
export type { WhatIfStep } from './lync/advise/what-if.ts';
export type { PoolVerdict } from './lync/advise/why.ts';
export { diagnose, type DiagnosedServer, type Diagnosis, type Logs } from './lync/diagnose/diagnose.ts';
export { readInventory } from './lync/exports/cmdlets/read-inventory.ts';
export { readEventLogs } from './lync/exports/events/read-events.ts';
export type { ReadOptions } from './lync/exports/events/ordered-log.ts';
export type { NamedChunks } from './lync/exports/formats/read-export.ts';
export type { Inventory } from './lync/inventory.ts';
export type { ReadLog } from './lync/observation.ts';

// Reading
export { InputError } from './inputs/input-error.ts';
export { scenarioReader } from './inputs/scenario.ts';
