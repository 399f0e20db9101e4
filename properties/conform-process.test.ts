/**
 * The other side as a process: the examples and the kit's own rules conform, and whatever else a process does has a verdict and
 * a message, within the time limit, with no process left over.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { startProcesses } from '../src/cli/conform/process-player.ts';
import { leasesProject } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';
import type { AnyCommand, Player, TestCase } from '../src/engine/conform/player.ts';
import type { Conformance } from '../src/engine/conform/result.ts';

const root = join(import.meta.dirname, '..');
const kst = [process.execPath, join(root, 'src/cli/main.ts')];
const project = leasesProject();
const rulebook = project.specification;
const badPartner = [process.execPath, join(import.meta.dirname, 'conform/bad-partner.ts')];
const schema = JSON.parse(readFileSync(join(root, 'spec/schema/conform.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
const scratch = temporaryFolder();

type Told = Omit<Conformance, 'implementation'> & {
  readonly implementation: { readonly name: string; readonly observes: string } | null;
  readonly guarantee: string;
  readonly commands: number;
};

/** Runs a command about the leases, in their folder. */
const ofLeases = (...words: readonly string[]) => runKst(words, '', {}, false, project.folder, project);

/** Compares a process with the leases, unless told with another rulebook. */
async function conform(words: readonly string[], command: readonly string[], run = ofLeases) {
  const { code, out, err } = await run('conform', '--json', ...words, '--', ...command);
  expect(err.replace(/^kst: --corpus: .* is not there yet; divergences will be written to it\n$/, '')).toBe('');
  const told = JSON.parse(out) as Told;
  expect(validate(told), JSON.stringify(validate.errors)).toBe(true);
  return { code, told };
}

describe('what conforms', () => {
  const ofTable = (...words: readonly string[]) => runKst(words);
  const python = spawnSync('python3', ['--version']).status === 0;
  const quick = ['--only', 'complete,spellings,three-servers'];

  test('the rules themselves, in several processes', async () => {
    const dialect = 'survivor=stays-absent,um-conflict=settles';
    const { code, told } = await conform([...quick, '--jobs', '2'], [...kst, 'adapter', '--dialect', dialect], ofTable);
    const spoken = { 'restart-winner': 'um', 'eviction-log': 'conflict-only', 'um-conflict': 'settles', survivor: 'stays-absent' };
    expect([code, told.verdict, told.dialects]).toEqual([0, 'conforms', [spoken]]);
    expect(told.guarantee).toMatch(/deterministic.*reset works.*at most 32 states/);
  });

  test('the example in TypeScript', async () => {
    const { code, told } = await conform(quick, [process.execPath, join(root, 'spec/adapters/adapter.ts')], ofTable);
    expect([code, told.implementation?.name]).toEqual([0, 'example in TypeScript']);
  });

  // A fresh machine may have no Python; where CI is set it must.
  test.skipIf(!python && !process.env['CI'])('the example in Python', async () => {
    const { code, told } = await conform(quick, ['python3', join(root, 'spec/adapters/adapter.py')], ofTable);
    expect([code, told.implementation?.name]).toEqual([0, 'example in Python']);
  });

  test('what names more than there is to observe, or its table alone', async () => {
    for (const [observes, seen] of [['["events","holders","more"]', 'holders and events'], ['["holders"]', 'holders']]) {
      const { code, told } = await conform(['--only', 'complete'], [...badPartner, 'observes', observes!]);
      expect([code, told.implementation]).toEqual([0, { name: 'it', observes: seen }]);
    }
    const { code, told } = await conform(['--only', 'complete'], [...badPartner, 'observes', '["events"]']);
    expect([code, told.fault?.says]).toEqual([3, expect.stringMatching(/expected \{.*"observes":\["holders","events"\]\}, got .*events/)]);
  });
});

