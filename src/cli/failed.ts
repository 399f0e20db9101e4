/**
 * A command that did not come to its end: what the user is told, and the exit code.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { AuthorError } from '../engine/rules/author-error.ts';
import { Malformed } from '../engine/rules/malformed.ts';
import { visible } from '../engine/text.ts';
import { InputError } from '../inputs/input-error.ts';
import { authorErrorLines } from '../reports/author-error.ts';
import { placeText } from '../reports/plain-text.ts';
import { exitCodes, Inconclusive, type Io, UsageError } from './io.ts';
import { thrownAt } from './rule-places.ts';
import type { Project } from './project.ts';

/** Tells of an error in one message; `project` is null where there is none yet. @returns the exit code. */
export function failed(error: unknown, io: Io, project: Project | null): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.upheld : exitCodes.usage; // commander has told
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const tell = (text: string, exitCode: number) => {
    io.err(`kst: ${visible(text)}\n`);
    return exitCode;
  };
  if (error instanceof UsageError || error instanceof InputError || error instanceof Malformed) {
    tell(message, exitCodes.usage);
    for (const line of error instanceof UsageError ? error.lines : []) io.err(`  ${visible(line)}\n`);
    return exitCodes.usage;
  }
  if (error instanceof Inconclusive) return tell(`inconclusive: ${message}`, exitCodes.inconclusive);
  if (error instanceof AuthorError && project !== null) {
    const place = thrownAt(error, project, io.cwd);
    tell(`inconclusive: ${place === null ? '' : `${placeText(place)}: `}${message}`, exitCodes.inconclusive);
    for (const line of authorErrorLines(project.specification, error)) io.err(`${visible(line)}\n`);
    return exitCodes.inconclusive;
  }
  if (name === 'Undecided') return tell(message, exitCodes.violated);
  tell(`internal error: ${sourceIn(io.cwd, stack)}${message}`, exitCodes.internal);
  const changed = import.meta.filename.endsWith('.ts') ? '; of a source that has been changed, npm run typecheck tells more' : '';
  io.err(io.env['KST_DEBUG'] ? `${framesOf(stack)}\n` : `kst: set KST_DEBUG=1 to see where${changed}\n`);
  return exitCodes.internal;
}

/** The file and the line of a source that cannot be read, which Node puts before the stack; empty for other errors. */
function sourceIn(cwd: string, stack = '') {
  const [, url, line] = /^(file:\/\/\S+):(\d+)\n/.exec(stack) ?? [];
  return url === undefined ? '' : `${relative(cwd, fileURLToPath(url))}:${line}: `;
}

/** Where an error came from, without its message. */
function framesOf(stack = '') {
  return stack.split('\n').filter((line) => /^\s+at /.test(line)).map(visible).join('\n');
}
