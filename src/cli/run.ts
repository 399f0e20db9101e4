/**
 * The command line: `kst COMMAND ...`.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { InputError } from '../inputs/input-error.ts';
import { Undecided } from '../kit/simulate.ts';
import { addExplain } from './explain.ts';
import { exitCodes, UsageError } from './io.ts';
import { addReport } from './report.ts';
import { addSimulate } from './simulate.ts';
import { addVerify } from './verify.ts';
import type { Io } from './io.ts';

/** Ends a command with its exit code. */
export type Finish = (exitCode: number) => void;

/**
 * Runs one command.
 *
 * @param argv the words after `kst`.
 * @returns 0 upheld, 1 violated or an expectation failed, 2 bad usage or bad input, 3 inconclusive, 70 internal error.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.upheld;
  const program = kst(io, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, io);
  }
}

function kst(io: Io, finish: Finish): Command {
  const program = new Command('kst')
    .description('Verifies the rules of the Known Servers Table of Microsoft Lync and Skype for Business Server.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHasColors: () => io.outIsTerminal && !io.env['NO_COLOR'],
      getErrHasColors: () => io.errIsTerminal && !io.env['NO_COLOR'],
      outputError: (text, write) => write(text.replace(/^error: /, 'kst: ')),
    })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 upheld, 1 violated or an expectation failed, 2 bad usage or bad input, 3 inconclusive, 70 internal error.',
    );
  addVerify(program, io, finish);
  addSimulate(program, io, finish);
  addExplain(program, io);
  addReport(program, io, finish);
  return program;
}

function failed(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    const asked = error.exitCode === 0;
    return asked ? exitCodes.upheld : exitCodes.usage;
  }
  if (error instanceof UsageError || error instanceof InputError) {
    io.err(`kst: ${printable(error.message)}\n`);
    return exitCodes.usage;
  }
  if (error instanceof Undecided) {
    io.err(`kst: ${error.message}\n`);
    return exitCodes.violated;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  io.err(`kst: internal error: ${message}\n`);
  if (io.env['KST_DEBUG']) io.err(`${stack}\n`);
  else io.err('kst: set KST_DEBUG=1 to see where\n');
  return exitCodes.internal;
}

/** Control characters in what users gave us must not reach their terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);
}

function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
