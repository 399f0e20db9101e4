/**
 * kst.config.ts: where it is looked for, what it may export, and what is said of one that is none. Node itself loads it, and
 * keeps what it has loaded: each has a folder of its own.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');

/** The leases in a folder of their own, with some files changed; null takes one away. */
function project(files: Readonly<Record<string, string | null>> = {}): string {
  const folder = temporaryFolder();
  cpSync(join(root, 'starter'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'node_modules/ts-pattern'), join(folder, 'node_modules/ts-pattern'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    if (text === null) rmSync(join(folder, file));
    else writeFileSync(join(folder, file), text);
  }
  return folder;
}

const kst = (cwd: string, ...words: readonly string[]) => runKst(words, '', {}, false, cwd, null);
const quick = ['verify', '--runs', '0'];
const twoLines = [
  'kst: package.json depends on kst-kit, and there is no kst.config.ts: write it beside that, with one of these lines',
  "  export { leases as default } from './leases.ts'; // a specification of your own, or a function that makes it",
  "  export { knownServersTable as default } from 'kst-kit';",
  '  (npx kst-kit init writes one, with a small rulebook to change)',
];

describe('a config', () => {
  test('of the folder, or of one above it, is named first in a verdict', async () => {
    const folder = project({ 'deep/down/note.txt': '' });
    expect((await kst(folder, ...quick)).out).toMatch(/^leases \(kst\.config\.ts\)\n/);
    expect((await kst(join(folder, 'deep/down'), ...quick)).out).toMatch(/^leases \(\.\.\/\.\.\/kst\.config\.ts\)\n/);
    expect(JSON.parse((await kst(folder, ...quick, '--json')).out)).toMatchObject({ specification: 'leases', config: 'kst.config.ts' });
  });

  test('is looked for up to the git root, and no further', async () => {
    const folder = project({ 'other/.git/HEAD': '', 'other/deep/note.txt': '' });
    expect((await kst(join(folder, 'other/deep'), ...quick)).out).toMatch(/^Known Servers Table, as kst-kit brings it along/);
    const above = project({ '.git/HEAD': '', 'deep/package.json': '{}' });
    expect((await kst(join(above, 'deep'), ...quick)).out).toMatch(/^leases \(/);
  });

  test('is looked for up to the first package.json, outside git', async () => {
    const folder = project({ 'other/package.json': '{}', 'other/deep/note.txt': '', 'another/deep/note.txt': '' });
    expect((await kst(join(folder, 'other/deep'), ...quick)).out).toMatch(/^Known Servers Table, as kst-kit brings it along/);
    expect((await kst(join(folder, 'another/deep'), ...quick)).out).toMatch(/^leases \(/);
  });

  test.for([
    ['a specification', "import { leases } from './leases.ts'; export default leases();"],
    ['a function that makes one', "export { leases as default } from './leases.ts';"],
    ['a record of one', "import { leases } from './leases.ts'; export default { specification: leases() };"],
    ['the Known Servers Table', `export { knownServersTable as default } from '${join(root, 'src/index.ts')}';`],
  ] as const)('may export %s', async ([, text]) => {
    const folder = project({ 'kst.config.ts': text });
    if (!text.includes('leases')) rmSync(join(folder, 'spec'), { recursive: true });
    const { code, out, err } = await kst(folder, ...quick);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^(leases|Known Servers Table) \(kst\.config\.ts\)\n/);
  });

  test('may have no spec/: nothing is said to be followed then; the Known Servers Table brings its own', async () => {
    const folder = project();
    rmSync(join(folder, 'spec'), { recursive: true });
    const unasked = 'citations (there is no spec/claims.json)';
    expect((await kst(folder, ...quick)).out).toContain(unasked);
    const ofTable = project({ 'kst.config.ts': `export { knownServersTable as default } from '${join(root, 'src/index.ts')}';` });
    rmSync(join(ofTable, 'spec'), { recursive: true });
    expect((await kst(ofTable, ...quick)).out).not.toContain(unasked);
    expect((await kst(ofTable, 'explain', 'C15')).out).toContain('kst simulate ');
  });

  test('tells where spec/ and reports/ lie', async () => {
    const folder = project({ 'kst.config.ts': "import { leases } from './leases.ts'; export default { specification: leases, folder: 'docs' };" });
    mkdirSync(join(folder, 'docs'));
    cpSync(join(folder, 'spec'), join(folder, 'docs/spec'), { recursive: true });
    rmSync(join(folder, 'spec'), { recursive: true });
    expect((await kst(folder, 'explain', 'R3')).out).toContain('../rules.ts:13');
    expect(await kst(folder, 'report')).toMatchObject({ code: 0, out: '' });
    expect(readdirSync(join(folder, 'docs/reports'))).toContain('behaviour.json');
  });

  test.for([
    ["export const a = 1;\nconst x = ;", 'kst: kst.config.ts:2: the config does not load: Expression expected\n'],
    ['export const a = 1;', 'kst: kst.config.ts: it has no default export: export { rules as default }'],
    ["export { a as default } from './none.ts';", "kst: kst.config.ts: the config does not load: Cannot find module "],
    ["export { none as default } from './leases.ts';", "does not provide an export named 'none'\n"],
    ['export default 3;', 'kst: kst.config.ts: the default export is 3: expected a specification, '],
    ["import { leases } from './leases.ts';\nexport default { specification: leases, fault: [] };", 'kst.config.ts: it has the field fault: expected specification, '],
    ["import { leases } from './leases.ts';\nconst { observer, ...rest } = leases();\nexport default rest;", 'kst.config.ts: the specification has no observer: '],
    ['export default { faults: [] };', 'kst: kst.config.ts: the default export is an object with faults: expected a specification, '],
    ["export default () => { throw new Error('no rules today'); };", 'kst: kst.config.ts:1: the specification does not load: no rules today\n'],
    ["import { leases } from './leases.ts';\nexport default { specification: leases, faults: 3 };", 'kst.config.ts: faults is 3: expected a list'],
    ["import { leases } from './leases.ts';\nexport default { specification: leases, folder: 'none' };", 'folder is "none", which there is not: '],
  ] as const)('%s ends with 2 and one message', async ([text, says]) => {
    const folder = project({ 'kst.config.ts': text });
    const before = readdirSync(folder);
    const { code, out, err } = await kst(folder, ...(text.includes('today') ? ['gate'] : quick));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('without a config', () => {
  test('a package that depends on kst-kit is told the two lines to choose from', async () => {
    expect(await kst(project({ 'kst.config.ts': null }), ...quick)).toEqual({ code: 2, out: '', err: `${twoLines.join('\n')}\n` });
  });

  test.for([['gate'], ['accept', '--why', 'it is so'], ['report']])('%j ends with 2, and writes nothing', async (words) => {
    const folder = temporaryFolder();
    const { code, out, err } = await kst(folder, ...words);
    expect([code, out, readdirSync(folder)]).toEqual([2, '', []]);
    expect(err).toMatch(/^kst: kst [a-z]+.* needs a project, and there is no kst\.config\.ts in this folder or above it: .*\n$/);
  });

  test('the Known Servers Table can be asked', async () => {
    const folder = temporaryFolder();
    for (const words of [['explain', 'R01'], ['table'], ['report', '--out', 'here']]) expect((await kst(folder, ...words)).code).toBe(0);
  });
});

const configless = [['--version'], ['--help'], ['verify', '--help'], ['diagnose', 'none.xml'], ['advise', 'none.json']];
test.for(configless)('kst %j loads no config', async (words) => {
  const { err } = await kst(project({ 'kst.config.ts': "throw new Error('loaded');" }), ...words);
  expect(err).not.toContain('loaded');
});
