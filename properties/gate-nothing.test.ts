/**
 * No step of the gate passes on nothing: on a proof that was cut off, sequences that reach too little, or a measure of no mutant.
 */
import { describe, expect, test } from 'vitest';
import { alphabetsFor, Exploration } from '../src/engine/explore/exploration.ts';
import { explore } from '../src/engine/explore/explore.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { playSequences } from '../src/engine/random/sequences.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { proofStep, randomStep, rulebookStep, strengthStep } from '../src/reports/gate/steps.ts';
import { rulebooks } from './rulebooks.ts';
import { withRule } from './with-rule.ts';

describe.for(rulebooks)('no step of the gate passes on nothing of the $name', ({ project }) => {
  const { specification } = project();
  const system = systemOf(specification);
  const [first] = alphabetsFor(specification, 'quick');
  const telling = { specification, placeOf: () => null, suspects: { ofChange: [], ofInvariant: () => [] } };

  test('a proof that was cut off', () => {
    const exploration = new Exploration(specification);
    const cutOff = Object.assign(exploration, { graph: () => explore(exploration.machine(first!.commands), 3) });
    expect(proofStep(prove(specification, [first!], cutOff), telling)).toMatchObject({
      verdict: 'inconclusive',
      findings: [{ id: 'cut-off' }],
    });
  });

  test('a proof of nothing', () => {
    const proof = prove(specification, []);
    const verdicts = [proofStep(proof, telling).verdict, rulebookStep(proof, [], telling).verdict];
    expect(verdicts).not.toContain('upheld');
  });

  test('a rule that applies where it is declared not to', () => {
    const { id } = system.tables.get(Object.keys(specification.partTables)[0]!)!.rules[0]!;
    const [name, [choice]] = Object.entries(system.dialects.choices)[0] as [string, [string]];
    const wrong = withRule(specification, id, (rule) => [{ ...rule, neverIn: [{ [name]: choice }] }]);
    expect(rulebookStep(prove(wrong, [first!]), [], telling).findings).toContainEqual(
      expect.objectContaining({ id, verdict: 'violated', says: expect.stringContaining('declared not to') }),
    );
  });

  test('sequences that reach too little', () => {
    const played = playSequences(specification, { runs: 20, seed: 1, parts: 3 });
    const tooLow = ['only 1 of 2 rules fired'];
    expect(randomStep({ ...played, verdict: 'inconclusive', tooLow }, telling)).toMatchObject({
      verdict: 'inconclusive',
      findings: [{ id: 'too-little', says: tooLow[0] }],
    });
  });

  test('a mutant that survives', () => {
    const command = first!.commands.at(-1)!;
    const strength = {
      operators: [{ operator: 'accept', killed: 1, equivalent: 0, survived: 1 }],
      survivors: [{ id: `${system.rules[0]!.id} accept`, trace: [command] }],
      killers: [],
    };
    expect(strengthStep(strength, telling)).toMatchObject({
      verdict: 'violated',
      findings: [{ id: 'survived', details: [`  1  ${system.text(command)}`] }],
    });
  });

  test('a measure of nothing', () => {
    expect(strengthStep({ operators: [], survivors: [], killers: [] }, telling).verdict).toBe('inconclusive');
  });
});
