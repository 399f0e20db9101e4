/**
 * Claims with teeth: the planted faults, proved whole. Each has a shortest trace, is wrong where it says and nowhere else, and
 * is caught by invariants that cite what it contradicts; no claim and no invariant is left that no fault puts to the test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultDialect, dialects } from '../src/kst/dialect.ts';
import { allInvariants, invariantSet } from '../src/kst/invariants/index.ts';
import { observer } from '../src/kst/invariants/observed.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { Exploration } from '../src/kit/exploration.ts';
import { allParts, prove, quickParts } from '../src/kit/proof.ts';
import { allFaults } from './faults/index.ts';
import { firstBreach } from './faults/breach.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Observer } from '../src/kst/invariants/observed.ts';
import type { Model } from '../src/kst/model.ts';
import type { InvariantResult, Proof } from '../src/kit/proof.ts';
import type { Fault } from './faults/fault.ts';

const proofs = new Map<string, Proof>();

/** What one observer has seen it need not look at again, as long as faults are in the rules alone. */
let watching: Observer | null = null;

function explorationOf(model: Model, choices: Partial<Dialect>): Exploration {
  const right = knownServersTable();
  const same = (['canonicalName', 'hosting', 'integrationOf', 'headingOf'] as const).every((part) => model[part] === right[part]);
  return new Exploration(model, choices, same ? (watching ??= observer(right)) : observer(model));
}

/** What proving the faulty model tells; each fault is proved once for all tests, and a larger part in one dialect. */
function proofOf(fault: Fault): Proof {
  const { id, plant, shownBy = 'narrow' } = fault;
  let proof = proofs.get(id);
  if (proof === undefined) {
    const parts = allParts().filter(({ name }) => name === shownBy);
    const model = plant(knownServersTable());
    const choices = shownBy === 'narrow' ? {} : defaultDialect();
    proofs.set(id, (proof = prove(model, parts, choices, explorationOf(model, choices))));
  }
  return proof;
}

const brokenBy = (fault: Fault): readonly InvariantResult[] => proofOf(fault).invariants.filter(({ verdict }) => verdict === 'violated');

test.for(allFaults())('$id $says: is shown by a trace of which no step but the last is wrong', (fault) => {
  expect(proofOf(fault).counterexample).not.toBeNull();
  const ofSteps = new Set([...invariantSet().steps, ...invariantSet().worlds].map(({ id }) => id));
  const broken = brokenBy(fault).filter(({ id }) => ofSteps.has(id));
  expect(broken).not.toEqual([]);
  const model = fault.plant(knownServersTable());
  for (const { id, trace } of broken) expect(firstBreach(model, id, trace!), id).toBe(trace!.commands.length - 1);
});

describe.for(allFaults().filter((fault) => fault.onlyIn !== undefined))('$id is wrong under one choice alone', (fault) => {
  test.for(otherChoices(fault.onlyIn!))('and right under %o', (choice) => {
    const model = fault.plant(knownServersTable());
    expect(prove(model, quickParts(), choice, explorationOf(model, choice)).verdict).toBe('upheld');
  });
});

test.for(allFaults())('$id $says: is caught by invariants that cite what it contradicts', (fault) => {
  expect(brokenBy(fault).flatMap(({ cites }) => cites)).toEqual(expect.arrayContaining([...fault.contradicts]));
});

test('every invariant is broken by some fault', () => {
  const broken = allFaults().flatMap((fault) => brokenBy(fault).map(({ id }) => id));
  expect(missing(allInvariants().map(({ id }) => id), broken)).toEqual([]);
});

test('no two faults have one id', () => {
  const ids = allFaults().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every claim and every assumption is contradicted by some fault', () => {
  expect(missing([...idsIn('claims'), ...idsIn('assumptions')], contradicted())).toEqual([]);
});

test('every fixed choice but F3, which bounds what a command may say, is contradicted by some fault', () => {
  expect(missing(idsIn('choices'), contradicted())).toEqual(['F3']);
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
  return Object.entries(choice).map(([name, chosen]) => {
    const options = dialects().map((dialect) => dialect[name as keyof Dialect]);
    return { [name]: options.find((option) => option !== chosen)! };
  });
}
