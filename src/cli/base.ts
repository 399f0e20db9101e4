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
 * The base that is given, as a .json file that there is or as a name of a commit. Without one it is what CI or the repository names; it is
 * never guessed:
 *
 * - a pull or merge request in CI: the merge base with the branch that it goes to;
 * - a merge queue: the commit that the queue builds on;
 * - a push in CI: the merge base with the commit that the branch was at before, for a new branch with the default branch;
 * - elsewhere: the merge base with the default branch of the remote; HEAD where there is no remote.
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
  if (target !== undefined) return mergeBase(git, targetOf(git, target.replace(/^refs\/heads\//, '')));
  if (env['GITHUB_EVENT_NAME'] === 'merge_group') return queueBase(git, env);
  if (env['GITHUB_EVENT_NAME'] === 'push' || env['CI_COMMIT_BEFORE_SHA'] !== undefined) return pushedOver(git, env);
  if (env['CI']) throw new Inconclusive(`CI names no base: ${nameOne}`);
  return localBase(git);
}

const nameOne = 'name one, as in kst gate --base origin/main';

/** Where CI systems put the branch that a pull or merge request goes to: GitHub, GitLab, Jenkins, Azure, Bitbucket, Buildkite. */
const targetBranches = [
  'GITHUB_BASE_REF', 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'CHANGE_TARGET', 'SYSTEM_PULLREQUEST_TARGETBRANCH',
  'BITBUCKET_PR_DESTINATION_BRANCH', 'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
];

/** A branch of the remote by its full name: a tag or a local branch of that name may be another one. */
function targetOf(git: Git, branch: string): string {
  const remote = remoteOf(git);
  const ref = remote === null ? `refs/heads/${branch}` : `refs/remotes/${remote}/${branch}`;
  if (git.commit(ref) !== null) return ref;
  const what = 'fetch it with its history, in GitHub Actions with fetch-depth: 0';
  throw new Inconclusive(`the branch ${branch} is not in this clone; ${what}`);
}

/** `origin`, or the only one; null where there is none. */
function remoteOf(git: Git): string | null {
  const remotes = git.ask('remote').out.split('\n').filter((name) => name !== '');
  if (remotes.length === 0) return null;
  const remote = remotes.includes('origin') ? 'origin' : remotes.length === 1 ? remotes[0]! : null;
  if (remote === null) throw new Inconclusive(`there are several remotes, and none is called origin: ${nameOne}`);
  return remote;
}

function mergeBase(git: Git, ref: string, called = ref.replace(/^refs\/(?:heads|remotes)\//, '')): Commit {
  const { ok, out } = git.ask('merge-base', 'HEAD', ref);
  if (ok) return { name: `merge base with ${called}`, commit: out };
  if (git.shallow()) throw shallow(`merge base with ${called}`);
  throw new Inconclusive(`HEAD and ${called} have no common ancestor; name a base: kst diff REF`);
}

function queueBase(git: Git, env: Io['env']) {
  const sha = eventOf(env).merge_group?.base_sha;
  if (typeof sha !== 'string') throw new Inconclusive('GITHUB_EVENT_PATH: expected merge_group.base_sha in the event of a merge queue');
  const commit = git.commit(sha);
  if (commit === null) throw shallow(`base of the merge queue, ${sha.slice(0, 12)}`);
  return { name: 'base of the merge queue', commit };
}

/** What a push in CI went on from; of a branch whose history was written anew, what is left of it. */
function pushedOver(git: Git, env: Io['env']): Commit {
  const isGitHub = env['GITHUB_EVENT_NAME'] === 'push';
  const event = isGitHub ? eventOf(env) : {};
  const before = isGitHub ? event.before : env['CI_COMMIT_BEFORE_SHA'];
  const trunk = isGitHub ? event.repository?.default_branch : env['CI_DEFAULT_BRANCH'];
  const pushed = isGitHub ? event.ref?.replace(/^refs\/heads\//, '') : env['CI_COMMIT_BRANCH'];
  if (typeof before !== 'string' || !/^[0-9a-f]{40,64}$/.test(before)) {
    throw new Inconclusive(`the push names no commit before it: ${nameOne}`);
  }
  if (!/^0+$/.test(before)) {
    const short = before.slice(0, 12);
    if (git.commit(before) !== null) return mergeBase(git, before, 'the commit before the push');
    if (git.shallow()) throw shallow(`commit before the push, ${short}`);
    throw new Inconclusive(`the commit before the push, ${short}, is not in this clone: git fetch ${remoteOf(git) ?? 'origin'} ${before}`);
  }
  if (typeof trunk !== 'string' || trunk === '') throw new Inconclusive(`the branch is new, and CI names no default branch: ${nameOne}`);
  if (trunk === pushed) throw new NoBase(`${trunk} is pushed for the first time, so there is nothing to compare with`);
  return mergeBase(git, targetOf(git, trunk));
}

function localBase(git: Git): Commit {
  const remote = remoteOf(git);
  if (remote === null) return { name: 'HEAD', commit: git.commit('HEAD')! };
  const ref = `refs/remotes/${remote}/HEAD`;
  if (git.commit(ref) !== null) return mergeBase(git, ref);
  throw new Inconclusive(`which branch is the default one of ${remote} is not known: git remote set-head ${remote} --auto, or name a base`);
}

interface PushEvent {
  readonly ref?: string;
  readonly before?: unknown;
  readonly repository?: { readonly default_branch?: unknown };
  readonly merge_group?: { readonly base_sha?: unknown };
}

function eventOf(env: Io['env']): PushEvent {
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
