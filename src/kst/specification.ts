/**
 * The Known Servers Table as a specification: its rulebook, and what judges and shows it.
 */
import { alphabets } from './alphabets.ts';
import { conflictInvariants } from './invariants/conflicts.ts';
import { entryInvariants } from './invariants/entries.ts';
import { integrationInvariants } from './invariants/integrations.ts';
import { logInvariants } from './invariants/log.ts';
import { refusalInvariants } from './invariants/refusals.ts';
import { goals, runInvariants } from './invariants/runs.ts';
import { observer } from './invariants/seen.ts';
import { startInvariants } from './invariants/starts.ts';
import { topologyInvariants } from './invariants/topology.ts';
import { umRoutingInvariants } from './invariants/um-routing.ts';
import { worldInvariants } from './invariants/worlds.ts';
import { random } from './random.ts';
import { knownServersRules, model } from './rulebook.ts';
import { table } from './table.ts';
import { texts } from './texts.ts';
import type { Specification } from '../engine/specification.ts';
import type { Model } from './rulebook.ts';
import type { Kst } from './words.ts';

/** @param parts what decides beside the rules, where it is to be something else: so faults are planted. */
export function knownServersTable(parts: Partial<Model> = {}): Specification<Kst> {
  const used = { ...model, ...parts };
  return {
    ...knownServersRules(used),
    observer: observer(used),
    invariants: () => [
      ...entryInvariants(), ...refusalInvariants(), ...topologyInvariants(), ...logInvariants(), ...umRoutingInvariants(),
      ...startInvariants(), ...conflictInvariants(), ...integrationInvariants(),
    ],
    ofWholeSteps: worldInvariants,
    ofRuns: runInvariants,
    goals: goals(),
    alphabets: alphabets(),
    table: table(used),
    texts: texts(),
    random: random(),
  };
}
