/**
 * A change of behaviour from its first edit to the day after it is merged; and the gate's step that judges it.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareWithBase } from '../src/cli/change.ts';
import { changeStep, orInconclusive } from '../src/cli/gate/change-step.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { UsageError } from '../src/cli/io.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { acceptanceMarkdown } from '../src/reports/diff/acceptance.ts';
import { instead } from './faults/plant.ts';
import { ProjectCopy } from './project-copy.ts';
import { gitEnv, removeTemporaryFolders, Repository } from './repository.ts';
import { runKst } from './run-kst.ts';
import { diffOf, narrowTable } from './tables.ts';
import type { BehaviourTable } from '../src/kit/tables/behaviour.ts';
import type { Model } from '../src/kst/model.ts';

afterAll(removeTemporaryFolders);
const root = join(import.meta.dirname, '..');

describe('a change, from the first edit to the day after it is merged', () => {
  let project: ProjectCopy;
  beforeAll(async () => void (project = await ProjectCopy.small(reportTableAlone)));
  const kst = (...words: readonly string[]) => project.node(['src/cli/main.ts', ...words]);
  const turnDefault = () => project.edit('src/kst/dialect.ts', "survivor: ['restored', 'stays-absent']", "survivor: ['stays-absent', 'restored']");
  const turnBack = () => project.edit('src/kst/dialect.ts', "survivor: ['stays-absent', 'restored']", "survivor: ['restored', 'stays-absent']");
  const accepted = () => readdirSync(project.path('spec/changes')).sort();

  test('an assumption gets another default: the rows are shown, and nobody has said that it is meant', async () => {
    turnDefault();
    const { code, out, err } = await kst('diff');
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('assumption survivor is stays-absent by default, and was restored');
    expect(out).toMatch(/[0-9a-f]{16} {2}run\.[^ ]+ \/ dialPlan\.unhost|[0-9a-f]{16} {2}run\.[^ ]+ \/ umRouting\.discover/);
    expect(out).toContain(', by default: ');
    expect(out).toMatch(/\n\d+ changes of behaviour since HEAD, [0-9a-f]{12}: not accepted\n/);
  });

  test('it is accepted: what is written is listed, and the difference is upheld', async () => {
    const { code, out, err } = await kst('accept', '--why', 'The survivor stays away', '--date', '2026-01-31');
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/spec\/changes\/2026-01-31-the-survivor-stays-away\.md accepts \d+ changes since HEAD/);
    expect(accepted()).toEqual(['2026-01-31-the-survivor-stays-away.md']);
    const { code: after, out: json } = await kst('diff', '--json');
    expect(after).toBe(0);
    const told = JSON.parse(json);
    expect(told).toMatchObject({ verdict: 'upheld', obsolete: [] });
    expect(new Set(told.changes.map(({ acceptedIn }: { acceptedIn: string }) => acceptedIn))).toEqual(new Set(['spec/changes/2026-01-31-the-survivor-stays-away.md']));
    expect(JSON.parse(project.read('reports/behaviour.json')).default.survivor).toBe('stays-absent');
  });

  test('more is changed and accepted: the first acceptance loses what has become another change, the second has what is new', async () => {
    project.edit('src/kst/dialect.ts', "['conflict-only', 'also-removed']", "['also-removed', 'conflict-only']");
    const { code, err } = await kst('accept', '--why', 'What is evicted is logged', '--date', '2026-01-31');
    expect(code).toBe(0);
    expect(err).toMatch(/the-survivor-stays-away\.md accepts \d+ less: what has not changed since the base\n.*what-is-evicted-is-logged\.md accepts \d+ changes/);
    expect(accepted()).toEqual(['2026-01-31-the-survivor-stays-away.md', '2026-01-31-what-is-evicted-is-logged.md']);
  });

  test('the default is turned back: the acceptance matches nothing, and that is said', async () => {
    turnBack();
    const { code, out } = await kst('diff', '--format', 'markdown');
    expect(code).toBe(1);
    expect(out).toMatch(/\*\*\d+ changes of behaviour since HEAD, [0-9a-f]{12}: all accepted; \d+ acceptances match no change\*\*/);
    expect(out).toContain('spec/changes/2026-01-31-the-survivor-stays-away.md accepts `');
  });

  test('that is accepted: the acceptance is removed, the other one stays', async () => {
    const { code, err } = await kst('accept', '--why', 'As it was');
    expect(code).toBe(0);
    expect(err).toContain('spec/changes/2026-01-31-the-survivor-stays-away.md is removed: none of what it accepts has changed since the base');
    expect(err).toMatch(/nothing to add: all \d+ changes since HEAD, [0-9a-f]{12} are accepted\n$/);
    expect(accepted()).toEqual(['2026-01-31-what-is-evicted-is-logged.md']);
  });

  test('what no rule decides cannot be meant either', async () => {
    const stop = "'A stop while RTCSRV is stopped is refused',\n    cites: ['F11'],\n    when: () => ({ running: false";
    project.edit('src/kst/rules/rtcsrv.ts', stop, `${stop}, pool: true`);
    const { code, err } = await kst('accept', '--why', 'No matter');
    expect([code, err]).toEqual([1, expect.stringMatching(/^kst: nothing is accepted: [1-9]\d* cells are decided by no rule, 0 by several/)]);
    project.edit('src/kst/rules/rtcsrv.ts', `${stop}, pool: true`, stop);
  });

  test('what breaks an invariant cannot be meant: nothing is accepted, nothing written', async () => {
    const before = project.listing();
    project.edit('src/kst/rules/pools.ts', "reason: 'pool-exists'", "reason: 'not-running'");
    const { code, out, err } = await kst('accept', '--why', 'No second pool without RTCSRV');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^kst: nothing is accepted: the change breaks I\d\d[^\n]*; kst verify shows the shortest trace\n$/);
    project.edit('src/kst/rules/pools.ts', "reason: 'not-running'", "reason: 'pool-exists'");
    expect(project.listing().filter((line) => !line.startsWith('src/'))).toEqual(before.filter((line) => !line.startsWith('src/')));
  });

  test('it is merged, and the next change that is none of behaviour is upheld: the acceptance is history', async () => {
    project.repository.commit('merged');
    project.edit('src/kst/rules/pools.ts', "'A second pool for one server is refused'", "/* in other words */ 'A second pool for one server is refused'");
    const { code, out } = await kst('diff');
    expect(code).toBe(0);
    expect(out).toMatch(/no change of behaviour since HEAD, [0-9a-f]{12}\n$/);
  });

  test('the same words on the same day make a file of their own', async () => {
    project.edit('src/kst/dialect.ts', "['um', 'topology']", "['topology', 'um']");
    const { code } = await kst('accept', '--why', 'What is evicted is logged', '--date', '2026-01-31');
    expect([code, accepted()]).toEqual([0, ['2026-01-31-what-is-evicted-is-logged-2.md', '2026-01-31-what-is-evicted-is-logged.md']]);
  });
});

