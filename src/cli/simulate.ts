import { knownServersTable } from '../kst/model.ts';
import { play } from '../kit/simulate.ts';
import { simulationJson } from '../reports/simulation-json.ts';
import { timeline } from '../reports/timeline.ts';
import { readText } from './files.ts';
import { specScenarioReader } from './spec.ts';
import { exitCodes } from './io.ts';
import { styles } from './styles.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Io } from './io.ts';

/** `kst simulate FILE|-`: plays a scenario and checks what it expects. */
export async function simulateFile(file: string, { dialect, json }: { dialect: Partial<Dialect>; json?: boolean }, io: Io): Promise<number> {
  const { text, name } = await readText(file, io);
  const scenario = specScenarioReader()(text, name);
  const playing = play(knownServersTable(), scenario, dialect);
  for (const piece of json === true ? simulationJson(playing) : timeline(scenario, playing, styles(io))) await io.out(piece);
  return playing.expectations.failed.length === 0 ? exitCodes.upheld : exitCodes.violated;
}
