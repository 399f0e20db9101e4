/**
 * The base that a change is compared with: which commit it is, and what is said when there is none.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { NoBase, resolveBase } from '../src/cli/base.ts';
import { Inconclusive, UsageError } from '../src/cli/io.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { gitEnv, Repository } from './repository.ts';

const rules = knownServersTable();

/** The smallest table, told apart by its digest. */
const table = (digest: string): string => {
  const state = { running: false };
  const seen = { events: [], next: state, nextIntegration: { um: 'none', owaIm: 'broken' } };
  const row = { dialects: [{}], state, command: { do: 'rtcsrv.stop' }, rules: ['R16'], ...seen, cites: [], invariants: [] };
  return JSON.stringify({ format: 1, assumptions: {}, default: {}, rows: [row], wide: { rows: 0, digest, rules: [] } });
};

const file = 'reports/behaviour.json';
const base = (repository: Repository, given?: string, env: Record<string, string> = {}, folder = '') =>
  resolveBase(given, { folder: join(repository.folder, folder), env: { ...gitEnv, ...env } }, rules);
const commitOf = (...from: Parameters<typeof base>) => base(...from).commit;

/** main with commits one and two, then the branch topic with three and four, all of them with a table. */
function story() {
  const { repository, ...commits } = told;
  return { repository: repository.copy(), ...commits };
}

const told = (() => {
  const repository = Repository.empty();
  const [one, two] = ['one', 'two'].map((name) => (repository.write(file, table(name)), repository.commit(name)));
  repository.git('checkout', '--quiet', '-b', 'topic');
  const [three, four] = ['three', 'four'].map((name) => (repository.write(file, table(name)), repository.commit(name)));
  return { repository, one: one!, two: two!, three: three!, four: four! };
})();

/** A file of a CI system's event, outside the repository. */
function eventFile(event: object | string): string {
  const beside = new Repository();
  beside.write('event.json', typeof event === 'string' ? event : JSON.stringify(event));
  return join(beside.folder, 'event.json');
}

describe('a base that is given', () => {
  const { repository, one, two, three, four } = story();
  repository.write('old.json', table('file'));
  repository.git('tag', 'v1', one);

  test('is a commit by any of its names, or a file; and which it was is said', () => {
    expect(base(repository, 'main')).toMatchObject({ name: `commit main, ${two.slice(0, 12)}`, commit: two, table: { wide: { digest: 'two' } } });
    expect(base(repository, 'v1')).toMatchObject({ commit: one, table: { wide: { digest: 'one' } } });
    expect(base(repository, 'HEAD~1').commit).toBe(three);
    expect(base(repository, four.slice(0, 8)).commit).toBe(four);
    expect(base(repository, 'old.json')).toMatchObject({ name: 'file old.json', commit: null, table: { wide: { digest: 'file' } } });
    expect(base(repository, join(repository.folder, 'old.json')).commit).toBeNull();
  });

  test.for(['nowhere', 'old2.json', '', '--all', 'main..topic', 'main:reports', '0'.repeat(40)])('%j is none: 2', (given) => {
    expect(() => base(repository, given)).toThrow(UsageError);
    expect(() => base(repository, given)).toThrow(`there is no base ${JSON.stringify(given)}`);
  });

  test('a file needs no git', () => {
    const outside = new Repository();
    outside.write('b.json', table('b'));
    expect(base(outside, 'b.json', { PATH: '/nowhere' })).toMatchObject({ table: { wide: { digest: 'b' } } });
  });
});