// Most of their time they wait for each other.
describe('what is no partner', { concurrent: true }, () => {
  test.for<readonly [string, RegExp, RegExp | null]>([
    ['exits-at-once', /^it ended \(exit 7\) before it had answered$/, /^hello$/],
    ['wrong-protocol', /does not say hello in protocol 1.*I speak protocol 2/, null],
    ['exits-in-the-middle', /^it ended \(exit 139\) before it had answered$/, /./],
    ['hangs', /^expected the answer to seq 40, got one to seq 41/, /./],
    ['stops-reading', /^it did not answer within 5000 ms$/, /./],
    ['answers-twice', /^expected the answer to seq 41, got one to seq 40/, /./],
    ['out-of-order', /^expected the answer to seq 40, got one to seq 41/, /./],
    ['half-a-line', /^it did not answer within 5000 ms, but only .*without an end of line/, /./],
    ['log-line', /^it answered with no JSON object that has a seq: "INFO discovering"/, /./],
    ['invalid-utf8', /^it answered with what is not UTF-8$/, /./],
    ['endless-line', /^it answered with a line of more than 1048576 bytes/, /./],
    ['many-lines', /^expected the answer to seq 40, got one to seq 1:/, /./],
    ['nested', /^it answered with what cannot be read as JSON/, /./],
    ['closes-output', /^it has closed its output$/, /./],
    ['no-json', /^it answered with what cannot be read as JSON/, /./],
  ])('%s', async ([how, says, unanswered]) => {
    const started = performance.now();
    const timeout = ['stops-reading', 'half-a-line'].includes(how) ? '5000' : '20000'; // the others need not be waited for
    const { code, told } = await conform(['--timeout', timeout, '--only', 'complete'], [...badPartner, how]);
    expect([code, told.verdict, told.divergences]).toEqual([3, 'inconclusive', []]);
    expect(told.fault?.says).toMatch(says);
    if (unanswered !== null) expect(told.fault?.unanswered).toMatch(unanswered);
    if (how === 'exits-in-the-middle') expect(told.fault?.lastLines.join('\n')).toContain('System.NullReferenceException');
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('what cannot be started', async () => {
    const { code, told } = await conform([], [join(scratch, 'nowhere')]);
    expect([code, told.fault?.says, told.implementation]).toEqual([3, 'it cannot be started: there is no such program', null]);
    for (const program of ['', join(root, 'README.md/foo'), 'a'.repeat(5000)]) {
      const other = await conform([], [program]);
      expect([other.code, other.told.fault?.says]).toEqual([3, expect.stringMatching(/^it cannot be started: /)]);
    }
  });

  test('one that floods standard error is judged all the same', async () => {
    expect((await conform(['--only', 'complete'], [...badPartner, 'floods-stderr'])).code).toBe(0);
  });

  test('one that ignores the end of its input is stopped, and that is said', async () => {
    const { code, told } = await conform(['--only', 'complete'], [...badPartner, 'ignores-end']);
    expect([code, told.note]).toEqual([0, 'it did not end when its input ended, and was stopped after 2 s']);
  });

  test.for(['child', 'escaped-child'])('no process is left over: %s', { skip: process.platform !== 'linux' }, async (how) => {
    const note = join(scratch, how);
    expect((await conform(['--only', 'complete'], [...badPartner, how, note])).code).toBe(0);
    const pid = readFileSync(note, 'utf8');
    for (let tries = 0; tries < 50 && isRunning(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isRunning(pid)).toBe(false);
  });

  test('an interrupt ends it cleanly', { skip: process.platform === 'win32' }, async () => {
    const note = join(scratch, 'interrupted');
    const words = ['conform', '--json', '--timeout', '60000', '--', ...badPartner, 'child', note, 'stops'];
    const child = spawn(kst[0]!, [kst[1]!, ...words], { cwd: project.folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
    const isThere = (): boolean => existsSync(note) && readFileSync(note, 'utf8') !== '';
    for (let tries = 0; tries < 200 && !isThere(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, (JSON.parse(out) as Told).fault?.says]).toEqual([3, 'it was interrupted']);
    expect(isRunning(readFileSync(note, 'utf8'))).toBe(false);
  });

  /** Whether a process is there, and no zombie. */
  function isRunning(pid: string): boolean {
    return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  }
});

describe('what diverges', () => {
  const other = [...kst, 'adapter', '--dialect', 'renewal=ignored'];
  const words = ['--dialect', 'renewal=restarts', '--only', 'corpus,complete'];

  test('is told in every format, and kept as scenarios that are played first', async () => {
    const corpus = join(scratch, 'corpus');
    const { code, told } = await conform([...words, '--corpus', corpus], other);
    expect(code).toBe(1);
    const files = readdirSync(corpus);
    expect(files).toHaveLength(told.divergences.length);
    for (const file of files) {
      const played = await ofLeases('simulate', join(corpus, file));
      expect([played.code, played.err]).toEqual([0, '']);
    }
    const before = files.map((file) => readFileSync(join(corpus, file), 'utf8'));
    const again = await ofLeases('conform', '--format', 'text', ...words, '--corpus', corpus, '--', ...other);
    expect(again.code).toBe(1);
    expect(again.out).toMatch(/corpus +\d sequences/);
    for (const file of files) expect(again.out).toContain(file);
    expect(readdirSync(corpus).map((file) => readFileSync(join(corpus, file), 'utf8'))).toEqual(before);

    const playKept = ['--dialect', 'renewal=restarts', '--only', 'corpus', '--corpus', corpus, '--', ...other];
    const kept = async (format: string) => (await ofLeases('conform', '--format', format, ...playKept)).out;
    expect(failuresIn(await kept('junit'))).toBe(told.divergences.length);
    const sarif = JSON.parse(await kept('sarif'));
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(told.divergences.map(({ rule }) => rule));
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toContain('corpus/r');
    const markdown = await kept('markdown');
    for (const { rule } of told.divergences) expect(markdown).toContain(`### ${rule}: `);
  });

  test('a corpus that is no folder of scenarios is bad input', async () => {
    const corpus = temporaryFolder();
    writeFileSync(join(corpus, 'a.json'), '{"commands":[{"do":"pool.add","server":"ex1","version":0}]}');
    const { code, out, err } = await runKst(['conform', '--corpus', corpus, '--', ...other]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('a.json:1:56 (at /commands/0/version): expected a number not below 1');
  });

  function failuresIn(xml: string): number {
    let failures = 0;
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => void (failures += Number(name === 'failure')));
    parser.write(xml).close();
    return failures;
  }
});

function start(command: readonly string[], timeout: number, jobs: number): Promise<Player> {
  return startProcesses({ rulebook, command, cwd: root, timeout, jobs, interrupted: new AbortController().signal });
}

test('a caller that has seen enough leaves the next one all its answers', async () => {
  const player = await start([...badPartner, 'speaks'], 20_000, 2);
  try {
    const commands = Array<AnyCommand>(20).fill({ do: 'tick' });
    const words = (count: number): readonly TestCase[] => Array.from({ length: count }, () => ({ commands }));
    for (let caller = 0; caller < 5; caller++) {
      for await (const { looks } of player.play(words(500))) {
        expect(looks).toHaveLength(20);
        break;
      }
      let trials = 0;
      for await (const { looks } of player.play(words(3))) trials += Number(looks.length === 20);
      expect(trials).toBe(3);
    }
    expect(await player.end()).toBe(null);
  } finally {
    player.stop();
  }
});

test.concurrent('one that is slow has the time limit for each answer, however many are asked for ahead', async () => {
  const [started, timeout] = [performance.now(), 3000];
  const player = await start([...badPartner, 'slow'], timeout, 1);
  try {
    let answers = 0;
    const starts = Array.from({ length: 150 }, () => ({ commands: [{ do: 'tick' }] }));
    for await (const { looks } of player.play(starts)) answers += looks.length;
    expect(answers).toBe(150);
    expect(performance.now() - started).toBeGreaterThan(1.4 * timeout);
    expect(await player.end()).toBe(null);
  } finally {
    player.stop();
  }
});

test('two runs print the same bytes, whatever the number of processes', async () => {
  const words = ['conform', '--json', '--only', 'complete,random', '--commands', '500'];
  const run = async (jobs: string) => (await ofLeases(...words, '--jobs', jobs, '--', ...kst, 'adapter')).out;
  expect(await run('1')).toBe(await run('3'));
});

test('the adapter answers what it cannot read with an error, and stays as it was', async () => {
  const asked = [
    '{"seq":1,"do":"rtcsrv.start"}',
    'x',
    '{"seq":2,"do":"pool.add","server":"ex1.contoso.com","version":0}',
    '{"seq":3,"do":"hello","protocol":2}',
    '{"do":"reset"}',
    '{"seq":4,"do":"rtcsrv.start"}',
  ];
  const { out } = await runKst(['adapter'], asked.join('\n'));
  expect(out.trimEnd().split('\n').map((line) => JSON.parse(line))).toEqual([
    { seq: 1, events: [{ id: 14492, servers: [] }, { id: 44024, servers: [] }], table: [] },
    { seq: null, error: 'expected JSON' },
    { seq: 2, error: expect.stringContaining('version to be a whole number from 1 to 9') },
    { seq: 3, error: 'expected protocol 1' },
    { seq: null, error: expect.stringContaining('seq') },
    { seq: 4, rejected: 'already-running' },
  ]);
});
