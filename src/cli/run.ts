/**
 * The command line: `kst COMMAND ...`.
 */
import { Command } from 'commander';
import { visible } from '../engine/text.ts';
import { addCommands } from './commands.ts';
import { exitCodes, type Io } from './io.ts';
import { findProject } from './config.ts';
import { packageVersion, type Project } from './project.ts';

/**
 * Runs one command.
 *
 * @param argv the words after `kst`.
 * @param given what the command is run on; the project in whose folder the user stands, unless told.
 * @returns 0 upheld, 1 violated or an expectation failed, 2 bad usage or bad input, 3 inconclusive, 70 internal error.
 */
export async function run(argv: readonly string[], io: Io, given?: Project): Promise<number> {
  let exitCode: number = exitCodes.upheld;
  let project = given;
  try {
    const words = beforeDashes(argv);
    if (given === undefined && words[0] === 'verify' && words.includes('--watch') && !asksForHelp(words)) {
      return await (await import('./watch.ts')).watch(words.slice(1).filter((word) => word !== '--watch'), io);
    }
    project ??= await (loadsConfig(words) ? findProject(io) : builtIn());
    const program = kst(io, project, (code) => (exitCode = code));
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return (await import('./failed.ts')).failed(error, io, project ?? null);
  }
}

function kst(io: Io, project: Project, finish: (exitCode: number) => void) {
  const program = new Command('kst')
    .description(`Verifies the rules of ${project.file === null ? 'a project' : `the ${project.specification.name}`}.`)
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHasColors: () => io.outIsTerminal && !io.env['NO_COLOR'],
      getErrHasColors: () => io.errIsTerminal && !io.env['NO_COLOR'],
      outputError: (text, write) => write(`kst: ${withSuggestion(text)}\n`),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 upheld, 1 violated or an expectation failed, 2 bad usage or bad input, 3 inconclusive, 70 internal error.',
    )
    .hook('preAction', async (_, command) => {
      if (onProject.has(command.name())) (await import('./well-formed.ts')).refuseMalformed(project);
    });
  addCommands(program, io, project, finish);
  return program;
}

async function builtIn(): Promise<Project> {
  return (await import('./built-in.ts')).knownServersProject();
}

/** Whether a command is about the rules of a project: what is asked for help, for the version, or about exports is not. */
function loadsConfig(words: readonly string[]): boolean {
  const [command = ''] = words;
  return (onProject.has(command) || command === 'merge') && !asksForHelp(words);
}

function asksForHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h');
}

/** What is said to kst itself: behind `--` stands the command that starts an implementation. */
function beforeDashes(argv: readonly string[]): readonly string[] {
  return argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
}

/** The commands that play or judge the project's rules. */
const onProject = new Set(['verify', 'simulate', 'explain', 'table', 'report', 'diff', 'accept', 'gate', 'conform', 'adapter']);

/** A message of commander's: what users gave us makes no line of its own in it, the suggestion at its end does. */
function withSuggestion(text: string) {
  const [, message, suggestion] = /^(?:error: )?([^]*?)(\n\(Did you mean [^\n]*\))?\n*$/.exec(text)!;
  return `${visible(message!)}${suggestion === undefined ? '' : `\n${visible(suggestion.trim())}`}`;
}
