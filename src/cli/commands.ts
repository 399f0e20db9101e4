/**
 * Every command with its options. What a command does is loaded when it is called, so that none waits for the others.
 */
import { type Command, Option } from 'commander';
import { partNames } from '../engine/conform/part-names.ts';
import { assumptions } from '../kst/assumptions.ts';
import {
  anyDialectOption, dialectOption, jsonOption, numberOption, parseShard, partsOption, someOf, wordOption, wordsOption,
} from './options.ts';
import { exitCodes, type Io } from './io.ts';
import type { Project } from './project.ts';

/** Adds every command; what it ends with is handed to `finish`. */
export function addCommands(program: Command, io: Io, project: Project, finish: (exitCode: number) => void): void {
  const { specification } = project;
  const conformParts = partNames(specification);
  const shownParts = project.file === null ? ['corpus', 'complete', 'random', 'or alphabets'] : conformParts;
  const lync = { assumptions: assumptions() };
  /** Loads what a command does, and hands it its arguments and its options, and what surrounds it. */
  const does = (load: () => Promise<(...given: any[]) => void | number | Promise<void | number>>) =>
    async (...given: unknown[]) => {
      const options = given.at(-2) as { json?: boolean; format?: string };
      if (options.json === true) options.format = 'json';
      finish((await (await load())(...given.slice(0, -1), io, project)) ?? exitCodes.upheld);
    };

  program
    .command('init')
    .description('begin a project of your own: a small rulebook to change, with a gate for CI')
    .argument('[dir]', 'where to (default: here)')
    .action(async (dir) => finish((await import('./init.ts')).init(dir, io)));

  program
    .command('verify')
    .description('prove every invariant over all reachable states, then play random sequences')
    .addOption(dialectOption(specification, 'only the dialects that make these choices'))
    .addOption(partsOption(3))
    .addOption(numberOption('--runs <n>', 'random sequences', 0, 10_000_000, 1000))
    .addOption(numberOption('--seed <s>', 'seed of the random sequences', -(2 ** 31), 2 ** 31 - 1, 1))
    .addOption(wordOption('--alphabets <which>', `prove over the quick or all alphabets (${quickWithoutRuns})`, ['quick', 'all']))
    .option('--json', 'print JSON (spec/schema/verify.schema.json)')
    .option('--watch', 'prove quickly at each save, and wholly after it')
    .action(does(async () => (await import('./verify.ts')).verify));

  program
    .command('simulate')
    .description('play a scenario: a timeline with rules, events and table')
    .argument('<file>', 'scenario file, or - for standard input')
    .addOption(dialectOption(specification, "choices for assumptions, above the scenario's own", 'none'))
    .option('--json', 'print JSON, long tables whole (spec/schema/simulate.schema.json)')
    .action(does(async () => (await import('./simulate.ts')).simulateFile));

  program
    .command('explain')
    .description('explain a claim, assumption, choice, rule, invariant or event')
    .argument('<id>', 'an id, or the name of an event')
    .action(async (id) => (await import('./explain.ts')).explain(id, io, project));

  program
    .command('table')
    .description('print what each command does in each state, in one dialect')
    .addOption(wordOption('--format <format>', `md (decision tables), csv, or json (${tableSchema})`, ['md', 'csv', 'json'], 'md'))
    .addOption(dialectOption(specification, 'choices for assumptions', 'the first of each'))
    .action(does(async () => (await import('./table.ts')).table));

  program
    .command('report')
    .description('write the generated reports')
    .option('--check', 'write nothing; fail when a report is not what the code generates, missing, or obsolete')
    .option('--out <dir>', 'where they are (default: reports/ of the project)')
    .addOption(new Option('--html <file>', 'write one HTML file instead, which shows the reports and plays the rules').conflicts('out'))
    .action(does(async () => (await import('./report.ts')).report));

  program
    .command('diff')
    .description('say what the rules do otherwise than those of a base, and whether that is accepted')
    .argument('[base]', 'a commit, branch or tag, or the behaviour.json of one (default: what this change goes on from)')
    .addOption(wordOption('--format <form>', 'text, markdown or json', textFormats))
    .addOption(jsonOption('diff'))
    .option('--html <file>', 'write an HTML file as well, in which both outcomes can be played side by side')
    .action(does(async () => (await import('./diff.ts')).diff));

  program
    .command('accept')
    .description('say that what has changed since the base is meant: writes the reports and a file of spec/changes/')
    .option('--why <reason>', 'why it is meant, in a sentence')
    .option('--first', 'accept all rules as they are, in a project that has nothing to compare with yet')
    .option('--base <ref|file>', 'what to compare with (default: as kst diff)')
    .option('--date <day>', 'the day in the name of the file, YYYY-MM-DD (default: today)')
    .action(does(async () => (await import('./accept.ts')).accept));

  program
    .command('gate')
    .description('say whether a changed rule may go in: rulebook, proof, random sequences, strength, canaries, drift, change')
    .option('--base <ref|file>', 'what to compare with (default: as kst diff)')
    .addOption(wordOption('--format <format>', gateFormats.join(', '), gateFormats, 'text'))
    .option('--output <file>', 'write it there, not to standard output')
    .addOption(wordsOption('--report <format=file>', 'write it there as well, in that format'))
    .option('--update', 'write the reports anew before they are compared (never in CI)')
    .option('--no-cache', 'prove, play and measure anew, even if nothing that these depend on has changed')
    .action(does(async () => (await import('./gate/gate.ts')).gate));

  program
    .command('conform')
    .description('compare an implementation in any language with the rules, over the adapter protocol')
    .argument('<command...>', 'what starts the implementation, after --')
    .addOption(anyDialectOption(specification, 'the dialects that count as right'))
    .addOption(partsOption(4))
    .addOption(numberOption('--extra-states <k>', 'maximum number of extra states that the implementation may have', 0, 3, 0))
    .addOption(numberOption('--commands <n>', 'number of commands in random sequences', 0, 100_000_000, 10_000))
    .addOption(numberOption('--seed <s>', 'seed of the random sequences', -(2 ** 31), 2 ** 31 - 1, 1))
    .addOption(numberOption('--timeout <ms>', 'timeout per answer in ms', 10, 86_400_000, 10_000))
    .addOption(numberOption('--jobs <n>', 'number of processes of the implementation that run at once', 1, 256, 1))
    .option('--shard <i/n>', 'play the i-th of n parts; kst merge puts their --json together', parseShard)
    .option('--only <part,...>', `only these parts: ${shownParts.join(', ')}`, someOf('--only', conformParts))
    .option('--corpus <dir>', 'play the scenarios of a folder first, and write new divergences there')
    .addOption(numberOption('--shrink-budget <n>', 'maximum number of commands for shrinking', 0, 1_000_000_000, 200_000))
    .addOption(jsonOption('conform'))
    .addOption(wordOption('--format <format>', conformFormats.join(', '), conformFormats, 'text'))
    .action(does(async () => (await import('./conform/conform.ts')).conform));

  program
    .command('merge')
    .description('put the shards of one run of kst conform --json together')
    .argument('<file...>', 'the JSON of each shard')
    .addOption(jsonOption('conform'))
    .addOption(wordOption('--format <format>', conformFormats.join(', '), conformFormats, 'text'))
    .action(does(async () => (await import('./conform/merge.ts')).mergeFiles));

  program
    .command('diagnose')
    .description('explain exports of the event log by the rules: whether they allow it, how every server stands, what helps')
    .argument('<file...>', 'exports of the event log "Lync Server": XML, CSV, JSON or text, of any Front Ends; - for standard input')
    .addOption(dialectOption(lync, 'only the dialects that make these choices'))
    .option('--gaps', 'events may be missing anywhere')
    .option('--filtered', 'only other events are missing, whatever the record ids say: the export was filtered by event id')
    .option('--front-end <name>', 'the Front End that wrote the events of which no file says who wrote them')
    .option('--redact <file>', 'write the events about the table there, with other names, to be shared')
    .addOption(jsonOption('diagnose'))
    .addOption(wordOption('--format <format>', 'text, markdown or json', textFormats, 'text'))
    .action(does(async () => (await import('./diagnose.ts')).diagnoseFiles));

  program
    .command('advise')
    .description('list the Exchange servers that need a trusted application pool, and those that must not have one')
    .argument('<file...>', 'output of cmdlets such as Get-UMService: JSON, CSV, CliXml or Format-List; or a topology; - for standard input')
    .addOption(wordsOption('--what-if <change>', 'play a change, such as "pool.add ex2.contoso.com 6"'))
    .addOption(jsonOption('advise'))
    .addOption(wordOption('--format <format>', 'text, markdown or json', textFormats, 'text'))
    .action(does(async () => (await import('./advise.ts')).adviseFiles));

  program
    .command('adapter')
    .description('serve the rules over the adapter protocol, as an implementation')
    .addOption(dialectOption(specification, 'choices for assumptions', 'the first of each'))
    .action(does(async () => (await import('./adapter.ts')).adapter));
}

const quickWithoutRuns = 'default: all; quick with --runs 0';
const textFormats = ['text', 'markdown', 'json'];
const tableSchema = 'spec/schema/table.schema.json';

/** As in src/cli/conform/render.ts, which is loaded only when it is needed. */
const conformFormats = ['text', 'json', 'junit', 'markdown', 'sarif'] as const;

/** As in src/reports/gate, which is loaded only when the gate is called. */
const gateFormats = ['text', 'json', 'markdown', 'junit', 'sarif', 'github'] as const;
