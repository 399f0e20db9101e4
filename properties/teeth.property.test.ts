/**
 * Each fault of the catalogue breaks the invariants that it says, looked for no further than needed: what kills mutants of the
 * invariants in a mutation run. The tests ask the same of every fault proved whole (teeth.test.ts).
 */
import { expect, test } from 'vitest';
import { alphabetsFor, Exploration } from '../src/engine/explore/exploration.ts';
import { allInvariants, prove } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { brokenBy, differences } from '../src/engine/strength/differences.ts';
import { Reference } from '../src/engine/strength/reference.ts';
import { WrongRules } from '../src/engine/strength/wrong.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { allFaults } from './faults/index.ts';
import { brokenIn, differInRules, proofOf } from './faults/prove-fault.ts';
import type { KstFault } from './faults/fault.ts';
import type { Kst } from '../src/kst/words.ts';

/** The rules without a fault, explored once for all of them. */
let reference: Reference<Kst> | null = null;

/** The invariants that the fault breaks in the rows in which it shows first; none where it is not in the rules alone. */
function brokenAtOnce({ plant, shownBy = 'narrow' }: KstFault): readonly string[] {
  reference ??= new Reference(new Exploration(knownServersTable()), knownServersTable().alphabets.slice(0, 1));
  const { right, exploration } = reference;
  const wrong = plant(exploration.specification);
  if (!differInRules(wrong, exploration.specification) || shownBy !== 'narrow') return [];
  const system = [...systemOf(wrong).tables].reduce((made, [name, { rules }]) => made.instead(name, rules), right.system);
  const [narrow] = reference.explored();
  const found = [...differences(right, new WrongRules(right, system, []), narrow!.rows)];
  return [...new Set(found.flatMap((difference) => brokenBy(exploration.witness, difference)))];
}

const found = new Map<string, readonly string[]>();

/** The invariants that the fault breaks, looked for no further than until these are all that it says. */
function broken(fault: KstFault): readonly string[] {
  const ids = brokenAtOnce(fault);
  const all = fault.breaks.every((id) => ids.includes(id)) ? ids : [...ids, ...brokenIn(proofOf(fault, knownServersTable()))];
  found.set(fault.id, all);
  return all;
}

/** What shows over the wide alphabet alone takes a second to find: teeth.test.ts does. */
const quick = allFaults().filter(({ shownBy }) => shownBy !== 'wide');

test.for(quick)('$id $says: breaks the invariants that it says, which cite what it contradicts', (fault) => {
  expect(broken(fault)).toEqual(expect.arrayContaining([...fault.breaks]));
  const cites = allInvariants(knownServersTable()).flatMap((invariant) => (fault.breaks.includes(invariant.id) ? invariant.cites : []));
  expect(cites).toEqual(expect.arrayContaining([...fault.contradicts]));
});

test('every invariant of a step is broken by some fault', () => {
  const { invariants, ofWholeSteps } = knownServersTable();
  const unbroken = new Set([...invariants(), ...ofWholeSteps!()].map(({ id }) => id));
  // What is known already only tells where to look: a mutation run does not see that this test depends on what others found.
  const adds = (fault: KstFault) => (found.get(fault.id) ?? [...unbroken]).some((id) => unbroken.has(id));
  for (const fault of quick) if (adds(fault)) for (const id of broken(fault)) unbroken.delete(id);
  expect([...unbroken]).toEqual([]);
});

test('the specification without a fault is upheld', () => {
  const right = knownServersTable();
  expect(prove(right, alphabetsFor(right, 'quick')).verdict).toBe('upheld');
});