describe('in CI', () => {
  const { repository, two, three, four } = story();
  repository.git('checkout', '--quiet', 'main');
  repository.write(file, table('five'));
  const five = repository.commit('five');
  repository.git('checkout', '--quiet', '--detach', 'topic');

  test.for(['GITHUB_BASE_REF', 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'CHANGE_TARGET', 'SYSTEM_PULLREQUEST_TARGETBRANCH', 'BITBUCKET_PR_DESTINATION_BRANCH', 'BUILDKITE_PULL_REQUEST_BASE_BRANCH'])(
    'a pull request that %s tells of: the merge base with its target',
    (variable) => {
      expect(base(repository, undefined, { [variable]: 'main', GITHUB_EVENT_NAME: 'pull_request' })).toMatchObject({ name: `merge base with main, ${two.slice(0, 12)}`, commit: two });
      expect(commitOf(repository, undefined, { [variable]: 'refs/heads/main' })).toBe(two);
      expect(() => base(repository, undefined, { [variable]: 'release' })).toThrow(/^the branch release is not in this clone; .*fetch-depth: 0$/);
    },
  );

  test('the merge of a pull request with its target: the target as it was merged', () => {
    const merged = story();
    merged.repository.git('checkout', '--quiet', '--detach', 'main');
    merged.repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'topic');
    expect(commitOf(merged.repository, undefined, { GITHUB_BASE_REF: 'main' })).toBe(merged.two);
  });

  test('a merge queue: what the queue builds on', () => {
    const queue = (event: object | string) => commitOf(repository, undefined, { GITHUB_EVENT_NAME: 'merge_group', GITHUB_BASE_REF: '', GITHUB_EVENT_PATH: eventFile(event) });
    expect(queue({ merge_group: { base_sha: three } })).toBe(three);
    expect(() => queue({ merge_group: { base_sha: 'f'.repeat(40) } })).toThrow('fetch-depth: 0');
    expect(() => queue({})).toThrow('expected merge_group.base_sha');
    expect(() => queue('{')).toThrow('GITHUB_EVENT_PATH: expected the file of the event, as JSON');
  });

  const pushing = (event: object) => ({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: eventFile(event) });
  const none = '0'.repeat(40);

  test('a push: what is left of where the branch was', () => {
    const push = (before: string) => base(repository, undefined, pushing({ before }));
    expect(push(three)).toMatchObject({ name: `merge base with the commit before the push, ${three.slice(0, 12)}`, commit: three });
    expect(push(five).commit, 'written anew').toBe(two);
    expect(() => push('f'.repeat(40)), 'written anew, and gone').toThrow(`is not in this clone: git fetch origin ${'f'.repeat(40)}`);
    expect(commitOf(repository, undefined, { CI_COMMIT_BEFORE_SHA: two })).toBe(two);
    expect(four).toBe(repository.git('rev-parse', 'HEAD'));
  });

  test('a push of a new branch: the merge base with the default branch, and nothing else', () => {
    const push = (event: object) => base(repository, undefined, pushing({ before: none, ...event }));
    expect(push({ ref: 'refs/heads/topic', repository: { default_branch: 'main' } })).toMatchObject({ name: `merge base with main, ${two.slice(0, 12)}`, commit: two });
    expect(() => push({ ref: 'refs/heads/topic' })).toThrow('CI names no default branch: name one, as in kst gate --base origin/main');
    expect(() => push({ ref: 'refs/heads/topic', repository: { default_branch: 'develop' } })).toThrow('the branch develop is not in this clone');
    expect(() => push({ ref: 'refs/heads/main', repository: { default_branch: 'main' } })).toThrow(NoBase);
    expect(commitOf(repository, undefined, { CI_COMMIT_BEFORE_SHA: none, CI_DEFAULT_BRANCH: 'main', CI_COMMIT_BRANCH: 'topic' })).toBe(two);
    expect(() => base(repository, undefined, pushing({}))).toThrow('the push names no commit before it');
  });

  test('that names none has none', () => {
    expect(() => base(repository, undefined, { CI: 'true' })).toThrow('CI names no base: name one');
    expect(() => base(repository, undefined, { CI: 'true' })).toThrow(Inconclusive);
  });
});

