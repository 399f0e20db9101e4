/**
 * The mutation report: it is of the files as they are, or of an older commit; and which mutants are counted apart.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf, olderMutationReport } from '../src/cli/mutation-report.ts';
import { report } from '../src/cli/report.ts';
import { isText } from './mutation/text-mutants.ts';
import { lampsProject } from './lamps.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';
import type { Io } from '../src/cli/io.ts';

const patterns = ['src/**/*.ts', 'tests/*.ts'];

function folderWithReport(): string {
  const folder = temporaryFolder();
  for (const each of ['src/deep', 'tests', 'reports']) mkdirSync(join(folder, each), { recursive: true });
  for (const file of ['src/a.ts', 'src/deep/b.ts', 'tests/a.ts']) writeFileSync(join(folder, file), `// ${file}\n`);
  const lines = patterns.map((pattern) => `| \`${pattern}\` | \`${digestOf(folder, pattern)}\` |`);
  writeFileSync(join(folder, 'reports/mutation.md'), `# Mutants\n\n${lines.join('\n')}\n`);
  return folder;
}

const older = (pattern: string): string => `reports/mutation.md is of an older commit: ${pattern} changed since`;

test.for<[string, (folder: string) => void, readonly string[]]>([
  ['nothing', () => {}, []],
  ['a text', (folder) => writeFileSync(join(folder, 'src/deep/b.ts'), '// other\n'), ['src/**/*.ts']],
  ['a file more', (folder) => writeFileSync(join(folder, 'tests/b.ts'), ''), ['tests/*.ts']],
  ['a file that is none of them', (folder) => writeFileSync(join(folder, 'tests/b.md'), ''), []],
])('where %s changes, a report of an older commit is told', ([, change, told]) => {
  const folder = folderWithReport();
  change(folder);
  expect(olderMutationReport(folder)).toEqual(told.map(older));
});

test('a folder without a mutation report is told nothing', () => {
  expect(olderMutationReport(temporaryFolder())).toEqual([]);
});

test('kst report --check prints it, and fails nothing', async () => {
  const folder = folderWithReport();
  const said: string[] = [];
  const io = { cwd: folder, err: (text: string) => void said.push(text) } as unknown as Io;
  const project = { ...lampsProject(), folder, file: 'kst.config.ts' };
  const run = (check: boolean) => report({ check }, io, project, undefined, () => new Map([['a.md', 'a\n']]));
  expect(await run(false)).toBe(0);
  writeFileSync(join(folder, 'src/a.ts'), '// other\n');
  said.length = 0;
  expect(await run(true)).toBe(0);
  expect(said).toEqual([`kst: ${older('src/**/*.ts')}\n`]);
});

test('kst gate prints it, and finds nothing in it', async () => {
  const folder = folderWithReport();
  writeFileSync(join(folder, 'src/a.ts'), '// other\n');
  const { out, err } = await runKst(['gate', '--format', 'json'], '', {}, false, folder, { ...lampsProject(), folder, file: 'kst.config.ts' });
  expect(err).toBe(`kst: ${older('src/**/*.ts')}\n`);
  expect(JSON.parse(out).steps).toHaveLength(8);
  expect(out).not.toContain('mutation.md');
});

test('a mutant is of a text where it lies in the value of id, says or cites', () => {
  const line = "const a = { id: 'R01', says: 'x', cites: ['C1'], when: { known: 'any' }, must: (id) => id === 'y' };";
  const at = (text: string) => {
    const from = line.indexOf(text) + 1;
    return isText(line, { start: { line: 1, column: from }, end: { line: 1, column: from + text.length } });
  };
  expect(["'R01'", "'x'", "['C1']", "'C1'"].map(at)).toEqual([true, true, true, true]);
  expect(["'any'", "'y'", "id === 'y'", line.slice(10, -1)].map(at)).toEqual([false, false, false, false]);
});
