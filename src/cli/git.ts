/**
 * Questions to git: never through a shell, never over a network, in one language.
 */
import { spawnSync } from 'node:child_process';
import { Inconclusive, type Io } from './io.ts';

export type Git = ReturnType<typeof gitIn>;

/** Git in the working tree that a folder is in. @throws Inconclusive without git, and outside a working tree. */
export function gitIn(folder: string, env: Io['env']) {
  const git = maybeGitIn(folder, env);
  if (git === null) throw noBase('this folder is in no git repository');
  return git;
}

/** Git in the working tree that a folder is in; null where there is none. @throws Inconclusive when git cannot be run, or refuses. */
export function maybeGitIn(folder: string, env: Io['env']) {
  /** `text` to the letter, `out` without its last newline, and the first line of what git complained about. */
  const ask = (...words: readonly string[]) => {
    const options = { cwd: folder, env: { ...env, ...offline }, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;
    const { status, stdout: text, stderr, error } = spawnSync('git', words, options);
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw noBase('git is not installed');
    if (error !== undefined) throw new Inconclusive(`git cannot be run: ${error.message}`);
    return { ok: status === 0, text, out: text.replace(/\n$/, ''), complaint: stderr.trim().split('\n')[0]!.replace(/^fatal: /, '') };
  };
  const inside = ask('rev-parse', '--is-inside-work-tree');
  const refuses = !inside.ok && !inside.complaint.includes('not a git repository');
  if (refuses) throw new Inconclusive(`git does not read this repository: ${inside.complaint}`);
  if (inside.out !== 'true') return null;
  return {
    ask,
    /** A file at a commit; its path as seen from the folder. */
    file: (commit: string, path: string) => ask('cat-file', 'blob', `${commit}:./${path}`),
    /** The files of a folder at a commit, their paths as seen from the folder in which git was asked, each with its `blobOf`. */
    filesAt(commit: string, path: string) {
      const { ok, out, complaint } = ask('ls-tree', '-z', commit, '--', `./${path}/`);
      if (!ok) throw new Inconclusive(`${path} at ${commit.slice(0, 12)} cannot be read: ${complaint}`);
      const entries = out.split('\0').filter((entry) => entry !== '').map((entry) => entry.split('\t') as [string, string]);
      return entries.map(([about, file]) => ({ file, blob: about.split(' ')[2]! }));
    },
    /** The commit that a name stands for, or null. */
    commit(name: string) {
      const { ok, out } = ask('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
      return ok ? out : null;
    },
    /** A clone that leaves out older commits. */
    shallow: () => ask('rev-parse', '--is-shallow-repository').out === 'true',
  };
}

function noBase(why: string) {
  return new Inconclusive(`${why}, so there is no base to read; name a file: the behaviour.json to compare with`);
}

/** A partial clone would fetch what it lacks, a user's settings would translate or page: neither here. */
const offline = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
