/**
 * Git repositories in temporary folders, which know nothing of the user's settings and reach no network.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary.ts';

export const gitEnv = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

export class Repository {
  readonly folder: string;

  constructor(folder: string = temporaryFolder()) {
    this.folder = folder;
  }

  /** A new one, on the branch main, without a commit. */
  static empty(): Repository {
    const made = new Repository();
    made.git('init', '--quiet', '--initial-branch', 'main', '--template=');
    return made;
  }

  /** A second one, as this one is now. */
  copy(): Repository {
    const copy = new Repository();
    cpSync(this.folder, copy.folder, { recursive: true });
    return copy;
  }

  git(...words: readonly string[]): string {
    return execFileSync('git', words, { cwd: this.folder, env: gitEnv, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Commits all that is there; its hash. */
  commit(message = 'a change'): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** Every file with its size and the time of its last change, packages and what git keeps apart. */
  listing(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => !/^(node_modules|\.git)(\/|$)/.test(file))
      .sort()
      .map((file) => [file, statSync(join(this.folder, file))] as const)
      .filter(([, stats]) => stats.isFile())
      .map(([file, { size, mtimeMs }]) => `${file} ${size} ${mtimeMs}`);
  }
}
