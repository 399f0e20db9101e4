/**
 * Scenarios: stories of commands, with what each is expected to bring about.
 */
import type { Command, Refusal } from './commands.ts';
import type { Dialect } from './dialect.ts';
import type { Event } from './events.ts';
import type { Entry } from './state.ts';

/** What a command is expected to bring about; a part that is left out is not checked. */
export interface Expectation {
  readonly events?: readonly Event[];
  readonly table?: readonly Entry[];
  readonly rejected?: Refusal;
}

export interface ScenarioStep {
  readonly command: Command;
  readonly expect: Expectation;
}

export interface Scenario {
  readonly name: string | null;
  readonly says: string | null;
  readonly cites: readonly string[];
  readonly dialect: Partial<Dialect>;
  readonly steps: readonly ScenarioStep[];
}
