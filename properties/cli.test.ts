/**
 * The command line as a user meets it: what it prints, where, and how it ends.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { leasesProject } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');
const scratch = temporaryFolder();

const schema = (name: string) => JSON.parse(readFileSync(join(root, 'spec/schema', `${name}.schema.json`), 'utf8'));

function fits(name: string, value: unknown): void {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  if (name !== 'simulate') ajv.addSchema(schema('simulate'));
  const validate = ajv.compile(schema(name));
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
}

const add = { do: 'pool.add', server: 'ex1.contoso.com', version: 6 };
const story = {
  commands: [
    { do: 'dialPlan.host', server: 'EX1.contoso.com.', plan: 'DP1', uriType: 'SipName' },
    { do: 'rtcsrv.start' },
    { ...add, expect: { events: [{ id: 14563, server: 'ex1.contoso.com', versions: [0, 6] }], table: [] } },
    { ...add, expect: { rejected: 'pool-exists' } },
  ],
};

describe('kst verify', () => {
  test('says in JSON what it proved, in the shape of its schema', async () => {
    const { code, out, err } = await runKst(['verify', '--runs', '0', '--json']);
    expect([code, err]).toEqual([0, '']);
    const verified = JSON.parse(out);
    fits('verify', verified);
    expect(verified).toMatchObject({ verdict: 'upheld', random: null });
    expect(verified.dialects).toHaveLength(16);
    expect(verified.dialects[0]).toMatchObject({ states: 28, transitions: 252, accepted: 136 });
    for (const { judged, verdict } of verified.invariants) expect([judged > 0, verdict]).toEqual([true, 'upheld']);
  });

  test('plays random sequences, and the same ones for the same seed', async () => {
    const words = ['verify', '--alphabets', 'quick', '--runs', '20', '--seed', '7', '--servers', '5', '--json'];
    const [first, again] = [await runKst(words), await runKst(words)];
    expect(again).toEqual(first);
    fits('verify', JSON.parse(first.out));
    expect(JSON.parse(first.out).random).toMatchObject({ verdict: 'upheld', seed: 7, runs: 20 });
    const other = await runKst(words.map((word) => (word === '7' ? '8' : word)));
    expect(JSON.parse(other.out).random.steps).not.toBe(JSON.parse(first.out).random.steps);
  });

  test('keeps to the dialects that it is told', async () => {
    const { out } = await runKst(['verify', '--runs', '0', '--json', '--dialect', 'survivor=stays-absent, restart-winner=topology']);
    const { dialects, verdict } = JSON.parse(out);
    expect(verdict).toBe('upheld');
    expect(dialects).toHaveLength(4);
    for (const { dialect, states } of dialects) {
      expect(dialect).toMatchObject({ survivor: 'stays-absent', 'restart-winner': 'topology' });
      expect(states).toBe(36);
    }
  });

  test('lists only the invariants that speak of the dialects, and the rules that may apply in them', async () => {
    const words = ['verify', '--runs', '0', '--dialect', 'survivor=restored, restart-winner=topology'];
    const { code, out } = await runKst([...words, '--json']);
    const { invariants, rules } = JSON.parse(out);
    expect(code).toBe(0);
    for (const { id, judged } of invariants) expect(judged, id).toBeGreaterThan(0);
    for (const { id, fired } of rules) expect(fired, id).toBeGreaterThan(0);
    const left = (all: readonly { id: string }[], listed: readonly { id: string }[]) =>
      all.map(({ id }) => id).filter((id) => !listed.some((one) => one.id === id));
    expect(left(allInvariants(knownServersTable()), invariants)).toEqual(expect.arrayContaining(['I54', 'I57']));
    expect(left(systemOf(knownServersTable()).rules, rules)).toEqual(['R09', 'R30']);
    const text = (await runKst(words)).out;
    expect(text).toContain(`${invariants.length} of ${invariants.length} invariants upheld`);
    expect(text).toContain(`${rules.length} of ${rules.length} rules apply where they should`);
  });

  test('takes choices from several --dialect options together', async () => {
    const { out } = await runKst(['verify', '--runs', '0', '--json', '--dialect', 'survivor=restored', '--dialect', 'um-conflict=settles']);
    const { dialects } = JSON.parse(out);
    expect(dialects).toHaveLength(4);
    for (const { dialect } of dialects) expect(dialect).toMatchObject({ survivor: 'restored', 'um-conflict': 'settles' });
  });

  test('gives a person the verdict in a few lines, the seed among them', async () => {
    const { code, out } = await runKst(['verify', '--alphabets', 'quick', '--runs', '20']);
    expect(code).toBe(0);
    expect(out).toContain('seed 1');
    expect(out.trim().split('\n').at(-1)).toBe('upheld');
    expect(out.split('\n').length).toBeLessThan(15);
  });

  test('shows progress on a terminal alone, and colours only where they are wanted', async () => {
    const words = ['verify', '--alphabets', 'quick', '--runs'];
    const terminal = await runKst([...words, '100'], '', {}, true);
    expect(terminal.err).toContain('100 of 100 random sequences');
    expect(terminal.out).toContain('\u001b[');
    expect((await runKst([...words, '20'], '', { NO_COLOR: '1' }, true)).out).not.toContain('\u001b');
    const piped = await runKst([...words, '20']);
    expect(piped.err).toBe('');
    expect(piped.out).not.toContain('\u001b');
  });
});

describe('kst simulate', () => {
  test('plays a story from standard input, in the shape of its schema', async () => {
    const { code, out, err } = await runKst(['simulate', '-', '--json'], JSON.stringify(story));
    expect([code, err]).toEqual([0, '']);
    const played = JSON.parse(out);
    fits('simulate', played);
    expect(played.expectations).toEqual({ checked: 3, failed: [] });
    expect(played.steps[1]).toMatchObject({
      events: [
        { id: 14492, servers: [] },
        { id: 44024, servers: ['ex1.contoso.com'] },
        { id: 14493, server: 'ex1.contoso.com', version: 0 },
      ],
      table: [{ server: 'ex1.contoso.com', version: 0 }],
      integration: [{ server: 'ex1.contoso.com', um: 'works', owaIm: 'works' }],
    });
    expect(played.steps[2].integration).toEqual([{ server: 'ex1.contoso.com', um: 'broken', owaIm: 'broken' }]);
    expect(played.steps[3]).toEqual({ command: add, rejected: 'pool-exists', rules: ['R01'], table: [] });
  });

  test('ends with 1 for an expectation that fails, and says which', async () => {
    const start = { do: 'rtcsrv.start' };
    const entries = [{ server: 'ex1', version: 6 }];
    const wrong = { commands: [{ ...start, expect: { table: entries } }, { ...start, expect: { rejected: 'already-running' } }] };
    const { code, out } = await runKst(['simulate', '-', '--json'], JSON.stringify(wrong));
    expect(code).toBe(1);
    fits('simulate', JSON.parse(out));
    const failed = [{ step: 1, part: 'table', expected: entries, actual: [] }];
    expect(JSON.parse(out).expectations).toEqual({ checked: 2, failed });
    const text = await runKst(['simulate', '-'], JSON.stringify(wrong));
    expect(text.code).toBe(1);
    expect(text.out).toContain('expected table');
    expect(text.out).toContain('1 of 2 expectations failed');
  });

  test('puts the dialect of the command line above that of the story', async () => {
    const file = join(root, 'spec/scenarios/pool-first-settles.json');
    expect((await runKst(['simulate', file])).code).toBe(0);
    const { code, out } = await runKst(['simulate', file, '--dialect', 'um-conflict=stays-open', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).dialect['um-conflict']).toBe('stays-open');
  });

  test('reads UTF-8 with a byte order mark, and UTF-16 as PowerShell writes it', async () => {
    const text = JSON.stringify(story);
    expect((await runKst(['simulate', '-'], `\uFEFF${text}`)).code).toBe(0);
    expect((await runKst(['simulate', '-'], Buffer.from(`\uFEFF${text}`, 'utf16le'))).code).toBe(0);
  });
});

describe('kst explain', () => {
  const events = ['14492', '14493', '14495', '14563', '44024', '44030', 'exchange-server-added'];
  test.for(['C1', 'C20', 'A3', 'F10', 'R38', 'I13', 'I64', 'I67', 'c15', ...events])('%s', async (id) => {
    const { code, out, err } = await runKst(['explain', id]);
    expect([code, err]).toEqual([0, '']);
    expect(out.toLowerCase().startsWith(`${id.toLowerCase()}  `)).toBe(true);
    expect(out.split('\n').length).toBeGreaterThan(4);
  });

  test('14563 leads to the rules that log it, the invariants that speak of it, and a scenario that shows it', async () => {
    const { out } = await runKst(['explain', '14563']);
    const parts = ['Error', 'LS Protocol Stack', 'R04', 'R38', 'R39', 'I27', 'C15', 'spec/scenarios/source-story.json'];
    for (const part of parts) expect(out).toContain(part);
  });

  test('a rule says when it applies, what it does, and where it stands', async () => {
    const { out } = await runKst(['explain', 'R01']);
    expect(out).toMatch(/^ {2}rule of the table pool\.add, src\/kst\/rules\/pools\.ts:\d+-\d+$/m);
    expect(out).toContain('\n  when: pool yes\n  does: refuse: pool-exists\n');
    expect((await runKst(['explain', 'I01'])).out).toMatch(/^ {2}invariant, src\/kst\/invariants\/\w+\.ts:\d+-\d+$/m);
  });
});

describe('the scenario that an explanation names', () => {
  const storyFrom = async (cwd: string): Promise<string> => {
    const { out } = await runKst(['explain', 'C15'], '', {}, false, cwd);
    return /kst simulate (.*)$/m.exec(out)![1]!;
  };

  test('is there, from wherever the user stands', async () => {
    const story = await storyFrom(root);
    expect(story).toMatch(/^spec\/scenarios\//);
    expect(await storyFrom(join(root, '..'))).toBe(join(basename(root), story));
    for (const elsewhere of [scratch, join(root, 'src/cli')]) expect(await storyFrom(elsewhere)).toBe(join(root, story));
  });
});

describe('on another project', () => {
  const project = leasesProject();
  const kst = (...words: readonly string[]) => runKst(words, '', {}, false, project.folder, project);

  test('help names its parts', async () => {
    expect((await kst('--help')).out).toContain('Verifies the rules of the leases.');
    expect((await kst('verify', '--help')).out).toMatch(/default:\s+all\)/);
    expect((await kst('conform', '--help')).out.replace(/\s+/g, ' ')).toContain('only these parts: corpus, complete, two, random');
  });

  test('verify proves its invariants and plays it, with as many parts under either name of the option', async () => {
    const played = async (option: string) => JSON.parse((await kst('verify', '--runs', '50', option, '5', '--json')).out) as object;
    const verified = await played('--parts');
    expect(verified).toMatchObject({ verdict: 'upheld', random: { runs: 50 } });
    expect(await played('--servers')).toEqual(verified);
  });

  test('its own choices are taken, and no others', async () => {
    expect((await kst('table', '--dialect', 'renewal=ignored')).code).toBe(0);
    expect((await kst('table', '--dialect', 'renewal=never')).err).toContain('renewal cannot be "never"; expected restarts or ignored');
    const { err } = await kst('table', '--dialect', 'survivor=restored');
    expect(err).toContain('there is no assumption "survivor"; expected one of renewal');
  });

  test.for(['C1', 'A1', 'R8', 'I9', 'granted'])('%s is explained', async (id) => {
    const { code, out } = await kst('explain', id);
    expect(code).toBe(0);
    expect(out.startsWith(`${id}  `)).toBe(true);
  });

  test('what cannot be explained is told in its words', async () => {
    const { err } = await kst('explain', 'R99');
    expect(err).toMatch(/^kst: there is no "R99" to explain; .* such as C1 or R1 or I1, or an event: granted, freed, audited\n$/);
    expect((await kst('explain', 'R8')).out).toMatch(/^ {2}rule of the table aging, rules\.ts:\d+$/m);
  });

  test('its scenarios are played', async () => {
    const files = readdirSync(join(project.folder, 'spec/scenarios'));
    expect(files).not.toEqual([]);
    for (const file of files) {
      expect(await kst('simulate', join(project.folder, 'spec/scenarios', file))).toMatchObject({ code: 0, err: '' });
    }
  });
});

describe('help and version', () => {
  const asking = [['--help'], ['help'], ['verify', '--help'], ['simulate', '--help']];
  test.for(asking)('%j goes to standard output and ends with 0', async (words) => {
    const { code, out, err } = await runKst(words);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Usage: kst');
    expect(out).not.toContain('{}');
  });

  test('--version is that of the package', async () => {
    const { out } = await runKst(['--version']);
    expect(out.trim()).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  });
});

describe('bad usage ends with 2, one message, nothing on standard output', () => {
  test.for([
    [['verify', '--dialect', 'restart-winner=um,winner=um'], 'there is no assumption "winner"'],
    [['verify', '--dialect', 'survivor=maybe'], 'expected restored or stays-absent'],
    [['verify', '--dialect', 'survivor=restored,survivor=restored'], 'given twice'],
    [['simulate', '-', '--dialect', 'survivor=restored', '--dialect', 'survivor=stays-absent'], 'survivor is given twice'],
    [['verify', '--dialect', '__proto__=x'], 'there is no assumption "__proto__"'],
    [['verify', '--dialect', ''], 'there is no assumption ""'],
    [['verify', '--dialect', 'restart-winner=um=zzz'], 'cannot be "um=zzz"'],
    [['verify', '--runs', '-1'], 'a whole number from 0'],
    [['verify', '--runs', '1e3'], 'a whole number from 0'],
    [['verify', '--runs', ''], 'a whole number from 0'],
    [['verify', '--seed', 'x'], 'a whole number'],
    [['verify', '--servers', '0'], 'a whole number from 1'],
    [['verify', '--parts', '51'], 'a whole number from 1'],
    [['verify', '--alphabets', 'some'], 'expected quick or all'],
    [['verify', '--nonsense'], "unknown option '--nonsense'"],
    [['verify', 'extra'], 'too many arguments'],
    [['verfy'], 'verify'],
    [['simulate'], "missing required argument 'file'"],
    [['simulate', 'no-such-file.json'], 'no-such-file.json: cannot be read: there is no such file'],
    [['simulate', root], 'it is a directory, expected a file'],
    [['explain', 'C21'], 'there is no "C21" to explain'],
    [['explain', 'toString'], 'there is no "toString" to explain'],
    [['explain', '\u001b[31m'], 'there is no'],
  ] as const)('%j', async ([words, message]) => {
    const { code, out, err } = await runKst([...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect(err).not.toContain('\u001b');
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(2);
  });

  test('no command at all shows the help, as an error', async () => {
    const { code, out, err } = await runKst([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: kst');
  });
});

/** What is told of an error that comes out of printing. */
async function printing(out: () => never, env: Readonly<Record<string, string>>): Promise<{ readonly code: number; readonly err: string }> {
  let err = '';
  const stdin = (async function* () {})();
  const io = { stdin, out, err: (text: string) => void (err += text), outIsTerminal: false, errIsTerminal: false, cwd: root, env };
  return { code: await run(['--version'], io), err };
}

