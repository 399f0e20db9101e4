/**
 * Whether the tests notice when the code is broken: 25 lines, each broken by itself in a copy of the project. The files named for a
 * break run first, and all of them only where those stay green. `node properties/bench/breaks.ts [FOLDER]`; ends with 1 where nothing
 * notices.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Break {
  /** A piece of code that stands once in src, whatever the file is called. */
  readonly was: string;
  readonly becomes: string;
  /** What the files that should notice have in their names. */
  readonly seenBy: readonly string[];
}

const breaks: readonly Break[] = [
  { was: 'if (applying.length !== 1) {', becomes: 'if (applying.length === 0) {', seenBy: ['play.property', 'author-error'] },
  { was: 'if (index === -1) throw noSuchValue(', becomes: 'if (index === -2) throw noSuchValue(', seenBy: ['author-error', 'well-formed'] },
  { was: 'if (second !== undefined) {', becomes: 'if (second === null) {', seenBy: ['well-formed'] },
  { was: 'if (seen(joint) !== seen(alone)) return', becomes: 'if (joint.next === null) return', seenBy: ['locality'] },
  {
    was: "if (neverIn?.length === 0 && fired === 0) {",
    becomes: 'if (neverIn?.length === 1 && fired === 0) {', seenBy: ['applies', 'verification'],
  },
  { was: "if (!stage.to(state, steps)) return {", becomes: 'if (stage === null) return {', seenBy: ['strength', 'proof'] },
  { was: 'return (bits(a) & ~bits(b)) == 0;', becomes: 'return (bits(a) & bits(b)) != 0;', seenBy: ['dialects.property'] },
  { was: 'if (runs < 500) return [];', becomes: 'if (runs < 5000) return [];', seenBy: ['random'] },
  { was: 'right.visibleText(branch) !== text) return [];', becomes: 'text === null) return [];', seenBy: ['strength'] },
  {
    was: 'present.fields.filter((field) => old.fields.includes(field)),',
    becomes: 'present.fields.slice(1),', seenBy: ['diff', 'behaviour-table'],
  },
  { was: "return typeof rejected === 'string' && alone ?", becomes: "return typeof rejected === 'string' ?", seenBy: ['conform-look'] },
  {
    was: 'if (told[name] !== part) return null;',
    becomes: 'if (told[name] === null) return null;', seenBy: ['commands', 'observer', 'log-judge'],
  },
  { was: 'if (name.length > 253) return', becomes: 'if (name.length > 254) return', seenBy: ['names'] },
  { was: "{ do: 'forget' }, { do: 'release' }, { do: 'close' }]", becomes: "{ do: 'forget' }, { do: 'close' }]", seenBy: ['proof.test'] },
  { was: 'onlyIn: [{ survivor: \'restored\' }], when: withdraws(),', becomes: 'when: withdraws(),', seenBy: ['proof.test'] },
  { was: 'relax_column_count: true,', becomes: 'relax_column_count: false,', seenBy: ['events-formats', 'export-read'] },
  { was: 'recordId += afterGap ? 2 : 1;', becomes: 'recordId += 1;', seenBy: ['events-redact'] },
  {
    was: 'computers !== null && computers.length > 1 && server !== pool',
    becomes: 'computers !== null && server !== pool', seenBy: ['advise'],
  },
  { was: 'if (numbered.length === 0) return', becomes: 'if (numbered.length === -1) return', seenBy: ['diagnose'] },
  { was: "const fence = '`'.repeat(longest + 1);", becomes: "const fence = '`'.repeat(longest);", seenBy: ['markdown'] },
  { was: ".replaceAll(':', '%3A').replaceAll(',', '%2C')", becomes: ".replaceAll(':', '%3A')", seenBy: ['gate-formats'] },
  { was: 'return isPlace && linkOf(controls, run) === link ? run', becomes: 'return isPlace ? run', seenBy: ['page-run'] },
  { was: 'if (broken.length > 0) {\n    const wrong', becomes: 'if (broken.length > 99) {\n    const wrong', seenBy: ['accept'] },
  { was: "if (!io.outIsTerminal || io.env['NO_COLOR']) return", becomes: 'if (!io.outIsTerminal) return', seenBy: ['cli'] },
  {
    was: "if (env['GITHUB_EVENT_NAME'] === 'merge_group') return",
    becomes: "if (env['GITHUB_EVENT_NAME'] === 'none') return", seenBy: ['base'],
  },
];

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../..'));
const copy = mkdtempSync(join(tmpdir(), 'kst-breaks-'));
process.once('exit', () => rmSync(copy, { recursive: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(3));

const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).stdout.split('\0').filter((file) => file !== '');
for (const file of tracked) cpSync(join(root, file), join(copy, file));
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
spawnSync('git', ['init', '-q', copy]);
const sources = new Map(tracked.filter((file) => file.startsWith('src/')).map((file) => [file, readFileSync(join(copy, file), 'utf8')]));

const isGreen = (...names: readonly string[]) =>
  spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', ...names], { cwd: copy }).status === 0;
if (!isGreen(...new Set(breaks.flatMap(({ seenBy }) => seenBy)))) throw new Error('expected tests that pass as long as nothing is broken');

const unseen = breaks.filter((broken, index) => {
  const places = [...sources].filter(([, text]) => text.includes(broken.was));
  const [file, text] = places[0] ?? ['', ''];
  if (places.length !== 1 || text.split(broken.was).length !== 2) throw new Error(`expected once in src: ${broken.was}`);
  writeFileSync(join(copy, file), text.replace(broken.was, () => broken.becomes));
  const seen = !isGreen(...broken.seenBy) ? broken.seenBy.join(', ') : !isGreen() ? 'another test' : null;
  writeFileSync(join(copy, file), text);
  console.log(`${String(index + 1).padStart(2)} ${seen === null ? 'NOT SEEN' : `seen by ${seen}`}: ${file}: ${broken.was.split('\n')[0]}`);
  return seen === null;
});
console.log(`${breaks.length - unseen.length} of ${breaks.length} breaks are seen`);
process.exitCode = unseen.length > 0 ? 1 : 0;
