/**
 * A trace, played: what a person needs to see to understand a counterexample.
 */
import { listDialects } from '../kst/dialect.ts';
import { simulate } from './simulate.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Model } from '../kst/model.ts';
import type { Trace } from '../verify/finding.ts';
import type { AcceptedStep, RejectedStep } from './simulate.ts';

export interface Replay {
  readonly dialect: Dialect;
  readonly steps: readonly (AcceptedStep | RejectedStep)[];
  /** The command that the rules did not decide, at the end; null when they decided all. */
  readonly stuckAt: Command | null;
}

/** Plays a trace in the dialect in which it was found. */
export function replay(model: Model, { commands, variant }: Trace<Command>, stuck: boolean): Replay {
  const decided = stuck ? commands.slice(0, -1) : commands;
  const steps = decided.map((command) => ({ command, expect: {} }));
  const [dialect] = listDialects(variant);
  const simulation = simulate(model, { name: null, says: null, cites: [], dialect: dialect!, steps });
  return { dialect: dialect!, steps: simulation.steps, stuckAt: stuck ? commands.at(-1)! : null };
}
