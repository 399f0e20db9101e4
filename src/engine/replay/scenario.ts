/**
 * Scenarios: stories of commands, with what each is expected to bring about.
 */
import type { Choices } from '../dialects/dialects.ts';
import type { Command, Words } from '../specification.ts';

/**
 * What a command is expected to bring about; a part that is left out is not checked. Beside events and refusal, a part is
 * something that `observed` shows after the command.
 */
export interface Expectation<W extends Words = any> {
  readonly events?: readonly W['Event'][];
  readonly rejected?: W['Refusal'];
  readonly [observed: string]: unknown;
}

export interface ScenarioStep<W extends Words = any> {
  readonly command: Command<W>;
  readonly expect: Expectation<W>;
}

export interface Scenario<W extends Words = any> {
  readonly name: string | null;
  readonly says: string | null;
  readonly cites: readonly string[];
  readonly dialect: Choices;
  readonly steps: readonly ScenarioStep<W>[];
}
