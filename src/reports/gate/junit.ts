import { findingsOf, seconds, shownLines } from './told.ts';
import { titleText } from '../../engine/title.ts';
import { plain } from '../plain-text.ts';
import { xml } from '../xml.ts';
import type { GateResult, GateStep } from '../../engine/gate/result.ts';

/**
 * A gate's result as JUnit XML, as GitLab and Jenkins read it: a suite a step, a failure a finding, an error where a step came to no
 * verdict. It keeps to the schema of Jenkins' xUnit plugin (junit-10.xsd), the strictest reader: so a place is text, no attribute.
 */
export function gateJunit({ title, steps }: GateResult): string {
  const suites = steps.length === 0 ? [nothingRan] : steps.map(suiteOf);
  const sum = (key: '@tests' | '@failures' | '@errors') => suites.reduce((total, suite) => total + suite[key], 0);
  return xml.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': plain(`kst gate: ${titleText(title)}`),
      '@tests': sum('@tests'),
      '@failures': sum('@failures'),
      '@errors': sum('@errors'),
      '@time': seconds(steps.reduce((time, { milliseconds }) => time + milliseconds, 0), 3),
      testsuite: suites,
    },
  });
}

function suiteOf(step: GateStep) {
  const findings = findingsOf(step);
  const names = distinct(findings.map(({ id, says }) => plain(`${id} ${says}`)));
  const passed = { '@name': step.name, outcome: { 'system-out': plain(step.says) } };
  return suite(step, findings.length === 0 ? [passed] : findings.map((finding, index) => {
    const { verdict, says } = finding;
    const shown = { '@type': verdict, '@message': plain(says), '#text': shownLines(finding).join('\n') };
    return { '@name': names[index]!, outcome: { [verdict === 'violated' ? 'failure' : 'error']: shown } };
  }));
}

/** A suite of tests, of which the first takes all the time. */
function suite({ name, milliseconds }: Pick<GateStep, 'milliseconds'> & { readonly name: string }, tests: readonly Test[]) {
  const count = (outcome: string) => tests.filter((test) => outcome in test.outcome).length;
  return {
    '@name': name,
    '@tests': tests.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': 0,
    '@time': seconds(milliseconds, 3),
    testcase: tests.map(({ outcome, ...named }, index) => {
      return { ...named, '@classname': `kst-gate.${name}`, '@time': seconds(index === 0 ? milliseconds : 0, 3), ...outcome };
    }),
  };
}

interface Test {
  readonly '@name': string; readonly outcome: object;
}

/** A report without a test would pass; nothing looked at is no pass. */
const nothingRan = suite({ name: 'gate', milliseconds: 0 }, [
  { '@name': 'gate', outcome: { error: { '@type': 'inconclusive', '@message': 'no step ran' } } },
]);

/** The names, each that was there before with the next number that makes it another. */
function distinct(names: readonly string[]) {
  const taken = new Set<string>();
  for (const name of names) {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name} #${number}`;
    taken.add(free);
  }
  return [...taken];
}
