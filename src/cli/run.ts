/**
 * The command line: `kst COMMAND ...`.
 */
import { Command, Option } from 'commander';
import { partNames } from '../engine/conform/part-names.ts';
import { visible } from '../engine/text.ts';
import { assumptions } from '../kst/assumptions.ts';
import { failed } from './failed.ts';
import { exitCodes } from './io.ts';
import { anyOr, dialectParser, oneOf, parseShard, someOf, wholeNumber } from './options.ts';
import { knownServersProject } from './project.ts';
import { packageVersion } from './version.ts';
import type { Rulebook } from '../engine/specification.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';

/**
 * Runs one command.
 *
 * @param argv the words after `kst`.
 * @param project what the command is run on.
 * @returns 0 upheld, 1 violated or an expectation failed, 2 bad usage or bad input, 3 inconclusive, 70 internal error.
 */
export async function run(argv: readonly string[], io: Io, project: Project = knownServersProject()): Promise<number> {
  let exitCode: number = exitCodes.upheld;
  const program = kst(io, project, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, io, project);
  }
}

/** Every command with its options. What a command does is loaded when it is called, so that none waits for the others. */
function kst(io: Io, project: Project, finish: (exitCode: number) => void): Command {
  const { specification } = project;
  const conformParts = partNames(specification);
  const lync = { assumptions: assumptions() };
  const program = new Command('kst')
    .description(`Verifies the rules of the ${specification.name}.`)
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

  program
    .command('verify')
    .description('prove every invariant over all reachable states, then play random sequences')
    .addOption(dialectOption(specification, 'only the dialects that make these choices', `all ${numberOfDialects(specification)}`))
    .addOption(partsOption(3))
    .option('--runs <n>', 'random sequences', wholeNumber('--runs', 0, 10_000_000), 1000)
    .option('--seed <s>', 'seed of the random sequences', wholeNumber('--seed', -(2 ** 31), 2 ** 31 - 1), 1)
    .option('--alphabets <which>', 'prove over the quick or all alphabets (default: all; quick with --runs 0)', oneOf('--alphabets', 'quick', 'all'))
    .option('--json', 'print JSON (spec/schema/verify.schema.json)')
    .action(async (options) => finish(await (await import('./verify.ts')).verify(options, io, project)));

  program
    .command('simulate')
    .description('play a scenario: a timeline with rules, events and table')
    .argument('<file>', 'scenario file, or - for standard input')
    .addOption(dialectOption(specification, "choices for assumptions, above the scenario's own", 'none'))
    .option('--json', 'print JSON, long tables whole (spec/schema/simulate.schema.json)')
    .action(async (file, options) => finish(await (await import('./simulate.ts')).simulateFile(file, options, io, project)));

  program
    .command('explain')
    .description('explain a claim, assumption, choice, rule, invariant or event: C15, A1, F6, R04, I01, 14563')
    .argument('<id>', 'an id, an event number, or exchange-server-added or -removed')
    .action(async (id) => (await import('./explain.ts')).explain(id, io, project));

  program
    .command('table')
    .description('print what each command does in each state, in one dialect')
    .option('--format <format>', 'md (decision tables), csv, or json (spec/schema/table.schema.json)', oneOf('--format', 'md', 'csv', 'json'), 'md')
    .addOption(dialectOption(specification, 'choices for assumptions', 'the first of each'))
    .action(async (options) => (await import('./table.ts')).table(options, io, project));

  program
    .command('report')
    .description('write the generated reports')
    .option('--check', 'write nothing; fail when a report is not what the code generates, missing, or obsolete')
    .option('--out <dir>', 'where they are', 'reports')
    .addOption(new Option('--html <file>', 'write no reports but one HTML file that shows them, with a simulator of the rules').conflicts('out'))
    .action(async (options) => finish(await (await import('./report.ts')).report(options, io, project)));

  program
    .command('diff')
    .description('say what the rules do otherwise than those of a base, and whether that is accepted')
    .argument('[base]', 'a commit, branch or tag, or the behaviour.json of one (default: what this change goes on from)')
    .option('--format <form>', 'text, markdown or json', oneOf('--format', 'text', 'markdown', 'json'))
    .addOption(jsonOption('diff'))
    .option('--html <file>', 'write an HTML file as well, in which both outcomes can be played side by side')
    .action(async (base, options) => finish(await (await import('./diff.ts')).diff(base, options, io, project)));

  program
    .command('accept')
    .description('say that what has changed since the base is meant: writes the reports and a file of spec/changes/')
    .requiredOption('--why <reason>', 'why it is meant, in a sentence')
    .option('--base <ref|file>', 'what to compare with (default: as kst diff)')
    .option('--date <day>', 'the day in the name of the file, YYYY-MM-DD (default: today)')
    .action(async (options) => finish(await (await import('./accept.ts')).accept(options, io, project)));

  program
    .command('gate')
    .description('say whether a changed rule may go in: rulebook, proof, random sequences, strength, canaries, drift, change')
    .option('--base <ref|file>', 'what to compare with (default: as kst diff)')
    .option('--format <format>', gateFormats.join(', '), oneOf('--format', ...gateFormats), 'text')
    .option('--output <file>', 'write it there, not to standard output')
    .addOption(wordsOption('--report <format=file>', 'write it there as well, in that format'))
    .option('--update', 'write the reports anew before they are compared (never in CI)')
    .option('--no-cache', 'prove, play and measure anew, even if nothing that these depend on has changed')
    .action(async (options) => finish(await (await import('./gate/gate.ts')).gate(options, io, project)));

  program
    .command('conform')
    .description('compare an implementation in any language with the rules, over the adapter protocol')
    .argument('<command...>', 'what starts the implementation, after --')
    .addOption(new Option('--dialect <any|name=choice,...>', 'the dialects that count as right').argParser(anyOr(dialectParser(specification))).default({}, 'any'))
    .addOption(partsOption(4))
    .option('--extra-states <k>', 'so many states more than the rules the implementation may have', wholeNumber('--extra-states', 0, 3), 0)
    .option('--commands <n>', 'so many commands in random sequences', wholeNumber('--commands', 0, 100_000_000), 10_000)
    .option('--seed <s>', 'seed of the random sequences', wholeNumber('--seed', -(2 ** 31), 2 ** 31 - 1), 1)
    .option('--timeout <ms>', 'so long may an answer take', wholeNumber('--timeout', 10, 86_400_000), 10_000)
    .option('--jobs <n>', 'so many processes of the implementation side by side', wholeNumber('--jobs', 1, 256), 1)
    .option('--shard <i/n>', 'play the i-th of n parts; kst merge puts their --json together', parseShard)
    .option('--only <part,...>', `only these parts: ${conformParts.join(', ')}`, someOf('--only', conformParts))
    .option('--corpus <dir>', 'play the scenarios of a folder first, and write new divergences there')
    .option('--shrink-budget <n>', 'so many commands to see that a divergence has no shorter form', wholeNumber('--shrink-budget', 0, 1_000_000_000), 200_000)
    .addOption(jsonOption('conform'))
    .option('--format <format>', conformFormats.join(', '), oneOf('--format', ...conformFormats), 'text')
    .action(async (command, options) => finish(await (await import('./conform/conform.ts')).conform(command, options, io, project)));

  program
    .command('merge')
    .description('put the shards of one run of kst conform --json together')
    .argument('<file...>', 'the JSON of each shard')
    .addOption(jsonOption('conform'))
    .option('--format <format>', conformFormats.join(', '), oneOf('--format', ...conformFormats), 'text')
    .action(async (files, options) => finish(await (await import('./conform/merge.ts')).mergeFiles(files, options, io, project)));

  program
    .command('diagnose')
    .description('explain exports of the event log by the rules: whether they allow it, how every server stands, what helps')
    .argument('<file...>', 'exports of the event log "Lync Server": XML, CSV, JSON or text, of one Front End or several; - for standard input')
    .addOption(dialectOption(lync, 'only the dialects that make these choices', `all ${numberOfDialects(lync)}`))
    .option('--gaps', 'events may be missing anywhere')
    .option('--filtered', 'only other events are missing, whatever the record ids say: the export was filtered by event id')
    .option('--front-end <name>', 'the Front End that wrote the events of which no file says who wrote them')
    .option('--redact <file>', 'write the events about the table there, with other names, to be shared')
    .addOption(jsonOption('diagnose'))
    .option('--format <format>', 'text, markdown or json', oneOf('--format', 'text', 'markdown', 'json'), 'text')
    .action(async (files, options) => finish(await (await import('./diagnose.ts')).diagnoseFiles(files, options, io)));

  program
    .command('advise')
    .description('say which Exchange servers need a trusted application pool and which must not have one, from exports of the Management Shells')
    .argument('<file...>', 'JSON, CSV, CliXml or Format-List text of cmdlets such as Get-CsTrustedApplicationPool and Get-UMService, or a topology; - for standard input')
    .addOption(wordsOption('--what-if <change>', 'play a change, such as "pool.add ex2.contoso.com 6"'))
    .addOption(jsonOption('advise'))
    .option('--format <format>', 'text, markdown or json', oneOf('--format', 'text', 'markdown', 'json'), 'text')
    .action(async (files, options) => finish(await (await import('./advise.ts')).adviseFiles(files, options, io)));

  program
    .command('adapter')
    .description("serve the kit's own rules over the adapter protocol, as an implementation")
    .addOption(dialectOption(specification, 'choices for assumptions', 'the first of each'))
    .action(async (options) => (await import('./adapter.ts')).adapter(options, io, project));

  return program;
}

