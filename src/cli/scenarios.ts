/**
 * The scenarios of a project. A file of its own, since a check of their schema takes as long to load as a proof to begin.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioReader } from '../inputs/scenario.ts';
import type { Story } from '../engine/replay/explanation.ts';
import { type Project, specRoot } from './project.ts';

/** Every scenario of a project, with its file's path in the project, in the order of the names. @throws InputError */
export function specScenarios(project: Project): readonly Story[] {
  const folder = join(specRoot(project), 'spec/scenarios');
  if (!existsSync(folder)) return [];
  const read = scenarioReader(project.specification);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => {
    const file = `spec/scenarios/${name}`;
    return { file, scenario: read(readFileSync(join(folder, name), 'utf8'), file) };
  });
}
