/**
 * The gate as a process of its own, in copies of the project with faults in them: that each is caught, by which step, at what place, in every
 * format; and what it ends with where nothing can be told. A run takes seconds, so that several faults share one where none hides another.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProjectCopy } from './project-copy.ts';
import { gitEnv, removeTemporaryFolders } from './repository.ts';
import { runKst } from './run-kst.ts';
import type { GateFinding, GateResult, GateStep, Place } from '../src/kit/gate/result.ts';
import type { Ended } from './project-copy.ts';

const root = join(import.meta.dirname, '..');
const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(JSON.parse(readFileSync(join(root, 'spec/schema/gate.schema.json'), 'utf8')));
afterAll(removeTemporaryFolders);

interface GateRun extends Ended {
  readonly project: ProjectCopy;
  readonly result: GateResult;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The gate run in a project, its JSON read. */
async function runGate(project: ProjectCopy, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<GateRun> {
  const before = project.listing();
  const ended = await project.gate(['--format', 'json', ...words], env);
  const result = (ended.out === '' ? null : JSON.parse(ended.out)) as GateResult;
  return { ...ended, project, result, before, after: project.listing() };
}

const stepOf = ({ result }: GateRun, name: GateStep['name']): GateStep => result.steps.find((step) => step.name === name)!;
const verdicts = ({ result }: GateRun) => Object.fromEntries(result.steps.map(({ name, verdict }) => [name, verdict]));
const about = (run: GateRun, name: GateStep['name'], id: string): readonly GateFinding[] => stepOf(run, name).findings.filter((finding) => finding.id === id);
const pools = 'src/kst/rules/pools.ts';

let sound: GateRun, oneEffect: GateRun, ninth: GateRun, weak: GateRun, blind: GateRun;

beforeAll(async () => {
  const small = await ProjectCopy.small();
  small.repository.git('gc', '--quiet'); // a few files to copy
  const faulty = (edit: (project: ProjectCopy) => void, ...words: readonly string[]): Promise<GateRun> => {
    const project = small.copy();
    edit(project);
    return runGate(project, words);
  };
  blind = await faulty((project) => {
    const whole = project.read('reports/behaviour.json');
    project.repository.write('reports/behaviour.json', whole.slice(0, -100));
    project.repository.commit('a table that is cut off');
    project.repository.write('reports/behaviour.json', whole);
  }, '--base', 'HEAD');
  const written = ['--report', 'junit=out.xml', '--report', 'sarif=out.sarif', '--report', 'github=out.txt', '--report', 'text=out.text', '--output', 'out.json'];
  oneEffect = await faulty((project) => project.edit(pools, "[{ do: 'unlist', version: 'pool' }, ", '['), ...written);
  oneEffect = { ...oneEffect, result: JSON.parse(oneEffect.project.read('out.json')) };
  ninth = await faulty((project) => {
    project.edit('src/kst/integration.ts', 'owaIm: known ?', 'owaIm: known && !server.known.includes(9) ?');
    project.edit('src/kst/rules/dial-plans.ts', "says: 'A plan that the server hosts already is refused',\n    cites: ['F11']", "says: 'A plan that the server hosts already is refused',\n    cites: []");
    project.edit(pools, "cites: ['F2', 'F11']", "cites: ['F2', 'F99']");
    // Speaks of what cannot be.
    project.edit('src/kst/invariants/entries.ts', "id: 'I03',", "id: 'I99',\n    says: 'A cycle stops nothing',\n    cites: ['F4'],\n    when: () => ({ command: { do: 'umRouting.discover' }, before: { running: true }, after: { running: false } }),\n    must: () => true,\n  },\n  {\n    id: 'I03',");
  });
  weak = await faulty((project) => {
    const { from, to } = project.placeOf('src/kst/invariants/refusals.ts', 'I07');
    project.repository.write('src/kst/invariants/refusals.ts', project.read('src/kst/invariants/refusals.ts').split('\n').toSpliced(from - 1, to - from + 1).join('\n'));
    project.repository.write('reports/behaviour.csv', project.read('reports/behaviour.csv').replace('dialPlan', 'dialplan'));
  }, '--no-cache');
  sound = await runGate(small.copy(), [], { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
}, 240_000);

test('every result fits its schema, names no folder of this machine, and nothing is said beside it', () => {
  for (const run of [sound, oneEffect, ninth, weak, blind]) {
    expect(validate(run.result), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.stringify(run.result)).not.toContain(run.project.folder);
    expect(JSON.stringify(run.result)).not.toContain(root);
    expect(run.err).toBe('');
    expect(run.result.steps.map(({ name }) => name)).toEqual(['rulebook', 'proof', 'random', 'strength', 'canaries', 'drift', 'change']);
  }
});

test('the gate writes nothing but what it is told to', () => {
  for (const run of [sound, ninth, weak, blind]) expect(run.after).toEqual(run.before);
  const added = oneEffect.after.filter((file) => !oneEffect.before.includes(file)).map((file) => file.replace(/ .*/, ''));
  expect(added).toEqual(['out.json', 'out.sarif', 'out.text', 'out.txt', 'out.xml']);
});

test('rules as they are pass, with what was found out before, the reports the same bytes in another time zone and locale', () => {
  expect([sound.code, sound.result.verdict]).toEqual([0, 'upheld']);
  expect(new Set(sound.result.steps.map(({ verdict }) => verdict))).toEqual(new Set(['upheld']));
  for (const name of ['proof', 'random', 'strength'] as const) expect(stepOf(sound, name).says).toContain('(reused: ');
  expect(stepOf(sound, 'change').says).toContain('no change of behaviour since');
});

test('what fails is not kept: it is found anew every time', () => {
  const kept = (run: GateRun) => readdirSync(run.project.path('node_modules/.cache/kst-kit')).filter((name) => /^(proof|random)-/.test(name));
  expect(kept(sound)).toHaveLength(2);
  for (const run of [oneEffect, ninth]) expect(kept(run)).toEqual(kept(sound));
});

describe('an effect less in one rule', () => {
  let place: Place;
  beforeAll(() => void (place = oneEffect.project.placeOf(pools, 'R07')));

  test('ends with 1; what needs sound rules is inconclusive', () => {
    expect([oneEffect.code, oneEffect.out]).toEqual([1, '']);
    expect(verdicts(oneEffect)).toEqual({ rulebook: 'violated', proof: 'violated', random: 'violated', strength: 'inconclusive', canaries: 'inconclusive', drift: 'inconclusive', change: 'violated' });
  });

  test('is found where the rule stands, by gap, broken invariants, sequences and changed rows', () => {
    expect(about(oneEffect, 'rulebook', 'gap')).toMatchObject([{ place }]);
    const broken = stepOf(oneEffect, 'proof').findings;
    expect(broken.map(({ id }) => id)).toEqual(expect.arrayContaining(['I02', 'I18']));
    const found = [...broken, ...stepOf(oneEffect, 'random').findings, ...stepOf(oneEffect, 'change').findings];
    for (const finding of found) expect(finding.place, finding.id).toEqual(place);
    expect(about(oneEffect, 'change', 'integration-heals').length).toBeGreaterThan(4);
  });

  test('is shown by the shortest commands, and both outcomes side by side', () => {
    const { details } = about(oneEffect, 'proof', 'I18')[0]!;
    expect(details[0]).toBe('shortest trace: 3 commands, the last step breaks it');
    expect(details.filter((line) => /^ {2}\d /.test(line))).toEqual(['  1  pool.add ex1.contoso.com 5  R02', '  2  rtcsrv.start  R15 R21 R24', '  3  pool.remove ex1.contoso.com  R07']);
    expect(about(oneEffect, 'change', 'integration-heals')[0]!.details.join('\n')).toMatch(/table +\(nothing\) +\| version 5/);
  });

  test('is told at that place in every format', () => {
    const { folder } = oneEffect.project;
    const sarif = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'));
    const located = sarif.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'I18').locations[0].physicalLocation;
    expect(located).toMatchObject({ artifactLocation: { uri: pools }, region: { startLine: place.from, endLine: place.to } });
    expect(sarif.runs[0].results).toHaveLength(oneEffect.result.steps.reduce((sum, { findings }) => sum + findings.length, 0));
    const { tests, texts } = readJunit(oneEffect.project.read('out.xml'));
    expect(tests.some((name) => name.startsWith('kst-gate.proof I18 '))).toBe(true);
    expect(texts).toContain(`${pools}:${place.from}-${place.to}`);
    expect(oneEffect.project.read('out.txt')).toContain(`::error file=${pools},line=${place.from},endLine=${place.to},title=I18 (proof)::pool.remove unlists`);
    expect(oneEffect.project.read('out.text')).toContain(`violated: I18 pool.remove unlists the version of the pool, where it is listed, and logs just 14495 [C2 C7] (proof)\n     ${pools}:${place.from}-${place.to}\n`);
  });
});

describe('what the narrow table does not show, and what the rulebook alone shows', () => {
  test('OWA IM that breaks for version 9 breaks invariants, and changes what the wide alphabet shows', () => {
    expect(ninth.code).toBe(1);
    expect(stepOf(ninth, 'proof')).toMatchObject({ verdict: 'violated' });
    expect(stepOf(ninth, 'random')).toMatchObject({ verdict: 'violated' });
    expect(stepOf(ninth, 'change').findings.map(({ id }) => id)).toEqual(['wide']);
  });

  test('a rule without a citation, one that cites nothing there is, and an invariant that never speaks', () => {
    expect(about(ninth, 'rulebook', 'R10')).toMatchObject([{ says: 'cites nothing', place: ninth.project.placeOf('src/kst/rules/dial-plans.ts', 'R10') }]);
    expect(about(ninth, 'rulebook', 'R01')).toMatchObject([{ says: 'cites F99, which spec/ does not have', place: ninth.project.placeOf(pools, 'R01') }]);
    expect(about(ninth, 'rulebook', 'I99')).toMatchObject([{ place: ninth.project.placeOf('src/kst/invariants/entries.ts', 'I99') }]);
  });
});

describe('rules that are right, watched by too little', () => {
  test('an invariant less: mutants survive, at the rule that they are of', () => {
    expect(weak.code).toBe(1);
    expect(verdicts(weak)).toEqual({ rulebook: 'upheld', proof: 'upheld', random: 'upheld', strength: 'violated', canaries: 'upheld', drift: 'violated', change: 'upheld' });
    const { findings, says } = stepOf(weak, 'strength');
    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['survived']));
    expect(findings.map(({ fingerprint }) => fingerprint)).toContain('strength/survived/R01 change-refusal refuse no-such-pool');
    for (const { place } of findings) expect(place).toEqual(weak.project.placeOf(pools, 'R01'));
    expect(says).toMatch(/^[1-9]\d* rule mutants killed, 0 equivalent, [1-9]\d* survived/);
  });

  test('a table that has drifted, and the pages that tell of the invariant', () => {
    expect(stepOf(weak, 'drift').findings.map(({ place }) => place?.file)).toEqual(expect.arrayContaining(['reports/behaviour.csv', 'reports/invariants.md', 'reports/strength.md']));
    expect(stepOf(weak, 'drift').findings.map(({ place }) => place?.file)).not.toContain('reports/states.md');
  });
});

