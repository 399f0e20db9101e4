/**
 * A trace, played: what a person needs to see to understand a counterexample.
 */
import { listDialects } from '../kst/dialect.ts';
import { play } from '../kst/play.ts';
import { nearRules } from './near-rules.ts';
import { simulate, Undecided } from './simulate.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Model } from '../kst/model.ts';
import type { World } from '../kst/state.ts';
import type { Trace } from '../verify/finding.ts';
import type { NearRule } from './near-rules.ts';
import type { AcceptedStep, RejectedStep } from './simulate.ts';

export interface Replay {
  readonly dialect: Dialect;
  readonly steps: readonly (AcceptedStep | RejectedStep)[];
  /** Before the last step that was taken, and after it. */
  readonly before: World;
  readonly after: World;
  /** The command that the rules did not decide, at the end; null when they decided all. */
  readonly stuckAt: Command | null;
  /** Where no rule applied, those that nearly did. */
  readonly near: readonly NearRule[];
}

/** Plays a trace in the dialect in which it was found, as far as the rules decide it. */
export function replay(model: Model, trace: Trace<Command>): Replay {
  try {
    return replayed(model, trace, trace.commands.length);
  } catch (error) {
    if (error instanceof Undecided) return replayed(model, trace, error.decided);
    throw error;
  }
}

function replayed(model: Model, { commands, variant }: Trace<Command>, decided: number): Replay {
  const steps = commands.slice(0, decided).map((command) => ({ command, expect: {} }));
  const [dialect] = listDialects(variant);
  const simulation = simulate(model, { name: null, says: null, cites: [], dialect: dialect!, steps });
  const [after, before = after] = simulation.worlds.toReversed();
  const stuckAt = commands[decided] ?? null;
  return { dialect: dialect!, steps: simulation.steps, before: before!, after: after!, stuckAt, near: stuckAt === null ? [] : nearlyApplying(model, after!, stuckAt, dialect!) };
}

/** The rules that nearly apply where a command comes to a table in which none does; none where several apply. */
function nearlyApplying(model: Model, world: World, command: Command, dialect: Dialect): readonly NearRule[] {
  const { outcome, undecided } = play(model, world, command, dialect);
  return outcome.kind === 'gap' ? nearRules(model.rulebook[undecided!.table], undecided!.view) : [];
}
