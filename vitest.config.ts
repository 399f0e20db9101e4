import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    globalSetup: ['properties/print-seed.ts'],
    setupFiles: ['properties/fix-seed.ts'],
    maxWorkers: '100%',
    // The files share their modules, which hold no state between calls: the rules are compiled and warmed up once a worker.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
