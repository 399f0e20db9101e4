/**
 * The mistakes that a newcomer makes in rules of their own. Each is an error in the editor, or one message that names the edit.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';

interface Mistake {
  readonly says: string;
  readonly file: string;
  /** What stands there, once, and what the newcomer writes in its place. */
  readonly right: string;
  readonly wrong: string;
  /** What shows it: the editor, or a command with its exit code. */
  readonly shown: 'editor' | readonly [command: string, code: number];
  readonly message: RegExp;
}

const verify = (code: number) => ['verify --runs 0 --alphabets all', code] as const;
const rule = { file: 'rules.ts' };
const word = { file: 'words.ts' };
const invariant = { file: 'invariants.ts' };
const inEditor = { shown: 'editor' } as const;

const mistakes: readonly Mistake[] = [
  // In a rule.
  { says: 'a misspelt cell', ...rule, right: "when: { held: 'no' }, then: () => [{ do: 'grant'", wrong: "when: { hold: 'no' }, then: () => [{ do: 'grant'", ...inEditor, message: /rules\.ts\(.*'hold' does not exist in type/ },
  { says: 'a misspelt value of a cell', ...rule, right: "when: { held: 'no' }, then: () => [{ do: 'grant'", wrong: "when: { held: 'none' }, then: () => [{ do: 'grant'", ...inEditor, message: /rules\.ts\(.*'"none"' is not assignable/ },
  { says: 'a misspelt refusal', ...rule, right: "refuse('held')", wrong: "refuse('taken')", ...inEditor, message: /rules\.ts\(.*'"taken"' is not assignable/ },
  { says: 'a misspelt effect', ...rule, right: "then: () => [{ do: 'age' }]", wrong: "then: () => [{ do: 'ages' }]", ...inEditor, message: /rules\.ts\(.*'"ages"' is not assignable/ },
  { says: 'a misspelt table', ...rule, right: "table: 'aging'", wrong: "table: 'ageing'", ...inEditor, message: /rules\.ts\(.*'"ageing"' is not assignable/ },
  { says: 'a misspelt assumption', ...rule, right: '({ renewal }) => (renewal ===', wrong: '({ renewals }) => (renewals ===', ...inEditor, message: /rules\.ts\(.*Property 'renewals' does not exist/ },
  { says: 'a choice that there is not', ...rule, right: "renewal === 'restarts'", wrong: "renewal === 'restart'", ...inEditor, message: /rules\.ts\(.*have no overlap/ },
  { says: 'effects that are no function', ...rule, right: "then: () => [{ do: 'age' }]", wrong: "then: [{ do: 'age' }]", ...inEditor, message: /rules\.ts\(.*is not assignable/ },
  { says: 'a refusal where each part is run through', ...rule, right: "then: () => [{ do: 'age' }]", wrong: "then: () => refuse('held')", ...inEditor, message: /rules\.ts\(.*is not assignable/ },
  { says: 'a missing row', ...rule, right: "when: { held: 'other' }, then: () => refuse('held')", wrong: "when: { held: 'other', old: true }, then: () => refuse('held')", shown: verify(1), message: /^gap: no rule applies: table take, held other, old false\n[^]*take x bob {2}not decided\n[^]* R3 [^]*would apply but for old, here false\n/m },
  { says: 'two rows that match', ...rule, right: "when: { held: 'no' }, then: () => [{ do: 'grant'", wrong: "when: {}, then: () => [{ do: 'grant'", shown: verify(1), message: /^overlap: R1 and R2 apply: table take, held own, old false\n/m },
  { says: 'a row that never applies', ...rule, right: "  { id: 'R3',", wrong: "  { id: 'R30', says: 'Never', cites: ['C1'], when: { held: 'no', old: true }, then: () => [{ do: 'grant' }] },\n  { id: 'R3',", shown: verify(1), message: /R30[^]*never applies[^]*: delete it, or say so in its neverIn/ },
  { says: 'an id twice', ...rule, right: "id: 'R2'", wrong: "id: 'R1'", shown: verify(2), message: /^kst: rules\.ts:\d+(-\d+)?: the id R1 is given twice, [^]*: give one of them another/ },
  { says: 'a claim that is not there', ...rule, right: "cites: ['C2']", wrong: "cites: ['C22']", shown: verify(2), message: /^kst: rules\.ts:\d+(-\d+)?: the rule R3 cites C22, which is no claim and no assumption: add it to spec\/claims\.json/ },

  // In a word.
  { says: 'an effect without a home', ...word, right: "PartEffect: { readonly do: 'grant' | 'free' | 'age' }", wrong: "PartEffect: { readonly do: 'grant' | 'free' | 'age' | 'extend' }", ...inEditor, message: /words\.ts\(.*Property 'extend' is missing/ },
  { says: 'an event without a home', ...word, right: "| { readonly event: 'freed'; readonly lease: string }", wrong: "| { readonly event: 'freed' | 'lost'; readonly lease: string }", ...inEditor, message: /words\.ts\(.*Property 'lost' is missing/ },
  { says: 'a command without a table', ...word, right: "WholeCommand: { readonly do: 'tick' | 'audit' }", wrong: "WholeCommand: { readonly do: 'tick' | 'audit' | 'reset' }", ...inEditor, message: /leases\.ts\(.*Property 'reset' is missing/ },
  { says: 'an event that says a field that it does not have', ...word, right: "says: '{lease} is free'", wrong: "says: '{name} is free'", shown: verify(2), message: /what the event freed says has \{name\}, which is none of its fields: expected one of lease/ },
  { says: 'an effect that logs another event than it says', ...word, right: "logs: 'freed'", wrong: "logs: 'granted'", shown: verify(3), message: /^kst: inconclusive: effect free: it logs freed; write logs: 'freed' beside it, which now says granted/ },
  { says: 'a cell that answers differently each time', ...word, right: 'of: (_whole, { ticks }) => ticks === 1', wrong: 'of: (_whole, { ticks }) => ticks === 1 && Math.random() < 0.5', shown: verify(3), message: /cells\.old\.of: it answers differently when it is asked the same twice/ },
  { says: 'an effect that changes what it was given', ...word, right: 'change: (part) => ({ ...part, ticks: 1 })', wrong: 'change: (part) => Object.assign(part, { ticks: 1 })', shown: verify(3), message: /words\.ts:\d+: effect age: Cannot assign to read only property 'ticks'/ },
  { says: 'a counter without an end', ...word, right: '{ holder: command.by, ticks: 0 }', wrong: '{ holder: command.by, ticks: (part.ticks + 1) as 0 }', shown: ['verify --runs 0', 1], message: /CUT OFF: part\.ticks grows/ },
  { says: 'a command that is about no part', ...word, right: "const lease = { is: 'subject', check, normal: (text: string) => text.toLowerCase(), examples", wrong: "const lease = { is: 'text', check, examples", shown: verify(2), message: /the command take has a part table and no subject: make the field that names the lease \{ is: 'subject', \.\.\. \}/ },
  { says: 'a start that no file can hold', ...word, right: "start: { whole: {}, blank", wrong: 'start: { whole: { since: new Date(0) }, blank', shown: verify(2), message: /start\.whole\.since is a Date, which does not survive JSON/ },

  // In an invariant, a fault, an alphabet.
  { says: 'an invariant of a command that there is not', ...invariant, right: "when: { command: { do: 'release' } }", wrong: "when: { command: { do: 'relase' } }", ...inEditor, message: /invariants\.ts\(.*'"relase"' is not assignable/ },
  { says: 'an invariant that never has anything to say', ...invariant, right: "when: { command: { do: 'release' } }", wrong: "when: { command: { do: 'release' }, refused: 'held' }", shown: verify(1), message: /vacuous: I4 [^]*never judged/ },
  { says: 'an invariant without must', ...invariant, right: "when: {}, must: ({ now, after }) => now.holder === after.holder }", wrong: 'when: {} }', ...inEditor, message: /invariants\.ts\(.*'must' is missing/ },
  { says: 'an invariant that always holds', ...invariant, right: 'must: ({ now, after }) => now.holder === after.holder', wrong: 'must: () => true', shown: ['gate', 1], message: /fault silent-grant should break I1, and does not: make the invariant stronger/ },
  { says: 'an invariant that throws', ...invariant, right: 'must: ({ now, after }) => now.holder === after.holder', wrong: 'must: ({ now, after }) => (now.holder as any).name.first === after.holder', shown: verify(3), message: /invariants\.ts:\d+: invariant I1: / },
  { says: 'a fault that breaks nothing', file: 'faults.ts', right: "inTable(right, 'release', 'R4', () => [])", wrong: 'right', shown: ['gate', 1], message: /fault kept changes nothing of the rules/ },
  { says: 'a command of an alphabet that is none', file: 'leases.ts', right: "['x', 'y', 'X'].flatMap(about)", wrong: "['x', 'y', '!'].flatMap(about)", shown: verify(2), message: /command \d+ of the alphabet two is not a command: / },
];

const root = join(import.meta.dirname, '..');
const nameOf = (mistake: Mistake): string => `m${mistakes.indexOf(mistake)}`;

let above: string;
let editor: string;

/** What the editor shows is looked at together, by one compiler. */
beforeAll(() => {
  above = temporaryFolder();
  mkdirSync(join(above, 'node_modules'));
  symlinkSync(join(root, 'node_modules/ts-pattern'), join(above, 'node_modules/ts-pattern'));
  for (const mistake of mistakes) {
    const folder = join(above, nameOf(mistake));
    cpSync(join(root, 'starter'), folder, { recursive: true });
    const source = readFileSync(join(folder, mistake.file), 'utf8');
    expect(source.split(mistake.right), `${mistake.file} says ${mistake.right} once`).toHaveLength(2);
    writeFileSync(join(folder, mistake.file), source.replace(mistake.right, () => mistake.wrong));
  }
  const inEditors = mistakes.filter(({ shown }) => shown === 'editor');
  const paths = { 'kst-kit/engine': [join(root, 'src/engine.ts')] };
  const compilerOptions = { ...JSON.parse(readFileSync(join(root, 'starter/tsconfig.json'), 'utf8')).compilerOptions, paths, types: ['node'], typeRoots: [join(root, 'node_modules/@types')] };
  const include = inEditors.map((mistake) => `${nameOf(mistake)}/*.ts`);
  writeFileSync(join(above, 'tsconfig.json'), JSON.stringify({ compilerOptions, include, exclude: ['m*/*.test.ts', 'm*/adapter.ts'] }));
  const compiled = spawnSync(process.execPath, [join(root, 'node_modules/@typescript/native/bin/tsc'), '-p', above], { cwd: above, encoding: 'utf8' });
  editor = compiled.stdout;
}, 120_000);

describe('is shown, and how it is put right', () => {
  test.for(mistakes)('$says, by $shown', async (mistake) => {
    if (mistake.shown === 'editor') {
      const own = editor.split('\n').filter((line, index, lines) => (line.startsWith(' ') ? lines.slice(0, index).findLast((each) => !each.startsWith(' ')) : line)!.startsWith(`${nameOf(mistake)}/`));
      expect(own.join('\n').replaceAll(/\n +/g, ' ')).toMatch(mistake.message);
    } else {
      const [words, ends] = mistake.shown;
      const folder = join(above, nameOf(mistake));
      if (words === 'gate') mkdirSync(join(folder, 'reports'));
      const { code, out, err } = await runKst(words.split(' '), '', {}, false, folder, null);
      expect(`${out}${err}`).toMatch(mistake.message);
      expect(code).toBe(ends);
      expect(`${out}${err}`).not.toMatch(/internal error|\n +at /);
    }
  });
});