describe('where one works', () => {
  const cloneOf = (repository: Repository): Repository => {
    const clone = new Repository();
    clone.git('clone', '--quiet', repository.folder, '.');
    return clone;
  };

  test('the merge base with the default branch of the remote, whatever its name', () => {
    const { repository, two } = story();
    repository.git('branch', '--move', 'main', 'develop');
    repository.git('checkout', '--quiet', 'develop');
    const clone = cloneOf(repository);
    clone.git('checkout', '--quiet', 'topic');
    expect(base(clone)).toMatchObject({ name: `merge base with origin/HEAD, ${two.slice(0, 12)}`, commit: two });
    clone.git('remote', 'rename', 'origin', 'upstream');
    clone.git('remote', 'set-head', 'upstream', 'develop');
    expect(base(clone)).toMatchObject({ name: `merge base with upstream/HEAD, ${two.slice(0, 12)}`, commit: two });
  });

  test('a branch or a tag of its name is another one', () => {
    const { repository, one, two } = story();
    repository.git('checkout', '--quiet', 'main');
    const clone = cloneOf(repository);
    clone.git('checkout', '--quiet', 'topic');
    for (const name of ['origin/HEAD', 'origin/main']) {
      clone.git('tag', name, one);
      clone.git('branch', name, 'topic');
    }
    expect(commitOf(clone)).toBe(two);
    expect(commitOf(clone, undefined, { GITHUB_BASE_REF: 'main' })).toBe(two);
  });

  test('on the default branch: what the remote has, however far one is ahead', () => {
    const { repository, two } = story();
    repository.git('checkout', '--quiet', 'main');
    const clone = cloneOf(repository);
    expect(commitOf(clone)).toBe(two);
    for (const name of ['five', 'six']) {
      clone.write(file, table(name));
      clone.commit(name);
    }
    expect(base(clone)).toMatchObject({ name: `merge base with origin/HEAD, ${two.slice(0, 12)}`, commit: two });
  });

  test('where it is not known which that is, nothing is guessed', () => {
    const { repository } = story();
    const clone = cloneOf(repository);
    clone.git('remote', 'set-head', 'origin', '--delete');
    expect(() => base(clone)).toThrow(/^which branch is the default one of origin is not known: git remote set-head origin --auto/);
    clone.git('remote', 'rename', 'origin', 'one');
    clone.git('remote', 'add', 'two', 'nowhere');
    expect(() => base(clone)).toThrow('there are several remotes, and none is called origin');
  });

  test('without a remote: HEAD, and never the commit before it', () => {
    const { repository, four } = story();
    expect(base(repository)).toMatchObject({ name: `HEAD, ${four.slice(0, 12)}`, commit: four });
  });

  test('in a project that is a part of the repository: its own reports', () => {
    const repository = Repository.empty();
    repository.write(file, table('other'));
    repository.write(`kit/${file}`, table('kit'));
    repository.commit();
    repository.write(`kit/${file}`, table('changed'));
    repository.commit();
    expect(base(repository, 'HEAD^', {}, 'kit').table.wide.digest).toBe('kit');
    expect(base(repository, 'HEAD', {}, 'kit').table.wide.digest).toBe('changed');
    expect(base(repository, undefined, {}, 'kit').table.wide.digest).toBe('changed');
  });
});

