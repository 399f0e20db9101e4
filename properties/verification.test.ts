/**
 * What a verification says of rules that are wrong: the trace, the rules to look at first, and what keeps a rule from applying; and
 * that it does not pass on nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { knownServersProject } from '../src/cli/built-in.ts';
import { rulePlaces } from '../src/cli/rule-places.ts';
import { alphabetsFor, Exploration } from '../src/engine/explore/exploration.ts';
import { explore } from '../src/engine/explore/explore.ts';
import { suspects } from '../src/engine/gate/suspects.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { verification } from '../src/engine/prove/verification.ts';
import { playSequences } from '../src/engine/random/sequences.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { unstyled } from '../src/reports/styles.ts';
import { verificationJson } from '../src/reports/verification-json.ts';
import { verificationText } from '../src/reports/verification-text.ts';
import { leases } from '../starter/leases.ts';
import { rulebooks } from './rulebooks.ts';
import { withEffects, withRule } from './with-rule.ts';
import type { Invariant, Specification } from '../src/engine/specification.ts';
import type { AnyRule } from '../src/engine/rules/table.ts';
import type { Kst } from '../src/kst/words.ts';

const title = { specification: 'Known Servers Table', config: 'kst.config.ts' };

const right = knownServersTable();
const first = <W extends Specification>(specification: W) => alphabetsFor(specification, 'quick').slice(0, 1);
const changed = (id: string, change: Partial<AnyRule>): Specification => withRule(right, id, (rule) => [{ ...rule, ...change }]);

/** A verification of a proof over the first alphabet, in both forms. */
function verified(specification: Specification) {
  const exploration = new Exploration(specification);
  const proof = prove(specification, first(specification), exploration);
  const found = verification(specification, proof, null, (id) => suspects(exploration, null, []).ofInvariant(id));
  const places = rulePlaces(knownServersProject());
  const text = verificationText(specification, title, found, unstyled, (id) => places.get(id) ?? null);
  return { json: JSON.parse(verificationJson(found, title)) as VerificationJson, text };
}

interface VerificationJson {
  readonly verdict: string;
  readonly counterexample?: { readonly id: string; readonly suspects: readonly string[]; readonly near: readonly object[] };
}

const schemas = join(import.meta.dirname, '../spec/schema');
const schema = (name: string): object => JSON.parse(readFileSync(join(schemas, `${name}.schema.json`), 'utf8')) as object;

/** The same of the Known Servers Table, whose JSON fits the schema. */
function verifiedTable(specification: Specification) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).addSchema(schema('simulate'));
  const fits = ajv.compile(schema('verify'));
  const found = verified(specification);
  expect(fits(found.json), JSON.stringify(fits.errors)).toBe(true);
  return found;
}

test('a broken invariant comes with the rules to look at first, and where they are', () => {
  const { json, text } = verifiedTable(withEffects(right, 'R27', (effects) => effects.filter((effect) => effect.do !== 'log-found')));
  const suspected = ['R27', expect.any(String), expect.any(String)];
  expect(json).toMatchObject({ verdict: 'violated', counterexample: { id: 'I32', suspects: suspected, near: [] } });
  expect(text).toContain('shortest trace to I32: 3 commands, the last step breaks it\n');
  const { file, from, to } = rulePlaces(knownServersProject()).get('R27')!;
  expect(text).toContain(`     R27 A server that has begun to host is logged, offered and claimed (${file}:${from}-${to})\n`);
});

test('where no rule applies, those are told that nearly do, and what keeps them from it', () => {
  const { json, text } = verifiedTable(withRule(right, 'R37', (rule) => [{ ...rule, when: { ...rule.when, pool: false } }]));
  expect(json).toMatchObject({ verdict: 'violated', counterexample: { id: 'rulebook', suspects: [] } });
  const { near } = json.counterexample!;
  expect(near).toContainEqual({ rule: 'R37', butFor: ['pool'] });
  // R39 is two cells away.
  expect(near).toEqual(near.map(() => ({ rule: expect.not.stringMatching('R39'), butFor: [expect.any(String)] })));
  expect(text).toMatch(/^gap: no rule applies: table offer, doing .*, pool true, /m);
  expect(text).toContain('     R37 A server that is not listed is listed with 0: would apply but for pool, here true\n');
});

test('a cell that there is not keeps a rule from applying', () => {
  const { text } = verifiedTable(changed('R27', { when: { hostng: true, claimed: false } }));
  expect(text).toContain('would apply but for hostng, which there is not\n');
});

test('rules that overlap are named', () => {
  const { json, text } = verifiedTable(changed('R34', { when: { claimed: false } }));
  expect(json.counterexample).toMatchObject({ suspects: [], near: [] });
  expect(text).toMatch(/^overlap: R27 and R34 apply: table cycle, /m);
});

