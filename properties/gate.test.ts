/**
 * The gate where something is wrong: that each fault is caught, by which step, at what place, in every format; and what it ends with where
 * nothing can be told. As a process of its own in copies of the project, and with faulty specifications handed in, which is faster. Several
 * faults share a run where none hides another.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, test } from 'vitest';
import { knownServersProject } from '../src/cli/built-in.ts';
import { rulePlaces } from '../src/cli/rule-places.ts';
import { integrationOf } from '../src/kst/integration.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { leases } from '../starter/leases.ts';
import { ProjectCopy } from './project-copy.ts';
import { gitEnv, Repository } from './repository.ts';
import { leasesProject } from './rulebooks.ts';
import { kstProject } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { withEffects, withRule } from './with-rule.ts';
import type { Project } from '../src/cli/project.ts';
import type { GateFinding, GateResult, GateStep, Place } from '../src/engine/gate/result.ts';
import type { Invariant, Specification } from '../src/engine/specification.ts';
import type { Kst } from '../src/kst/words.ts';
import type { Ended } from './project-copy.ts';

const root = join(import.meta.dirname, '..');
const schema = JSON.parse(readFileSync(join(root, 'spec/schema/gate.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);

interface GateRun extends Ended {
  readonly folder: string;
  readonly result: GateResult;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The gate run in a folder, its JSON read, wherever it went. */
async function runGate(
  repository: Repository,
  gate: (words: readonly string[]) => Promise<Ended>,
  words: readonly string[],
): Promise<GateRun> {
  const before = repository.listing();
  const ended = await gate(['--format', 'json', ...words]);
  const { folder } = repository;
  const json = words.includes('--output') ? readFileSync(join(folder, words[words.indexOf('--output') + 1]!), 'utf8') : ended.out;
  return { ...ended, folder, result: JSON.parse(json) as GateResult, before, after: repository.listing() };
}

