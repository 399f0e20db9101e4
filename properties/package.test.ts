/**
 * The package, from its tarball in an empty folder: the command, the imports and their types.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');
const folder = temporaryFolder();
const inFolder = (file: string, words: readonly string[]): string => execFileSync(file, words, { cwd: folder, encoding: 'utf8' });

/** The files in the tarball. */
let packed: readonly string[];
beforeAll(() => {
  const [pack] = JSON.parse(execFileSync('npm', ['pack', '--silent', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }));
  packed = pack.files.map(({ path }: { path: string }) => path);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  writeFileSync(join(folder, 'kst.config.ts'), "export { knownServersTable as default } from 'kst-kit';\n");
  inFolder('npm', ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', `./${pack.filename}`, 'fast-check@4.3.0']); // another 4.x than here
}, 240_000);

const program = `
import { alphabetsFor, canonicalName, Exploration, knownServersTable, prove, simulate, systemOf } from 'kst-kit';
import type { Command, Kst, Proof, Scenario } from 'kst-kit';
import { commands } from 'kst-kit/arbitraries';
import type { Specification } from 'kst-kit/engine';
import fc from 'fast-check';

const specification: Specification<Kst> = knownServersTable();
const { dialects } = systemOf(specification);
const restored = new Exploration(specification, dialects.with({ survivor: 'restored' }));
const proof: Proof = prove(specification, alphabetsFor(specification, 'quick'), restored);
const start: Command = { do: 'rtcsrv.start' };
const scenario: Scenario = { name: null, says: null, cites: [], dialect: {}, steps: [{ command: start, expect: { table: [] } }] };
const sequences: fc.Arbitrary<readonly Command[]> = commands({ servers: 2, commands: 10 });
console.log(proof.verdict, simulate(specification, scenario).expectations.failed.length, fc.sample(sequences, 3).length, canonicalName('EX1.'));
// @ts-expect-error there is no such choice
dialects.with({ survivor: 'maybe' });
`;

describe('the package', () => {
  test('brings the command, which proves and plays the stories that it ships', () => {
    const kst = join(folder, 'node_modules/.bin/kst');
    expect(inFolder(kst, ['verify', '--runs', '0']).trim().split('\n').at(-1)).toBe('upheld');
    expect(inFolder(kst, ['simulate', 'node_modules/kst-kit/spec/scenarios/option-1-caveat.json'])).toContain('expectations met');
    const explained = inFolder(kst, ['explain', 'C15']);
    expect(explained).toContain('R04');
    const [, story = ''] = /kst simulate (.*)$/m.exec(explained) ?? [];
    expect(story).toMatch(/^node_modules\/kst-kit\/spec\/scenarios\//);
    expect(inFolder(kst, ['simulate', story])).toContain('expectations met');
  });

  test('brings the HTML page, without the sources and the bundler', () => {
    const kst = join(folder, 'node_modules/.bin/kst');
    writeFileSync(join(folder, 'base.json'), readFileSync(join(root, 'reports/behaviour.json')));
    expect(inFolder(kst, ['diff', 'base.json', '--html', 'change.html'])).toContain('no change of behaviour');
    expect(readFileSync(join(folder, 'change.html'), 'utf8')).toContain(`<script>${readFileSync(join(folder, 'node_modules/kst-kit/dist/lync/page/main.js'), 'utf8')}</script>`);
  });

  test('bundles the HTML page of any other project, or tells how to install the bundler', () => {
    const project = join(folder, 'page');
    cpSync(join(folder, 'node_modules/kst-kit/starter'), project, { recursive: true });
    const kst = join(folder, 'node_modules/.bin/kst');
    const written = (...words: readonly string[]) => {
      const { status, stderr } = spawnSync(kst, [...words, '--html', 'page.html'], { cwd: project, encoding: 'utf8' });
      return [status, stderr];
    };
    const bundler = join(folder, 'node_modules/rolldown');
    mkdirSync(bundler); // empty: it hides one of a folder above
    const missing = [2, 'kst: --html: rolldown bundles the page, and is not installed: npm install --save-dev rolldown\n'];
    for (const words of [['report'], ['diff', 'nowhere']]) expect(written(...words)).toEqual(missing);
    rmSync(bundler, { recursive: true });
    symlinkSync(join(root, 'node_modules/rolldown'), bundler);
    expect(written('report')).toEqual([0, 'the page is written to page.html\n']);
    expect(readFileSync(join(project, 'page.html'), 'utf8')).toContain('A free lease is granted');
    rmSync(bundler);
  });

  test('is right for those who publish and bundle packages', async () => {
    const { messages } = await publint({ pkgDir: join(folder, 'node_modules/kst-kit'), pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  test('tells an old Node what it needs, in a file that an old Node can read', () => {
    const main = join(folder, 'node_modules/kst-kit/dist/cli/main.js');
    expect(readFileSync(main, 'utf8')).not.toMatch(/^import |\?\?=/m);
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.11.0' }); await import(${JSON.stringify(main)});`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^kst: this is Node 20\.11\.0, and kst-kit needs 22\.18 or later: npm install node@24 [^\n]*\n$/);
  });

  test('answers to its own name too, so that npx finds it', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
    expect(inFolder('npx', ['kst-kit', '--version']).trim()).toBe(version);
  });

  test('lets its specification be imported', () => {
    const script = "import schema from 'kst-kit/spec/schema/scenario.schema.json' with { type: 'json' }; console.log(schema.title)";
    expect(inFolder(process.execPath, ['--input-type=module', '-e', script]).trim()).toBe('Scenario');
  });

  test('brings the library, with types that a compiler checks', () => {
    writeFileSync(join(folder, 'program.ts'), program);
    const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
    inFolder(process.execPath, [compiler, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', '', 'program.ts', '--lib', 'es2024,dom']);
    writeFileSync(join(folder, 'program.js'), program.replace(/^import type.*$/gm, '').replaceAll(/: (Proof|Command|Scenario|Specification<Kst>|fc\.Arbitrary<[^=]*>)(?= =)/g, '').split('// @ts-expect-error')[0]!);
    expect(inFolder(process.execPath, ['program.js']).trim()).toBe('upheld 0 3 ex1');
  });

  test('brings a second rulebook to start from, whose own test passes where it is copied to', () => {
    const leases = join(folder, 'leases');
    cpSync(join(folder, 'node_modules/kst-kit/starter'), leases, { recursive: true });
    symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const told = execFileSync(process.execPath, [vitest, 'run', '--root', leases], { cwd: leases, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    expect(told).toMatch(/Test Files\s+1 passed/);
  });

  test('carries what it needs, and no tests of its own', () => {
    const needed = ['package.json', 'README.md', 'LICENSE', 'dist/index.d.ts', 'dist/engine.d.ts', 'dist/arbitraries.d.ts', 'dist/cli/main.js'];
    const data = ['dist/lync/page/main.js', 'dist/page/main.js', 'dist/page/style.css', 'spec/claims.json', 'spec/schema/scenario.schema.json', 'starter/leases.ts'];
    for (const file of [...needed, ...data]) expect(packed).toContain(file);
    const sources = packed.filter((name) => /test|properties|node_modules|\.ts$/.test(name.replace('.d.ts', '')) && !name.startsWith('starter/'));
    expect(sources).toEqual(['spec/adapters/adapter.ts']); // an example to copy
  });
});
