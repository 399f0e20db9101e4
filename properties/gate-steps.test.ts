/**
 * How the gate goes through its steps: one that crashes is inconclusive and the others run; a canary that nobody catches fails.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Inconclusive, UsageError } from '../src/cli/io.ts';
import { projectCache } from '../src/cli/gate/cache.ts';
import { canaries } from '../src/cli/gate/canaries.ts';
import { write } from '../src/cli/files.ts';
import { orInconclusive } from '../src/cli/gate/change-step.ts';
import { canaryStep, gateSteps, unknown, whyNotMeasured } from '../src/cli/gate/run-steps.ts';
import { sha256 } from '../src/cli/hash.ts';
import { knownServersProject } from '../src/cli/built-in.ts';
import { rulePlaces } from '../src/cli/rule-places.ts';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { whyNoFault } from '../src/engine/gate/planted.ts';
import { suspects } from '../src/engine/gate/suspects.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { AuthorError } from '../src/engine/rules/author-error.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { rulebookStep } from '../src/reports/gate/steps.ts';
import { faults } from '../starter/faults.ts';
import { leases } from '../starter/leases.ts';
import { leasesProject, rulebooks } from './rulebooks.ts';
import { diffOf, narrowTable } from './tables.ts';
import { temporaryFolder } from './temporary.ts';
import { withRule } from './with-rule.ts';
import type { Canary, CanaryInputs } from '../src/cli/gate/canaries.ts';
import type { Project } from '../src/cli/project.ts';
import type { StepFound } from '../src/engine/gate/result.ts';
import type { AnyRule } from '../src/engine/rules/table.ts';
import type { Fault } from '../src/engine/specification.ts';

const upheld = (): StepFound => ({ verdict: 'upheld', says: 'looked', findings: [] });
const silent = { err: () => {}, errIsTerminal: false };
type StepsArgs = Parameters<typeof gateSteps>;
/** Steps in which no function of the author's throws, unless told how that is told. */
const stepsOf = (io: StepsArgs[0], thrown: StepsArgs[1] = (_, error) => crash(error)()) => gateSteps(io, thrown);
const crash = (error: unknown) => () => {
  throw error;
};

describe('the steps', () => {
  test('that crash are inconclusive, named, without a folder of this machine; the others run, and all are told in their order', () => {
    const steps = stepsOf(silent);
    expect(steps.run('change', upheld)).toMatchObject({ verdict: 'upheld' });
    expect(steps.run('proof', crash(new Error(`no such file '${process.cwd()}/src/kst/words.ts'`)))).toBeNull();
    expect(steps.run('strength', crash('no error at all'))).toBeNull();
    expect(steps.run('random', () => unknown('random', 'not played'))?.found).toBeUndefined();
    steps.run('drift', crash(new Inconclusive('nothing to compare with')));
    const told = steps.inOrder();
    expect(told.map(({ name, verdict, says }) => [name, verdict, says])).toEqual([
      ['proof', 'inconclusive', "the step crashed: no such file 'src/kst/words.ts'"],
      ['random', 'inconclusive', 'not played'],
      ['strength', 'inconclusive', 'the step crashed: no error at all'],
      ['drift', 'inconclusive', 'nothing to compare with'],
      ['change', 'upheld', 'looked'],
    ]);
    for (const { verdict, findings } of told) expect(findings.length).toBe(verdict === 'upheld' ? 0 : 1);
    expect(JSON.stringify(told)).not.toContain(process.cwd());
  });

  test('in which a function of the author throws are told as whoever runs them tells it', () => {
    const error = new AuthorError('rule R9', new Error('not thought of'));
    const steps = stepsOf(silent, (_, { what }) => ({ verdict: 'inconclusive', says: `${what} throws`, findings: [] }));
    expect(steps.run('proof', crash(error))).toBeNull();
    expect(steps.inOrder()).toMatchObject([{ name: 'proof', verdict: 'inconclusive', says: 'rule R9 throws' }]);
  });

  test('do not swallow what the caller got wrong', () => {
    for (const error of [new UsageError('no such base'), new InputError('spec/changes/a.md', '', 'no reason')]) {
      expect(() => stepsOf(silent).run('change', crash(error))).toThrow(error);
      expect(() => orInconclusive(crash(error))).toThrow(error);
    }
    expect(() => orInconclusive(crash(new RangeError('a fault')))).toThrow(RangeError);
    const nothing = new Inconclusive('nothing to compare with');
    expect([orInconclusive(crash(nothing)), orInconclusive(() => 'compared')]).toEqual([nothing, 'compared']);
  });

  test('are timed, each for itself', () => {
    const steps = stepsOf(silent);
    const busyFor = (milliseconds: number) => () => {
      for (const until = performance.now() + milliseconds; performance.now() < until; );
      return upheld();
    };
    steps.run('proof', busyFor(30));
    steps.run('random', busyFor(0));
    const [proof, random] = steps.inOrder();
    expect(proof!.milliseconds).toBeGreaterThanOrEqual(30);
    expect(random!.milliseconds).toBeLessThan(30);
  });

  test('are named on a terminal while they run, and leave nothing there, whatever becomes of them', () => {
    let written = '';
    const steps = stepsOf({ err: (text) => void (written += text), errIsTerminal: true });
    steps.run('proof', upheld);
    steps.run('random', crash(new Error()));
    expect(() => steps.run('change', crash(new UsageError('no such base')))).toThrow();
    expect(written).toBe(['proof', 'random', 'change'].map((name) => `\r\u001b[K${name} ...\r\u001b[K`).join(''));
  });
});

