/**
 * `npm run mutation`, second part: reads what Stryker found, one file or those of several shards, and writes reports/mutation.md. Fails
 * for a survivor without a reason in survivors.json, and for a reason without a survivor. In src/kst/rules no reason counts: a survivor
 * there must be seen to do what the rules do; and no rulebook is made before somebody asks for it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/cli/mutation-report.ts';
import { isEquivalent } from './equivalent.ts';
import { isText } from './text-mutants.ts';

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: 'Killed' | 'Survived' | 'NoCoverage' | 'CompileError' | 'RuntimeError' | 'Timeout' | 'Ignored' | 'Pending';
  /** Code that runs while modules are loaded: they are loaded anew to judge it, which takes long. */
  readonly static?: boolean;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a mutant may live; the same text in one line may stand for several mutants. */
interface Reason {
  readonly file: string;
  /** The line that was changed, and what the changed part became: line numbers would drift. */
  readonly line: string;
  readonly becomes: string;
  readonly because: string;
}

const here = import.meta.dirname;
const root = join(here, '../..');
const reports = join(root, 'reports');
const shards = process.argv.length > 2 ? process.argv.slice(2) : [join(reports, 'mutation/mutation.json')];
/** Of a file that several shards are about, the last one counts. */
const files: Record<string, { source: string; mutants: Mutant[] }> =
  Object.assign({}, ...shards.map((shard) => JSON.parse(readFileSync(shard, 'utf8')).files));
const reasons = JSON.parse(readFileSync(join(here, 'survivors.json'), 'utf8')) as Reason[];

const mutants = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .flatMap(([file, { source, mutants: found }]) => found.toSorted(inTextOrder).map((mutant) => {
    return { file, mutant, isText: isText(source, mutant.location), ...changeOf(source, mutant) };
  }));
const survivors = mutants.filter(({ mutant }) => mutant.status === 'Survived' || mutant.status === 'NoCoverage');
const seenEquivalent = new Set<(typeof survivors)[number]>();
for (const survivor of survivors.filter(({ file }) => isRule(file))) {
  if (await isEquivalent(survivor.file, survivor.text)) seenEquivalent.add(survivor);
}
const because = (survivor: (typeof survivors)[number]): string | undefined =>
  isRule(survivor.file)
    ? seenEquivalent.has(survivor) ? 'Nobody can tell it from the rules, over any part of the proof.' : undefined
    : reasons.find((reason) => isAbout(reason, survivor))?.because;
const unexplained = survivors.filter((survivor) => because(survivor) === undefined);
const idle = reasons.filter((reason) => !survivors.some((survivor) => isAbout(reason, survivor)));

writeFileSync(join(reports, 'mutation.md'), page());
for (const { file, line, becomes } of unexplained) {
  const told = JSON.stringify({ file, line, becomes, because: '' });
  console.error(isRule(file) ? `survivor in the rules, to be killed by a new invariant: ${told}` : `survivor without a reason: ${told}`);
}
for (const { file, line, becomes } of idle) console.error(`reason without a survivor: ${JSON.stringify({ file, line, becomes })}`);
const early = mutants.filter(({ file, mutant }) => isRule(file) && mutant.static === true && mutant.status !== 'CompileError');
for (const { file, line } of early) console.error(`a rule that is made while modules are loaded: ${JSON.stringify({ file, line })}`);
process.exitCode = unexplained.length + idle.length + early.length > 0 ? 1 : 0;

/** Stryker has them in the order in which they were judged. */
function inTextOrder(a: Mutant, b: Mutant): number {
  const [one, other] = [a.location, b.location];
  const between = (a: Place, b: Place): number => a.line - b.line || a.column - b.column;
  return between(one.start, other.start) || between(one.end, other.end) || ((a.replacement ?? '') < (b.replacement ?? '') ? -1 : 1);
}

function isAbout({ file, line, becomes }: Reason, survivor: (typeof survivors)[number]): boolean {
  return survivor.file === file && survivor.line === line && survivor.becomes === becomes;
}

function isRule(file: string): boolean {
  return file.startsWith('src/kst/rules/');
}

/** The first line of the changed part as it stands, what it becomes, and the whole file then. */
function changeOf(source: string, { location: { start, end }, replacement = '' }: Mutant) {
  const lines = source.split('\n');
  const at = ({ line, column }: Place): number => lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  const text = `${source.slice(0, at(start))}${replacement}${source.slice(at(end))}`;
  const changed = lines[start.line - 1]!;
  const tail = start.line === end.line ? changed.slice(end.column - 1) : '';
  const becomes = `${changed.slice(0, start.column - 1)}${replacement.replace(/\s+/g, ' ')}${tail}`;
  return { line: changed.trim(), becomes: becomes.trim(), text };
}

function page(): string {
  const rows = survivors.map((survivor) => {
    const { file, line, becomes } = survivor;
    return `| ${file} | ${code(line)} | ${code(becomes)} | ${because(survivor) ?? '**none given**'} |`;
  });
  return `# Mutants

Generated by \`npm run mutation\`; do not edit. Stryker changes the sources of \`src/kst\` in every way that it knows, and runs the
properties (\`properties/*.property.test.ts\`; no golden values) against each change. A change outside of rules and invariants is also killed by a page
of these reports that it changes.

| killed | survived | score | timed out | did not compile | mutants |
| --- | --- | --- | --- | --- | --- |
${figures(mutants, 'all')}
${figures(mutants.filter((mutant) => mutant.isText), 'of them, of the texts of `id`, `says` and `cites`')}

The score counts neither those that timed out nor those that did not compile. The report is made of these files:

| files | digest |
| --- | --- |
${['src/kst/**/*.ts', 'properties/**/*.property.test.ts'].map((pattern) => `| \`${pattern}\` | \`${digestOf(root, pattern)}\` |`).join('\n')}

Each survivor has a reason:

| file | line | becomes | why it lives |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** A row of the first table. */
function figures(those: typeof mutants, name: string): string {
  const count = (...statuses: readonly Mutant['status'][]) => those.filter(({ mutant }) => statuses.includes(mutant.status)).length;
  const [killed, alive] = [count('Killed'), count('Survived', 'NoCoverage')];
  const score = ((100 * killed) / (killed + alive)).toFixed(1);
  return `| ${killed} | ${alive} | ${score}% | ${count('Timeout')} | ${count('CompileError')} | ${name} |`;
}

function code(text: string): string {
  return `\`\` ${text.replaceAll('|', '\\|')} \`\``;
}
