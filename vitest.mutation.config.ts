import { defineConfig } from 'vitest/config';

// What a mutation run counts as a kill: the properties alone, no golden table and no test of the tools around them.
export default defineConfig({
  test: {
    include: ['properties/**/*.property.test.ts'],
    setupFiles: ['properties/fix-seed.ts'],
    testTimeout: 60_000,
  },
});
