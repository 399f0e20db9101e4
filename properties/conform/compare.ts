/**
 * Comparing implementations in this process with a specification.
 */
import { Adapter } from '../../src/engine/conform/adapter.ts';
import { conformance } from '../../src/engine/conform/conformance.ts';
import { InProcess } from './in-process.ts';
import type { Conformance, ConformOptions, Shard } from '../../src/engine/conform/result.ts';
import type { Dialect } from '../../src/engine/dialects/dialects.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Implementation } from './in-process.ts';

export const usual: ConformOptions = {
  choices: {},
  parts: 3,
  extraStates: 0,
  commands: 1000,
  seed: 1,
  shrinkBudget: 10_000,
  corpus: [],
  only: null,
};

/** Beside the options of a run, what the implementation lets see, and which shard is played. */
export type CompareOptions = Partial<ConformOptions> & { readonly observes?: readonly string[]; readonly shard?: Shard };

export function compare(
  specification: Specification,
  make: () => Implementation,
  { observes, shard, ...options }: CompareOptions = {},
): Promise<Conformance> {
  return conformance(specification, async () => new InProcess(specification, make(), observes), { ...usual, ...options }, shard);
}

/** The rules themselves, as an implementation. */
export const inDialect = (specification: Specification, dialect: Dialect) => (): Implementation => new Adapter(specification, dialect);
