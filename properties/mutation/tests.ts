/**
 * What properties/*.property.test.ts import from vitest, in a mutation run: their tests are kept in a list, to be run in this process.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import '../fix-seed.ts';

export { expect } from 'vitest';

/** A test of the properties, under a name that no other has. */
export interface PropertyTest {
  readonly name: string;
  readonly run: () => unknown;
}

type Body = (...given: any[]) => unknown;

let kept: PropertyTest[] = [];
let within: string[] = [];

const folder = join(import.meta.dirname, '..');

/** The tests of all properties, those of the stages themselves left out; the files are imported with a mark at the end of their address. */
export async function propertyTests(mark: string): Promise<readonly PropertyTest[]> {
  kept = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.property.test.ts') || file.startsWith('stages.')) continue;
    within = [file];
    await import(`${pathToFileURL(join(folder, file)).href}${mark}`);
  }
  return kept;
}

export const test = Object.assign((name: string, body: Body) => keep(name, body), { for: forEach(keep) });

export const describe = Object.assign((name: string, body: Body) => inside(name, body), { for: forEach(inside) });

function forEach(declare: (name: string, body: Body) => void) {
  return (cases: readonly unknown[]) => (name: string, body: Body): void =>
    cases.forEach((each, index) => declare(`${name} #${index}`, () => body(each)));
}

function keep(name: string, run: Body): void {
  kept.push({ name: [...within, name].join(' > '), run });
}

function inside(name: string, body: Body): void {
  within.push(name);
  body();
  within.pop();
}
