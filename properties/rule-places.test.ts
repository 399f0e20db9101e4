/**
 * A finding points at the lines of the rule or the invariant that it is about, however its source is formatted.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownServersProject } from '../src/cli/built-in.ts';
import { recordsIn, rulePlaces } from '../src/cli/rule-places.ts';
import type { Project } from '../src/cli/project.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { leasesProject } from './rulebooks.ts';
import { temporaryFolder } from './temporary.ts';

const projects: readonly { readonly name: string; readonly project: Project }[] = [
  { name: 'the Known Servers Table', project: knownServersProject() },
  { name: 'leases', project: { ...leasesProject(), sources: ['rules.ts', 'invariants.ts'] } },
];

describe.for(projects)('of $name', ({ project }) => {
  const { specification, folder } = project;
  const ids = [...systemOf(specification).rules, ...allInvariants(specification)].map(({ id }) => id);
  const places = rulePlaces(project);

  test('every rule and every invariant has its place, and nothing else', () => {
    expect([...places.keys()].sort()).toEqual(ids.toSorted());
  });

  test('the lines of each are one record, which has its id and no other', () => {
    for (const id of ids) {
      const { file, from, to } = places.get(id)!;
      const lines = readFileSync(join(folder, file), 'utf8').split('\n').slice(from - 1, to).map((line) => line.trim());
      expect(lines[0], id).toMatch(/^\{/);
      expect(lines.at(-1), id).toMatch(/\},$/);
      expect(lines.join('\n').match(/\bid: '[A-Z]\d+'/g), id).toEqual([`id: '${id}'`]);
      expect(lines.join('').match(/[{]/g)!.length, id).toBe(lines.join('').match(/[}]/g)!.length);
    }
  });
});

test('of an id that stands there twice the first place counts; without sources there is none', () => {
  const folder = temporaryFolder();
  const places = (...sources: readonly string[]) => [...rulePlaces({ folder, sources })];
  expect(places('rules')).toEqual([]);
  mkdirSync(join(folder, 'rules'));
  const record = "  {\r\n    id: 'R01',\r\n    then: () => [\r\n    ],\r\n  },\r\n";
  writeFileSync(join(folder, 'rules/b.ts'), `[\r\n${record}${record}];\r\n`);
  expect(places('rules')).toEqual([['R01', { file: 'rules/b.ts', from: 2, to: 6 }]]);
  expect(places('rules/b.ts')).toEqual(places('rules'));
  writeFileSync(join(folder, 'rules/a.js'), '[{ id: "R01" }]');
  writeFileSync(join(folder, 'rules/README.md'), "{ id: 'R02' }");
  expect(places('rules')).toEqual([['R01', { file: 'rules/a.js', from: 1, to: 1 }]]);
});

describe('a record is found', () => {
  test.for([
    ["[{ id: 'R1', says: 'one' }, { id: 'R2', says: 'two' }]", ['R1 1-1', 'R2 1-1']],
    ['[{says: "one",\n  "id" : "R1"\n}]', ['R1 1-3']],
    ['[{ cites: [], id: `R1` }]', ['R1 1-1']],
    ["{ id: 'R1', then: () => ({ a: {} }) }", ['R1 1-1']],
    ["{ id: 'R1', says: 'a } in a text, and it\\'s } quoted',\n}", ['R1 1-2']],
    ["{ id: 'R1', says: `a } and ${of({ b: `}` })} and {`,\n}", ['R1 1-2']],
    ["{ id: 'R1', // the } of a comment, and a '\n/* { */ }", ['R1 1-2']],
    ["{ id: 'R1', check: (text) => /[}/'`]\\//.test(text),\n half: 1 / 2, two: a / b }", ['R1 1-2']],
    ["{ id: 'R1', list: [{ id: 'R2' }] }", ['R2 1-1', 'R1 1-1']],
    ["with({ id: 'R1',\n})", ['R1 1-2']],
  ] as const)('in %j', ([source, places]) => {
    expect(recordsIn(source).map(({ id, from, to }) => `${id} ${from}-${to}`)).toEqual(places);
  });

  test.for([
    ['{ id: 14493 }'],
    ['{ id: `R${number}` }'],
    ["({ a: is ? id : 'R1' })"],
    ["interface Rule { readonly id: 'R1' }"],
    ["'{' id: 'R1' '}'"],
    ["// { id: 'R1' }"],
    ["`{ id: 'R1' }`"],
    ["[{ id: 'R1', says: 'cut off"],
    ["} id: 'R1' }"],
    ['`${'],
  ])('but not in %j', ([source]) => {
    expect(recordsIn(source!)).toEqual([]);
  });
});
