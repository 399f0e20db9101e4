/**
 * A finding points at the lines of the rule or the invariant that it is about.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulePlaces } from '../src/cli/rule-places.ts';
import { allInvariants } from '../src/kst/invariants/index.ts';
import { knownServersTable } from '../src/kst/model.ts';

const root = join(import.meta.dirname, '..');
const ids = [...Object.values(knownServersTable().rulebook).flat(), ...allInvariants()].map(({ id }) => id);

test('every rule and every invariant has its place, and nothing else', () => {
  expect([...rulePlaces().keys()].sort()).toEqual(ids.toSorted());
});

test.for(ids)('the lines of %s are one record, which has its id and no other', (id) => {
  const { file, from, to } = rulePlaces().get(id)!;
  const lines = readFileSync(join(root, file), 'utf8').split('\n').slice(from - 1, to);
  expect(lines[0]!.trim()).toBe('{');
  expect(lines.at(-1)!.trim()).toBe('},');
  expect(lines.join('\n').match(/\bid: '[A-Z]\d+'/g)).toEqual([`id: '${id}'`]);
  expect(lines.join('\n').match(/[{]/g)!.length).toBe(lines.join('\n').match(/[}]/g)!.length);
});

test('of an id that stands there twice the first place counts; without sources there is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kst-places-'));
  try {
    expect(rulePlaces(folder)).toEqual(new Map());
    mkdirSync(join(folder, 'src/kst/rules'), { recursive: true });
    const record = "  {\r\n    id: 'R01',\r\n    then: () => [\r\n    ],\r\n  },\r\n";
    writeFileSync(join(folder, 'src/kst/rules/a.ts'), `[\r\n${record}${record}];\r\n`);
    expect(rulePlaces(folder)).toEqual(new Map([['R01', { file: 'src/kst/rules/a.ts', from: 2, to: 6 }]]));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
