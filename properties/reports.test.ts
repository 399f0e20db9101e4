/**
 * The committed reports are those that the code generates; what is not as generated is named, and mended by the next run.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../src/cli/io.ts';
import { generateReports } from '../src/cli/reports.ts';
import { allMeasures, type Measures } from '../src/cli/gate/measures.ts';
import { report } from '../src/cli/report.ts';
import { driftOf, writeReports } from '../src/cli/reports-folder.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersProject } from '../src/cli/built-in.ts';
import { lampsProject } from './lamps.ts';
import { rulebooks } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';
import type { Io } from '../src/cli/io.ts';
import type { Project } from '../src/cli/project.ts';

const root = join(import.meta.dirname, '..');
const reports = join(root, 'reports');
const scratch = temporaryFolder();

let folders = 0;
const newFolder = (): string => join(scratch, String(folders++));
const textsIn = (folder: string) => Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

const project = knownServersProject();
let found: Measures;
let generated: ReadonlyMap<string, string>;
beforeAll(() => {
  found = allMeasures(project);
  generated = generateReports(project, found);
}, 120_000);

/** The reports of a project, generated anew. */
function reportsOf(made: Project): ReadonlyMap<string, string> {
  if (made.specification.name === project.specification.name) return generated;
  return generateReports(made, allMeasures(made));
}

