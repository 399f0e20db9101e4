/**
 * The base: the behaviour table that a change is compared with, read from a commit or a file. Nothing is written, nothing is fetched.
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { behaviourFromJson } from '../inputs/behaviour.ts';
import { InputError } from '../inputs/input-error.ts';
import { reasonOf } from './files.ts';
import { type Git, gitIn } from './git.ts';
import { Inconclusive, type Io, UsageError } from './io.ts';
import type { Rulebook } from '../engine/specification.ts';
import type { ComparableTable } from '../engine/table/row.ts';

export interface Base {
  /** As a person would name it: `merge base with origin/main, 1a2b3c4d5e6f`, `file old.json`. */
  readonly name: string;
  /** Null for a file. */
  readonly commit: string | null;
  readonly table: ComparableTable;
}

/** There is no base yet: nothing has been committed before, or no table with it. */
export class NoBase extends Inconclusive {}

/** Where the project is, and what surrounds the process. */
export interface Surroundings {
  /** The project's folder: `reports/` and `spec/changes/` are in it. It may be a part of the repository. */
  readonly folder: string;
  readonly env: Io['env'];
}

/**
 * The base that is given, as a .json file that there is or as a name of a commit; without one, the base that suits the moment:
 *
 * - a pull or merge request in CI: the merge base with the branch that it goes to;
 * - a merge queue: the commit that the queue builds on;
 * - a push in CI: the commit that the branch was at before;
 * - else, on another branch than the default one: the merge base with that one;
 * - on the default branch: the merge base with its upstream when it is ahead of it, else HEAD when the working tree differs from it,
 *   else HEAD^.
 *
 * @throws UsageError for a base that there is not, InputError for a file that holds none; Inconclusive where there is none to compare
 * with, or it cannot be read.
 */
export function resolveBase(given: string | undefined, { folder, env }: Surroundings, rulebook: Rulebook): Base {
  const file = resolve(folder, given ?? '');
  if (given?.endsWith('.json') === true && statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
    return { name: `file ${given}`, commit: null, table: behaviourFromJson(textIn(file, given), given, rulebook) };
  }
  const git = gitIn(folder, env);
  const { name, commit } = given === undefined ? usualBase(git, env) : givenBase(git, given);
  const short = commit.slice(0, 12);
  return { name: `${name}, ${short}`, commit, table: tableOf(textAt(git, commit, name), `${table} at ${short}`, rulebook) };
}

const table = 'reports/behaviour.json';

type Commit = { readonly name: string; readonly commit: string };

