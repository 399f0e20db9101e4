/**
 * Invariants of more than one step, judged over everything reachable.
 */
import { guarded } from '../rules/author-error.ts';
import { commute, dependsOnly, twiceIsOnce } from './compare-runs.ts';
import { alwaysAWay, heals, type TrialStage } from './heals.ts';
import type { WatchedGraph } from '../explore/exploration.ts';
import type { Finding } from '../explore/finding.ts';
import type { Command, Heals, RunInvariant } from '../specification.ts';
import type { Watched, WatchedStep, Witness } from './witness.ts';

type Ask = <T>(doing: () => T) => T;

/** Judges one such invariant. @throws AuthorError for one of its functions that throws. */
export function findingOfRuns(witness: Witness, graph: WatchedGraph, invariant: RunInvariant): Finding<Command> {
  const { id } = invariant;
  const { keys } = witness.system;
  const ask: Ask = (doing) => guarded(`invariant ${id}`, doing);
  switch (invariant.kind) {
    case 'commutes':
      return commute(id, graph, (a, b) => ask(() => invariant.independent(a, b)));
    case 'determines':
      return dependsOnly(id, graph, {
        command: ({ state }) => ask(() => invariant.command(state)),
        basis: ({ state }) => keys.of(ask(() => invariant.basis(state))),
        result: ({ state }) => keys.of(ask(() => invariant.result(state))),
      });
    case 'idempotent':
      return twiceIsOnce(id, graph, invariant.command);
    case 'heals':
      return heals(id, graph, (watched) => trials(witness, invariant, watched, ask));
    case 'way':
      return alwaysAWay(id, graph, ({ state: { whole, parts } }) =>
        [...parts.values()].some((part) => ask(() => invariant.to(witness.see(whole, part)))),
      );
  }
}

/** A healing, tried for each part of a state from which it starts. */
function trials(
  witness: Witness,
  { from, stages }: Heals,
  { state }: Watched,
  ask: Ask,
): readonly (readonly TrialStage<Watched, Command, WatchedStep>[])[] {
  const { system } = witness;
  const starting = [...state.parts].filter(([, part]) => ask(() => from(part, witness.see(state.whole, part))));
  return starting.map(([name]) =>
    stages.map(({ doing, to }) => ({
      doing: (at) => ask(() => doing(system.partIn(at.state, name), name)),
      to: (at, steps) => {
        const seen = witness.see(at.state.whole, system.partIn(at.state, name));
        const log = witness.recordsOf(steps.flatMap(({ events }) => events), name);
        return ask(() => to(seen, log));
      },
    })),
  );
}