describe('the step of the gate', () => {
  const right = knownServersTable();
  const model = instead('R05', { do: 'refuse', reason: 'not-running' })(right);
  const tableOf = (of: Model) => ({ format: 1, ...narrowTable(of) }) as object as BehaviourTable;
  const [before, table] = [tableOf(right), tableOf(model)];
  const { changes } = diffOf(before, table, model);
  const repository = Repository.empty();
  repository.write('reports/behaviour.json', JSON.stringify(before));
  repository.write('spec/changes/old.md', acceptanceMarkdown({ why: 'Long ago', base: 'HEAD', changes }));
  repository.commit();
  const step = (more: object = {}) => changeStep(orInconclusive(() => compareWithBase({ base: 'HEAD', folder: repository.folder, env: gitEnv, model, table, ...more })));

  test('each change that is not accepted is a finding; an older acceptance is history and accepts nothing', () => {
    const { step: found, base, changes: markdown } = step();
    expect(found).toMatchObject({ name: 'change', verdict: 'violated' });
    expect(found.says).toMatch(/^\d+ changes of behaviour since commit HEAD, [0-9a-f]{12}: not accepted; if that is meant: kst accept --why "\.\.\."$/);
    expect(found.findings.map(({ fingerprint }) => fingerprint)).toEqual(changes.map(({ fingerprint }) => fingerprint));
    expect(new Set(found.findings.map(({ id }) => id))).toEqual(new Set(['other-refusal']));
    expect(found.findings[0]!.details.join('\n')).toMatch(/refused: no-such-pool +\| refused: not-running/);
    expect(base).toMatch(/^commit HEAD, /);
    expect(markdown).toContain(changes[0]!.fingerprint);
  });

  test('what is accepted is none; what is accepted and does not happen is one', () => {
    repository.write('spec/changes/new.md', acceptanceMarkdown({ why: 'Meant', base: 'HEAD', changes: changes.slice(1) }));
    expect(step().step.findings.map(({ fingerprint }) => fingerprint)).toEqual([changes[0]!.fingerprint]);
    repository.write('spec/changes/new.md', acceptanceMarkdown({ why: 'Meant', base: 'HEAD', changes }));
    expect(step().step).toMatchObject({ verdict: 'upheld', findings: [] });
    const unchanged = step({ model: right, table: before }).step;
    expect(unchanged.verdict).toBe('violated');
    expect(unchanged.findings.map(({ id }) => id)).toEqual(changes.map(() => 'obsolete-acceptance'));
    expect(new Set(unchanged.findings.map(({ fingerprint }) => fingerprint)).size).toBe(changes.length);
  });

  test('with a file as base, the acceptances that are not committed count', () => {
    const file = step({ base: 'reports/behaviour.json' });
    expect(file.base).toBe('file reports/behaviour.json');
    expect(file.step.verdict).toBe('upheld');
  });

  test('an acceptance that is renamed is as old as it was', () => {
    const other = Repository.empty();
    other.write('reports/behaviour.json', JSON.stringify(before));
    other.write('spec/changes/old.md', acceptanceMarkdown({ why: 'Long ago', base: 'HEAD', changes }));
    other.commit();
    other.git('mv', 'spec/changes/old.md', 'spec/changes/renamed.md');
    expect(compareWithBase({ base: 'HEAD', folder: other.folder, env: gitEnv, model, table }).acceptances).toEqual([]);
  });

  test('where nothing can be compared it is inconclusive, and no pass', () => {
    const found = step({ base: 'HEAD', env: { ...gitEnv, PATH: '/nowhere' } });
    expect(found).toMatchObject({ base: null, changes: null, step: { verdict: 'inconclusive', findings: [{ id: 'no-base', verdict: 'inconclusive' }] } });
    const other = { ...before, rows: before.rows.map((row) => ({ ...row, command: { do: 'reboot' } })) };
    repository.write('other.json', JSON.stringify(other));
    expect(step({ base: 'other.json' }).step.says).toContain('has no row in common');
    expect(() => step({ base: 'nowhere' })).toThrow(UsageError);
    repository.write('bad.json', '{"format":1');
    expect(() => step({ base: 'bad.json' })).toThrow(new InputError('bad.json', '1:12', 'expected more JSON, the text ends here'));
    repository.write('spec/changes/bad.md', '');
    expect(() => step()).toThrow(InputError);
    rmSync(join(repository.folder, 'spec/changes/bad.md'));
  });
});

