/**
 * The house: who may import whom, and where neither Node, nor a clock, nor chance may come in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Room {
  /** The rooms that it may import from beside itself. */
  readonly rooms: readonly string[];
  /** The packages that it may import, and those of which it may import types alone; `*` for any, Node's own included. */
  readonly packages?: readonly string[];
  readonly types?: readonly string[];
}

const engine = ['src/engine', 'src/engine/random'];
const administrators: Room = { rooms: ['src/reports', 'src/lync', 'src/kst', ...engine] };

/** By folder or file; the longest that fits is the room of a file. */
const house: Readonly<Record<string, Room>> = {
  'src/engine': { rooms: engine, packages: ['ts-pattern'], types: ['fast-check'] },
  'src/engine/random': { rooms: engine, packages: ['fast-check'] },
  'src/kst': { rooms: engine, packages: ['ts-pattern'], types: ['fast-check'] },
  'src/inputs': { rooms: engine, packages: ['ajv/dist/2020.js', '@humanwhocodes/momoa'], types: ['ajv'] },
  'src/lync': {
    rooms: ['src/kst', ...engine, 'src/inputs'],
    packages: ['@humanwhocodes/momoa', 'csv-parse/browser/esm', 'fast-xml-builder', 'saxes'],
  },
  'src/reports': { rooms: engine, packages: ['fast-xml-builder'] },
  'src/reports/diagnose': administrators,
  'src/reports/advise': administrators,
  'src/reports/kst': administrators,
  'src/page': { rooms: ['src/reports', ...engine], packages: ['preact', 'preact/hooks'] },
  'src/lync/page': {
    rooms: ['src/page', ...administrators.rooms, 'src/reports/diagnose', 'src/reports/advise', 'src/reports/kst', 'src/inputs'],
    packages: ['preact', 'preact/hooks'],
  },
  'src/cli': { rooms: ['*'], packages: ['*'] },
  'src/engine.ts': { rooms: engine },
  'src/arbitraries.ts': { rooms: ['src/kst', ...engine], packages: ['fast-check'] },
  'src/index.ts': { rooms: ['src/engine.ts', 'src/lync', 'src/kst', 'src/inputs', ...engine] },
  starter: { rooms: [], packages: ['ts-pattern', 'node:readline'], types: ['kst-kit/engine'] },
  'starter/leases.test.ts': { rooms: ['starter'], packages: ['kst-kit/engine', 'vitest'] },
};

interface Import {
  readonly target: string;
  readonly typesAlone: boolean;
}

const files = ['src', 'starter'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

function roomOf(file: string): string {
  const rooms = Object.keys(house).filter((room) => file === room || file.startsWith(`${room}/`));
  return rooms.reduce((longest, room) => (room.length > longest.length ? room : longest), '');
}

function importsOf(file: string): readonly Import[] {
  const statements = (texts.get(file) ?? '').matchAll(/^(?:import|export)( type)? [^;'"]*from '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm);
  return [...statements].map(([, types, from, dynamic]) => ({ target: (from ?? dynamic)!, typesAlone: types !== undefined }));
}

/** The file that a relative import names. */
const targetOf = (file: string, target: string): string => posix.join(posix.dirname(file), target);

/** Whether a file may import that. */
function mayImport(file: string, { target, typesAlone }: Import): boolean {
  const room = roomOf(file);
  const { rooms, packages = [], types = [] } = house[room]!;
  if (!target.startsWith('.')) return packages.includes('*') || packages.includes(target) || (typesAlone && types.includes(target));
  const other = roomOf(targetOf(file, target));
  return texts.has(targetOf(file, target)) && (rooms.includes('*') || room === other || rooms.includes(other));
}

test('no arrow runs back up, and no package comes in where it is not at home', () => {
  expect(files.filter((file) => roomOf(file) === '')).toEqual([]);
  const back = files.flatMap((file) => {
    const wrong = importsOf(file).filter((each) => !mayImport(file, each));
    return wrong.map(({ target }) => `${file} imports ${target}`);
  });
  expect(back).toEqual([]);
});

test('no circle of files', () => {
  const runs = (file: string): readonly string[] =>
    importsOf(file).flatMap(({ target, typesAlone }) => (typesAlone || !target.startsWith('.') ? [] : [targetOf(file, target)]));
  const done = new Set<string>();
  const circleFrom = (path: readonly string[]): readonly string[] => {
    const file = path.at(-1)!;
    if (path.indexOf(file) < path.length - 1) return path.slice(path.indexOf(file));
    if (done.has(file)) return [];
    done.add(file);
    return runs(file).map((next) => circleFrom([...path, next])).find((circle) => circle.length > 0) ?? [];
  };
  expect(files.map((file) => circleFrom([file])).filter((circle) => circle.length > 0)).toEqual([]);
});

test('engine, rules, readers, reports and page know no clock, no chance and no Node', () => {
  const outside = /\b(new Date\(\)|Date\.|performance\.|Math\.random|process\.[a-z]|Buffer\.|setTimeout\(|require\()/;
  const guilty = files.filter((file) => file.startsWith('src/') && roomOf(file) !== 'src/cli' && outside.test(texts.get(file)!));
  expect(guilty).toEqual([]);
});

test('invariants never import the rules', () => {
  const invariants = files.filter((file) => /\binvariants\b/.test(file));
  expect(invariants.length).toBeGreaterThan(10);
  expect(invariants.filter((file) => importsOf(file).some(({ target }) => /\brules\b/.test(target)))).toEqual([]);
});

test('nothing of the page names a rulebook, apart from the pages that a rulebook brings along', () => {
  const named = /\b(KST|KnownServers\w*|knownServers\w*|Lync|RTCSRV|Exchange|servers?|pools?|leases?(?=\.ts))\b|Known Servers|\/(kst|lync)\//;
  const rooms = ['src/page/', 'src/cli/page/', 'src/reports/page/'];
  const page = files.filter((file) => rooms.some((room) => file.startsWith(room)));
  expect(page.length).toBeGreaterThan(30);
  expect(page.filter((file) => named.test(texts.get(file)!))).toEqual([]);
});