test('an effect that there is not is named', () => {
  expect(() => verified(withEffects(right, 'R27', () => [{ do: 'log-foundd' }]))).toThrow('there is no effect {"do":"log-foundd"}');
});

test('what is not local is told', () => {
  const log = ({ parts }: any) => ({ event: 'audited', held: [...parts.keys()].slice(0, 1) });
  const { json, text } = verified({ ...leases(), wholeEffects: { 'log-held': { ...leases().wholeEffects['log-held'], log } } });
  expect(json).toMatchObject({ verdict: 'violated', nonLocal: expect.stringContaining('the last command is not local: ') });
  expect(text).toMatch(/^violated: the last command is not local: /m);
});

test('a rulebook without an end is cut off, and what grows is named', () => {
  const { grant } = leases().partEffects;
  const counting = { ...grant, change: (part: any, command: any) => ({ holder: command.by, ticks: part.ticks + 1 }) };
  const endless = withRule({ ...leases(), partEffects: { ...leases().partEffects, grant: counting } } as Specification, 'R2', (rule) => [
    { ...rule, then: () => [{ do: 'grant' }] },
  ]);
  const [alphabet] = first(endless);
  const alphabets = [{ ...alphabet!, commands: [{ do: 'take', lease: 'x', by: 'ann' }] }];
  const { json, text } = verified({ ...endless, alphabets, invariants: () => [], ofWholeSteps: () => [], ofRuns: () => [] });
  expect(text).toContain(', CUT OFF: part.ticks grows - one lease, two takers\n');
  expect(json).toMatchObject({ verdict: 'inconclusive', parts: [{ complete: false, grows: 'part.ticks' }] });
});

describe.for(rulebooks)('a verification of the $name', ({ project }) => {
  test('is upheld in both forms, and tells what was left out', () => {
    const { specification } = project();
    const { json, text } = verified(specification);
    const proof = prove(specification, alphabetsFor(specification, 'quick'));
    const left = proof.parts.length < alphabetsFor(specification, 'proof').length;
    const found = verification(specification, proof, null, () => []);
    expect(found).toMatchObject({ verdict: 'upheld', counterexample: null });
    expect(found.leftOut).toEqual([...(left ? [expect.stringContaining('--alphabets all')] : []), expect.stringContaining('--runs')]);
    expect(JSON.parse(verificationJson(found, title))).toMatchObject({ verdict: 'upheld', undecided: [], random: null });
    expect(text).toMatch(/^proof    \d+ dialects, every reachable state, shortest traces$/m);
    expect(json).not.toHaveProperty('nonLocal');
  });
});

describe('no pass without a proof', () => {
  test('a proof that was cut off is inconclusive, and upholds no invariant', () => {
    const exploration = new Exploration(right);
    const [alphabet] = first(right);
    const cutOff = Object.assign(exploration, { graph: () => explore(exploration.machine(alphabet!.commands), 10) });
    const proof = prove(right, [alphabet!], cutOff);
    expect(proof.verdict).toBe('inconclusive');
    expect(proof.invariants.filter(({ verdict }) => verdict === 'upheld')).toEqual([]);
  });

  test('a proof of nothing is inconclusive', () => {
    expect(prove(right, []).verdict).toBe('inconclusive');
  });

  test('an invariant that never speaks is a violation', () => {
    const idle: Invariant<Kst> = {
      ...right.invariants()[0]!,
      id: 'I97',
      says: 'A cycle stops nothing',
      when: { command: { do: 'umRouting.discover' }, before: { running: true }, after: { running: false } },
      must: () => true,
    };
    const proof = prove({ ...right, invariants: () => [...right.invariants(), idle] }, first(right));
    expect(proof.verdict).toBe('violated');
    expect(proof.invariants.find(({ id }) => id === 'I97')!.verdict).toBe('vacuous');
  });

  const undecidedAtRandom = () =>
    playSequences(changed('R37', { when: { running: false, claimed: false, pool: true } }), { runs: 100, seed: 1, parts: 2 });

  test('no sequence is inconclusive, and rules that do not decide are wrong', () => {
    expect(playSequences(right, { runs: 0, seed: 1, parts: 3 }).verdict).toBe('inconclusive');
    expect(undecidedAtRandom()).toMatchObject({ verdict: 'violated', counterexample: { id: 'rulebook' } });
  });

  test('what the sequences find is found, though the proof is upheld', () => {
    const proof = prove(right, alphabetsFor(right, 'quick'));
    const found = verification(right, proof, undecidedAtRandom(), () => []);
    expect(found).toMatchObject({ verdict: 'violated', counterexample: { id: 'rulebook' } });
  });
});
