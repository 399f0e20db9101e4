/**
 * A change of behaviour from its first edit to the day after it is merged; and the gate's step that judges it.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { sha256 } from '../src/cli/hash.ts';
import { causesOf } from '../src/engine/diff/acceptance.ts';
import { compareWithBase } from '../src/cli/change.ts';
import { changeStep, orInconclusive } from '../src/cli/gate/change-step.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { UsageError } from '../src/cli/io.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { acceptanceMarkdown } from '../src/reports/diff/acceptance.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { leases } from '../starter/leases.ts';
import { ProjectCopy } from './project-copy.ts';
import { gitEnv, Repository } from './repository.ts';
import { leasesProject } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { diffOf, narrowTable } from './tables.ts';
import type { PartRule, PartTable, Specification } from '../src/engine/specification.ts';
import type { BehaviourTable } from '../src/engine/table/row.ts';
import type { Kst } from '../src/kst/words.ts';
import type { Leases } from '../starter/words.ts';

const root = join(import.meta.dirname, '..');
const folderOf = (repository: Repository, name: string): string => join(repository.folder, name);

/** Leases whose reports and acceptances are in a repository, and what a command says there of rules that are handed in. */
function leasesIn(repository: Repository) {
  cpSync(join(root, 'starter/spec'), folderOf(repository, 'spec'), { recursive: true });
  repository.write('node_modules', ''); // no place for a cache: what is handed in is in no source that a cache could go by
  const project = leasesProject(repository.folder);
  return (specification: Rules, ...words: readonly string[]) =>
    runKst(words, '', gitEnv, false, repository.folder, { ...project, specification });
}

type Rules = Specification<Leases>;

/** Leases whose assumption has the other default. */
function turned(right: Rules): Rules {
  const { renewal } = right.assumptions;
  return { ...right, assumptions: { renewal: { ...renewal, choices: renewal.choices.toReversed() } } };
}

/** Leases that say in the log why one is free. */
function telling(why: string, right = leases()): Rules {
  const { free } = right.partEffects;
  const log = (...given: Parameters<NonNullable<typeof free.log>>): Leases['Event'] => Object.assign({ ...free.log!(...given)! }, { why });
  return { ...right, partEffects: { ...right.partEffects, free: { ...free, log } } };
}

/** Leases of which one table has other rules. */
function leasesWhere(table: 'take' | 'release', edit: (rules: PartTable<Leases>) => PartTable<Leases>): Rules {
  const right = leases();
  return { ...right, partTables: { ...right.partTables, [table]: () => edit(right.partTables[table]()) } };
}

/** Leases that grow older forever, each time that their holder takes them again: one command, so that their end is looked for quickly. */
function endless(): Rules {
  const right = leasesWhere('take', (rules) => rules.map((rule) => (rule.id === 'R2' ? { ...rule, then: () => [{ do: 'age' }] } : rule)));
  const age = { ...right.partEffects.age, change: (lease: Leases['Part']) => ({ ...lease, ticks: (lease.ticks + 1) as 1 }) };
  const young = { ...right.cells.old, of: () => false };
  const [{ name, says }] = right.alphabets as [Rules['alphabets'][number]];
  const alphabets: Rules['alphabets'] = [{ name, says, for: 'quick', commands: [{ do: 'take', lease: 'x', by: 'ann' }] }];
  const unasked = { invariants: () => [], ofWholeSteps: () => [], ofRuns: () => [] };
  return { ...right, ...unasked, cells: { ...right.cells, old: young }, partEffects: { ...right.partEffects, age }, alphabets };
}

