/**
 * Where a trace goes wrong: found by taking its steps one by one, without the engine that found it.
 */
import { listDialects } from '../../src/kst/dialect.ts';
import { observer } from '../../src/kst/invariants/observed.ts';
import type { Command } from '../../src/kst/commands.ts';
import type { Model } from '../../src/kst/model.ts';
import type { Trace } from '../../src/verify/finding.ts';

/** The number of the first step of the trace that breaks the invariant; -1 when none does. */
export function firstBreach(model: Model, invariant: string, { commands, variant }: Trace<Command>): number {
  const { invariants, machine, judge } = observer(model);
  const { initial, step } = machine(commands, listDialects(variant)[0]);
  let before = initial;
  for (const [index, command] of commands.entries()) {
    const outcome = step(before, command)[0]!.outcome;
    if (outcome.kind !== 'taken') return -1;
    if (judge({ before, command, outcome }).violated.some((broken) => invariants[broken]!.id === invariant)) return index;
    before = outcome.next;
  }
  return -1;
}
