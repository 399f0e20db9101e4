/**
 * The parts that a run has named, and how they stand.
 */
import { compareNames } from '../../engine/text.ts';
import type { Simulation } from '../../engine/replay/simulate.ts';
import type { System } from '../../engine/rules/system.ts';
import type { State } from '../../engine/specification.ts';
import type { Lights } from '../../engine/table/row.ts';

/** A part with its lights: none, where the rulebook has no status. */
export interface ShownPart {
  readonly name: string;
  readonly part: object;
  readonly lights: Lights;
}

export type PlayedSteps = Pick<Simulation, 'steps' | 'states'>;

/** The parts that the first `at` steps have named, in name order; a name comes in with the first step that is not refused. */
export function partsAt(system: System, { steps, states }: PlayedSteps, at: number): readonly ShownPart[] {
  const told = steps.slice(0, at).findLastIndex(({ rejected }) => rejected === undefined) + 1;
  const names = new Set(steps.slice(0, told).map(({ command }) => system.subjectOf(command)).filter((name) => name !== null));
  return [...names].sort(compareNames).map((name) => partOf(system, states[told]!, name));
}

/** A part of that name, be it blank. */
export function partOf(system: System, state: State<any>, name: string): ShownPart {
  const part = system.partIn(state, name);
  return { name, part, lights: system.rulebook.status?.of(state.whole, part) ?? {} };
}
