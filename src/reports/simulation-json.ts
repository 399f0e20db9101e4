import type { Playing } from '../engine/replay/simulate.ts';

/**
 * A simulation as JSON, one line, in pieces: each step is played when its turn comes, and a long story as one text would
 * be longer than a string can be. spec/schema/simulate.schema.json.
 */
export function* simulationJson({ dialect, steps, expectations }: Playing): Generator<string> {
  yield `{"dialect":${JSON.stringify(dialect)},"steps":[`;
  yield* listed(steps);
  yield `],"expectations":{"checked":${expectations.checked},"failed":[`;
  yield* listed(expectations.failed);
  yield ']}}\n';
}

function* listed(values: Iterable<unknown>): Generator<string> {
  let comma = '';
  for (const value of values) {
    yield `${comma}${JSON.stringify(value)}`;
    comma = ',';
  }
}
