/**
 * A checker of Stryker: whether a mutant of src/kst compiles. One language service over src/kst and the types of the engine: the mutated
 * file is looked at first, and the others only where what it declares has changed.
 */
import { dirname, resolve } from 'node:path';
import { type Checker, type CheckResult, CheckStatus } from '@stryker-mutator/api/check';
import type { Mutant, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import ts from 'typescript';

class OneServiceChecker implements Checker {
  static inject = tokens(commonTokens.options);
  private readonly files: ReadonlySet<string>;
  private readonly options: ts.CompilerOptions;
  private readonly service: ts.LanguageService;
  private readonly declared = new Map<string, string>();
  /** The file that is another one than on disk, its text, and how often there has been one. */
  private mutated = { file: '', text: '' };
  private readonly versions = new Map<string, number>();

  constructor({ tsconfigFile }: StrykerOptions) {
    const config = resolve(tsconfigFile);
    const { config: text } = ts.readConfigFile(config, ts.sys.readFile);
    const { fileNames, options } = ts.parseJsonConfigFileContent(text, ts.sys, dirname(config));
    this.files = new Set(fileNames);
    this.options = { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true };
    this.service = ts.createLanguageService(this.host());
  }

  /** @throws Error where the sources do not compile as they are. */
  async init(): Promise<void> {
    for (const file of this.files) {
      const [error] = this.errorsIn(file);
      if (error !== undefined) throw new Error(`${file} does not compile: ${error}`);
      this.declared.set(file, this.declarationOf(file));
    }
  }

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, this.resultOf(mutant)]));
  }

  private resultOf({ fileName, location: { start, end }, replacement }: Mutant): CheckResult {
    const file = fileName.replaceAll('\\', '/');
    if (!this.files.has(file)) throw new Error(`${file} is no file that is checked`);
    this.become('', '');
    const source = this.service.getProgram()!.getSourceFile(file)!;
    const at = ({ line, column }: { line: number; column: number }): number => source.getPositionOfLineAndCharacter(line, column);
    this.become(file, `${source.text.slice(0, at(start))}${replacement}${source.text.slice(at(end))}`);
    const [own] = this.errorsIn(file);
    if (own !== undefined) return { status: CheckStatus.CompileError, reason: own };
    if (this.declarationOf(file) === this.declared.get(file)) return { status: CheckStatus.Passed };
    const error = [...this.files].values().flatMap((other) => this.errorsIn(other)).next().value;
    return error === undefined ? { status: CheckStatus.Passed } : { status: CheckStatus.CompileError, reason: error };
  }

  private become(file: string, text: string): void {
    for (const each of [this.mutated.file, file]) this.versions.set(each, (this.versions.get(each) ?? 0) + 1);
    this.mutated = { file, text };
  }

  private errorsIn(file: string): readonly string[] {
    const syntax = this.service.getSyntacticDiagnostics(file);
    const found = syntax.length > 0 ? syntax : this.service.getSemanticDiagnostics(file);
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  private declarationOf(file: string): string {
    return this.service.getEmitOutput(file, true, true).outputFiles.map(({ text }) => text).join('\n');
  }

  private host(): ts.LanguageServiceHost {
    const [read, exists] = [new Map<string, ts.IScriptSnapshot | undefined>(), new Map<string, boolean>()];
    const kept = <T>(map: Map<string, T>, file: string, find: () => T): T => (map.has(file) ? map : map.set(file, find())).get(file)!;
    const snapshot = (text: string | undefined) => (text === undefined ? undefined : ts.ScriptSnapshot.fromString(text));
    return {
      fileExists: (file) => kept(exists, file, () => ts.sys.fileExists(file)),
      readFile: ts.sys.readFile,
      getCompilationSettings: () => this.options,
      getScriptFileNames: () => [...this.files],
      getScriptVersion: (file) => String(this.versions.get(file) ?? 0),
      getScriptSnapshot: (file) =>
        file === this.mutated.file ? snapshot(this.mutated.text) : kept(read, file, () => snapshot(ts.sys.readFile(file))),
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
    };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'kst', OneServiceChecker)];
