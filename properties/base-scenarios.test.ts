/**
 * Scenarios judge: those of today must come to what they expect, and those of the base, too, however they have been edited since; and
 * what was accepted once stays as it was.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWithBase } from '../src/cli/change.ts';
import { changeStep } from '../src/cli/gate/change-step.ts';
import { scenariosStep } from '../src/cli/gate/scenarios-step.ts';
import { isMeant } from '../src/engine/diff/acceptance.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { causeText } from '../src/reports/diff/change-lines.ts';
import { firstAcceptance } from '../src/reports/diff/acceptance.ts';
import { leases } from '../starter/leases.ts';
import { gitEnv, Repository } from './repository.ts';
import { leasesProject } from './rulebooks.ts';
import { hash } from './tables.ts';

const specification = leases();
const table = behaviourTable(specification, hash);
const story = (expected: string) => JSON.stringify({
  name: 'taken', says: 'A free lease is taken', cites: [], commands: [
    { do: 'take', lease: 'x', by: 'ann', expect: { holders: [{ lease: 'x', holder: expected }] } },
    { do: 'take', lease: 'x', by: 'bob', expect: { rejected: 'held' } },
  ],
}, null, 1);
const file = 'spec/scenarios/taken.json';

/** A repository with the leases' table and a scenario that holds, committed. */
function withStory(): Repository {
  const repository = Repository.empty();
  repository.write('reports/behaviour.json', behaviourJson(specification, table));
  repository.write(file, story('ann'));
  repository.write('spec/changes/2026-01-01-first.md', firstAcceptance('So it begins', '0'.repeat(16), 1));
  repository.write('spec/changes/README.md', '# What is accepted\n');
  repository.commit();
  return repository;
}

const compared = ({ folder }: Repository) => compareWithBase({ base: 'HEAD', folder, env: gitEnv, specification, table });
const told = (repository: Repository) => compared(repository).judgement.causes.map((cause) => `${cause.class}: ${causeText(cause, specification)}`);

describe('the step scenarios', () => {
  const step = (repository: Repository) => scenariosStep(leasesProject(repository.folder));

  test('is upheld where they come to what they expect, and says over how many', () => {
    expect(step(withStory())).toEqual({ verdict: 'upheld', says: '1 scenario, 2 expectations', findings: [] });
    expect(scenariosStep(leasesProject())).toMatchObject({ verdict: 'upheld' });
  });

  test('is violated where one does not, at its line', () => {
    const repository = withStory();
    repository.write(file, story('bob'));
    const { verdict, findings: [finding] } = step(repository);
    expect([verdict, finding!.says]).toEqual(['violated', `${file}: step 1: expected holders [{"lease":"x","holder":"bob"}], got [{"lease":"x","holder":"ann"}]`]);
    const lines = readFileSync(join(repository.folder, file), 'utf8').split('\n');
    expect(lines.slice(finding!.place!.from - 1).join('\n')).toMatch(/^ *\{\s+"do": "take",\s+"lease": "x",\s+"by": "ann"/);
  });

  test('is inconclusive for one that expects nothing', () => {
    const repository = withStory();
    repository.write(file, story('ann').replaceAll(/,\s*"expect": \{(?:[^{}]|\{[^{}]*\})*\}/g, ''));
    expect(step(repository)).toMatchObject({ verdict: 'inconclusive', findings: [{ says: `${file}: it expects nothing` }] });
  });
});

describe('the scenarios of the base', () => {
  test('that stand as they were are no change', () => expect(told(withStory())).toEqual([]));

  test('with an expectation that was turned with a rule are broken, whatever they say today', () => {
    const repository = Repository.empty();
    repository.write('reports/behaviour.json', behaviourJson(specification, table));
    repository.write(file, story('bob'));
    repository.commit();
    repository.write(file, story('ann'));
    expect(told(repository)).toEqual([`scenario-broken: ${file}: step 1: expected holders [{"lease":"x","holder":"bob"}], got [{"lease":"x","holder":"ann"}]`]);
  });

  test('that are gone, or expect less, judge less', () => {
    const repository = withStory();
    repository.write(file, story('ann').replace(/,\s*"expect": \{\s*"rejected": "held"\s*\}/, ''));
    expect(told(repository)).toEqual([`judges-less: ${file}: 1 expectation, and was 2 expectations`]);
    rmSync(join(repository.folder, file));
    expect(told(repository)).toEqual([`judges-less: ${file}: gone, and was 2 expectations`]);
  });

  test('that cannot be read today are not passed over', () => {
    const repository = Repository.empty();
    repository.write('reports/behaviour.json', behaviourJson(specification, table));
    repository.write(file, story('ann').replaceAll('"take"', '"grab"'));
    repository.commit();
    repository.write(file, story('ann'));
    expect(told(repository)).toEqual([`not-compared: ${file} is gone, and not compared`]);
  });
});

test('an acceptance of the base that is edited or gone is told, and no README.md is one', () => {
  const repository = withStory();
  expect(isMeant(compared(repository))).toBe(true);
  const old = 'spec/changes/2026-01-01-first.md';
  repository.git('mv', old, 'spec/changes/renamed.md');
  expect(isMeant(compared(repository))).toBe(true);
  rmSync(join(repository.folder, 'spec/changes/renamed.md'));
  const { judgement, ...rest } = compared(repository);
  expect([judgement.touched, isMeant({ judgement, ...rest })]).toEqual([[old], false]);
  const { step } = changeStep({ judgement, ...rest });
  expect(step).toMatchObject({ verdict: 'violated', findings: [{ id: 'touched-acceptance' }] });
  expect(step.says).toMatch(/^no change of behaviour since .*; 1 acceptance of the base touched$/);
});
