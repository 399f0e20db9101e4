/**
 * How the gate goes through its steps: one that crashes is inconclusive and the others run; a canary that nobody catches fails.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { Inconclusive, UsageError } from '../src/cli/io.ts';
import { projectCache } from '../src/cli/gate/cache.ts';
import { canaries } from '../src/cli/gate/canaries.ts';
import { write } from '../src/cli/files.ts';
import { orInconclusive } from '../src/cli/gate/change-step.ts';
import { canaryStep, whyNotMeasured } from '../src/cli/gate/run-steps.ts';
import { Steps, unknown } from '../src/cli/gate/steps.ts';
import { rulePlaces } from '../src/cli/rule-places.ts';
import { InputError } from '../src/inputs/input-error.ts';
import { suspects } from '../src/kit/gate/suspects.ts';
import { Exploration } from '../src/kit/exploration.ts';
import { prove, quickParts } from '../src/kit/proof.ts';
import { replay } from '../src/kit/replay.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { rulebookStep } from '../src/reports/gate/steps.ts';
import { withRule } from './faults/plant.ts';
import { removeTemporaryFolders, temporaryFolder } from './repository.ts';
import { diffOf, narrowTable } from './tables.ts';
import type { Canary, CanaryInputs } from '../src/cli/gate/canaries.ts';
import type { UntimedStep } from '../src/reports/gate/steps.ts';

const upheld = (name: UntimedStep['name']): UntimedStep => ({ name, verdict: 'upheld', says: 'looked', findings: [] });
const silent = { err: () => {}, errIsTerminal: false };
const crash = (error: unknown) => () => {
  throw error;
};

describe('the steps', () => {
  test('that crash are inconclusive, named, without a folder of this machine; the others run, and all are told in their order', () => {
    const steps = new Steps(silent);
    expect(steps.run('change', () => upheld('change'))).toMatchObject({ verdict: 'upheld' });
    expect(steps.run('proof', crash(new Error(`no such file '${process.cwd()}/src/kst/model.ts'`)))).toBeNull();
    expect(steps.run('strength', crash('no error at all'))).toBeNull();
    expect(steps.run('random', () => unknown('random', 'not played'))?.found).toBeUndefined();
    steps.run('drift', crash(new Inconclusive('nothing to compare with')));
    const told = steps.inOrder();
    expect(told.map(({ name, verdict }) => [name, verdict])).toEqual([['proof', 'inconclusive'], ['random', 'inconclusive'], ['strength', 'inconclusive'], ['drift', 'inconclusive'], ['change', 'upheld']]);
    expect(told.map(({ says }) => says)).toEqual(["the step crashed: no such file 'src/kst/model.ts'", 'not played', 'the step crashed: no error at all', 'nothing to compare with', 'looked']);
    for (const { verdict, findings } of told) expect(findings.length).toBe(verdict === 'upheld' ? 0 : 1);
    expect(JSON.stringify(told)).not.toContain(process.cwd());
  });

  test('do not swallow what the caller got wrong', () => {
    for (const error of [new UsageError('no such base'), new InputError('spec/changes/a.md', '', 'no reason')]) {
      expect(() => new Steps(silent).run('change', crash(error))).toThrow(error);
      expect(() => orInconclusive(crash(error))).toThrow(error);
    }
    expect(() => orInconclusive(crash(new RangeError('a fault')))).toThrow(RangeError);
    const nothing = new Inconclusive('nothing to compare with');
    expect([orInconclusive(crash(nothing)), orInconclusive(() => 'compared')]).toEqual([nothing, 'compared']);
  });

  test('are timed, each for itself', () => {
    const steps = new Steps(silent);
    const busyFor = (milliseconds: number) => () => {
      for (const until = performance.now() + milliseconds; performance.now() < until; );
      return upheld('proof');
    };
    steps.run('proof', busyFor(30));
    steps.run('random', busyFor(0));
    const [proof, random] = steps.inOrder();
    expect(proof!.milliseconds).toBeGreaterThanOrEqual(30);
    expect(random!.milliseconds).toBeLessThan(30);
  });

  test('are named on a terminal while they run, and leave nothing there, whatever becomes of them', () => {
    let written = '';
    const steps = new Steps({ err: (text) => void (written += text), errIsTerminal: true });
    steps.run('proof', () => upheld('proof'));
    steps.run('random', crash(new Error()));
    expect(() => steps.run('change', crash(new UsageError('no such base')))).toThrow();
    expect(written).toBe(['proof', 'random', 'change'].map((name) => `\r\u001b[K${name} ...\r\u001b[K`).join(''));
  });
});

test('strength is measured of proved rules alone, and rules that could not be proved are not said to break anything', () => {
  const [holds, breaks] = [{ holds: true }, { holds: false }];
  expect(whyNotMeasured(holds, { verdict: 'upheld' })).toBeNull();
  for (const [rulebook, proof] of [[null, { verdict: 'upheld' }], [holds, undefined]] as const) expect(whyNotMeasured(rulebook, proof)).toBe('not measured: the rules are not proved');
  for (const [rulebook, proof] of [[breaks, { verdict: 'upheld' }], [holds, { verdict: 'violated' }]] as const) expect(whyNotMeasured(rulebook, proof)).toBe('not measured: the rules break invariants');
});

test('an overlap is told at the rule that has widened, and what it does is a change', () => {
  const right = knownServersTable();
  const model = withRule(right, 'R03', (rule) => [{ ...rule, when: () => ({ running: true, pool: false }) }]);
  const [places, exploration, table] = [rulePlaces(), new Exploration(model), narrowTable(model)];
  const { changes } = diffOf(narrowTable(right), table, model);
  const told = rulebookStep(prove(model, quickParts().slice(0, 1), {}, exploration), [], new Set(), {
    placeOf: (id) => places.get(id) ?? null,
    replay: (trace) => replay(model, trace),
    suspects: suspects(model, exploration.watching, changes, table.rows),
  });
  expect(told).toMatchObject({ verdict: 'violated', findings: [{ id: 'overlap', place: places.get('R03'), says: expect.stringMatching(/^R0[23] and R0[34] apply: /) }] });
  expect(changes.map((change) => change.class)).toContain('undecided');
});

describe('a report', () => {
  afterAll(removeTemporaryFolders);
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
    expect(() => write(join(folder, 'nowhere', 'out'), '', '--output: nowhere/out')).toThrow(new UsageError('--output: nowhere/out cannot be written: no such file or directory'));
  });
});

describe('what is kept of a result', () => {
  afterAll(removeTemporaryFolders);
  const folder = temporaryFolder();
  const kept = join(folder, 'node_modules/.cache/kst-kit');

  test('is given back whole or not at all', () => {
    const cache = projectCache(folder);
    expect(cache.get('proof')).toBeNull();
    cache.put('proof', { verdict: 'upheld' });
    expect([projectCache(folder).get('proof'), cache.get('random')]).toEqual([{ verdict: 'upheld' }, null]);
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
    const cache = projectCache(file);
    cache.put('proof', { verdict: 'upheld' });
    expect(cache.get('proof')).toBeNull();
  });
});

describe('the canaries', () => {
  const planted = (caught: Canary['caught']): Canary => ({ step: 'proof', fault: 'a fault', caught });
  const inputs = {} as CanaryInputs;

  test('that are not caught fail their step, and say which step is blind', () => {
    expect(canaryStep(inputs, [planted(() => true), planted(() => true)])).toMatchObject({ verdict: 'upheld', says: '2 of 2 planted faults caught: a fault, a fault', findings: [] });
    const blind = canaryStep(inputs, [planted(() => true), planted(() => false)]);
    expect(blind).toMatchObject({ verdict: 'violated', findings: [{ id: 'canary', verdict: 'violated', says: 'the step proof lets a fault pass' }] });
    expect(canaryStep(inputs, [])).toMatchObject({ verdict: 'inconclusive' });
  });

  test('are planted for every step that can pass, and are all different', () => {
    expect(new Set(canaries().map(({ step }) => step))).toEqual(new Set(['rulebook', 'proof', 'random', 'strength', 'drift', 'change']));
    expect(new Set(canaries().map(({ fault }) => fault)).size).toBe(canaries().length);
  });
});
