/**
 * What runs the gate in CI: the GitHub action and workflow, and the GitLab job of the README.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gateFormats } from '../src/reports/gate/index.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const action = parse(read('.github/actions/kst-gate/action.yml'));
const workflow = parse(read('.github/workflows/kst-gate.yml'));
const [gate] = action.runs.steps;

const folder = temporaryFolder();

/** Runs the action's script as GitHub does, with an npm that notes its words, writes the summary or not, and fails or not. */
function runAction({ base = '', code = 0, summary = true }: { base?: string; code?: number; summary?: boolean }) {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o755 });
    return join(folder, name);
  };
  file('npm', `#!/bin/bash\nprintf '%s\\n' "$@" > "${folder}/words"\n${summary ? `echo told > "${folder}/kst-gate.md"` : ':'}\nexit ${code}\n`);
  const env = { BASE: base, SARIF: 'a.sarif', JUNIT: 'b c.xml', RUNNER_TEMP: folder, GITHUB_STEP_SUMMARY: file('summary', 'before\n'), PATH: `${folder}:${process.env['PATH']}` };
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file('script', gate.run)], { cwd: folder, env, encoding: 'utf8' });
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { status, stdout, words: text('words').trimEnd().split('\n'), summary: text('summary') };
}

describe('the GitHub action', () => {
  test('runs the gate once, for annotations, summary, SARIF and JUnit', () => {
    const { status, words, summary } = runAction({ base: 'origin/main' });
    expect(words).toEqual([
      ...['run', '-s', 'kst', '--', 'gate', '--format', 'github', '--report', 'sarif=a.sarif', '--report', 'junit=b c.xml'],
      ...['--report', `markdown=${join(folder, 'kst-gate.md')}`, '--base', 'origin/main'],
    ]);
    expect([status, summary]).toEqual([0, 'before\ntold\n']);
  });

  test.for([1, 2, 3, 70])('fails with the exit code %i of the gate, the summary written', (code) => {
    expect(runAction({ code })).toMatchObject({ status: code, summary: 'before\ntold\n' });
  });

  test('says so where the gate came to no result', () => {
    const { status, stdout, summary } = runAction({ code: 2, summary: false });
    expect([status, stdout, summary]).toEqual([2, '::error title=kst gate::no result, exit code 2; the log says why\n', 'before\n']);
  });

  test('leaves the base to the gate where nobody names one', () => {
    expect(runAction({ base: '' }).words).not.toContain('--base');
  });

  test('takes what its inputs and the event say as values, never as part of the script', () => {
    expect(gate.run).not.toContain('${{');
    expect(Object.keys(gate.env)).toEqual(['BASE', 'SARIF', 'JUNIT']);
  });
});

describe('the GitHub workflow', () => {
  const steps: Record<string, any>[] = workflow.jobs.gate.steps;
  const using = (name: string) => steps.find(({ uses }) => uses?.startsWith(name))!;

  test('runs wherever a change can come in, with the whole history and no right that it does not need', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group', 'push']);
    expect(workflow.permissions).toEqual({ contents: 'read', 'security-events': 'write', actions: 'read' });
    expect(using('actions/checkout@').with['fetch-depth']).toBe(0);
    expect(using('./.github/actions/kst-gate')).toBeDefined();
  });

  test('uploads after a failure too, but no SARIF where it may not', () => {
    const { if: when, with: given } = using('github/codeql-action/upload-sarif@');
    expect(given.sarif_file).toBe(action.inputs.sarif.default);
    for (const part of ['always()', `hashFiles('${given.sarif_file}')`, "!= 'merge_group'", 'head.repo.full_name == github.repository', "!= 'dependabot[bot]'"]) expect(when).toContain(part);
    const artifact = using('actions/upload-artifact@');
    expect(artifact['if']).toBe('always()');
    expect(artifact['with'].path.trim().split('\n')).toEqual([action.inputs.sarif.default, action.inputs.junit.default, 'kst-report.html', 'kst-change.html']);
  });

  test('writes the HTML pages that it uploads, after a failure too, and never fails by them', async () => {
    const pages = steps.find(({ run }) => run?.includes('--html'))!;
    expect([pages['if'], pages['continue-on-error']]).toEqual(['always()', true]);
    expect(pages['run'].match(/kst-\w+\.html/g)).toEqual(['kst-report.html', 'kst-change.html']);
    for (const command of ['report', 'diff']) expect((await runKst([command, '--help'])).out).toContain('--html <file>');
  });

  test('pins every action to a major version', () => {
    for (const { uses } of steps.filter((step) => step['uses'] !== undefined)) expect(uses).toMatch(/^\.\/|@v\d+$/);
  });
});

test("the README's YAML is YAML, and its GitLab job keeps the report that it writes", () => {
  const [github, gitlab] = [...read('README.md').matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => parse(text!));
  expect(github).toEqual([{ uses: './.github/actions/kst-gate' }]);
  const { variables, script, artifacts } = gitlab['kst-gate'];
  expect(variables.GIT_DEPTH).toBe('0');
  expect(artifacts).toEqual({ when: 'always', reports: { junit: 'kst-gate.xml' } });
  expect(script.at(-1)).toContain(`--report junit=${artifacts.reports.junit}`);
});

test('the gate knows every option that CI gives it', async () => {
  const { out } = await runKst(['gate', '--help']);
  const job = /^kst-gate:.*?```/ms.exec(read('README.md'))![0];
  const given = `${gate.run}${job}`.match(/--[a-z]+(?= )/g)!;
  expect(new Set(given)).toEqual(new Set(['--format', '--report', '--base']));
  for (const option of given) expect(out).toContain(`  ${option} <`);
});

test('every format that CI asks for is one of the gate', () => {
  const calls = `${gate.run}${read('README.md')}`.split('\n').filter((line) => /\bgate\b|--report/.test(line) && !/\bkst (table|diff)\b/.test(line));
  const asked = [...calls.join('\n').matchAll(/--report "?(\w+)=|--format (\w+)/g)].map(([, report, format]) => report ?? format);
  expect(asked.length).toBeGreaterThan(4);
  for (const format of asked.filter((name) => name !== 'FORMAT')) expect(gateFormats()).toContain(format);
});
