import type { Command } from 'commander';
import { knownServersTable } from '../kst/model.ts';
import { simulate } from '../kit/simulate.ts';
import { simulationJson } from '../reports/simulation-json.ts';
import { timeline } from '../reports/timeline.ts';
import { readText, specScenarioReader } from './files.ts';
import { exitCodes } from './io.ts';
import { parseDialect } from './options.ts';
import { styles } from './styles.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Io } from './io.ts';
import type { Finish } from './run.ts';

/** `kst simulate FILE|-`: plays a scenario and checks what it expects. */
export function addSimulate(program: Command, io: Io, finish: Finish): void {
  program
    .command('simulate')
    .description('play a scenario: a timeline with rules, events and table')
    .argument('<file>', 'scenario file, or - for standard input')
    .option('--dialect <name=choice,...>', "choices for assumptions, above the scenario's own", parseDialect, {})
    .option('--json', 'print JSON (spec/schema/simulate.schema.json)')
    .action(async (file: string, { dialect, json }: { dialect: Partial<Dialect>; json?: boolean }) => {
      const { text, name } = await readText(file, io);
      const scenario = specScenarioReader()(text, name);
      const simulation = simulate(knownServersTable(), scenario, dialect);
      io.out(json === true ? simulationJson(simulation) : timeline(scenario, simulation, styles(io)));
      finish(simulation.expectations.failed.length === 0 ? exitCodes.upheld : exitCodes.violated);
    });
}
