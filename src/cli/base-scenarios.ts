/**
 * The scenarios of a base, played by the rules of today: what they tell is judged as they told it, however they have been edited since.
 */
import { InputError } from '../inputs/input-error.ts';
import { scenarioReader } from '../inputs/scenario.ts';
import { counted } from '../reports/plain-text.ts';
import { failureOf } from './gate/scenarios-step.ts';
import { maybeGitIn } from './git.ts';
import { scenariosFolder, scenarioTexts } from './scenarios.ts';
import { blobOf } from './hash.ts';
import type { Surroundings } from './base.ts';
import type { Value } from '../engine/diff/values.ts';
import type { Specification } from '../engine/specification.ts';

/** Those of which today less is judged, or that do not happen any more, as changes. */
export function scenarioChanges(commit: string | null, { folder, env }: Surroundings, specification: Specification): readonly Value[] {
  const git = commit === null ? null : maybeGitIn(folder, env);
  if (commit === null || git === null) return [];
  const today = new Map(scenarioTexts({ folder }).map(({ file, text }) => [file, text]));
  const read = scenarioReader(specification);
  const checkedIn = (text: string, file: string) => failureOf(specification, read(text, file)).checked;
  return git.filesAt(commit, scenariosFolder).filter(({ file }) => file.endsWith('.json')).flatMap(({ file, blob }) => {
    const edited = today.get(file);
    if (edited !== undefined && blobOf(edited, blob) === blob) return []; // the step scenarios plays it
    const change = (of: Omit<Value, 'of'>): readonly Value[] => [{ of: file, ...of }];
    try {
      const { says, checked } = failureOf(specification, read(git.file(commit, file).text, file));
      if (says !== null) return change({ class: 'scenario-broken', before: 'it happened', now: says });
      const left = edited === undefined ? null : checkedIn(edited, file);
      if (left !== null && left >= checked) return [];
      const now = left === null ? null : counted(left, 'expectation');
      return change({ class: 'judges-less', before: counted(checked, 'expectation'), now });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return change({ class: 'not-compared', before: '1 scenario', now: null });
    }
  });
}
