/**
 * What a mutation run asks in one process, as tests: so that it can be run by vitest alone, to the same end.
 */
import { expect, test } from 'vitest';
import { lastStages, recordAround, stages } from './mutation/stages.ts';

test.for([...Object.keys(stages()), ...Object.keys(lastStages)])('nothing is wrong by the stage %s', (name) => {
  expect({ ...stages(), ...lastStages }[name]!({ around: null, judges: false })).toBeNull();
});

test('a line belongs to the rule in whose record it is', () => {
  const source = "const a = 1;\nconst rules = [\n  { id: 'R01',\n    says: 'x' },\n];\n";
  expect([1, 2, 3, 4, 5].map((line) => recordAround(source, line))).toEqual([null, null, 'R01', 'R01', null]);
});
