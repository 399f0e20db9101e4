import { wasTried } from '../../engine/conform/summary.ts';
import { plain } from '../plain-text.ts';
import { xml } from '../xml.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import { type Title, titleText } from '../../engine/title.ts';

/**
 * A comparison as JUnit XML, as GitLab and Jenkins read it: a test for each part that was tried, a failure for each rule that
 * is broken, an error where the implementation could not be judged.
 */
export function conformJunit(
  specification: Specification, title: Title, conformance: Conformance, files: ScenarioFiles = new Map(),
): string {
  const { parts, verdict } = conformance;
  const wrongs = toldWrongs(specification, conformance, files);
  const about = (name: string) => ({ '@name': plain(name), '@classname': 'kst-conform', '@time': '0.000' });
  const broken = wrongs.map(({ id, kind, says, details, file }) => ({
    ...about(`${id} ${says}`),
    [kind === 'fault' ? 'error' : 'failure']: {
      '@type': kind, '@message': says, '#text': [...(file === null ? [] : [plain(file)]), ...details].join('\n'),
    },
  }));
  // A report without a test would pass.
  const untried = { ...about('conform'), error: { '@type': 'inconclusive', '@message': 'nothing was tried' } };
  const nothing = !wasTried({ parts }) && broken.length === 0 ? [untried] : [];
  const played = parts.map(({ name, sequences, commands }) => about(`${name}: ${sequences} sequences, ${commands} commands`));
  const tests = [...broken, ...nothing, ...played];
  const failures = wrongs.filter(({ kind }) => kind === 'divergence').length;
  const counts = { '@tests': tests.length, '@failures': failures, '@errors': broken.length - failures + nothing.length };
  const testsuite = [{ '@name': `kst conform: ${verdict}`, ...counts, '@skipped': 0, '@time': '0.000', testcase: tests }];
  return xml.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': plain(`kst conform: ${titleText(title)}`), ...counts, '@time': '0.000', testsuite },
  });
}