describe('the committed reports', () => {
  test('have not drifted', () => {
    expect(driftOf(generated, reports)).toEqual([]);
  });

  test('have a manifest that fits its schema', () => {
    const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
    const validate = new Ajv2020({ strict: true }).compile(json('spec/schema/manifest.schema.json'));
    expect(validate(json('reports/manifest.json')), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe.each([...rulebooks, { name: 'lamps', project: lampsProject }])('the reports of $name', ({ project: make }) => {
  let made: Project;
  let texts: ReadonlyMap<string, string>;
  beforeAll(() => {
    made = make();
    texts = reportsOf(made);
  });

  test('name neither place nor time', () => {
    const never = /\b20[2-9]\d-|\/(home|tmp|work|root)\/|\.ts:\d|\bundefined\b|\bNaN\b|\[object/;
    for (const text of texts.values()) expect(text).not.toMatch(never);
  });

  test('link to nothing that is not there', () => {
    const anchorsIn = (text: string) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
    const anchors = new Map([...texts].map(([file, text]) => [file, new Set(anchorsIn(text))]));
    for (const [file, text] of [...texts].filter(([name]) => name.endsWith('.md'))) {
      for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
        const [page = '', anchor] = target.split('#');
        const to = page === '' ? file : page;
        const isThere = texts.has(to) || to === 'manifest.json' || existsSync(join(made.folder, 'reports', to));
        expect(anchor === undefined ? isThere : anchors.get(to)?.has(anchor), `${file}: ${target}`).toBe(true);
      }
    }
  });

  test('say of each rule and each invariant when it applies, with an example', () => {
    const expectEntries = (page: string, count: number, parts: readonly string[]): void => {
      const entries = texts.get(page)!.split(/^#+ (?=[RI]\d)/m).slice(1);
      expect(entries.length).toBe(count);
      for (const entry of entries) for (const part of parts) expect(entry).toContain(part);
    };
    const ruleParts = ['- when: ', '- does', '- rests on: ', '- fires: ', '- example: '];
    expectEntries('rules.md', systemOf(made.specification).rules.length, ruleParts);
    expectEntries('invariants.md', allInvariants(made.specification).length, ['- speaks ', '- rests on: ', '- judged: ', '- example: ']);
  });

  test('set apart what speaks of all parts, or of some part, from what is proved for any number of them', () => {
    const [, forAny = ''] = /^For \*\*any number of \w+\*\*(.*?)^## /ms.exec(texts.get('proof.md')!) ?? [];
    const { ofWholeSteps, ofRuns } = made.specification;
    const ways = (ofRuns?.() ?? []).filter(({ kind }) => kind === 'way');
    for (const { id } of [...(ofWholeSteps?.() ?? []), ...ways]) expect(forAny).toContain(id);
  });
});

test('what a specification does not have, has no page, no column and no line', () => {
  const texts = reportsOf(lampsProject());
  expect([...texts.keys()]).toEqual(
    ['README.md', 'behaviour.csv', 'behaviour.json', 'behaviour.md', 'invariants.md', 'limits.md', 'proof.md', 'rules.md', 'strength.md'],
  );
  expect(texts.get('behaviour.csv')!.split('\r\n')[0]).toBe('id,dialects,on,command,rule,rules,rejected,events,next on,cites,invariants');
  expect(Object.keys(JSON.parse(texts.get('behaviour.json')!).rows[0])).toEqual(
    ['id', 'dialects', 'state', 'command', 'rule', 'rules', 'events', 'next', 'cites', 'invariants'],
  );
  expect(JSON.parse(texts.get('behaviour.json')!)).not.toHaveProperty('$schema');
  for (const [file, text] of texts) if (file.endsWith('.md')) expect(text, file).not.toMatch(/events\.md|assumptions\.md|spec\/\w+\.json/);
});

describe('the proof that they tell', () => {
  test('is of alphabets as large as counted by hand', () => {
    const { verdict, parts } = found.proof;
    expect(verdict).toBe('upheld');
    const sizes = (part: string) => parts.find(({ name }) => name === part)!.sizes;
    for (const [index, { survivor }] of systemOf(project.specification).dialects.list.entries()) {
      const restored = survivor === 'restored';
      const [states, transitions, accepted] = restored ? [28, 252, 136] : [36, 324, 176];
      expect(sizes('narrow')[index]).toEqual({ states, transitions, accepted });
      expect(sizes('spellings')[index]!.states).toBe(restored ? 28 : 36);
    }
    expect(sizes('wide')[0]).toMatchObject({ states: 784, transitions: 17_248 });
  });
});

describe('the pages', () => {
  test('say which wrong rules an invariant alone catches, a few of them', () => {
    const { killers } = found.strength;
    const seven = [...'abcdefg'].map((letter) => `R04 ${letter}`);
    const alone = killers.map((killer) => ({ ...killer, alone: killer.id === 'I26' ? seven : [] }));
    const page = generateReports(project, { ...found, strength: { ...found.strength, killers: alone } }).get('invariants.md')!;
    expect(page).toContain('- alone: R04 a; R04 b; R04 c; R04 d; R04 e; 2 more\n');
    expect(page.match(/- alone:/g)).toHaveLength(1);
  });

  test('tell how strong the invariants are, and what they let through', () => {
    const page = generated.get('strength.md')!;
    expect(page).toContain('None survived.');
    const leaky = { ...found, strength: { ...found.strength, survivors: [{ id: 'R04 a', trace: [] }] } };
    expect(generateReports(project, leaky).get('strength.md')).toContain('- R04 a\n');
  });

  test('answer the question of the source', () => {
    const page = generated.get('integration.md')!;
    expect(page).toContain('- A server that hosts no SipName dial plan: **have one**.');
    expect(page).toContain('- A server that hosts a SipName dial plan: **have none**.');
    expect(page).toContain('| yes | yes | plan first | no | all | nothing | broken | broken | remove the pool, or restart RTCSRV | - |');
  });
});

/** Two sets of files: one file changes, one stays, one comes, one goes. */
const before = new Map([['changes.md', 'old\n'], ['goes.md', 'gone\n'], ['stays.md', 'same\n']]);
const after = new Map([['changes.md', 'new\n'], ['comes.md', 'came\n'], ['stays.md', 'same\n']]);

function folderWith(files: ReadonlyMap<string, string>): string {
  const folder = newFolder();
  writeReports(files, folder);
  return folder;
}

const saysOf = (files: ReadonlyMap<string, string>, folder: string) => driftOf(files, folder).map(({ kind, says }) => `${kind}: ${says}`);

describe('drift', () => {
  test('is none right after writing', () => {
    expect(driftOf(before, folderWith(before))).toEqual([]);
  });

  test('names what is changed, missing and obsolete, and leaves all as it is', () => {
    const folder = folderWith(before);
    const texts = textsIn(folder);
    expect(saysOf(after, folder)).toEqual([
      'changed: changes.md is not what the code generates: line 1 is "old", expected "new"',
      'missing: comes.md is missing',
      'obsolete: goes.md is not generated any more',
    ]);
    expect(textsIn(folder)).toEqual(texts);
  });

  test('names the first line that differs, at the end too', () => {
    const folder = folderWith(new Map([['a.md', 'one\ntwo\n']]));
    const expectLine = (wanted: string, where: string, says: string): void => {
      expect(saysOf(new Map([['a.md', wanted]]), where)).toEqual([`changed: a.md is not what the code generates: line ${says}`]);
    };
    expectLine('one\ntwo\nthree\n', folder, '3 is "", expected "three"');
    expectLine('one\n', folder, '2 is "two", expected ""');
    expectLine('one', folder, '2 is "two", expected not there');
    const long = 'x'.repeat(200);
    const cut = folderWith(new Map([['a.md', `one\ntwo${long}a${long}`]]));
    const around = (letter: string): string => `"...${'x'.repeat(30)}${letter}${'x'.repeat(49)}..."`;
    expectLine(`one\ntwo${long}b${long}`, cut, `2 is ${around('a')}, expected ${around('b')}`);
  });

  test('names a file that was edited', () => {
    const folder = folderWith(before);
    writeFileSync(join(folder, 'stays.md'), 'edited\n');
    expect(saysOf(before, folder)).toEqual(['changed: stays.md is not what the code generates: line 1 is "edited", expected "same"']);
  });

  test.for([
    ['gone', 'missing: manifest.json is missing'],
    ['', 'changed: manifest.json is not what the code generates: line 1 is "", expected "{"'],
    ['{"files":{}}', 'changed: manifest.json is not what the code generates: line 1 is "{\\"files\\":{}}", expected "{"'],
    ['<<<<<<< ours', 'changed: manifest.json is not what the code generates: line 1 is "<<<<<<< ours", expected "{"'],
  ] as const)('names a manifest that is %j', ([text, says]) => {
    const folder = folderWith(before);
    if (text === 'gone') rmSync(join(folder, 'manifest.json'));
    else writeFileSync(join(folder, 'manifest.json'), text);
    expect(saysOf(before, folder)).toEqual([says]);
    writeReports(before, folder);
    expect(driftOf(before, folder)).toEqual([]);
  });

  test('names a manifest with the digest of another text', () => {
    const folder = folderWith(before);
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
    writeFileSync(join(folder, 'manifest.json'), text.replace(/"stays\.md": "./, '"stays.md": "x'));
    expect(saysOf(before, folder)).toEqual([expect.stringContaining('changed: manifest.json is not what the code generates: line 6 is ')]);
  });

  test('names what a run left half written, and no file that is not ours', () => {
    const folder = folderWith(before);
    const left = ['goes.md.new', 'stays.md.new', 'manifest.json.new'];
    for (const file of [...left, 'mutation.md', 'notes.new']) writeFileSync(join(folder, file), 'x');
    expect(saysOf(before, folder)).toEqual(left.map((file) => `obsolete: ${file} is not generated any more`));
    writeReports(after, folder);
    expect(readdirSync(folder).sort()).toEqual(['changes.md', 'comes.md', 'manifest.json', 'mutation.md', 'notes.new', 'stays.md']);
  });

  test('a manifest cannot name files outside the folder', () => {
    const folder = folderWith(before);
    const outside = join(scratch, 'outside.md');
    writeFileSync(outside, 'x');
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ files: { '../outside.md': 'x', [outside]: 'x' } }));
    writeReports(before, folder);
    expect(readFileSync(outside, 'utf8')).toBe('x');
  });
});

describe('a run that is stopped', () => {
  /** Stops before a file is written: where its text would go first, a folder is in the way. */
  const stopAt = (folder: string, files: ReadonlyMap<string, string>, file: string): void => {
    const way = join(folder, `${file}.new`);
    mkdirSync(way, { recursive: true });
    expect(() => writeReports(files, folder)).toThrow(UsageError);
    rmSync(way, { recursive: true });
  };
  const moments = [...after.keys(), 'manifest.json'];
  const whole = new Set([...before.values(), ...after.values()]);

  const expectMended = (folder: string): void => {
    writeReports(after, folder);
    expect(driftOf(after, folder)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['changes.md', 'comes.md', 'manifest.json', 'stays.md']);
  };

  test.for(moments)('at %s leaves whole files, is named, and mended by the next run', (file) => {
    const folder = folderWith(before);
    stopAt(folder, after, file);
    for (const [name, text] of Object.entries(textsIn(folder))) if (name !== 'manifest.json') expect(whole).toContain(text);
    expect(driftOf(after, folder)).not.toEqual([]);
    expectMended(folder);
  });

  test('twice, is mended all the same', () => {
    for (const first of moments) {
      for (const second of moments) {
        const folder = folderWith(before);
        stopAt(folder, after, first);
        stopAt(folder, after, second);
        expectMended(folder);
      }
    }
  });

  test('after all files are written is told by the manifest alone', () => {
    const folder = newFolder();
    stopAt(folder, after, 'manifest.json');
    expect(saysOf(after, folder)).toEqual(['missing: manifest.json is missing']);
  });
});

describe('kst report --html', () => {
  test('writes one file with the figures that the reports have, and no report', async () => {
    const [file, cwd] = [join(scratch, 'page.html'), newFolder()];
    cpSync(join(root, 'spec'), join(cwd, 'spec'), { recursive: true });
    rmSync(join(cwd, 'spec/changes'), { recursive: true, force: true });
    mkdirSync(join(cwd, 'spec/changes'));
    for (const [day, why] of [['2026-01-02', 'It was wrong.'], ['2026-03-04', 'It is right.']]) {
      writeFileSync(join(cwd, `spec/changes/${day}-a.md`), `- why: ${why}\n- base: main\n- \`0123456789abcdef\` other-events: x\n`);
    }
    mkdirSync(join(cwd, 'reports'));
    writeFileSync(join(cwd, 'reports/mutation.md'), '| 7 | 3 | 70.0% |\n');
    let said = '';
    const io = { cwd, err: (text: string) => void (said += text) } as Io;
    expect(await report({ out: join(scratch, 'none'), html: file }, io, { ...project, folder: cwd }, () => found)).toBe(0);
    expect(said).toBe(`the page is written to ${file}\n`);
    const [, json = ''] = /id="data">([^]*?)<\/script>/.exec(readFileSync(file, 'utf8'))!;
    const { overview, change, rows, scenarios } = JSON.parse(json);
    expect(change).toBeNull();
    const [lastChange, mutation] = [{ day: '2026-03-04', why: 'It is right.', changes: 1 }, { killed: 7, survived: 3, score: '70.0%' }];
    expect(overview).toMatchObject({ verdict: 'upheld', lastChange, mutation });
    expect(overview.parts.map(({ name }: { name: string }) => name)).toEqual(found.proof.parts.map(({ name }) => name));
    expect([overview.mutants.survived, overview.mutants.killed > 1000]).toEqual([0, true]);
    expect([rows.length, scenarios.length]).toEqual([found.table.rows.length, readdirSync(join(root, 'spec/scenarios')).length]);
    expect(readdirSync(scratch)).not.toContain('none');
  });

  test.for([
    [['report', '--html', '/proc/none/page.html'], 'there is no such folder'],
    [['report', '--html', scratch], 'it is a directory, expected a file'],
    [['report', '--html', 'page.html', '--check'], 'leave out --check'],
    [['diff', '--html', '/proc/none/page.html'], 'there is no such folder'],
  ] as const)('%j ends with 2, before anything is found out', async ([words, message]) => {
    const { code, out, err } = await runKst([...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('kst report', () => {
  const reported = async (options: { readonly check?: boolean; readonly out: string }, files: ReadonlyMap<string, string>) => {
    let [out, err] = ['', ''];
    const io = { cwd: root, out: (text: string) => void (out += text), err: (text: string) => void (err += text) } as Io;
    const code = await report(options, io, project, undefined, () => files);
    return { code, out, err };
  };

  test('writes, and --check finds nothing', async () => {
    const folder = newFolder();
    expect(await reported({ out: folder }, before)).toEqual({ code: 0, out: '', err: `3 reports written to ${folder}\n` });
    expect(await reported({ check: true, out: folder }, before)).toEqual({ code: 0, out: '', err: '' });
  });

  test('--check ends with 1 and names each file', async () => {
    const folder = folderWith(before);
    const { code, out, err } = await reported({ check: true, out: folder }, after);
    expect([code, out]).toEqual([1, '']);
    for (const file of ['changes.md', 'comes.md', 'goes.md']) expect(err).toContain(`kst: ${folder}: ${file} is `);
    expect(err.trim().split('\n')).toHaveLength(3);
  });

  test.for([
    ['a file', (made: string) => made, 'is a file, expected a folder'],
    ['below a file', (made: string) => join(made, 'a', 'reports'), 'is a file, expected a folder'],
  ] as const)('--out %s: 2, one message, nothing written', async ([, out, message]) => {
    const made = newFolder();
    writeFileSync(made, 'mine');
    const { code, out: printed, err } = await runKst(['report', '--out', out(made)]);
    expect([code, printed]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(made, 'utf8')).toBe('mine');
  });

  test('a folder that cannot be made, or in which a directory is in the way, is bad usage', () => {
    expect(() => writeReports(before, '/proc/reports')).toThrow(UsageError);
    const folder = newFolder();
    mkdirSync(join(folder, 'goes.md'), { recursive: true });
    expect(() => writeReports(before, folder)).toThrow(/goes\.md is a directory, expected a file$/);
    expect(readdirSync(folder)).toEqual(['goes.md']);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that can only be read stays as it is', () => {
    const folder = newFolder();
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    expect(() => writeReports(before, folder)).toThrow(`--out: ${folder} cannot be written: permission denied`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.for([
    [['report', 'extra'], 'too many arguments'],
    [['report', '--check', '--out'], 'argument missing'],
    [['table', '--format', 'xml'], 'expected md or csv or json'],
    [['table', '--dialect', 'survivor=maybe'], 'expected restored or stays-absent'],
    [['table', 'extra'], 'too many arguments'],
  ] as const)('%j ends with 2', async ([words, message]) => {
    const { code, out, err } = await runKst([...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
