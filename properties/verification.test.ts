/**
 * What a verification says of rules that are wrong: the trace, the rules to look at first, and what keeps a rule from applying; and
 * that neither it nor a step of the gate passes on nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { rulePlaces } from '../src/cli/rule-places.ts';
import { styles } from '../src/cli/styles.ts';
import { Exploration } from '../src/kit/exploration.ts';
import { suspects } from '../src/kit/gate/suspects.ts';
import { prove, quickParts } from '../src/kit/proof.ts';
import { playSequences } from '../src/kit/random.ts';
import { replay } from '../src/kit/replay.ts';
import { verification } from '../src/kit/verification.ts';
import { narrowAlphabet } from '../src/kst/alphabets.ts';
import { invariantSet } from '../src/kst/invariants/index.ts';
import { observer } from '../src/kst/invariants/observed.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { proofStep, randomStep, rulebookStep, strengthStep } from '../src/reports/gate/steps.ts';
import { verificationJson } from '../src/reports/verification-json.ts';
import { verificationText } from '../src/reports/verification-text.ts';
import { explore } from '../src/verify/explore.ts';
import { withRule } from './faults/plant.ts';
import type { Strength } from '../src/kit/strength/summary.ts';
import type { Model } from '../src/kst/model.ts';
import type { Rule, ViewPattern } from '../src/kst/rules/rule.ts';

const right = knownServersTable();
const schema = (name: string): object => JSON.parse(readFileSync(join(import.meta.dirname, '../spec/schema', `${name}.schema.json`), 'utf8')) as object;
const fits = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).addSchema(schema('simulate')).compile(schema('verify'));

function verified(model: Model) {
  const exploration = new Exploration(model);
  const proof = prove(model, quickParts().slice(0, 1), {}, exploration);
  const found = verification(model, proof, null, (id) => suspects(model, exploration.watching, null, []).ofInvariant(id));
  const places = rulePlaces();
  const json = JSON.parse(verificationJson(found)) as { readonly verdict: string; readonly counterexample?: { readonly id: string; readonly suspects: readonly string[]; readonly near: readonly object[] } };
  expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
  return { json, text: verificationText(found, styles({ outIsTerminal: false, env: {} } as never), (id) => places.get(id) ?? null) };
}

const changed = (id: string, change: (rule: Rule) => Partial<Rule>): Model => withRule(right, id, (rule) => [{ ...rule, ...change(rule) }]);

test('a broken invariant comes with the rules to look at first, and where they are', () => {
  const { json, text } = verified(changed('R27', ({ then }) => ({ then: (dialect) => then(dialect).filter((effect) => effect.do !== 'log-found') })));
  expect(json).toMatchObject({ verdict: 'violated', counterexample: { id: 'I32', suspects: ['R27', expect.any(String), expect.any(String)], near: [] } });
  expect(text).toContain('shortest trace to I32: 3 commands, the last step breaks it\n');
  const { file, from, to } = rulePlaces().get('R27')!;
  expect(text).toContain(`     R27 A server that has begun to host is logged, offered and claimed (${file}:${from}-${to})\n`);
});

test('where no rule applies, those are told that nearly do, and what keeps them from it', () => {
  const { json, text } = verified(changed('R37', ({ when }) => ({ when: () => ({ ...when(), pool: false }) })));
  expect(json).toMatchObject({ verdict: 'violated', counterexample: { id: 'rulebook', suspects: [] } });
  expect(json.counterexample!.near).toContainEqual({ rule: 'R37', butFor: ['pool'] });
  expect(json.counterexample!.near).toEqual(json.counterexample!.near.map(() => ({ rule: expect.not.stringMatching('R39'), butFor: [expect.any(String)] }))); // R39 is two cells away
  expect(text).toMatch(/^gap: no rule applies: table offer, doing .*, pool true, /m);
  expect(text).toContain('     R37 A server that is not listed is listed with 0: would apply but for pool, here true\n');
});

test('a cell that there is not keeps a rule from applying', () => {
  const { text } = verified(changed('R27', () => ({ when: () => ({ hostng: true, claimed: false }) as ViewPattern })));
  expect(text).toContain('would apply but for hostng, which there is not\n');
});

test('rules that overlap are named', () => {
  const { json, text } = verified(changed('R34', () => ({ when: () => ({ claimed: false }) })));
  expect(json.counterexample).toMatchObject({ suspects: [], near: [] });
  expect(text).toMatch(/^overlap: R27 and R34 apply: table cycle, /m);
});

test('an id that two rules or two invariants have is told', () => {
  const { json, text } = verified(changed('R34', () => ({ id: 'R33' })));
  expect(json.verdict).toBe('violated');
  expect(text.match(/^violated: R33 .*, another rule has its id$/gm)).toHaveLength(2);
  const set = invariantSet();
  const twice = { ...set, steps: [...set.steps, { ...set.steps[0]!, says: 'The same id' }] };
  const proof = prove(right, quickParts().slice(0, 1), {}, new Exploration(right, {}, observer(right, twice)));
  expect(proof.verdict).toBe('violated');
  expect(proof.invariants.filter(({ verdict }) => verdict === 'violated').map(({ id, reason }) => [id, reason])).toEqual(Array(2).fill([set.steps[0]!.id, 'another invariant has its id']));
});

test('an effect that there is not is named', () => {
  expect(() => verified(changed('R27', () => ({ then: () => [{ do: 'log-foundd' } as never] })))).toThrow('there is no effect {"do":"log-foundd"}');
});

describe('no pass without a proof', () => {
  const narrow = () => quickParts().slice(0, 1);

  test('a proof that was cut off is inconclusive, and upholds no invariant', () => {
    const proof = prove(right, narrow(), {}, cutOff());
    expect(proof.verdict).toBe('inconclusive');
    expect(proof.invariants.filter(({ verdict }) => verdict === 'upheld')).toEqual([]);
  });

  test('a proof of nothing is inconclusive', () => {
    expect(prove(right, []).verdict).toBe('inconclusive');
  });

  test('an invariant that never speaks is a violation', () => {
    const set = invariantSet();
    const idle = { ...set.steps[0]!, id: 'I97', says: 'A cycle stops nothing', when: () => ({ command: { do: 'umRouting.discover' as const }, before: { running: true }, after: { running: false } }), must: () => true };
    const proof = prove(right, narrow(), {}, new Exploration(right, {}, observer(right, { ...set, steps: [...set.steps, idle] })));
    expect(proof.verdict).toBe('violated');
    expect(proof.invariants.find(({ id }) => id === 'I97')!.verdict).toBe('vacuous');
  });

  test('no sequence is inconclusive, and rules that do not decide are wrong', () => {
    expect(playSequences(right, { runs: 0, seed: 1, servers: 3 }).verdict).toBe('inconclusive');
    expect(undecidedAtRandom()).toMatchObject({ verdict: 'violated', counterexample: { id: 'rulebook' } });
  });

  test('what the sequences find is found, though the proof is upheld', () => {
    const proof = prove(right, quickParts());
    expect(verification(right, proof, undecidedAtRandom(), () => [])).toMatchObject({ verdict: 'violated', counterexample: { id: 'rulebook' } });
    expect(verification(right, proof, null, () => [])).toMatchObject({ verdict: 'upheld', leftOut: [expect.stringContaining('--alphabets all'), expect.stringContaining('--runs')] });
  });

  const undecidedAtRandom = () => playSequences(changed('R37', () => ({ when: () => ({ running: false, claimed: false, pool: true }) })), { runs: 100, seed: 1, servers: 2 });
});

describe('no step of the gate passes on nothing', () => {
  const telling = { placeOf: () => null, replay: () => replay(right, { commands: [], variant: 1 }), suspects: { ofChange: [], ofInvariant: () => [] } };

  test('a proof that was cut off', () => {
    expect(proofStep(prove(right, quickParts().slice(0, 1), {}, cutOff()), false, telling)).toMatchObject({ verdict: 'inconclusive', findings: [{ id: 'cut-off' }] });
  });

  test('a proof of nothing', () => {
    const proof = prove(right, []);
    expect([proofStep(proof, false, telling).verdict, rulebookStep(proof, [], new Set(), telling).verdict]).not.toContain('upheld');
  });

  test('a rule that applies where it is declared not to', () => {
    const proof = prove(changed('R37', () => ({ neverIn: { survivor: 'restored' } })), quickParts().slice(0, 1));
    expect(rulebookStep(proof, [], new Set(), telling).findings).toContainEqual(expect.objectContaining({ id: 'R37', verdict: 'violated', says: expect.stringContaining('declared not to') }));
  });

  test('sequences that reach too little', () => {
    const played = playSequences(right, { runs: 20, seed: 1, servers: 3 });
    expect(randomStep({ ...played, verdict: 'inconclusive', tooLow: ['only 1 of 2 rules fired'] }, false, telling)).toMatchObject({ verdict: 'inconclusive', findings: [{ id: 'too-little', says: 'only 1 of 2 rules fired' }] });
  });

  test('a mutant that survives', () => {
    const survivor = { id: 'R01 accept', trace: [{ do: 'rtcsrv.start' }] } as const;
    const strength: Strength = { operators: [{ operator: 'accept', killed: 1, equivalent: 0, survived: 1 }], survivors: [survivor], killers: [] };
    expect(strengthStep(strength, false, telling)).toMatchObject({ verdict: 'violated', findings: [{ id: 'survived', details: ['  1  rtcsrv.start'] }] });
  });

  test('a measure of nothing', () => {
    expect(strengthStep({ operators: [], survivors: [], killers: [] }, false, telling).verdict).toBe('inconclusive');
  });
});

/** An exploration of the right rules that stops after ten states. */
function cutOff(): Exploration {
  const exploration = new Exploration(right);
  return Object.assign(exploration, { graph: () => explore(exploration.watching.machine(narrowAlphabet()), 10) });
}
