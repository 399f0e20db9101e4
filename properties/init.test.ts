/**
 * kst init: what it writes where nothing is, and what it leaves alone where something is.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');
const main = join(root, 'src/cli/main.ts');


const init = (folder: string, ...words: readonly string[]) => runKst(['init', ...words], '', {}, false, folder);
const manifestIn = (folder: string): any => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)).sort();

describe('kst init', () => {
  test('writes the leases into an empty folder, which are verified there', async () => {
    const folder = temporaryFolder();
    const { code, out, err } = await init(folder);
    expect([code, err]).toEqual([0, '']);
    const starter = filesIn(join(root, 'starter')).map((file) => file.replace(join(root, 'starter'), folder));
    expect(filesIn(folder)).toEqual([...starter, join(folder, '.gitignore')].sort());
    for (const file of filesIn(folder)) expect(out).toContain(file === join(folder, 'package.json') ? 'npm install' : file.replace(`${folder}/`, ''));
    expect(out.trimEnd().split('\n').at(-1)).toContain('npx kst accept --first');
    expect(manifestIn(folder).devDependencies['kst-kit']).toBe(manifestIn(root).version);
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'node_modules/ts-pattern'), join(folder, 'node_modules/ts-pattern'));
    const told = execFileSync(process.execPath, [main, 'verify', '--runs', '0'], { cwd: folder, encoding: 'utf8' });
    expect(told).toMatch(/^leases \(kst\.config\.ts\)\n[^]*\nupheld\n$/);
  });

  test('adds to a package.json what is missing in it, says so, and changes nothing else', async () => {
    const folder = temporaryFolder();
    const before = { name: 'mine', private: true, scripts: { test: 'mine' }, dependencies: { 'kst-kit': 'file:kst-kit-9.tgz', left: '1.0.0' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(before));
    writeFileSync(join(folder, 'README.md'), 'mine');
    const { code, out } = await init(folder);
    expect(code).toBe(0);
    const { name, scripts, dependencies, devDependencies, type } = manifestIn(folder);
    expect({ name, type, scripts }).toEqual({ name: 'mine', type: 'module', scripts: { test: 'mine', verify: 'kst verify', gate: 'kst gate', typecheck: 'tsc' } });
    expect(dependencies).toMatchObject(before.dependencies);
    expect(devDependencies).not.toHaveProperty('kst-kit');
    for (const added of ['the script verify', 'the script gate', 'the dependency vitest', '"type": "module"']) expect(out).toContain(`added to package.json: ${added}\n`);
    expect(out).not.toContain('the script test');
    expect(out).toContain('left as it is  README.md\n');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
  });

  test('asks in a folder below for the kit that is installed above', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "kst-kit": "file:kst-kit-9.tgz" } }');
    expect((await init(folder, 'deep/down')).code).toBe(0);
    expect(manifestIn(join(folder, 'deep/down')).devDependencies['kst-kit']).toBe('file:../../kst-kit-9.tgz');
  });

  test.for([
    ['rules.ts', 'mine', /^kst: rules\.ts is there already, and kst init overwrites nothing: /],
    ['kst.config.ts', 'mine', /^kst: kst\.config\.ts is there already, /],
    ['package.json', '{ "type": "commonjs" }', /^kst: package\.json is of CommonJS, /],
    ['package.json', '{ "main": "index.js" }', /^kst: package\.json is of CommonJS, /],
    ['package.json', '{', /^kst: package\.json: expected a JSON object; /],
  ] as const)('beside %s that says %j ends with 2 and writes nothing', async ([file, text, says]) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, file), text);
    const { code, out, err } = await init(folder);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect([readdirSync(folder), readFileSync(join(folder, file), 'utf8')]).toEqual([[file], text]);
  });
});

test('kst verify --watch proves at each save, and what does not load does not end it', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  await init(folder);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'node_modules/ts-pattern'), join(folder, 'node_modules/ts-pattern'));
  const child = spawn(process.execPath, [main, 'verify', '--watch'], { cwd: folder });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (told += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const waitFor = async (text: RegExp): Promise<void> => {
    while (!text.test(told)) await new Promise((resolve) => setTimeout(resolve, 20));
    told = '';
  };
  const rules = readFileSync(join(folder, 'rules.ts'), 'utf8');
  const waiting = 'kst: waiting for the next save; Ctrl-C ends it\n$';
  await waitFor(new RegExp(`left out the alphabets two[^]*upheld\n[^]*one lease[^]*two leases[^]*upheld\n${waiting}`));
  writeFileSync(join(folder, 'rules.ts'), 'const = ;');
  await waitFor(new RegExp(`kst: rules\\.ts:1: the config does not load: [^]*${waiting}`));
  writeFileSync(join(folder, 'rules.ts'), rules.replace("then: () => [{ do: 'grant' }]", 'then: () => []'));
  await waitFor(new RegExp(`violated: I2 [^]*${waiting}`));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
