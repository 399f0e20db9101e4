/**
 * Ids: each is there once, each is cited, and each citation leads somewhere.
 */
import { describe, expect, test } from 'vitest';
import { specEntries, specScenarios } from '../src/cli/spec.ts';
import { eventCatalogue } from '../src/kst/event-catalogue.ts';
import { allInvariants, invariantSet } from '../src/kst/invariants/index.ts';
import { rulebook } from '../src/kst/rules/index.ts';

const rules = () => Object.values(rulebook()).flat();

describe('ids', () => {
  test.for([
    ['claims', 'C', 20, () => specEntries().filter(({ id }) => id.startsWith('C'))],
    ['assumptions', 'A', 4, () => specEntries().filter(({ id }) => id.startsWith('A'))],
    ['choices', 'F', 11, () => specEntries().filter(({ id }) => id.startsWith('F'))],
  ] as const)('of %s count from 1', ([, letter, count, entries]) => {
    expect(entries().map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));
  });

  test.for([
    ['rules', 'R', () => rules()],
    ['invariants', 'I', () => allInvariants()],
  ] as const)('of %s are unique and leave none out', ([, letter, entries]) => {
    const ids = entries().map(({ id }) => id);
    expect(ids.toSorted()).toEqual(ids.map((_, index) => `${letter}${String(index + 1).padStart(2, '0')}`));
  });
});

describe('sentences', () => {
  test('are there, all different, and without a final dot where they are names', () => {
    const sentences = [...rules(), ...allInvariants()].map(({ says }) => says);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.{10,140}[^.\s]$/);
  });
});

describe('citations', () => {
  const citing = () => [...rules(), ...allInvariants(), ...eventCatalogue()];

  test('lead to entries of spec/, each named once', () => {
    const known = new Set(specEntries().map(({ id }) => id));
    for (const { cites } of citing()) {
      expect(cites.length).toBeGreaterThan(0);
      expect(new Set(cites).size).toBe(cites.length);
      for (const id of cites) expect(known).toContain(id);
    }
  });

  test('of a scenario lead there, too, or to an invariant that no single step shows', () => {
    const steps = [...invariantSet().steps, ...invariantSet().worlds].map(({ id }) => id);
    const ofRuns = allInvariants().map(({ id }) => id).filter((id) => !steps.includes(id));
    const known = new Set([...specEntries().map(({ id }) => id), ...ofRuns]);
    for (const { file, scenario } of specScenarios()) for (const id of scenario.cites) expect(known, file).toContain(id);
  });

  test('leave out no claim, assumption or choice', () => {
    const cited = new Set([...rules(), ...allInvariants()].flatMap(({ cites }) => cites));
    expect(specEntries().map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
  });

  test('leave no claim without an invariant', () => {
    const cited = new Set(allInvariants().flatMap(({ cites }) => cites));
    expect(specEntries().map(({ id }) => id).filter((id) => id.startsWith('C') && !cited.has(id))).toEqual([]);
  });
});
