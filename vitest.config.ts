import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The files whose tests start processes. */
const startProcesses = /\/(accept|base|cli|conform-process|gate|gate-ci|package|page)\.test\.ts$/;

/** They come first: a process starts several others a second from a small memory, and few from a large one. */
class ProcessesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const [first = [], others = []] = [true, false].map((starts) => sorted.filter(({ moduleId }) => startProcesses.test(moduleId) === starts));
    return [...first, ...others];
  }
}

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    // Of mutation runs alone: proof.test.ts and teeth.test.ts ask the same, and more.
    exclude: [...configDefaults.exclude, 'properties/stages.property.test.ts'],
    globalSetup: ['properties/print-seed.ts', 'properties/temporary.ts'],
    setupFiles: ['properties/fix-seed.ts'],
    maxWorkers: '100%',
    // The files share their modules, which hold no state between calls: the rules are compiled and warmed up once a worker.
    isolate: false,
    // Node itself loads the sources, as for a user: without a transform, and without a getter at each use of an import.
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: ProcessesFirst },
    // Hundreds of processes of kst are started: each would strip and compile the same sources anew.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