describe('a change of rules that are handed in, from the first edit to the day after it is merged', () => {
  const repository = Repository.empty();
  const kst = leasesIn(repository);
  const accepted = () => readdirSync(folderOf(repository, 'spec/changes')).sort();
  const listing = () => readdirSync(repository.folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('.git'))
    .sort()
    .map((file) => `${file} ${statSync(folderOf(repository, file)).mtimeMs}`);
  beforeAll(async () => {
    expect(await kst(leases(), 'accept', '--why', 'There was nothing before', '--base', 'nowhere.json')).toMatchObject({ code: 2 });
    repository.write('reports/behaviour.json', behaviourJson(leases(), behaviourTable(leases(), sha256)));
    repository.commit('the leases');
    repository.write('edited', 'rules'); // so that the base is HEAD, as for whoever edits sources
  });

  test('an assumption gets another default: the rows are shown, and nobody has said that it is meant', async () => {
    const { code, out, err } = await kst(turned(leases()), 'diff');
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('assumption renewal is ignored by default, and was restarts');
    expect(out).toMatch(/[0-9a-f]{16} {2}take by R2, by default: logs granted -> nothing \(4 rows\)\n {6}first seen in ann\.0 \/ take x ann, by default\n/);
    expect(out).toMatch(/\n\d+ changes of behaviour since HEAD, [0-9a-f]{12}, in \d+ rows: not accepted\n/);
  });

  const both = turned(telling('it was time'));
  const words = telling('its time is over');

  test('it is accepted with another change: what is written is listed, and the difference is upheld', async () => {
    const { code, out, err } = await kst(both, 'accept', '--why', 'A renewal waits', '--date', '2026-01-31');
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/^\d+ reports written to reports\nspec\/changes\/2026-01-31-a-renewal-waits\.md accepts \d+ changes since HEAD/);
    expect(accepted()).toEqual(['2026-01-31-a-renewal-waits.md']);
    const { code: after, out: json } = await kst(both, 'diff', '--json');
    expect(after).toBe(0);
    const told = JSON.parse(json);
    expect(told).toMatchObject({ verdict: 'upheld', obsolete: [] });
    const files = told.changes.map(({ acceptedIn }: { acceptedIn: string }) => acceptedIn);
    expect(new Set(files)).toEqual(new Set(['spec/changes/2026-01-31-a-renewal-waits.md']));
    expect(JSON.parse(readFileSync(folderOf(repository, 'reports/behaviour.json'), 'utf8')).default.renewal).toBe('ignored');
  });

  test('more is changed and accepted: the first acceptance loses what has become another change, the second has what is new', async () => {
    const { code, err } = await kst(turned(words), 'accept', '--why', 'Better words', '--date', '2026-01-31');
    expect(code).toBe(0);
    const less = /a-renewal-waits\.md accepts \d+ less: what has not changed since the base\n.*better-words\.md accepts \d+ changes/;
    expect(err).toMatch(less);
    expect(accepted()).toEqual(['2026-01-31-a-renewal-waits.md', '2026-01-31-better-words.md']);
  });

  test('the default is turned back: the acceptance matches nothing, and that is said', async () => {
    const { code, out } = await kst(words, 'diff', '--format', 'markdown');
    expect(code).toBe(1);
    expect(out).toMatch(/\*\*\d+ changes of behaviour since HEAD, [0-9a-f]{12}, in \d+ rows: all accepted; \d+ acceptances match no change\*\*/);
    expect(out).toMatch(/spec\/changes\/2026-01-31-a-renewal-waits\.md accepts [0-9a-f]{16}, which is no change since the base/);
  });

  test('that is accepted: the acceptance loses what is turned back, the other one stays', async () => {
    const { code, err } = await kst(words, 'accept', '--why', 'As it was');
    expect(code).toBe(0);
    expect(err).toMatch(/a-renewal-waits\.md accepts 2 less: what has not changed since the base\n/);
    expect(err).toMatch(/nothing to add: all \d+ changes since HEAD, [0-9a-f]{12} are accepted\n$/);
    expect(accepted()).toEqual(['2026-01-31-a-renewal-waits.md', '2026-01-31-better-words.md']);
  });

  test('what no rule decides cannot be meant either', async () => {
    const gap = leasesWhere('release', (rules) => rules.filter(({ id }) => id !== 'R5'));
    const { code, err } = await kst(gap, 'accept', '--why', 'No matter');
    expect(err).toMatch(/^kst: nothing is accepted: [1-9]\d* cells are decided by no rule, 0 by several/);
    expect(code).toBe(1);
  });

  test('what breaks an invariant cannot be meant: nothing is accepted, nothing written', async () => {
    const before = listing();
    const granted = (rule: PartRule<Leases>): PartRule<Leases> => ({ ...rule, then: () => [{ do: 'grant' }] });
    const takenOver = leasesWhere('take', (rules) => rules.map((rule) => (rule.id === 'R3' ? granted(rule) : rule)));
    const { code, out, err } = await kst(takenOver, 'accept', '--why', 'Whoever asks has it');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^kst: nothing is accepted: the change breaks I\d[^\n]*; kst verify shows the shortest trace\n$/);
    expect(listing()).toEqual(before);
  });

  test.each([
    ['table'],
    ['report', '--out', 'reports'],
    ['diff'],
    ['accept', '--why', 'Time goes on'],
    ['gate', '--no-cache'],
  ])('rules without an end have no table, and what grows is named: kst %s', async (...words) => {
    const before = listing();
    const { code, out, err } = await kst(endless(), ...words);
    expect(`${out}${err}`).toMatch(/over the alphabet one the rules lead to more than 20000 states: part\.ticks grows, so there is no table/);
    expect(code, out).toBe(words[0] === 'gate' ? 1 : 3); // the gate plays a scenario, which does not come to what it expects
    expect(listing()).toEqual(before);
  });

  test('it is merged, and the next change that is none of behaviour is upheld: the acceptance is history', async () => {
    repository.commit('merged');
    repository.write('edited', 'words');
    const { code, out } = await kst({ ...words, texts: { rows: 'One lease' } }, 'diff');
    expect(code).toBe(0);
    expect(out).toMatch(/no change of behaviour since HEAD, [0-9a-f]{12}\n$/);
  });

  test('the same words on the same day make a file of their own', async () => {
    const { code } = await kst(both, 'accept', '--why', 'Better words', '--date', '2026-01-31');
    const merged = ['2026-01-31-a-renewal-waits.md', '2026-01-31-better-words.md'];
    expect([code, accepted()]).toEqual([0, [...merged.slice(0, 1), '2026-01-31-better-words-2.md', ...merged.slice(1)]]);
    const { code: after, err } = await kst(words, 'accept', '--why', 'As it was');
    expect(after).toBe(0);
    expect(err).toContain('spec/changes/2026-01-31-better-words-2.md is removed: none of what it accepts has changed since the base');
    expect(accepted()).toEqual(merged);
  });
});

