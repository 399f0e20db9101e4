/**
 * Where a trace goes wrong: found by taking its steps one by one, without the engine that found it.
 */
import { Witness } from '../../src/engine/prove/witness.ts';
import type { Trace } from '../../src/engine/explore/finding.ts';
import type { Command, Specification } from '../../src/engine/specification.ts';

/** The number of the first step of the trace that breaks the invariant; -1 when none does. */
export function firstBreach(specification: Specification, invariant: string, { commands, variant }: Trace<Command<any>>): number {
  const witness = new Witness(specification);
  const { initial, step } = witness.machine(commands, variant);
  let before = initial;
  for (const [index, command] of commands.entries()) {
    const outcome = step(before, command)[0]!.outcome;
    if (outcome.kind !== 'taken') return -1;
    const { violated } = witness.judge({ before, command, outcome });
    if (violated.some((broken) => witness.invariants[broken]!.id === invariant)) return index;
    before = outcome.next;
  }
  return -1;
}