/** In a process of its own. */
const processIn = (copy: ProjectCopy, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<GateRun> =>
  runGate(copy.repository, (all) => copy.gate(all, env), words);

/** Of a specification that is handed in, where the reports of a sound one are committed; what is found is kept as it is of sources. */
function handedIn(repository: Repository, project: Project, specification: Specification, ...words: readonly string[]): Promise<GateRun> {
  const given = { ...project, specification, made: specification, folder: repository.folder, file: 'kst.config.ts' };
  return runGate(repository, (all) => runKst(['gate', ...all], '', gitEnv, false, repository.folder, given), words);
}

const stepOf = ({ result }: GateRun, name: GateStep['name']): GateStep => result.steps.find((step) => step.name === name)!;
const verdicts = ({ result }: GateRun) => Object.fromEntries(result.steps.map(({ name, verdict }) => [name, verdict]));
const about = (run: GateRun, name: GateStep['name'], id: string): readonly GateFinding[] =>
  stepOf(run, name).findings.filter((finding) => finding.id === id);
const allUpheld = verdictsOf('upheld', 'rulebook', 'proof', 'random', 'strength', 'canaries', 'scenarios', 'drift', 'change');
const unsound = {
  ...verdictsOf('violated', 'rulebook', 'proof', 'random', 'change'),
  ...verdictsOf('inconclusive', 'strength', 'canaries', 'drift'),
  ...verdictsOf('upheld', 'scenarios'),
};
const formats = { junit: 'out.xml', sarif: 'out.sarif', github: 'out.txt', text: 'out.text' };
const written = [...Object.entries(formats).flatMap(([format, file]) => ['--report', `${format}=${file}`]), '--output', 'out.json'];

const pools = 'src/kst/rules/pools.ts';
const entries = 'src/kst/invariants/entries.ts';
const refusals = 'src/kst/invariants/refusals.ts';

/** As in a small copy of the project. */
function smallTable(parts: Parameters<typeof knownServersTable>[0] = {}): Specification<Kst> {
  const right = knownServersTable(parts);
  const alphabets = right.alphabets.map((alphabet) => ({ ...alphabet, for: alphabet.for === 'quick' ? 'quick' : 'conform' } as const));
  return { ...right, alphabets };
}

/** OWA IM does not work with version 9, a rule cites nothing, and an invariant speaks of what cannot be. */
function noticedBeyond(): Specification<Kst> {
  const right = smallTable({
    integrationOf(rtcsrv, server) {
      const { um, owaIm } = integrationOf(rtcsrv, server);
      return { um, owaIm: server.known.includes(9) ? 'broken' : owaIm };
    },
  });
  const idle: Pick<Invariant<Kst>, 'when' | 'must'> = {
    when: { command: { do: 'umRouting.discover' }, before: { running: true }, after: { running: false } },
    must: () => true,
  };
  const invariants = () => right.invariants().map((invariant) => (invariant.id === 'I05' ? { ...invariant, ...idle } : invariant));
  return withRule({ ...right, invariants }, 'R10', (rule) => [{ ...rule, cites: [] }]);
}

let small: ProjectCopy, sound: GateRun, oneEffect: GateRun, ninth: GateRun, weak: GateRun, weakened: ProjectCopy;

beforeAll(async () => {
  small = await ProjectCopy.small();
  small.repository.git('gc', '--quiet'); // a few files to copy
  weakened = small.copy();
  const { from, to } = weakened.placeOf(refusals, 'I07');
  weakened.repository.write(refusals, weakened.read(refusals).split('\n').toSpliced(from - 1, to - from + 1).join('\n'));
  weakened.repository.write('reports/behaviour.csv', weakened.read('reports/behaviour.csv').replace('dialPlan', 'dialplan'));
  const processes = [
    processIn(small.copy(), [], { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
    processIn(weakened, ['--no-cache']),
  ] as const;
  const kst = knownServersProject();
  const withoutUnlist = withEffects(smallTable(), 'R07', (effects) => effects.filter(({ do: kind }) => kind !== 'unlist'));
  oneEffect = await handedIn(small.copy().repository, kst, withoutUnlist, ...written);
  ninth = await handedIn(small.copy().repository, kst, noticedBeyond());
  [sound, weak] = await Promise.all(processes);
}, 240_000);

test('every result fits its schema, names no folder of this machine, and nothing is said beside it', () => {
  for (const run of [sound, oneEffect, ninth, weak]) expectTold(run);
});

test('the gate writes nothing but what it is told to', () => {
  for (const run of [sound, ninth, weak]) expect(run.after).toEqual(run.before);
  const added = oneEffect.after.filter((file) => !oneEffect.before.includes(file)).map((file) => file.replace(/ .*/, ''));
  expect(added).toEqual(['out.json', ...Object.values(formats)].sort());
  expect(oneEffect.before.filter((file) => !oneEffect.after.includes(file))).toEqual([]);
});

test('rules as they are pass, with what was found out before, the reports the same bytes in another time zone and locale', () => {
  expect([sound.code, sound.result.verdict]).toEqual([0, 'upheld']);
  expect(verdicts(sound)).toEqual(allUpheld);
  for (const name of ['proof', 'random', 'strength'] as const) expect(stepOf(sound, name).says).toContain('(reused: ');
  expect(stepOf(sound, 'change').says).toContain('no change of behaviour since');
});

test('what fails is not kept: it is found anew every time', () => {
  const kept = ({ folder }: GateRun) =>
    readdirSync(join(folder, 'node_modules/.cache/kst-kit')).filter((name) => /^(proof|random)-/.test(name));
  expect(kept(sound)).toHaveLength(2);
  for (const run of [oneEffect, ninth]) expect(kept(run)).toEqual(kept(sound));
});

describe('an effect less in one rule', () => {
  let place: Place;
  const read = (file: string): string => readFileSync(join(oneEffect.folder, file), 'utf8');
  beforeAll(() => void (place = small.placeOf(pools, 'R07')));

  test('ends with 1; what needs sound rules is inconclusive', () => {
    expect([oneEffect.code, oneEffect.out]).toEqual([1, '']);
    expect(verdicts(oneEffect)).toEqual({ ...unsound, scenarios: 'violated' });
  });

  test('is found where the rule stands, by gap, broken invariants, sequences and changed rows', () => {
    expect(about(oneEffect, 'rulebook', 'gap')).toMatchObject([{ place }]);
    const broken = stepOf(oneEffect, 'proof').findings;
    expect(broken.map(({ id }) => id)).toEqual(expect.arrayContaining(['I02', 'I18']));
    const found = [...broken, ...stepOf(oneEffect, 'random').findings, ...stepOf(oneEffect, 'change').findings];
    for (const finding of found) expect(finding.place, finding.id).toEqual(place);
    expect(about(oneEffect, 'change', 'integration-heals').length).toBeGreaterThan(3);
  });

  test('is shown by the shortest commands, and both outcomes side by side', () => {
    const { details } = about(oneEffect, 'proof', 'I18')[0]!;
    expect(details[0]).toBe('shortest trace: 3 commands, the last step breaks it');
    const commands = ['  1  pool.add ex1.contoso.com 5  R02', '  2  rtcsrv.start  R15 R21 R24', '  3  pool.remove ex1.contoso.com  R07'];
    expect(details.filter((line) => /^ {2}\d /.test(line))).toEqual(commands);
    expect(about(oneEffect, 'change', 'integration-heals')[0]!.details.join('\n')).toMatch(/table +\(nothing\) +\| version 5/);
  });

  test('is told at that place in every format', () => {
    const sarif = JSON.parse(read('out.sarif'));
    const located = sarif.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'I18').locations[0].physicalLocation;
    expect(located).toMatchObject({ artifactLocation: { uri: pools }, region: { startLine: place.from, endLine: place.to } });
    expect(sarif.runs[0].results).toHaveLength(oneEffect.result.steps.reduce((sum, { findings }) => sum + findings.length, 0));
    const { tests, texts } = readJunit(read('out.xml'));
    expect(tests.some((name) => name.startsWith('kst-gate.proof I18 '))).toBe(true);
    expect(texts).toContain(`${pools}:${place.from}-${place.to}`);
    const annotated = `::error file=${pools},line=${place.from},endLine=${place.to},title=I18 (proof)::pool.remove unlists`;
    expect(read('out.txt')).toContain(annotated);
    const says = 'pool.remove unlists the version of the pool, where it is listed, and logs just 14495 [C2 C7]';
    expect(read('out.text')).toContain(`violated: I18 ${says} (proof)\n     ${pools}:${place.from}-${place.to}\n`);
  });
});

describe('what the narrow table does not show, and what the rulebook alone shows', () => {
  test('OWA IM that breaks for version 9 breaks invariants, and changes what the wide alphabet shows', () => {
    expect(ninth.code).toBe(1);
    expect(stepOf(ninth, 'proof')).toMatchObject({ verdict: 'violated' });
    expect(stepOf(ninth, 'random')).toMatchObject({ verdict: 'violated' });
    expect(new Set(stepOf(ninth, 'change').findings.map(({ id }) => id))).toEqual(new Set(['wide']));
  });

  test('a rule without a citation, and an invariant that never speaks', () => {
    const place = small.placeOf('src/kst/rules/dial-plans.ts', 'R10');
    expect(about(ninth, 'rulebook', 'R10')).toMatchObject([{ says: 'cites nothing', place }]);
    expect(about(ninth, 'rulebook', 'I05')).toMatchObject([{ place: small.placeOf(entries, 'I05') }]);
  });

  test('a rule that cites nothing there is, before anything is judged', async () => {
    const wrong = withRule(smallTable(), 'R01', (rule) => [{ ...rule, cites: ['F2', 'F99'] }]);
    const { code, out, err } = await runKst(['gate'], '', gitEnv, false, small.folder, { ...kstProject(), specification: wrong, folder: small.folder });
    const { file, from, to } = small.placeOf(pools, 'R01');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^kst: [^\n]+\n$/);
    expect(err).toContain(`${file}:${from}-${to}: the rule R01 cites F99, which `);
  });
});

describe('rules that are right, watched by too little', () => {
  test('an invariant less: mutants survive, at the rule that they are of', () => {
    expect(weak.code).toBe(1);
    expect(verdicts(weak)).toEqual({ ...allUpheld, ...verdictsOf('violated', 'strength', 'drift') });
    const { findings, says } = stepOf(weak, 'strength');
    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['survived']));
    expect(findings.map(({ fingerprint }) => fingerprint)).toContain('strength/survived/R01 change-refusal refuse no-such-pool');
    for (const { place } of findings) expect(place).toEqual(weakened.placeOf(pools, 'R01'));
    expect(says).toMatch(/^[1-9]\d* rule mutants killed, 0 equivalent, [1-9]\d* survived/);
  });

  test('a table that has drifted, and the pages that tell of the invariant', () => {
    const files = stepOf(weak, 'drift').findings.map(({ place }) => place?.file);
    expect(files).toEqual(expect.arrayContaining(['reports/behaviour.csv', 'reports/invariants.md', 'reports/strength.md']));
    expect(files).not.toContain('reports/states.md');
  });
});

