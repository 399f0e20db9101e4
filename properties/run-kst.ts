/**
 * Runs a kst command in this process, with what it would print caught.
 */
import { run } from '../src/cli/run.ts';
import { kstProject } from './rulebooks.ts';
import type { Io } from '../src/cli/io.ts';
import type { Project } from '../src/cli/project.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * `words` come after `kst`; `input` is what standard input holds; without a project it is that of this repository, and
 * with null that which is found from the folder.
 */
export async function runKst(
  words: readonly string[],
  input: string | Uint8Array = '',
  env: Record<string, string> = {},
  terminal = false,
  cwd = process.cwd(),
  project: Project | null = kstProject(),
): Promise<Ran> {
  let [out, err] = ['', ''];
  const io: Io = {
    stdin: bytes(input),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    cwd,
    env,
  };
  return { code: await run(words, io, project ?? undefined), out, err };
}

async function* bytes(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof input === 'string' ? new TextEncoder().encode(input) : input;
}
