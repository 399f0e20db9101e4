/**
 * The first gate of a project, and the first change after it: the story that the README of the starter tells.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { gitEnv, Repository } from './repository.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');
const folder = temporaryFolder();
const repository = new Repository(folder);

function kst(...words: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const env = { ...gitEnv, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' }; // eighteen times the same sources
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...words], { cwd: folder, encoding: 'utf8', env });
  return { code: status, out: stdout, err: stderr };
}

function edit(file: string, old: string, text: string): void {
  const source = readFileSync(join(folder, file), 'utf8');
  expect(source.split(old), `${file} says ${old} once`).toHaveLength(2);
  writeFileSync(join(folder, file), source.replace(old, () => text));
}

beforeAll(() => {
  expect(kst('init').code).toBe(0);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'node_modules/ts-pattern'), join(folder, 'node_modules/ts-pattern'));
  repository.git('init', '--quiet', '--initial-branch', 'main', '--template=');
  repository.commit('the leases');
});

describe('a new project', () => {
  test('has nothing to compare with: its first gate is inconclusive, and names the command that accepts all of it', () => {
    const { code, out } = kst('gate');
    expect([code, readdirSync(folder).includes('reports')]).toEqual([3, false]);
    expect(out).toMatch(/^leases \(kst\.config\.ts\)\n/);
    expect(out).toMatch(/^inconclusive +change .*kst accept --first/m);
  });

  test('writes its reports and its first acceptance with it, and the gate that follows passes', () => {
    const accepted = kst('accept', '--first');
    expect(accepted).toMatchObject({ code: 0, out: '' });
    expect(accepted.err).toMatch(/spec\/changes\/\d{4}-\d\d-\d\d-first\.md accepts the rules of leases as they are, 34 rows; commit it with the reports\n$/);
    repository.commit('the reports and the first acceptance');
    const { code, out } = kst('gate');
    expect(out).toMatch(/^upheld +change .*no change of behaviour since HEAD, /m);
    expect(code).toBe(0);
  });

  test('cannot accept all of it a second time, once there is something to compare with', () => {
    repository.commit('nothing new');
    const { code, err } = kst('accept', '--first');
    expect(code).toBe(2);
    expect(err).toMatch(/^kst: --first: there is a base, .*: kst accept --why/);
    expect(kst('gate').code).toBe(0);
  });

  test('fails the gate with a rule that has changed, until that is accepted', () => {
    edit('spec/claims.json', '  ]\n', '    , { "id": "C7", "paragraph": 7, "says": "A lease that has seen a tick can be released by anybody." }\n  ]\n');
    edit('rules.ts', "when: { held: 'other' }, then: () => refuse('not-held') },", "when: { held: 'other', old: false }, then: () => refuse('not-held') },\n  { id: 'R11', says: 'Anybody can release an old one', cites: ['C7'], when: { held: 'other', old: true }, then: () => [{ do: 'free' }] },");
    const broken = kst('verify', '--runs', '0');
    expect(broken.code).toBe(1);
    const [, shown = ''] = /\$ npx kst verify\n\.\.\.\n(violated: [^]*?)```/.exec(readFileSync(join(root, 'starter/README.md'), 'utf8'))!;
    for (const part of shown.split('...\n').filter((each) => each !== '')) expect(broken.out).toContain(part);
    expect(shown).toContain('shortest trace to I4: 3 commands, the last step breaks it');
    edit('invariants.ts', "'by' in command && before.holder === command.by ?", "'by' in command && (before.holder === command.by || before.ticks === 1) ?");
    expect(kst('verify', '--runs', '0').code).toBe(0);
    const changed = kst('gate');
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(/^violated +change /m);
    expect(kst('accept', '--why', 'Anybody can release an old lease (C7)').code).toBe(0);
    expect(kst('gate').code).toBe(0);
  });
});

test('rules that share no row with the base are accepted as first ones, too', () => {
  const config = readFileSync(join(folder, 'kst.config.ts'), 'utf8');
  const claims = readFileSync(join(folder, 'spec/claims.json'), 'utf8');
  repository.commit('leases');
  writeFileSync(join(folder, 'kst.config.ts'), `export { lamps as default } from '${join(root, 'properties/lamps.ts')}';\n`);
  rmSync(join(folder, 'spec/claims.json'));
  const story = join(folder, 'spec/scenarios/two-ticks.json');
  const told = readFileSync(story, 'utf8');
  rmSync(story);
  const { code, out } = kst('gate');
  expect(code).not.toBe(0);
  expect(out).toMatch(/^inconclusive +change .* has no row in common with the rules of today .*; kst accept --first accepts all of it/m);
  expect(kst('accept', '--first').code).toBe(0);
  expect(kst('gate').out).toMatch(/^upheld +change .*nothing to compare with; /m);
  writeFileSync(join(folder, 'kst.config.ts'), config);
  writeFileSync(join(folder, 'spec/claims.json'), claims);
  writeFileSync(story, told);
});

test('an acceptance of all of it says nothing of other rules', () => {
  rmSync(join(folder, '.git'), { recursive: true });
  repository.git('init', '--quiet', '--initial-branch', 'main', '--template=');
  rmSync(join(folder, 'spec/changes'), { recursive: true });
  expect(kst('accept', '--first').code).toBe(0);
  edit('words.ts', "  audit: { says: 'The leases that are held are logged', fields: {} },", "  audit: { says: 'The leases that are held are logged', fields: {}, weight: 2 },");
  edit('rules.ts', "then: ({ renewal }) => (renewal === 'restarts' ? [{ do: 'grant' }] : [])", "then: () => [{ do: 'grant' }]");
  repository.commit('other rules');
  const { code, out } = kst('gate');
  expect(code).not.toBe(0);
  expect(out).toMatch(/^violated +change .*not accepted/m);
});
