import { playScenario, type Playing } from '../engine/replay/simulate.ts';
import { systemOf } from '../engine/rules/system.ts';
import { scenarioReader } from '../inputs/scenario.ts';
import { timeline } from '../reports/timeline.ts';
import { readText } from './files.ts';
import { exitCodes, type Io, styles } from './io.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Project } from './project.ts';

/** `kst simulate FILE|-`: plays a scenario and checks what it expects. */
export async function simulateFile(
  file: string, { dialect, json }: { readonly dialect: Choices; readonly json?: boolean }, io: Io, { specification }: Project,
): Promise<number> {
  const { text, name } = await readText(file, io);
  const scenario = scenarioReader(specification)(text, name);
  const playing = playScenario(specification, scenario, dialect);
  const pieces = json === true ? simulationJson(playing) : timeline(systemOf(specification), scenario, playing, styles(io));
  for (const piece of pieces) await io.out(piece);
  return playing.expectations.failed.length === 0 ? exitCodes.upheld : exitCodes.violated;
}

/**
 * A simulation as JSON, one line, in pieces: each step is played when its turn comes, and a long story as one text would
 * be longer than a string can be. spec/schema/simulate.schema.json.
 */
function* simulationJson({ dialect, steps, expectations }: Playing) {
  yield `{"dialect":${JSON.stringify(dialect)},"steps":[`;
  yield* listed(steps);
  yield `],"expectations":{"checked":${expectations.checked},"failed":[`;
  yield* listed(expectations.failed);
  yield ']}}\n';
}

function* listed(values: Iterable<unknown>) {
  let comma = '';
  for (const value of values) {
    yield `${comma}${JSON.stringify(value)}`;
    comma = ',';
  }
}