describe('where nothing can be told', () => {
  test('a base that cannot be read is inconclusive, and the other steps run', () => {
    expect([blind.code, blind.result.verdict]).toEqual([3, 'inconclusive']);
    expect(verdicts(blind)).toEqual({ rulebook: 'upheld', proof: 'upheld', random: 'upheld', strength: 'upheld', canaries: 'upheld', drift: 'upheld', change: 'inconclusive' });
    expect(stepOf(blind, 'change').says).toMatch(/^the base cannot be compared with: reports\/behaviour\.json at [0-9a-f]{12}:/);
    expect(blind.result).toMatchObject({ base: null, changes: null });
  });

  test.for<readonly [readonly string[], Record<string, string>, string]>([
    [['--base', 'nowhere'], {}, 'there is no base "nowhere"'],
    [['--base', 'package.json'], {}, 'package.json:1:1: expected "format" 1, got none'],
    [['--update'], { CI: 'true' }, '--update: CI is set, and CI never writes'],
    [['--format', 'xml'], {}, '--format: expected text or json'],
    [['--report', 'xml=a'], {}, '--report: expected FORMAT=FILE'],
    [['--report', 'junit='], {}, '--report: expected FORMAT=FILE'],
    [['--output', 'nowhere/out'], {}, '--output: nowhere/out cannot be written: there is no such folder'],
    [['--report', 'sarif=src'], {}, '--report: src cannot be written: it is a directory, expected a file'],
  ])('%j is bad usage', async ([words, env, message]) => {
    const { code, out, err } = await runKst(['gate', ...words], '', { ...gitEnv, ...env });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^kst: [^\n]+\n$/);
    expect(err).toContain(message);
  });
});

