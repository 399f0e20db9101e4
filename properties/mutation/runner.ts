/**
 * A test runner of Stryker: a mutant of src/kst is judged in this process, stage by stage, then by the properties that come across it, the
 * quickest first. Each stage says which invariant noticed it. A loop without an end ends at the limit of its hits, else at that of time.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached, DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult,
  type DryRunResult, type MutantRunOptions, type MutantRunResult, type TestResult, type TestRunner,
} from '@stryker-mutator/api/test-runner';
import type * as judging from './stages.ts';
import type * as properties from './tests.ts';

/** What instrumented code looks at. */
const active = ((globalThis as unknown as Record<string, InstrumenterContext>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

/** Modules that import src/kst are loaded anew below an entry with this mark; what properties import from vitest is a list of tests. */
const mark = /\?load=\d+$/;

/** Where src/kst is imported. */
const importsTable = /\/(?:src\/kst|src\/lync|properties)\/|\/src\/cli\/built-in\.ts$/;

registerHooks({
  resolve(specifier, context, next) {
    const [load] = mark.exec(context.parentURL ?? '') ?? [];
    if (load === undefined) return next(specifier, context);
    if (specifier === 'vitest' && !context.parentURL!.includes('/properties/mutation/')) {
      return { url: `${urlOf('tests.ts')}${load}`, shortCircuit: true };
    }
    const found = next(specifier, context);
    return importsTable.test(found.url) ? { ...found, url: `${found.url}${load}` } : found;
  },
});

/** What judges: a stage or a test of the properties, by a name of its own. */
interface Judge {
  readonly name: string;
  /** What is wrong, or null. */
  readonly asks: (spot: judging.Spot) => Promise<string | null>;
}

interface Loaded {
  readonly spotOf: typeof judging.spotOf;
  /** Made anew for each mutant. */
  readonly judges: () => readonly Judge[];
}

class StagedRunner implements TestRunner {
  private loads = 0;
  private loaded: Loaded | null = null;
  /** How long each judge took in the dry run. */
  private readonly took = new Map<string, number>();

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Every stage and every property passes; and which mutants each of them comes across. */
  async dryRun(): Promise<DryRunResult> {
    const mutantCoverage = (active.mutantCoverage = { static: {}, perTest: {} });
    const { judges } = await this.load();
    const tests: TestResult[] = [];
    for (const [index, { name }] of judges().entries()) {
      const { asks } = judges()[index]!; // what stages share is made anew, so that each is seen to come across all that it needs
      active.currentTestId = name;
      const started = performance.now();
      const failureMessage = await saying(() => asks({ around: null, judges: false }));
      const told = { id: name, name, timeSpentMs: performance.now() - started };
      this.took.set(name, told.timeSpentMs);
      if (failureMessage === null) tests.push({ ...told, status: TestStatus.Success });
      else tests.push({ ...told, status: TestStatus.Failed, failureMessage });
    }
    delete active.currentTestId;
    delete active.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, hitLimit, mutantActivation, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    const isStatic = mutantActivation === 'static';
    if (!isStatic) await this.load();
    active.activeMutant = activeMutant.id;
    active.hitCount = 0;
    if (hitLimit === undefined) delete active.hitLimit;
    else active.hitLimit = hitLimit;
    const killed = (name: string, failureMessage: string): MutantRunResult =>
      ({ status: MutantRunStatus.Killed, killedBy: [name], failureMessage, nrOfTests: 1 });
    let nrOfTests = 0;
    try {
      const loaded = await this.load(isStatic).catch((error: unknown) => `it cannot be loaded: ${error}`);
      if (typeof loaded === 'string') return killed('loading', loaded);
      const spot = loaded.spotOf(activeMutant.fileName, activeMutant.location.start.line + 1);
      for (const { name, asks } of loaded.judges()) {
        // What a stage comes across depends on where the mutant is: all stages are asked.
        if (!name.startsWith('stage ') && testFilter?.includes(name) === false) continue;
        const failureMessage = await saying(() => asks(spot));
        nrOfTests++;
        const endless = determineHitLimitReached(active.hitCount, hitLimit);
        if (endless !== undefined) return toMutantRunResult(endless);
        if (failureMessage !== null) return killed(name, failureMessage);
      }
      return { status: MutantRunStatus.Survived, nrOfTests };
    } finally {
      delete active.activeMutant;
      if (isStatic) this.loaded = null;
    }
  }

  /** What judges; with modules of their own where a mutant shows while they are loaded. */
  private async load(anew = false): Promise<Loaded> {
    if (this.loaded !== null && !anew) return this.loaded;
    const load = `?load=${++this.loads}`;
    const { stages, lastStages, spotOf } = (await import(`${urlOf('stages.ts')}${load}`)) as typeof judging;
    const { propertyTests } = (await import(`${urlOf('tests.ts')}${load}`)) as typeof properties;
    const tests = (await propertyTests(load)).map(({ name, run }): Judge => ({ name, asks: async () => (await run(), null) }));
    const quickFirst = tests.sort((a, b) => (this.took.get(a.name) ?? 0) - (this.took.get(b.name) ?? 0));
    const asked = (those: ReturnType<typeof stages>): Judge[] =>
      Object.entries(those).map(([name, stage]) => ({ name: `stage ${name}`, asks: async (spot) => stage(spot) }));
    return (this.loaded = { spotOf, judges: () => [...asked(stages()), ...quickFirst, ...asked(lastStages)] });
  }
}

/** The address of a file beside this one in the sandbox, which the plugin itself is loaded outside of. */
function urlOf(file: string): string {
  return pathToFileURL(join(process.cwd(), 'properties/mutation', file)).href;
}

/** What somebody says, or what he throws. */
async function saying(asked: () => Promise<string | null>): Promise<string | null> {
  try {
    return await asked();
  } catch (error) {
    return error instanceof Error ? error.message : `it throws ${error}`;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'kst', StagedRunner)];