describe('the gate on leases', () => {
  const repository = Repository.empty();
  const project = leasesProject();
  const gateOn = (specification: Specification, ...words: readonly string[]) => handedIn(repository, project, specification, ...words);
  const place = (id: string) => rulePlaces(project).get(id);
  beforeAll(async () => {
    cpSync(project.folder, repository.folder, { recursive: true });
    repository.write('.gitignore', 'node_modules\n');
    const report = ['report', '--out', join(repository.folder, 'reports')];
    expect(await runKst(report, '', gitEnv, false, repository.folder, project)).toMatchObject({ code: 0 });
    repository.commit('the leases');
    repository.commit('nothing new');
  });

  test('passes rules as they are, every planted fault caught, and takes that over the next time', async () => {
    const [first, second] = [await gateOn(leases()), await gateOn(leases())];
    for (const run of [first, second]) {
      expectTold(run);
      expect([run.code, verdicts(run), run.after]).toEqual([0, allUpheld, run.before]);
      expect(stepOf(run, 'canaries').says).toMatch(/^(\d+) of \1 planted faults caught: a gap, .*, silent-grant, .*, for-ever$/);
    }
    for (const name of ['proof', 'random', 'strength'] as const) {
      expect([first, second].map((run) => stepOf(run, name).says.includes('(reused: '))).toEqual([false, true]);
    }
    rmSync(join(repository.folder, 'node_modules'), { recursive: true });
  });

  test('finds an effect less in one rule where the rule stands, and keeps nothing of it', async () => {
    const run = await gateOn(withEffects(leases(), 'R4', () => []));
    expectTold(run);
    expect([run.code, verdicts(run)]).toEqual([1, { ...unsound, rulebook: 'upheld' }]);
    expect(place('R4')).toMatchObject({ file: 'rules.ts' });
    for (const name of ['proof', 'random', 'change'] as const) {
      for (const finding of stepOf(run, name).findings) expect(finding.place, `${name} ${finding.id}`).toEqual(place('R4'));
    }
    const shown = about(run, 'proof', 'I4')[0]!.details.filter((line) => /^ {2}\d /.test(line));
    expect(shown).toEqual(['  1  take x ann  R1', '  2  release x ann  R4']);
    expect(readdirSync(repository.folder)).not.toContain('node_modules');
  });

  test('of an invariant less finds mutants that survive, pages that have drifted, and a planted fault that nobody can notice', async () => {
    const unwatched = { ...leases(), invariants: () => leases().invariants().filter(({ id }) => id !== 'I5') };
    const run = await gateOn(unwatched, '--no-cache');
    expectTold(run);
    expect([run.code, verdicts(run)]).toEqual([1, { ...allUpheld, ...verdictsOf('violated', 'strength', 'canaries', 'drift') }]);
    const survived = stepOf(run, 'strength').findings;
    expect(new Set(survived.map(({ id }) => id))).toEqual(new Set(['survived']));
    const ofRules = survived.map(({ fingerprint, place: at }) => [/^strength\/survived\/(R\d+) /.exec(fingerprint)![1]!, at] as const);
    expect(ofRules.map(([rule]) => rule)).toContain('R2');
    for (const [rule, at] of ofRules) expect(at, rule).toEqual(place(rule));
    expect(stepOf(run, 'canaries').findings.map(({ says }) => says)).toEqual(['fault no-renewal names I5, which is no invariant']);
    const drifted = stepOf(run, 'drift').findings.map(({ place: at }) => at?.file);
    expect(drifted).toEqual(expect.arrayContaining(['reports/invariants.md', 'reports/strength.md']));
    expect(drifted).not.toContain('reports/rules.md');
  });

  test('of a base that cannot be read tells nothing, and the other steps run', async () => {
    const behaviour = readFileSync(join(repository.folder, 'reports/behaviour.json'), 'utf8');
    repository.write('reports/behaviour.json', behaviour.slice(0, -100));
    repository.commit('a table that is cut off');
    repository.write('reports/behaviour.json', behaviour);
    const run = await gateOn(leases(), '--base', 'HEAD');
    expectTold(run);
    expect([run.code, run.result.verdict, run.after]).toEqual([3, 'inconclusive', run.before]);
    expect(verdicts(run)).toEqual({ ...allUpheld, change: 'inconclusive' });
    expect(stepOf(run, 'change').says).toMatch(/^the base cannot be compared with: reports\/behaviour\.json at [0-9a-f]{12}:/);
    expect(run.result).toMatchObject({ base: null, changes: null });
  });
});