describe('nothing to compare with is inconclusive, in one line that says what to do, and nothing is written', () => {
  const { repository, two } = story();
  const shallow = new Repository();
  beforeAll(() => void shallow.git('clone', '--quiet', '--depth', '1', '--branch', 'topic', `file://${repository.folder}`, '.'));

  const unrelated = Repository.empty();
  unrelated.write(file, table('one'));
  unrelated.commit();
  unrelated.git('checkout', '--quiet', '--orphan', 'stranger');
  unrelated.commit('a stranger');

  const bare = Repository.empty();
  bare.commit('nothing');
  bare.commit('nothing');

  const written = (text: string): Repository => {
    const made = Repository.empty();
    made.write(file, text);
    made.commit();
    made.write(file, table('mended'));
    return made;
  };
  const push = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: eventFile({ before: two }) };

  test.for<readonly [string, () => Repository, string | undefined, Record<string, string>, string]>([
    ['outside git', () => new Repository(), undefined, {}, 'this folder is in no git repository'],
    ['a name, outside git', () => new Repository(), 'main', {}, 'name a file'],
    ['without git', () => repository, undefined, { PATH: '/nowhere' }, 'git is not installed'],
    ['in a repository that git does not trust', () => repository, undefined, { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }, 'git does not read this repository: detected dubious ownership'],
    ['without a commit', () => Repository.empty(), undefined, {}, 'there is no commit yet'],
    ['with one commit, and no table', () => { const made = Repository.empty(); made.commit(); return made; }, undefined, {}, 'has no reports/behaviour.json'],
    ['a shallow clone, a commit', () => shallow, two, {}, 'fetch-depth: 0'],
    ['a shallow clone, HEAD^', () => shallow, 'HEAD^', {}, 'fetch-depth: 0'],
    ['a shallow clone, a pull request', () => shallow, undefined, { GITHUB_BASE_REF: 'main' }, 'fetch-depth: 0'],
    ['a shallow clone, a push', () => shallow, undefined, push, 'this clone is shallow and does not have the commit before the push'],
    ['no common ancestor', () => unrelated, undefined, { GITHUB_BASE_REF: 'main' }, 'HEAD and main have no common ancestor'],
    ['no table there', () => bare, 'HEAD', {}, 'has no reports/behaviour.json; kst report writes it'],
    ['a table that is empty', () => written(''), undefined, {}, 'the base cannot be compared with: reports/behaviour.json at'],
    ['a table that is cut off', () => written(table('x').slice(0, 50)), undefined, {}, 'expected more JSON'],
    ['a table of another format', () => written(table('x').replace('"format":1', '"format":2')), undefined, {}, 'expected "format" 1, got 2'],
    ['a table of something else', () => written('{"format":1}'), undefined, {}, 'expected "assumptions"'],
  ])('%s', ([, make, given, env, message]) => {
    const made = make();
    const files = () => readdirSync(made.folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.git')).sort();
    const before = files();
    const said: unknown = (() => { try { return base(made, given, env); } catch (error) { return error; } })();
    expect(said).toBeInstanceOf(Inconclusive);
    expect((said as Inconclusive).message).toContain(message);
    expect((said as Inconclusive).message).not.toContain('\n');
    expect(files()).toEqual(before);
  });

  test('a shallow clone that has the base does', () => {
    expect(base(shallow, 'HEAD').table.wide.digest).toBe('four');
  });
});

describe('in a clone that has the target branch as origin/main', () => {
  /** A clone of a topic that goes to main; its own main, where it has one, is behind. */
  function clone() {
    const repository = Repository.empty();
    const [one, two] = ['one', 'two'].map((name) => (repository.write(file, table(name)), repository.commit(name))) as [string, string];
    repository.git('checkout', '--quiet', '-b', 'topic');
    repository.write(file, table('three'));
    repository.commit('three');
    const cloned = new Repository();
    cloned.git('clone', '--quiet', repository.folder, '.');
    return { cloned, one, two };
  }

  test('the target is found under its full name, as Azure gives it', () => {
    const { cloned, two } = clone();
    expect(base(cloned, undefined, { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' })).toMatchObject({ commit: two, name: expect.stringContaining('merge base with origin/main') });
  });

  test('a local main that is behind does not count, in CI and without', () => {
    const { cloned, one, two } = clone();
    cloned.git('branch', 'main', one);
    expect(commitOf(cloned, undefined, { GITHUB_BASE_REF: 'main' })).toBe(two);
    cloned.git('remote', 'set-head', 'origin', 'main');
    expect(commitOf(cloned)).toBe(two);
  });
});
