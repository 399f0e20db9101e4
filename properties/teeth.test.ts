/**
 * Claims with teeth: the planted faults, proved whole. Each has a shortest trace, is wrong where it says and nowhere else, and
 * breaks the invariants that it says; no claim and no invariant is left that no fault puts to the test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alphabetsFor } from '../src/engine/explore/exploration.ts';
import { allInvariants, prove } from '../src/engine/prove/prove.ts';
import { Witness } from '../src/engine/prove/witness.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { firstBreach } from './faults/breach.ts';
import { allFaults } from './faults/index.ts';
import { brokenIn, explorationOf, proofOf } from './faults/prove-fault.ts';
import { rulebooks } from './rulebooks.ts';
import type { Proof } from '../src/engine/prove/prove.ts';
import type { Fault } from '../src/engine/specification.ts';
import type { Dialect } from '../src/kst/assumptions.ts';
import type { Kst } from '../src/kst/words.ts';
import type { KstFault } from './faults/fault.ts';

const right = knownServersTable();
const witness = new Witness(right);
const proofs = new Map<string, Proof<Kst>>();

/** Each fault is proved once for all tests. */
function provedOf(fault: KstFault): Proof<Kst> {
  const known = proofs.get(fault.id) ?? proofOf(fault, right, witness);
  proofs.set(fault.id, known);
  return known;
}

describe('the faults of the Known Servers Table', () => {
  test.for(allFaults())('$id $says: is shown by a trace of which no step but the last is wrong', (fault) => {
    const { counterexample, invariants } = provedOf(fault);
    expect(counterexample).not.toBeNull();
    const ofSteps = new Set([...right.invariants(), ...right.ofWholeSteps!()].map(({ id }) => id));
    const broken = invariants.filter(({ id, verdict }) => verdict === 'violated' && ofSteps.has(id));
    expect(broken).not.toEqual([]);
    const wrong = fault.plant(right);
    for (const { id, trace } of broken) expect(firstBreach(wrong, id, trace!), id).toBe(trace!.commands.length - 1);
  });

  describe.for(allFaults().filter((fault) => fault.onlyIn !== undefined))('$id is wrong under one choice alone', (fault) => {
    test.for(otherChoices(fault.onlyIn!))('and right under %o', (choice) => {
      const wrong = fault.plant(right);
      expect(prove(wrong, alphabetsFor(right, 'quick'), explorationOf(wrong, choice, witness)).verdict).toBe('upheld');
    });
  });

  test.for(allFaults())('$id $says: breaks the invariants that it says, which cite what it contradicts', (fault) => {
    expect(brokenIn(provedOf(fault))).toEqual(expect.arrayContaining([...fault.breaks]));
    const cites = allInvariants(right).flatMap((invariant) => (fault.breaks.includes(invariant.id) ? invariant.cites : []));
    expect(cites).toEqual(expect.arrayContaining([...fault.contradicts]));
  });

  test('break every invariant', () => {
    expect(missing(allInvariants(right).map(({ id }) => id), allFaults().flatMap((fault) => brokenIn(provedOf(fault))))).toEqual([]);
  });

  test('have ids of their own', () => {
    const ids = allFaults().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('contradict every claim and every assumption', () => {
    expect(missing([...idsIn('claims'), ...idsIn('assumptions')], contradicted())).toEqual([]);
  });

  test('contradict every fixed choice but F3, which bounds what a command may say', () => {
    expect(missing(idsIn('choices'), contradicted())).toEqual(['F3']);
  });
});

describe.for(rulebooks.filter(({ name }) => name !== right.name))('the faults of the $name', ({ project }) => {
  const { specification, faults } = project();
  const broken = ({ plant }: Fault): readonly string[] => brokenIn(prove(plant(specification)));

  test.for([...faults])('$id: $says breaks the invariants that it says', (fault) => {
    expect(broken(fault)).toEqual(expect.arrayContaining([...fault.breaks]));
  });

  test('are about every invariant', () => {
    expect(missing(allInvariants(specification).map(({ id }) => id), faults.flatMap(({ breaks }) => breaks))).toEqual([]);
  });
});

function contradicted(): readonly string[] {
  return allFaults().flatMap(({ contradicts }) => contradicts);
}

/** The ids of the claims, the assumptions or the choices, as the specification lists them. */
function idsIn(list: 'claims' | 'assumptions' | 'choices'): readonly string[] {
  const file = join(import.meta.dirname, '..', 'spec', `${list}.json`);
  return (JSON.parse(readFileSync(file, 'utf8'))[list] as { id: string }[]).map(({ id }) => id);
}

function missing(wanted: readonly string[], found: readonly string[]): readonly string[] {
  return wanted.filter((id) => !found.includes(id));
}

/** For each assumption that the choice makes, the choice that it leaves out. */
function otherChoices(choice: Partial<Dialect>): readonly Partial<Dialect>[] {
  const { choices } = systemOf(right).dialects;
  return Object.entries(choice).map(([name, chosen]) => {
    const options: readonly string[] = choices[name as keyof Dialect];
    return { [name]: options.find((option) => option !== chosen)! };
  });
}
