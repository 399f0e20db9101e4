/**
 * Ids: each is there once, each is cited, and each citation leads somewhere.
 */
import { describe, expect, test } from 'vitest';
import { knownServersProject } from '../src/cli/built-in.ts';
import { specScenarios } from '../src/cli/scenarios.ts';
import { specEntries } from '../src/cli/spec.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { textMistakes } from './citations.ts';
import { kstProject, rulebooks } from './rulebooks.ts';
import { withRule } from './with-rule.ts';
import type { AnyRule } from '../src/engine/rules/table.ts';

test.for([
  ['claims', 'C', 20],
  ['assumptions', 'A', 4],
  ['choices', 'F', 11],
] as const)('the ids of %s count from 1', ([, letter, count]) => {
  const ids = specEntries(knownServersProject()).map(({ id }) => id).filter((id) => id.startsWith(letter));
  expect(ids).toEqual(Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));
});

test('the ids of rules and invariants of the Known Servers Table have two digits', () => {
  const { specification } = knownServersProject();
  for (const { id } of [...systemOf(specification).rules, ...allInvariants(specification)]) expect(id).toMatch(/^[RI]\d\d$/);
});

test('each event of the Known Servers Table cites something', () => {
  for (const { cites = [] } of Object.values(knownServersProject().specification.events)) expect(cites.length).toBeGreaterThan(0);
});

describe.for(rulebooks)('of the $name', ({ project: made }) => {
  test('ids, sentences and citations of rules and invariants are right', () => {
    expect(textMistakes(made())).toEqual([]);
  });

  test('citations of a scenario lead to spec/, too, or to an invariant that no single step shows', () => {
    const project = made();
    const known = [...specEntries(project).map(({ id }) => id), ...(project.specification.ofRuns?.() ?? []).map(({ id }) => id)];
    expect(specScenarios(project).length).toBeGreaterThan(0);
    for (const { file, scenario } of specScenarios(project)) for (const id of scenario.cites) expect(known, file).toContain(id);
  });
});

test.for<[string, Partial<AnyRule>, RegExp]>([
  ['an id that does not count', { id: 'R99' }, /^the ids R01 .* R99 do not count from 1$/],
  ['an id of another kind', { id: 'X10' }, /do not count from 1$/],
  ['no sentence', { says: '' }, /^R10 has no sentence: ""$/],
  ['a sentence with a dot at its end', { says: 'A plan that is not hosted is given up.' }, /^R10 has no sentence: ".*"$/],
  ['the sentence of another', { says: 'A start while RTCSRV runs is refused' }, /^two say "A start/],
  ['nothing that is cited', { cites: [] }, /^R10 cites nothing$/],
  ['something that is cited twice', { cites: ['F11', 'F11'] }, /^R10 cites F11 twice$/],
  ['something cited that there is not', { cites: ['C99'] }, /^R10 cites C99, which there is not$/],
])('a rule with %s is told', ([, wrong, told]) => {
  const project = kstProject();
  const specification = withRule(project.specification, 'R10', (rule) => [{ ...rule, ...wrong }]);
  expect(textMistakes({ ...project, specification }).join('\n')).toMatch(new RegExp(told.source, 'm'));
});