describe('a change of the sources, in a copy of the project', () => {
  let project: ProjectCopy;
  beforeAll(async () => void (project = await ProjectCopy.small()));
  const kst = (...words: readonly string[]) => project.node(['src/cli/main.ts', ...words]);

  test('it is shown, accepted, and upheld', async () => {
    project.edit('src/kst/assumptions.ts', "['restored', 'stays-absent']", "['stays-absent', 'restored']");
    const { code, out, err } = await kst('diff');
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('assumption survivor is stays-absent by default, and was restored');
    expect(out).toMatch(/[0-9a-f]{16} {2}umRouting\.discover by R26 R31, by default: OWA IM works -> broken \(\d rows?\)\n/);
    const { code: accepted, err: said } = await kst('accept', '--why', 'The survivor stays away', '--date', '2026-01-31');
    expect([accepted, said]).toEqual([0, expect.stringMatching(/2026-01-31-the-survivor-stays-away\.md accepts \d+ changes since HEAD/)]);
    const { code: after, out: meant } = await kst('diff');
    expect([after, meant]).toEqual([0, expect.stringMatching(/\d+ changes of behaviour since HEAD, [0-9a-f]{12}, in \d+ rows: all accepted\n/)]);
    expect(JSON.parse(project.read('reports/behaviour.json')).default.survivor).toBe('stays-absent');
  });

  test('what breaks an invariant is not accepted, and nothing is written', async () => {
    const before = project.listing();
    project.edit('src/kst/rules/pools.ts', "reason: 'pool-exists'", "reason: 'not-running'");
    const { code, err } = await kst('accept', '--why', 'No second pool without RTCSRV');
    expect(err).toMatch(/^kst: nothing is accepted: the change breaks I\d\d[^\n]*; kst verify shows the shortest trace\n$/);
    expect(code).toBe(1);
    const elsewhere = (lines: readonly string[]): readonly string[] => lines.filter((line) => !line.startsWith('src/'));
    expect(elsewhere(project.listing())).toEqual(elsewhere(before));
  });
});

