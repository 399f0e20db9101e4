/**
 * The scenarios of a project. A file of its own, since a check of their schema takes as long to load as a proof to begin.
 */
import { join } from 'node:path';
import { scenarioReader } from '../inputs/scenario.ts';
import { textsIn } from './files.ts';
import type { Story } from '../engine/replay/explanation.ts';
import { type Project, specRoot } from './project.ts';

/** Every scenario of a project, with its file's path in the project, in the order of the names. @throws InputError */
export function specScenarios(project: Project): readonly Story[] {
  const read = scenarioReader(project.specification);
  return scenarioTexts(project).map(({ file, text }) => ({ file, scenario: read(text, file) }));
}

/** Where scenarios are, in the project's folder. */
export const scenariosFolder = 'spec/scenarios';

/** The same unread. */
export function scenarioTexts(project: Pick<Project, 'folder' | 'specFrom'>): ReturnType<typeof textsIn> {
  return textsIn(join(specRoot(project), scenariosFolder), '.json', scenariosFolder);
}