describe('no text from outside makes a line of its own in a message', () => {
  const forged = 'a\nkst: all fine';
  const written = 'a\\u{a}kst: all fine';

  test.for([
    [['simulate', forged], `kst: ${written}: cannot be read: there is no such file\n`],
    [[forged], `kst: unknown command '${written}'\n`],
    [['verify', forged], `kst: too many arguments for 'verify'. Expected 0 arguments but got 1: ${written}.\n`],
    [['verify', `--${forged}`], `kst: unknown option '--${written}'\n`],
    [['verify', '--rns\u001b[31m\n(Did you mean --all?)'], "kst: unknown option '--rns\\u{1b}[31m\\u{a}(Did you mean --all?)'\n"],
    [['diff', '--json', '--format', 'markdown'], "kst: option '--json' cannot be used with option '--format <form>'\n"],
    [['report', '--out', 'a', '--html', 'b'], "kst: option '--html <file>' cannot be used with option '--out <dir>'\n"],
    [['simulate', ''], 'kst: "": cannot be read: there is no such file\n'],
    [['verify', '--rns'], "kst: unknown option '--rns'\n(Did you mean --runs?)\n"],
  ] as const)('%j', async ([words, message]) => {
    expect(await runKst([...words])).toEqual({ code: 2, out: '', err: message });
  });

  test('a file whose name has a newline, and in which something is wrong', async () => {
    const file = join(scratch, forged);
    writeFileSync(file, '{}');
    const { code, err } = await runKst(['simulate', file]);
    expect([code, err]).toEqual([2, `kst: ${join(scratch, written)}:1:1: expected a field "commands"\n`]);
  });

  test('an internal error', async () => {
    const out = (): never => {
      throw new Error(`${forged}\u001b[31m`);
    };
    const hint = /^kst: set KST_DEBUG=1 to see where; .*npm run typecheck.*\n$/;
    for (const [env, where] of [[{}, hint], [{ KST_DEBUG: '1' }, /^(\s+at .*\n)+$/]] as const) {
      const { code, err } = await printing(out, env);
      const [message, ...rest] = err.split(/(?<=\n)/);
      expect([code, message]).toEqual([70, `kst: internal error: ${written}\\u{1b}[31m\n`]);
      expect(rest.join('')).toMatch(where);
    }
  });

  test('a source that cannot be read is named, with the line', async () => {
    const error = new SyntaxError("Expected '{', got '=>'");
    error.stack = `${pathToFileURL(join(root, 'src/kst/rules/pools.ts')).href}:30\n    then () => [],\n${error.stack}`;
    const out = (): never => {
      throw error;
    };
    const { err } = await printing(out, {});
    expect(err.split('\n')[0]).toBe("kst: internal error: src/kst/rules/pools.ts:30: Expected '{', got '=>'");
  });
});

