/**
 * Ids: each is there once, each is cited, and each citation leads somewhere.
 */
import { describe, expect, test } from 'vitest';
import { specScenarios } from '../src/cli/scenarios.ts';
import { specEntries } from '../src/cli/spec.ts';
import { unknownCitations } from '../src/cli/well-formed.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersProject } from '../src/cli/built-in.ts';
import { rulebooks } from './rulebooks.ts';
import type { EventWord, Specification } from '../src/engine/specification.ts';

const rules = (specification: Specification) => systemOf(specification).rules;

describe('ids of the Known Servers Table', () => {
  const project = knownServersProject();
  const { specification } = project;

  test.for([
    ['claims', 'C', 20],
    ['assumptions', 'A', 4],
    ['choices', 'F', 11],
  ] as const)('of %s count from 1', ([, letter, count]) => {
    const ids = specEntries(project).map(({ id }) => id).filter((id) => id.startsWith(letter));
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));
  });

  test.for([
    ['rules', 'R', rules(specification)],
    ['invariants', 'I', allInvariants(specification)],
  ] as const)('of %s are unique and leave none out', ([, letter, entries]) => {
    const ids = entries.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(ids.map((_, index) => `${letter}${String(index + 1).padStart(2, '0')}`));
  });
});

test('each event of the Known Servers Table cites something, each once', () => {
  for (const { cites = [] } of Object.values<EventWord<any>>(knownServersProject().specification.events)) {
    expect(cites.length).toBeGreaterThan(0);
    expect(new Set(cites).size).toBe(cites.length);
  }
});

describe.for(rulebooks)('of the $name', ({ project: made }) => {
  const project = made();
  const { specification } = project;
  const judging = [...rules(specification), ...allInvariants(specification)];
  const entries = specEntries(project).map(({ id }) => id);

  test('sentences are there, all different, and without a final dot where they are names', () => {
    const sentences = judging.map(({ says }) => says);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.{10,140}[^.\s]$/);
  });

  test('citations lead to entries of spec/, each named once', () => {
    expect(unknownCitations(project)).toEqual([]);
    const events = Object.values<EventWord<any>>(specification.events).flatMap(({ cites }) => cites ?? []);
    for (const id of events) expect(entries).toContain(id);
    for (const { id, cites } of judging) {
      expect(cites.length, id).toBeGreaterThan(0);
      expect(new Set(cites).size, id).toBe(cites.length);
      for (const cited of cites) expect(entries, id).toContain(cited);
    }
  });

  test('citations of a scenario lead there, too, or to an invariant that no single step shows', () => {
    const known = [...entries, ...(specification.ofRuns?.() ?? []).map(({ id }) => id)];
    expect(specScenarios(project).length).toBeGreaterThan(0);
    for (const { file, scenario } of specScenarios(project)) for (const id of scenario.cites) expect(known, file).toContain(id);
  });

  test('citations leave out no claim, assumption or choice, and no claim without an invariant', () => {
    const cited = new Set(judging.flatMap(({ cites }) => cites));
    expect(entries.filter((id) => !cited.has(id))).toEqual([]);
    const judged = new Set(allInvariants(specification).flatMap(({ cites }) => cites));
    expect(entries.filter((id) => id.startsWith('C') && !judged.has(id))).toEqual([]);
  });
});
