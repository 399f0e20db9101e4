/**
 * Whether reports/mutation.md, which takes long to make, is of the files as they are today: it names the digest of the files it is made of.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './hash.ts';
import { reportsFolder } from './reports-folder.ts';

/** The digest of all files of a folder that fit a pattern, by name and text. */
export function digestOf(folder: string, pattern: string): string {
  const files = globSync(pattern, { cwd: folder }).map((file) => file.replaceAll('\\', '/')).sort();
  return sha256(files.map((file) => `${file} ${sha256(readFileSync(join(folder, file), 'utf8'))}\n`).join(''));
}

/** A line for each pattern whose files are others than in the mutation report of a project; none where there is no such report. */
export function olderMutationReport(folder: string): readonly string[] {
  const file = `${reportsFolder}/mutation.md`;
  if (!existsSync(join(folder, file))) return [];
  const digests = readFileSync(join(folder, file), 'utf8').matchAll(/^\| `(\S+)` \| `([0-9a-f]{64})` \|$/gm);
  const changed = [...digests].filter(([, pattern, digest]) => digestOf(folder, pattern!) !== digest);
  return changed.map(([, pattern]) => `${file} is of an older commit: ${pattern} changed since`);
}