test('strength is measured of proved rules alone, and rules that could not be proved are not said to break anything', () => {
  const [holds, breaks] = [{ holds: true }, { holds: false }];
  expect(whyNotMeasured(holds, { verdict: 'upheld' })).toBeNull();
  for (const [rulebook, proof] of [[null, { verdict: 'upheld' }], [holds, undefined]] as const) {
    expect(whyNotMeasured(rulebook, proof)).toBe('not measured: the rules are not proved');
  }
  for (const [rulebook, proof] of [[breaks, { verdict: 'upheld' }], [holds, { verdict: 'violated' }]] as const) {
    expect(whyNotMeasured(rulebook, proof)).toBe('not measured: the rules break invariants');
  }
});

const widened: readonly (readonly [string, Project, AnyRule['when'], RegExp])[] = [
  ['R03', knownServersProject(), { running: true, pool: false }, /^R0[23] and R0[34] apply: /],
  ['R1', leasesProject(), {}, /^R1 and R2 apply: /],
];

test.for(widened)('an overlap is told at the rule %s that has widened, and what it does is a change', ([id, project, when, says]) => {
  const { specification: right } = project;
  const wrong = withRule(right, id, (rule) => [{ ...rule, when }]);
  const [places, exploration, table] = [rulePlaces(project), new Exploration(wrong), narrowTable(wrong)];
  const { changes } = diffOf(narrowTable(right), table, wrong);
  const told = rulebookStep(prove(wrong, wrong.alphabets.slice(0, 1), exploration), [], {
    specification: wrong,
    placeOf: (asked) => places.get(asked) ?? null,
    suspects: suspects(exploration, changes, table.rows),
  });
  expect(places.get(id)).toBeDefined();
  expect(told).toMatchObject({
    verdict: 'violated',
    findings: [{ id: 'overlap', place: places.get(id), says: expect.stringMatching(says) }],
  });
  expect(changes.map((change) => change.class)).toContain('undecided');
});

describe('a report', () => {
  const folder = temporaryFolder();

  test('replaces a file whole', () => {
    write(join(folder, 'out'), 'one', '--output: out');
    write(join(folder, 'out'), 'two', '--output: out');
    expect([readdirSync(folder), readFileSync(join(folder, 'out'), 'utf8')]).toEqual([['out'], 'two']);
  });

  test.skipIf(process.platform === 'win32')('goes into a pipe, which stays one', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // A reader that is there before the writer.
    execFileSync('sh', ['-c', 'cat "$1" > "$1.read" 2>&1 &', 'sh', pipe], { stdio: 'ignore' });
    write(pipe, 'told', '--report: pipe');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    await vi.waitFor(() => expect(readFileSync(`${pipe}.read`, 'utf8')).toBe('told'));
  });

  test('that cannot be written is said to be so, with its option', () => {
    const refusal = new UsageError('--output: nowhere/out cannot be written: no such file or directory');
    expect(() => write(join(folder, 'nowhere', 'out'), '', '--output: nowhere/out')).toThrow(refusal);
  });
});