describe('bad usage ends with 2, and nothing is written', () => {
  test.for<readonly [readonly string[], Record<string, string>, string]>([
    [['accept'], {}, "required option '--why <reason>' not specified"],
    [['accept', '--why', ' \n'], {}, '--why: expected a reason, not a blank text'],
    [['accept', '--why', 'x'], { CI: 'true' }, 'CI is set, and CI never writes'],
    [['accept', '--why', 'x', '--date', '2026-02-30'], {}, '--date: expected a day as YYYY-MM-DD, got "2026-02-30"'],
    [['accept', '--why', 'x', '--date', '1.2.2026'], {}, '--date: expected a day as YYYY-MM-DD'],
    [['accept', '--why', 'x', '--base', 'nowhere'], {}, 'there is no base "nowhere"'],
    [['diff', 'nowhere'], {}, 'there is no base "nowhere"'],
    [['diff', '--format', 'xml'], {}, '--format: expected text or markdown or json, got "xml"'],
  ])('%j', async ([words, env, message]) => {
    const changes = join(root, 'spec/changes');
    const there = () => (existsSync(changes) ? readdirSync(changes) : []);
    const before = there();
    const { code, out, err } = await runKst(words, '', { ...gitEnv, ...env });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(there()).toEqual(before);
  });

  test('what cannot be compared ends with 3', async () => {
    const { code, out, err } = await runKst(['diff'], '', { ...gitEnv, PATH: '/nowhere' });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^kst: inconclusive: git is not installed[^\n]+\n$/);
  });
});

/** A `kst report` that proves the narrow alphabet alone, and writes the behaviour table and no other report. */
function reportTableAlone(project: ProjectCopy): void {
  project.repository.write('src/cli/report.ts', `
    import { mkdirSync } from 'node:fs';
    import { behaviourTable } from '../kit/tables/behaviour.ts';
    import { prove, quickParts } from '../kit/proof.ts';
    import { knownServersTable } from '../kst/model.ts';
    import { behaviourJson } from '../reports/pages/behaviour-json.ts';
    import { writeWhole } from './files.ts';
    import { sha256 } from './hash.ts';
    import type { BehaviourTable } from '../kst/behaviour.ts';
    const model = knownServersTable();
    let known: BehaviourTable | null = null;
    export const allMeasures = (_: unknown, table: BehaviourTable) => {
      known = table;
      return { proof: prove(model, quickParts().slice(0, 1)), table };
    };
    export function report({ out }: { out: string }): number {
      mkdirSync(out, { recursive: true });
      writeWhole(out + '/behaviour.json', behaviourJson(known ?? behaviourTable(model, sha256)));
      return 0;
    }
  `);
}
