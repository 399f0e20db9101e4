/**
 * A test runner of Stryker: a mutant of src/kst is judged in this process, stage by stage, and handed to vitest only where it survives.
 * Each stage says which invariant noticed it. Of a mutant that Stryker counts, a loop ends at the limit of its hits; else at that of time.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type MutantCoverage } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, type Injector, PluginKind, type PluginContext, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached, DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult,
  type DryRunOptions, type DryRunResult, type MutantRunOptions, type MutantRunResult, type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import type * as judging from './stages.ts';

/** What instrumented code looks at. */
const active = ((globalThis as unknown as Record<string, InstrumenterContext>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

/** The ids of the stages, as Stryker knows tests. */
const prefix = 'kst: ';

/** The tests of the stages themselves. */
const theirOwn = 'stages.property.test.ts';

/** Modules that import src/kst are loaded anew below an entry with this mark. */
const mark = /\?load=\d+$/;

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const [load] = mark.exec(context.parentURL ?? '') ?? [];
    return load !== undefined && /\/(?:src\/kst|properties)\//.test(found.url) ? { ...found, url: `${found.url}${load}` } : found;
  },
});

class StagedRunner implements TestRunner {
  private readonly vitest: TestRunner;
  private loads = 0;
  private judging: typeof judging | null = null;
  private started: Promise<void> | undefined;

  constructor(vitest: TestRunner) {
    this.vitest = vitest;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dispose(): Promise<void> {
    if (this.started !== undefined) await this.vitest.dispose?.();
  }

  /** Every stage and every property passes; and which mutants each of them comes across. */
  async dryRun(options: DryRunOptions): Promise<DryRunResult> {
    const coverage: MutantCoverage = { static: {}, perTest: {} };
    active.mutantCoverage = coverage;
    const { stages } = await this.load();
    const tests = Object.entries(stages).map(([name, stage]) => {
      active.currentTestId = prefix + name;
      const started = performance.now();
      const failureMessage = stage(null);
      const told = { id: prefix + name, name, timeSpentMs: performance.now() - started };
      if (failureMessage === null) return { ...told, status: TestStatus.Success as const };
      return { ...told, status: TestStatus.Failed as const, failureMessage };
    });
    delete active.currentTestId;
    delete active.mutantCoverage;
    const theirs = await (await this.withVitest()).dryRun(options);
    if (theirs.status !== DryRunStatus.Complete) return theirs;
    const { mutantCoverage = { static: {}, perTest: {} } } = theirs;
    const perTest = { ...mutantCoverage.perTest, ...coverage.perTest };
    const mutants = new Set([...Object.keys(coverage.static), ...Object.keys(mutantCoverage.static)]);
    const both = [...mutants].map((id) => [id, (coverage.static[id] ?? 0) + (mutantCoverage.static[id] ?? 0)]);
    return { ...theirs, tests: [...tests, ...theirs.tests], mutantCoverage: { static: Object.fromEntries(both), perTest } };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant: { id, fileName, location }, hitLimit, mutantActivation, testFilter } = options;
    const isStatic = mutantActivation === 'static';
    if (!isStatic) await this.load();
    active.activeMutant = id;
    active.hitCount = 0;
    if (hitLimit === undefined) delete active.hitLimit;
    else active.hitLimit = hitLimit;
    const killed = (name: string, failureMessage: string): MutantRunResult =>
      ({ status: MutantRunStatus.Killed, killedBy: [prefix + name], failureMessage, nrOfTests: 1 });
    let asked = 0;
    try {
      const loaded = await this.load(isStatic).catch((error: unknown) => `it cannot be loaded: ${error}`);
      if (typeof loaded === 'string') return killed('loading', loaded);
      const { stages, recordAround } = loaded;
      const around = recordAround(readFileSync(fileName, 'utf8'), location.start.line + 1);
      for (const [name, stage] of Object.entries(stages)) {
        const failureMessage = saying(() => stage(around));
        asked++;
        const endless = determineHitLimitReached(active.hitCount, hitLimit);
        if (endless !== undefined) return toMutantRunResult(endless);
        if (failureMessage !== null) return killed(name, failureMessage);
      }
    } finally {
      delete active.activeMutant;
      if (isStatic) this.judging = null;
    }
    const rest = testFilter?.filter((test) => !test.startsWith(prefix) && !test.includes(theirOwn));
    if (rest?.length === 0) return { status: MutantRunStatus.Survived, nrOfTests: asked };
    return (await this.withVitest()).mutantRun({ ...options, ...(rest === undefined ? {} : { testFilter: rest }) });
  }

  /** The stages; with modules of their own where a mutant shows while they are loaded. */
  private async load(anew = false): Promise<typeof judging> {
    if (this.judging !== null && !anew) return this.judging;
    const entry = pathToFileURL(join(process.cwd(), 'properties/mutation/stages.ts')).href;
    this.judging = (await import(`${entry}?load=${++this.loads}`)) as typeof judging;
    return this.judging;
  }

  private async withVitest(): Promise<TestRunner> {
    await (this.started ??= this.vitest.init?.() ?? Promise.resolve());
    return this.vitest;
  }
}

/** What a stage says, or what it throws. */
function saying(stage: () => string | null): string | null {
  try {
    return stage();
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message : error}`;
  }
}

createRunner.inject = tokens(commonTokens.injector);
function createRunner(injector: Injector<PluginContext>): TestRunner {
  return new StagedRunner(injector.injectFunction(vitestPlugins[0]!.factory));
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'kst', createRunner)];
