/**
 * The folders' arrows: who may import whom, and where neither Node, nor a clock, nor chance may come in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const src = join(import.meta.dirname, '..', 'src');

/** Each folder, and the folders that it may import from beside itself; `.` is for the files of src/ itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  kst: [],
  verify: [],
  kit: ['kst', 'verify', '.'],
  inputs: ['kst'],
  reports: ['kst', 'kit', 'verify'],
  cli: ['kst', 'verify', 'kit', 'inputs', 'reports'],
  page: ['kst', 'kit', 'inputs', 'reports'],
  '.': ['kst', 'verify', 'kit', 'inputs'],
};

/** The packages that a folder may import; `*` for any, Node's own included. */
const packages: Readonly<Record<string, readonly string[]>> = {
  kst: ['ts-pattern'],
  verify: ['fast-check'],
  kit: ['fast-check', 'ts-pattern'],
  inputs: ['ajv', 'ajv/dist/2020.js', '@humanwhocodes/momoa', 'csv-parse/browser/esm', 'fast-xml-builder', 'saxes'],
  reports: ['fast-xml-builder'],
  cli: ['*'],
  page: ['preact', 'preact/hooks'],
  '.': ['fast-check'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const folderOf = (file: string): string => (file.includes('/') ? file.split('/')[0]! : '.');
const importsOf = (text: string): readonly string[] => [...text.matchAll(/\bfrom '([^'\n]+)'|\bimport\('([^'\n]+)'\)/g)].map((match) => (match[1] ?? match[2])!);

describe.for(files.map((file) => ({ file })))('$file', ({ file }) => {
  const text = readFileSync(join(src, file), 'utf8');
  const folder = folderOf(file);

  test('imports only where its arrows point', () => {
    for (const target of importsOf(text)) {
      if (target.startsWith('.')) {
        expect(target, 'a relative import names the .ts file').toMatch(/\.tsx?$/);
        const to = folderOf(relative(src, join(src, dirname(file), target)));
        expect([folder, ...arrows[folder]!], `${file} imports ${target}`).toContain(to);
      } else if (!packages[folder]!.includes('*')) {
        expect(packages[folder], `${file} imports ${target}`).toContain(target);
      }
    }
  });

  if (folder !== 'cli') {
    test('knows no clock, no chance and no Node', () => {
      expect(text).not.toMatch(/\b(new Date|Date\.|performance\.|Math\.random|process\.[a-z]|Buffer\.|setTimeout\(|require\()/);
    });
  }
});

test('only the random runner of the engine knows fast-check', () => {
  const users = files.filter((file) => folderOf(file) === 'verify' && importsOf(readFileSync(join(src, file), 'utf8')).includes('fast-check'));
  expect(users).toEqual(['verify/random.ts']);
});

test('invariants never import the rules', () => {
  const guilty = files.filter((file) => file.startsWith('kst/invariants/') && importsOf(readFileSync(join(src, file), 'utf8')).some((target) => target.includes('rules/')));
  expect(guilty).toEqual([]);
});
