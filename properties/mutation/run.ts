/**
 * `npm run mutation`: the mutants of all of src/kst, and the report on them. With `-- --since BASE` those of the lines that are other ones
 * than at a commit, and no report, which is about all of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';

const [flag, base, ...more] = process.argv.slice(2);
if (flag !== undefined && (flag !== '--since' || base === undefined || more.length > 0)) {
  console.error('usage: npm run mutation [-- --since BASE]');
  process.exitCode = 2;
} else if (base === undefined) {
  process.exitCode = run('stryker', 'run') || run('node', 'properties/mutation/report.ts');
} else {
  const ranges = changedSince(base);
  if (ranges.length === 0) console.log(`no line of src/kst is another one than at ${base}: nothing to run`);
  else process.exitCode = run('stryker', 'run', '--mutate', ranges.join(','));
}

/** The lines that are there now and were not then, as Stryker takes them: `file:from-to`. */
function changedSince(base: string): readonly string[] {
  const plain = ['--unified=0', '--no-color', '--no-ext-diff', '--dst-prefix=b/'];
  const diff = execFileSync('git', ['diff', ...plain, base, '--', 'src/kst'], { encoding: 'utf8' });
  let file = '';
  return diff.split('\n').flatMap((line) => {
    const [, named] = /^\+\+\+ b\/(.*)$/.exec(line) ?? [];
    if (named !== undefined) file = named;
    const [hunk, from, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    return hunk === undefined || count === '0' ? [] : [`${file}:${from}-${Number(from) + Number(count) - 1}`];
  });
}

function run(program: string, ...args: readonly string[]): number {
  return spawnSync(program, args, { stdio: 'inherit' }).status ?? 1;
}