function textIn(file: string, name: string) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${name}: cannot be read: ${reasonOf(error)}`);
  }
}

function givenBase(git: Git, given: string) {
  const commit = given === '' || given.startsWith('-') ? null : git.commit(given);
  if (commit !== null) return { name: `commit ${given}`, commit };
  if (git.shallow() && /^[0-9a-f]{7,64}$|[~^]/.test(given)) throw shallow(`commit ${given}`);
  const expected = 'expected a .json file that there is, or a commit, branch or tag of this repository';
  throw new UsageError(`there is no base ${JSON.stringify(given)}: ${expected}`);
}

function usualBase(git: Git, env: Io['env']) {
  if (git.commit('HEAD') === null) throw new NoBase('there is no commit yet, so nothing to compare with');
  const target = targetBranches.map((variable) => env[variable]).find((branch) => branch !== undefined && branch !== '');
  if (target !== undefined) return mergeBase(git, remoteFirst(git, target.replace(/^refs\/heads\//, '')));
  if (env['GITHUB_EVENT_NAME'] === 'merge_group') return queueBase(git, env);
  return pushedOver(git, env) ?? localBase(git);
}

/** Where CI systems put the branch that a pull or merge request goes to: GitHub, GitLab, Jenkins, Azure, Bitbucket, Buildkite. */
const targetBranches = [
  'GITHUB_BASE_REF', 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'CHANGE_TARGET', 'SYSTEM_PULLREQUEST_TARGETBRANCH',
  'BITBUCKET_PR_DESTINATION_BRANCH', 'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
];

function remoteFirst(git: Git, branch: string) {
  const found = [`origin/${branch}`, branch].find((name) => git.commit(name) !== null);
  if (found !== undefined) return found;
  const what = 'fetch it with its history, in GitHub Actions with fetch-depth: 0';
  throw new Inconclusive(`the target branch ${branch} is not in this clone; ${what}`);
}

function mergeBase(git: Git, branch: string) {
  const { ok, out } = git.ask('merge-base', 'HEAD', branch);
  if (ok) return { name: `merge base with ${branch}`, commit: out };
  if (git.shallow()) throw shallow(`merge base with ${branch}`);
  throw new Inconclusive(`HEAD and ${branch} have no common ancestor; name a base: kst diff REF`);
}

function queueBase(git: Git, env: Io['env']) {
  const sha = eventOf(env).merge_group?.base_sha;
  if (typeof sha !== 'string') throw new Inconclusive('GITHUB_EVENT_PATH: expected merge_group.base_sha in the event of a merge queue');
  const commit = git.commit(sha);
  if (commit === null) throw shallow(`base of the merge queue, ${sha.slice(0, 12)}`);
  return { name: 'base of the merge queue', commit };
}

/** What a push in CI went on from; null for a new branch, for one whose history was written anew, and without a push. */
function pushedOver(git: Git, env: Io['env']) {
  const pushed = env['GITHUB_EVENT_NAME'] === 'push' ? eventOf(env).before : env['CI_COMMIT_BEFORE_SHA'];
  if (typeof pushed !== 'string' || !/^[0-9a-f]{40,64}$/.test(pushed) || /^0+$/.test(pushed)) return null;
  const commit = git.commit(pushed);
  if (commit === null && git.shallow()) throw shallow(`commit before the push, ${pushed.slice(0, 12)}`);
  if (commit !== null && git.ask('merge-base', '--is-ancestor', commit, 'HEAD').ok) return { name: 'commit before the push', commit };
  return previous(git);
}

function localBase(git: Git) {
  const trunk = ['origin/HEAD', 'origin/main', 'main', 'master'].find((name) => git.commit(name) !== null);
  const branch = git.ask('symbolic-ref', '--quiet', '--short', 'HEAD').out;
  // The branch that a name stands for: `main` for origin/HEAD and origin/main.
  const shortName = (name: string) => git.ask('rev-parse', '--abbrev-ref', name).out.replace(/^origin\//, '');
  if (trunk !== undefined && branch !== shortName(trunk)) {
    const base = mergeBase(git, trunk);
    // A CI system that checks out a commit of the default branch is on no branch at all.
    if (branch !== '' || base.commit !== git.commit('HEAD')) return base;
  }
  const { ok, out: upstream } = git.ask('rev-parse', '--verify', '--quiet', '--abbrev-ref', '@{upstream}');
  if (ok && git.commit(upstream) !== null) {
    const base = mergeBase(git, upstream);
    if (base.commit !== git.commit('HEAD')) return base;
  }
  const changed = git.ask('status', '--porcelain', '--', '.').out !== '';
  return changed ? { name: 'HEAD', commit: git.commit('HEAD')! } : previous(git);
}

function previous(git: Git): Commit {
  const commit = git.commit('HEAD^');
  if (commit !== null) return { name: 'HEAD^', commit };
  if (git.shallow()) throw shallow('commit before HEAD');
  throw new NoBase('there is one commit alone, so nothing to compare with');
}

function eventOf(env: Io['env']): { readonly before?: unknown; readonly merge_group?: { readonly base_sha?: unknown } } {
  try {
    const event: unknown = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
    if (typeof event === 'object' && event !== null) return event;
  } catch {
    // Told below: whatever the reason, there is no event.
  }
  throw new Inconclusive('GITHUB_EVENT_PATH: expected the file of the event, as JSON');
}

function textAt(git: Git, commit: string, name: string) {
  const short = commit.slice(0, 12);
  const there = git.ask('ls-tree', '--name-only', commit, '--', `./${table}`);
  if (!there.ok) throw new Inconclusive(`${name}, ${short}, cannot be read: ${there.complaint}`);
  const writes = 'kst report writes it, and what is committed after it can be compared with it';
  if (there.out === '') throw new NoBase(`${name}, ${short}, has no ${table}; ${writes}`);
  const { ok, text, complaint } = git.file(commit, table);
  const whole = 'fetch the whole history, in GitHub Actions with fetch-depth: 0';
  if (!ok) throw new Inconclusive(`${table} at ${short} cannot be read: ${complaint}; ${whole}`);
  return text;
}

/**
 * The behaviour table of a commit, of whatever version.
 *
 * @throws Inconclusive for what is none.
 */
export function tableOf(text: string, name: string, rulebook: Rulebook): ComparableTable {
  try {
    return behaviourFromJson(text, name, rulebook);
  } catch (error) {
    if (error instanceof InputError) throw new Inconclusive(`the base cannot be compared with: ${error.message}`);
    throw error;
  }
}

function shallow(what: string) {
  const whole = 'fetch the whole history: git fetch --unshallow, in GitHub Actions fetch-depth: 0';
  return new Inconclusive(`this clone is shallow and does not have the ${what}; ${whole}`);
}
