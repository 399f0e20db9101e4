/**
 * The project in a repository of its own, to be edited as a user would, and commands run there as processes of their own.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { gitEnv, Repository } from './repository.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class ProjectCopy {
  readonly repository: Repository;
  readonly folder: string;

  /** An empty one. Its packages are those of this one, and lie in the folder above, where Node finds them as well. */
  private constructor() {
    const above = temporaryFolder();
    symlinkSync(join(root, 'node_modules'), join(above, 'node_modules'));
    this.folder = join(above, 'project');
    mkdirSync(this.folder);
    this.repository = new Repository(this.folder);
  }

  /**
   * The project where proof, sequences and measure are small, committed with the reports that tell of these, and with a
   * commit to compare with: a gate there takes a few seconds, and does all that it does elsewhere. No change is accepted in
   * it. `edit` is done before.
   */
  static async small(edit: (project: ProjectCopy) => void = () => {}): Promise<ProjectCopy> {
    const project = new ProjectCopy();
    for (const name of ['src', 'spec', 'package.json', 'package-lock.json', '.gitignore']) {
      cpSync(join(root, name), project.path(name), { recursive: true });
    }
    project.repository.write('kst.config.ts', "export { knownServersTable as default } from './src/kst/specification.ts';\n");
    edit(project);
    const alphabets = project.read('src/kst/alphabets.ts');
    project.repository.write('src/kst/alphabets.ts', alphabets.replaceAll(/for: '(proof|compare)'/g, "for: 'conform'"));
    project.edit('src/cli/gate/measures.ts', 'runs: 500,', 'runs: 150,');
    const mutants = 'mutantsOf(reference.right.system, reference.shown())';
    project.edit('src/engine/strength/judge.ts', mutants, `${mutants}.filter(({ id }) => /^R0[15] change-refusal/.test(id))`);
    rmSync(project.path('spec/changes'), { recursive: true, force: true });
    expect(await project.node(['src/cli/main.ts', 'report'])).toMatchObject({ code: 0 });
    project.repository.git('init', '--quiet', '--initial-branch', 'main', '--template=');
    project.repository.commit('the project');
    project.repository.commit('nothing new');
    return project;
  }

  /** A second one, as this one is now. */
  copy(): ProjectCopy {
    const copy = new ProjectCopy();
    cpSync(this.folder, copy.folder, { recursive: true });
    return copy;
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

  /**
   * Runs a Node script of the project. What it compiles is kept in the project, for its copies too; a run of a few seconds is over
   * before code that is optimised to the last has paid for itself.
   */
  node(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const kept = { NODE_COMPILE_CACHE: this.path('node_modules/.cache/compiled'), NODE_COMPILE_CACHE_PORTABLE: '1' };
      const child = spawn(process.execPath, ['--no-turbofan', ...words], {
        cwd: this.folder,
        env: { ...gitEnv, ...kept, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
      child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
    });
  }

  gate(words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.node(['src/cli/main.ts', 'gate', ...words], env);
  }

  /** The lines of a rule or an invariant, as a place has them: from the `{` before its id to the line before the next one. */
  placeOf(file: string, id: string): { readonly file: string; readonly from: number; readonly to: number } {
    const lines = this.read(file).split('\n');
    const from = lines.findIndex((line) => line.startsWith(`  { id: '${id}',`));
    expect(from, `${file} has ${id}`).not.toBe(-1);
    return { file, from: from + 1, to: lines.findIndex((line, at) => at > from && /^( {2}\{ id: |\];)/.test(line)) };
  }

  listing(): readonly string[] {
    return this.repository.listing();
  }
}
