import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    globalSetup: ['properties/print-seed.ts'],
    setupFiles: ['properties/fix-seed.ts'],
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
