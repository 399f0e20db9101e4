// The recipe of the night: mutants of the engine's interpreter, dialects, exploration and judging.
import { readFileSync } from 'node:fs';

const kst = JSON.parse(readFileSync(new URL('stryker.conf.json', import.meta.url), 'utf8'));

export default {
  ...kst,
  mutate: ['rules', 'dialects', 'explore', 'prove'].map((folder) => `src/engine/${folder}/**/*.ts`),
  ignoreStatic: true, // the runner loads anew what imports src/kst, and the engine once
  tsconfigFile: 'tsconfig.build.json',
  jsonReporter: { fileName: 'reports/mutation/engine.json' },
  thresholds: { ...kst.thresholds, break: null },
};