describe('the step of the gate', () => {
  const right = knownServersTable();
  const otherwise = (rule: PartRule<Kst>): PartRule<Kst> => ({ ...rule, then: () => [{ do: 'refuse', reason: 'not-running' }] });
  const poolRemove = () => right.partTables['pool.remove']().map((rule) => (['R05', 'R08'].includes(rule.id) ? otherwise(rule) : rule));
  const specification: Specification<Kst> = { ...right, partTables: { ...right.partTables, 'pool.remove': poolRemove } };
  const [before, table] = [tableOf(right), tableOf(specification)];
  const { changes } = diffOf(before, table, specification);
  const causes = causesOf(changes);
  const accepting = (why: string, some = causes): string => acceptanceMarkdown({ why, base: 'HEAD', causes: some }, specification);
  const repository = Repository.empty();
  repository.write('reports/behaviour.json', behaviourJson(right, before));
  repository.write('spec/changes/old.md', accepting('Long ago'));
  repository.commit();
  const compared = { base: 'HEAD', folder: repository.folder, env: gitEnv, specification, table };
  const step = (more: object = {}) => changeStep(orInconclusive(() => compareWithBase({ ...compared, ...more })));

  test('each change that is not accepted is a finding; an older acceptance is history and accepts nothing', () => {
    const { step: found, base, changes: markdown } = step();
    expect(found).toMatchObject({ verdict: 'violated' });
    const says = /^\d+ changes of behaviour since commit HEAD, [0-9a-f]{12}, in \d+ rows: not accepted; if that is meant: kst accept --why "\.\.\."$/;
    expect(found.says).toMatch(says);
    expect(found.findings.map(({ fingerprint }) => fingerprint)).toEqual(causes.map(({ fingerprint }) => fingerprint));
    expect(new Set(found.findings.map(({ id }) => id))).toContain('now-refused');
    expect(found.findings.find(({ id }) => id === 'other-refusal')!.details.join('\n')).toMatch(/refused: no-such-pool +\| refused: not-running/);
    expect(base).toMatch(/^commit HEAD, /);
    expect(markdown).toContain(changes[0]!.fingerprint);
  });

  test('what is accepted is none; what is accepted and does not happen is one', () => {
    repository.write('spec/changes/new.md', accepting('Meant', causes.slice(1)));
    expect(step().step.findings.map(({ fingerprint }) => fingerprint)).toEqual([causes[0]!.fingerprint]);
    repository.write('spec/changes/new.md', accepting('Meant'));
    expect(step().step).toMatchObject({ verdict: 'upheld', findings: [] });
    const untrue = accepting('Meant').replace(/^(- `[0-9a-f]{16}` [a-z-]+: ).*/m, '$1nothing to speak of (1 row)');
    repository.write('spec/changes/new.md', untrue);
    const told = step().step;
    expect(told.findings.map(({ id }) => id)).toEqual([causes[0]!.class, 'untrue-acceptance']);
    expect(told.findings[1]!.place).toMatchObject({ file: 'spec/changes/new.md' });
    repository.write('spec/changes/new.md', accepting('Meant').replaceAll(/ \(\d+ rows?\)$/gm, ' (9 rows)'));
    expect(step().step).toMatchObject({ verdict: 'upheld', findings: [] });
    repository.write('spec/changes/new.md', accepting('Meant'));
    const unchanged = step({ specification: right, table: before }).step;
    expect(unchanged.verdict).toBe('violated');
    expect(unchanged.findings.map(({ id }) => id)).toEqual(causes.map(() => 'obsolete-acceptance'));
    expect(new Set(unchanged.findings.map(({ fingerprint }) => fingerprint)).size).toBe(causes.length);
  });

  test('with a file as base, the acceptances that are not committed count', () => {
    const file = step({ base: 'reports/behaviour.json' });
    expect(file.base).toBe('file reports/behaviour.json');
    expect(file.step.verdict).toBe('upheld');
  });

  test('an acceptance that is renamed is as old as it was', () => {
    const other = Repository.empty();
    other.write('reports/behaviour.json', behaviourJson(right, before));
    other.write('spec/changes/old.md', accepting('Long ago'));
    other.commit();
    other.git('mv', 'spec/changes/old.md', 'spec/changes/renamed.md');
    expect(compareWithBase({ ...compared, folder: other.folder }).acceptances).toEqual([]);
  });

  test('where nothing can be compared it is inconclusive, and no pass', () => {
    const found = step({ base: 'HEAD', env: { ...gitEnv, PATH: '/nowhere' } });
    expect(found).toMatchObject({ base: null, changes: null, step: { verdict: 'inconclusive' } });
    expect(found.step.findings).toMatchObject([{ id: 'no-base', verdict: 'inconclusive' }]);
    const other = { ...before, rows: before.rows.map((row) => ({ ...row, command: { do: 'reboot' } })) };
    repository.write('other.json', behaviourJson(right, other));
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
    [['accept'], {}, 'expected --why "...", or --first where there is nothing to compare with yet'],
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

/** The table of the first alphabet alone, as the kit has it at hand. */
function tableOf(specification: Specification): BehaviourTable {
  const counted = { format: 1, hitPolicy: 'UNIQUE', sizes: [], cells: 0, gaps: 0, overlaps: 0 };
  return { ...counted, ...narrowTable(specification) } as unknown as BehaviourTable;
}
