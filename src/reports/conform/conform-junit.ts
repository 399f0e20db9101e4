import { wasTried } from '../../engine/conform/summary.ts';
import { junitText } from '../junit.ts';
import { plain } from '../plain-text.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import { type Title, titleText } from '../../engine/title.ts';

/**
 * A comparison as JUnit XML: a test for each part that was tried, a failure for each rule that is broken, an error where the
 * implementation could not be judged.
 */
export function conformJunit(
  specification: Specification, title: Title, conformance: Conformance, files: ScenarioFiles = new Map(),
): string {
  const { parts, verdict } = conformance;
  const broken = toldWrongs(specification, conformance, files).map(({ id, kind, says, details, file }) => {
    const shown = { '@type': kind, '@message': says, '#text': [...(file === null ? [] : [plain(file)]), ...details].join('\n') };
    return { name: plain(`${id} ${says}`), outcome: { [kind === 'fault' ? 'error' : 'failure']: shown } };
  });
  const untried = { name: 'conform', outcome: { error: { '@type': 'inconclusive', '@message': 'nothing was tried' } } };
  const played = parts.map(({ name, sequences, commands }) => {
    return { name: plain(`${name}: ${sequences} sequences, ${commands} commands`), outcome: {} };
  });
  const tests = [...broken, ...(wasTried({ parts }) || broken.length > 0 ? [] : [untried]), ...played];
  const suite = { name: `kst conform: ${verdict}`, classname: 'kst-conform', milliseconds: 0, tests };
  return junitText(plain(`kst conform: ${titleText(title)}`), [suite]);
}