describe('as a process', () => {
  const main = join(root, 'src/cli/main.ts');
  const kst = (words: readonly string[], options: object = {}) =>
    spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', ...options });
  /** In a shell, where `kst` is the command and `$code` its exit code. */
  const inShell = (script: string, cwd = root) => {
    const withKst = script.replaceAll('kst ', `"${process.execPath}" "${main}" `).replaceAll('$code', '"${PIPESTATUS[0]}"');
    return spawnSync('bash', ['-c', withKst], { encoding: 'utf8', cwd });
  };

  test('a hundred megabytes of garbage are refused early, in little memory', () => {
    const garbage = join(scratch, 'garbage');
    writeFileSync(garbage, Buffer.alloc(100_000_000, '[{"a"'));
    const { status, stdout, stderr } = inShell(`cat "${garbage}" | kst simulate -; exit "\${PIPESTATUS[1]}"`);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe('kst: standard input: expected at most 1 MiB\n');
    expect(kst(['simulate', garbage]).status).toBe(2);
  });

  test('deep nesting is refused', () => {
    const { status, stderr } = kst(['simulate', '-'], { input: '['.repeat(1_000_000) });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^kst: standard input:.* expected/);
  });

  test('nesting that a parser still takes is refused with its place', () => {
    const { status, stderr } = kst(['simulate', '-'], { input: `${'['.repeat(3000)}${']'.repeat(3000)}` });
    expect([status, stderr]).toEqual([2, 'kst: standard input:1:65: expected JSON that is not nested so deeply\n']);
  });

  test('a failure stays one though nobody reads it, and nothing raw reaches the terminal', () => {
    const story = join(scratch, 'failing.json');
    const commands = [{ do: 'rtcsrv.start', expect: { rejected: 'not-running' } }];
    writeFileSync(story, JSON.stringify({ name: '\u001b[31m', says: '\u202e', commands }));
    const piped = inShell(`kst simulate "${story}" | true; exit $code`);
    expect([piped.status, piped.stderr]).toEqual([1, '']);
    expect(kst(['simulate', story]).stdout).toMatch(/^\\u\{1b\}\[31m: \\u\{202e\}\n/);
  });

  test.skipIf(!existsSync('/dev/full'))('a standard error that takes nothing changes neither the end nor what standard output gets', () => {
    const failing = join(scratch, 'failing-lease.json');
    writeFileSync(failing, JSON.stringify({ commands: [{ do: 'tick', expect: { rejected: 'held' } }] }));
    const end = (words: string, redirections: string) => inShell(`kst ${words} ${redirections}`, leasesProject().folder);
    for (const redirection of ['2>/dev/full', '2>&-', '2> >(true)']) {
      expect(end('simulate no-such-file', redirection).status, redirection).toBe(2);
      const { status, stdout } = end(`simulate "${failing}"`, redirection);
      expect([status, stdout.trim().split('\n').at(-1)], redirection).toEqual([1, '1 of 1 expectations failed.']);
      expect(end('--version', `>/dev/full ${redirection}`).status, redirection).toBe(70);
    }
    const full = end('--version', '>/dev/full');
    expect([full.status, full.stderr]).toEqual([70, 'kst: standard output: ENOSPC: no space left on device, write\n']);
  });

  test('a reader that stops early is no error', () => {
    const { status, stderr } = inShell('kst verify --runs 0 --json | head -c 10; exit $code');
    expect([status, stderr]).toEqual([0, '']);
    const long = join(scratch, 'long.json');
    const pools = Array.from({ length: 300 }, (_, index) => ({ do: 'pool.add', server: `ex${index}`, version: 6 }));
    writeFileSync(long, JSON.stringify({ commands: [{ do: 'rtcsrv.start' }, ...pools] }));
    const simulated = inShell(`kst simulate "${long}" --json | head -c 10; exit $code`);
    expect([simulated.status, simulated.stdout, simulated.stderr]).toEqual([0, '{"dialect"', '']);
  });
});