describe.for(rulebooks)('what is kept of a result about the $name', ({ project: make }) => {
  const folder = temporaryFolder();
  const kept = join(folder, 'node_modules/.cache/kst-kit');
  const { specification, ...project } = make();
  const madeOfFiles: Project = { ...project, specification, made: specification, folder };

  test('is given back whole or not at all', () => {
    const cache = projectCache(madeOfFiles);
    expect(cache.get('proof')).toBeNull();
    cache.put('proof', { verdict: 'upheld' });
    expect([projectCache(madeOfFiles).get('proof'), cache.get('random')]).toEqual([{ verdict: 'upheld' }, null]);
    const [name, ...others] = readdirSync(kept);
    expect(others).toEqual([]);
    const whole = readFileSync(join(kept, name!), 'utf8');
    for (const broken of ['', whole.slice(0, -9), whole.replace('upheld', 'Upheld'), whole.split('\n')[1]!]) {
      writeFileSync(join(kept, name!), broken);
      expect(cache.get('proof'), broken.slice(0, 20)).toBeNull();
    }
    cache.put('proof', { verdict: 'upheld' });
    expect(readFileSync(join(kept, name!), 'utf8')).toBe(whole);
  });

  test('is nothing where nothing can be written', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const cache = projectCache({ ...madeOfFiles, folder: file });
    cache.put('proof', { verdict: 'upheld' });
    expect(cache.get('proof')).toBeNull();
  });

  test('is nothing where the rules are not those of the files', () => {
    projectCache(madeOfFiles).put('proof', { verdict: 'upheld' });
    const before = readdirSync(kept);
    const cache = projectCache({ ...madeOfFiles, specification: { ...specification } });
    cache.put('random', { verdict: 'upheld' });
    expect([cache.get('proof'), cache.get('random'), readdirSync(kept)]).toEqual([null, null, before]);
  });
});

describe('the canaries', () => {
  const planted = (caught: Canary['caught']): Canary => ({ step: 'proof', fault: 'a fault', caught });
  const inputs = {} as CanaryInputs;

  test('that are not caught fail their step, and say which step is blind', () => {
    const both = canaryStep(inputs, [planted(() => true), planted(() => true)]);
    expect(both).toMatchObject({ verdict: 'upheld', says: '2 of 2 planted faults caught: a fault, a fault', findings: [] });
    const blind = canaryStep(inputs, [planted(() => true), planted(() => false)]);
    const finding = { id: 'canary', verdict: 'violated', says: 'the step proof lets a fault pass' };
    expect(blind).toMatchObject({ verdict: 'violated', findings: [finding] });
    expect(canaryStep(inputs, [])).toMatchObject({ verdict: 'inconclusive' });
  });

  test('are planted for every step that can pass, and are all different', () => {
    expect(new Set(canaries([]).map(({ step }) => step))).toEqual(new Set(['rulebook', 'proof', 'random', 'strength', 'drift', 'change']));
    const all = canaries(faults());
    expect(all.map(({ fault }) => fault)).toEqual(expect.arrayContaining(faults().map(({ id }) => id)));
    expect(new Set(all.map(({ fault }) => fault)).size).toBe(all.length);
  });
});

describe('a fault of the project', () => {
  const right = leases();
  const inputs = { exploration: new Exploration(right), table: behaviourTable(right, sha256) } as CanaryInputs;
  const told = (fault: Fault) => canaryStep(inputs, canaries([fault]).filter(({ fault: name }) => name === fault.id));
  const [kept] = faults().filter(({ id }) => id === 'kept');
  const endless: Fault['plant'] = ({ cells, partEffects, alphabets: [first], ...same }) => ({
    ...same,
    cells: { ...cells, old: { ...cells['old']!, of: () => false } },
    partEffects: { ...partEffects, age: { ...partEffects['age']!, change: (lease) => ({ ...lease, ticks: lease.ticks + 1 }) } },
    alphabets: [{ ...first!, commands: [{ do: 'take', lease: 'x', by: 'ann' }, { do: 'tick' }] }],
  });
  const frees: AnyRule['then'] = () => [{ do: 'free' }];

  test.for(faults())('$id is caught by those that it names', (fault) => {
    expect(told(fault)).toMatchObject({ verdict: 'upheld', says: `1 of 1 planted faults caught: ${fault.id}` });
  });

  test.for<readonly [string, Partial<Fault>]>([
    ['fault kept names I99, which is no invariant', { breaks: ['I4', 'I99'] }],
    ['fault kept names no invariant', { breaks: [] }],
    ['fault kept changes nothing of the rules', { plant: (same) => same }],
    ['fault kept changes nothing of the rules', { plant: (same) => withRule(same, 'R4', (rule) => [{ ...rule, then: frees }]) }],
    ['fault kept names I99, which is no invariant', { breaks: ['I99'], plant: (same) => same }],
    ['fault kept should break I4 and I6, and does not: make the invariant stronger, or correct `breaks`', { breaks: ['I4', 'I6'] }],
  ])('that is not caught is told as what it is: %s', ([says, edit]) => {
    expect(told({ ...kept!, ...edit })).toMatchObject({
      verdict: 'violated',
      findings: [{ id: 'canary', verdict: 'violated', says, fingerprint: 'canaries/proof/kept' }],
    });
  });

  test('that makes rules without an end is one', () => {
    expect(whyNoFault(right, { ...kept!, plant: endless }, inputs.table, sha256)).toBeNull();
  });
});