/** The commands that play or judge the project's rules. */
const onProject = new Set(['verify', 'simulate', 'explain', 'table', 'report', 'diff', 'accept', 'gate', 'conform', 'adapter']);

/** As in src/cli/conform/render.ts, which is loaded only when it is needed. */
const conformFormats = ['text', 'json', 'junit', 'markdown', 'sarif'] as const;

/** As in src/reports/gate, which is loaded only when the gate is called. */
const gateFormats = ['text', 'json', 'markdown', 'junit', 'sarif', 'github'] as const;

/** The same as `--format json`, and so none beside another format. */
function jsonOption(schema: string): Option {
  return new Option('--json', `print JSON (spec/schema/${schema}.schema.json)`).conflicts('format');
}

/** It may be given several times; each time adds a word. */
function wordsOption(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be given several times`).argParser((word: string, words: readonly string[]) => [...words, word]).default([], 'none');
}

/** It may be given several times; `unchosen` is what stands in the help for no choice at all. */
function dialectOption(words: Pick<Rulebook, 'assumptions'>, description: string, unchosen: string): Option {
  return new Option('--dialect <name=choice,...>', description).argParser(dialectParser(words)).default({}, unchosen);
}

function partsOption(standard: number): Option {
  const flags = '--servers, --parts';
  return new Option(`${flags} <n>`, 'maximum number of parts in a random sequence').argParser(wholeNumber(flags, 1, 50)).default(standard);
}

function numberOfDialects(words: Pick<Rulebook, 'assumptions'>): number {
  return Object.values(words.assumptions).reduce((number, { choices }) => number * choices.length, 1);
}

/** A message of commander's: what users gave us makes no line of its own in it, the suggestion at its end does. */
function withSuggestion(text: string): string {
  const [, message, suggestion] = /^(?:error: )?([^]*?)(\n\(Did you mean [^\n]*\))?\n*$/.exec(text)!;
  return `${visible(message!)}${suggestion === undefined ? '' : `\n${visible(suggestion.trim())}`}`;
}
