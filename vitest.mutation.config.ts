import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The stages kill most mutants in a moment. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (moduleId.includes('stages.') ? 0 : 1);
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

// What a mutation run counts as a kill: the properties alone, no golden table and no test of the tools around them.
export default defineConfig({
  test: {
    include: ['properties/**/*.property.test.ts'],
    setupFiles: ['properties/fix-seed.ts'],
    sequence: { sequencer: QuickFirst },
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