describe('what the gate cannot be asked', () => {
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
  const measures = async (...caches: readonly ('kept' | 'none')[]): Promise<readonly string[]> =>
    (await weakened.node(['measure.ts', ...caches])).out.trimEnd().split('\n');
  const folder = () => weakened.path('node_modules/.cache/kst-kit');
  beforeAll(() => {
    weakened.repository.write('measure.ts', `
      import { noCache, projectCache } from './src/cli/gate/cache.ts';
      import { strengthOf } from './src/cli/gate/measures.ts';
      import { knownServersProject } from './src/cli/built-in.ts';
      import { Exploration } from './src/engine/explore/exploration.ts';
      const project = knownServersProject();
      for (const cache of process.argv.slice(2)) {
        const kept = cache === 'none' ? noCache : projectCache(project);
        const { reused, value } = strengthOf(new Exploration(project.specification), kept);
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
    weakened.repository.write('src/kst/names.ts', `${weakened.read('src/kst/names.ts')}// another source\n`);
    expect(await measures('none', 'kept')).toEqual([anew, anew]);
    expect(readdirSync(folder())).toHaveLength(2);
  });
});

/** Some steps with one verdict. */
function verdictsOf(verdict: GateStep['verdict'], ...names: readonly GateStep['name'][]) {
  return Object.fromEntries(names.map((name) => [name, verdict]));
}

/** That a result fits its schema, has every step, and names no folder of this machine. */
function expectTold({ result, err, folder }: GateRun): void {
  expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
  for (const own of [folder, root]) expect(JSON.stringify(result)).not.toContain(own);
  expect(err).toBe('');
  expect(result.steps.map(({ name }) => name)).toEqual(['rulebook', 'proof', 'random', 'strength', 'canaries', 'scenarios', 'drift', 'change']);
}

/** The tests of JUnit XML by class and name, and all its text. */
function readJunit(xml: string): { readonly tests: readonly string[]; readonly texts: string } {
  const tests: string[] = [];
  let texts = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testcase') tests.push(`${attributes['classname']} ${attributes['name']}`);
  });
  parser.on('text', (text) => void (texts += text));
  parser.write(xml).close();
  return { tests, texts };
}