describe('the measure of strength', () => {
  /** What each of some measures is: taken over or not, and of what. One with `none` looks at nothing that is kept. */
  const measures = async (...caches: readonly ('kept' | 'none')[]): Promise<readonly string[]> => (await weak.project.node(['measure.ts', ...caches])).out.trimEnd().split('\n');
  const folder = () => weak.project.path('node_modules/.cache/kst-kit');
  beforeAll(() => {
    weak.project.repository.write('measure.ts', `
      import { noCache, projectCache } from './src/cli/gate/cache.ts';
      import { strengthOf } from './src/cli/gate/measures.ts';
      import { knownServersTable } from './src/kst/model.ts';
      for (const cache of process.argv.slice(2)) {
        const { reused, value } = strengthOf(knownServersTable(), cache === 'none' ? noCache : projectCache(process.cwd()));
        console.log(reused, Object.keys(value).join());
      }
    `);
    rmSync(folder(), { recursive: true, force: true });
  });
  const anew = 'false operators,survivors,killers';
  const reused = 'true operators,survivors,killers';

  test('is taken over while nothing has changed, and only where it may be', async () => {
    expect(await measures('none', 'kept', 'kept', 'none')).toEqual([anew, anew, reused, anew]);
    expect(readdirSync(folder())).toHaveLength(1);
    weak.project.repository.write('src/kst/names.ts', `${weak.project.read('src/kst/names.ts')}// another source\n`);
    expect(await measures('none', 'kept')).toEqual([anew, anew]);
    expect(readdirSync(folder())).toHaveLength(2);
  });
});

/** The tests of JUnit XML by class and name, and all its text. */
function readJunit(xml: string): { readonly tests: readonly string[]; readonly texts: string } {
  const tests: string[] = [];
  let texts = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => void (name === 'testcase' && tests.push(`${attributes['classname']} ${attributes['name']}`)));
  parser.on('text', (text) => void (texts += text));
  parser.write(xml).close();
  return { tests, texts };
}
