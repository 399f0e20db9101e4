/**
 * A trace, played: what a person needs to see to understand a counterexample.
 */
import { type NearRule, nearRules } from '../rules/near-rules.ts';
import { play } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { type PlayedStep, simulate, Undecided } from './simulate.ts';
import type { Trace } from '../explore/finding.ts';
import type { Command, Rulebook, State, Words } from '../specification.ts';

export interface Replay<W extends Words = any> {
  readonly dialect: W['Dialect'];
  readonly steps: readonly PlayedStep<W>[];
  /** Before the last step that was taken, and after it. */
  readonly before: State<W>;
  readonly after: State<W>;
  /** The command that the rules did not decide, at the end; null when they decided all. */
  readonly stuckAt: Command<W> | null;
  /** Where no rule applied, those that nearly did. */
  readonly near: readonly NearRule[];
}

/** Plays a trace in the dialect in which it was found, as far as the rules decide it. */
export function replay<W extends Words>(rulebook: Rulebook<W>, trace: Trace<Command<W>>): Replay<W> {
  try {
    return replayed(rulebook, trace, trace.commands.length);
  } catch (error) {
    if (error instanceof Undecided) return replayed(rulebook, trace, error.decided);
    throw error;
  }
}

function replayed<W extends Words>(rulebook: Rulebook<W>, { commands, variant }: Trace<Command<W>>, decided: number): Replay<W> {
  const system = systemOf(rulebook);
  const dialect = system.dialects.listed(variant)[0]!;
  const decidedSteps = commands.slice(0, decided).map((command) => ({ command, expect: {} }));
  const { steps, states } = simulate(rulebook, { name: null, says: null, cites: [], dialect, steps: decidedSteps });
  const [after, before = after] = states.toReversed();
  const stuckAt = commands[decided] ?? null;
  const stuck = stuckAt === null ? null : play(system, after!, stuckAt, dialect);
  return { dialect, steps, before: before!, after: after!, stuckAt, near: stuck?.kind === 'gap' ? nearRules(stuck.table, stuck.view) : [] };
}
