/**
 * Each fault of the catalogue is caught by invariants that cite what it contradicts, looked for no further than needed: what
 * kills mutants of the invariants in a mutation run. The tests ask the same of every fault proved whole (teeth.test.ts).
 */
import { expect, test } from 'vitest';
import { defaultDialect } from '../src/kst/dialect.ts';
import { allInvariants, invariantSet } from '../src/kst/invariants/index.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { Exploration } from '../src/kit/exploration.ts';
import { allParts, prove, quickParts } from '../src/kit/proof.ts';
import { Reference } from '../src/kit/strength/judge.ts';
import { allFaults } from './faults/index.ts';
import type { Fault } from './faults/fault.ts';

/** The rules without a fault, explored once for all of them. */
let reference: Reference | null = null;

/** The invariants that the fault breaks in the rows in which it shows first; where it is not in the rules alone, in all that can be reached. */
function brokenAtOnce({ plant, shownBy = 'narrow' }: Fault): readonly string[] {
  const right = knownServersTable();
  const wrong = plant(right);
  const inRulesAlone = (['canonicalName', 'hosting', 'integrationOf', 'headingOf'] as const).every((part) => wrong[part] === right[part]);
  if (!inRulesAlone || shownBy !== 'narrow') return [];
  reference ??= new Reference(right, quickParts().slice(0, 1));
  const [narrow] = reference.all();
  return [...new Set([...reference.differences(wrong.rulebook, narrow!.rows)].flatMap((difference) => reference!.brokenBy(difference)))];
}

/** What proving the faulty model breaks; a larger part in one dialect. */
function brokenAnywhere({ plant, shownBy = 'narrow' }: Fault): readonly string[] {
  const model = plant(knownServersTable());
  const choices = shownBy === 'narrow' ? {} : defaultDialect();
  const parts = allParts().filter(({ name }) => name === shownBy);
  return prove(model, parts, choices, new Exploration(model, choices)).invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
}

const citesOf = new Map(allInvariants().map(({ id, cites }) => [id, cites]));
const found = new Map<string, readonly string[]>();

/** The invariants that catch the fault, looked for no further than until they cite all that it contradicts. */
function catchers(fault: Fault): readonly string[] {
  const ids = brokenAtOnce(fault);
  const cited = new Set(ids.flatMap((id) => citesOf.get(id) ?? []));
  const all = fault.contradicts.every((id) => cited.has(id)) ? ids : [...ids, ...brokenAnywhere(fault)];
  found.set(fault.id, all);
  return all;
}

/** What shows over the wide alphabet alone takes a second to find: teeth.test.ts does. */
const quick = allFaults().filter(({ shownBy }) => shownBy !== 'wide');

test.for(quick)('$id $says: is caught by invariants that cite what it contradicts', (fault) => {
  expect(catchers(fault).flatMap((id) => citesOf.get(id) ?? [])).toEqual(expect.arrayContaining([...fault.contradicts]));
});

test('every invariant of a step is broken by some fault', () => {
  const unbroken = new Set([...invariantSet().steps, ...invariantSet().worlds].map(({ id }) => id));
  // What is known already only tells where to look: a mutation run does not see that this test depends on what others found.
  const adds = (fault: Fault) => (found.get(fault.id) ?? [...unbroken]).some((id) => unbroken.has(id));
  for (const fault of quick) if (adds(fault)) for (const id of catchers(fault)) unbroken.delete(id);
  expect([...unbroken]).toEqual([]);
});

test('the model without a fault is upheld', () => {
  expect(prove(knownServersTable(), quickParts()).verdict).toBe('upheld');
});
