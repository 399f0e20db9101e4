import { findingsOf, seconds, shownLines } from './told.ts';
import { plain } from '../plain-text.ts';
import { xml } from '../xml.ts';
import type { GateFinding, GateResult, GateStep } from '../../engine/gate/result.ts';

/**
 * A gate's result as JUnit XML, as GitLab and Jenkins read it: a suite a step, a failure a finding, an error where a step came to no
 * verdict. It keeps to the schema of Jenkins' xUnit plugin (junit-10.xsd), the strictest reader: so a place is text, no attribute.
 */
export function gateJunit(result: GateResult): string {
  const suites = result.steps.length === 0 ? [nothingRan] : result.steps.map(suite);
  return xml.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'kst gate',
      '@tests': sum(suites, '@tests'),
      '@failures': sum(suites, '@failures'),
      '@errors': sum(suites, '@errors'),
      '@time': seconds(result.steps.reduce((time, { milliseconds }) => time + milliseconds, 0), 3),
      testsuite: suites,
    },
  });
}

function suite(step: GateStep) {
  const findings = findingsOf(step);
  const names = distinct(findings.map(({ id, says }) => plain(`${id} ${says}`)));
  const about = (index: number) => ({ '@classname': `kst-gate.${step.name}`, '@time': seconds(index === 0 ? step.milliseconds : 0, 3) });
  return {
    '@name': step.name,
    '@tests': Math.max(findings.length, 1),
    '@failures': findings.filter(({ verdict }) => verdict === 'violated').length,
    '@errors': findings.filter(({ verdict }) => verdict === 'inconclusive').length,
    '@skipped': 0,
    '@time': seconds(step.milliseconds, 3),
    testcase:
      findings.length === 0
        ? [{ '@name': step.name, ...about(0), 'system-out': plain(step.says) }]
        : findings.map((finding, index) => ({ '@name': names[index], ...about(index), ...told(finding) })),
  };
}

/** A report without a test would pass; nothing looked at is no pass. */
const nothingRan = {
  '@name': 'gate',
  '@tests': 1,
  '@failures': 0,
  '@errors': 1,
  '@skipped': 0,
  '@time': '0.000',
  testcase: [
    { '@name': 'gate', '@classname': 'kst-gate.gate', '@time': '0.000', error: { '@type': 'inconclusive', '@message': 'no step ran' } },
  ],
};

function told(finding: GateFinding) {
  const { verdict, says } = finding;
  const shown = { '@type': verdict, '@message': plain(says), '#text': shownLines(finding).join('\n') };
  return { [verdict === 'violated' ? 'failure' : 'error']: shown };
}

/** The names, each that was there before with the next number that makes it another. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  for (const name of names) {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name} #${number}`;
    taken.add(free);
  }
  return [...taken];
}

function sum<T extends string>(suites: readonly { readonly [key in T]: number }[], key: T): number {
  return suites.reduce((total, each) => total + each[key], 0);
}
