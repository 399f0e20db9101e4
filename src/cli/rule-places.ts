/**
 * Where the rules and the invariants stand in the sources, so that a finding can point at the lines of the one it is about.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../kit/gate/result.ts';

const folders = ['src/kst/rules', 'src/kst/invariants'];

/**
 * The lines of every rule and invariant by its id, from its `{` to its `}`; of one that stands there twice the first.
 * Empty where the sources are not: an installed package brings none.
 *
 * @param root the project's folder.
 */
export function rulePlaces(root: string = fileURLToPath(new URL('../../', import.meta.url))): ReadonlyMap<string, Place> {
  const places = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).sort().map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => placesIn(file, readFileSync(join(root, file), 'utf8').split(/\r?\n/)));
  return new Map(places.reverse());
}

/** Records as they are formatted here: `{` alone, then the id, and the `}` under the `{`. */
function placesIn(file: string, lines: readonly string[]): readonly (readonly [string, Place])[] {
  return lines.flatMap((line, index) => {
    const id = /^\s+id: '([A-Z]\d+)',$/.exec(line)?.[1];
    const indent = /^(\s*)\{$/.exec(lines[index - 1] ?? '')?.[1];
    if (id === undefined || indent === undefined) return [];
    const end = lines.findIndex((text, at) => at > index && text.startsWith(`${indent}}`));
    return end === -1 ? [] : [[id, { file, from: index, to: end + 1 }] as const];
  });
}
