/**
 * The project in a repository of its own, to be edited as a user would, and the gate run there as a process of its own.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { gitEnv, Repository } from './repository.ts';

const root = join(import.meta.dirname, '..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class GateProject {
  readonly repository: Repository;
  readonly folder: string;

  private constructor(repository: Repository) {
    this.repository = repository;
    this.folder = repository.folder;
  }

  /** The project, committed, with a commit to compare with. Its packages are those of this one, its cache is a copy. */
  static copy(): GateProject {
    const repository = Repository.empty();
    const project = new GateProject(repository);
    for (const name of ['src', 'spec', 'reports', 'package.json', 'package-lock.json', '.gitignore']) cpSync(join(root, name), project.path(name), { recursive: true });
    mkdirSync(project.path('node_modules'));
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), project.path('node_modules', name));
    }
    const cache = 'node_modules/.cache/kst-kit';
    if (existsSync(join(root, cache))) cpSync(join(root, cache), project.path(cache), { recursive: true });
    repository.commit('the project');
    repository.commit('nothing new');
    return project;
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Edits a source where it says something; that it does not say it once is an error of the test. */
  edit(file: string, old: string, text: string): void {
    const source = this.read(file);
    expect(source.split(old), `${file} says ${JSON.stringify(old)} once`).toHaveLength(2);
    this.repository.write(file, source.replace(old, () => text));
  }

  /** Runs a Node script of the project. */
  node(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, words, { cwd: this.folder, env: { ...gitEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
      child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
    });
  }

  gate(words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.node(['src/cli/main.ts', 'gate', ...words], env);
  }

  /** The lines of a rule or an invariant, as a place has them: from the `{` above its id to the `}` below it. */
  placeOf(file: string, id: string): { readonly file: string; readonly from: number; readonly to: number } {
    const lines = this.read(file).split('\n');
    const from = lines.indexOf(`    id: '${id}',`);
    return { file, from, to: lines.indexOf('  },', from) + 1 };
  }

  /** Every file with its size and the time of its last change, packages and what git keeps apart. */
  listing(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => !/^(node_modules|\.git)(\/|$)/.test(file))
      .sort()
      .map((file) => [file, statSync(this.path(file))] as const)
      .filter(([, stats]) => stats.isFile())
      .map(([file, { size, mtimeMs }]) => `${file} ${size} ${mtimeMs}`);
  }
}
