/**
 * JUnit XML, as GitLab and Jenkins read it. It keeps to the schema of Jenkins' xUnit plugin (junit-10.xsd), the strictest reader: so a
 * place is text, no attribute.
 */
import { xml } from './xml.ts';

/** Tests, of which the first takes all the time. */
export interface JunitSuite {
  readonly name: string;
  readonly classname: string;
  readonly milliseconds: number;
  /** What became of a test is a `failure`, an `error`, or anything else for one that has passed. */
  readonly tests: readonly { readonly name: string; readonly outcome: object }[];
}

/** A report of some suites. One without a test would pass. */
export function junitText(title: string, suites: readonly JunitSuite[]): string {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);
  const counts = (tests: JunitSuite['tests']) => {
    const count = (what: string) => tests.filter(({ outcome }) => what in outcome).length;
    return { '@tests': tests.length, '@failures': count('failure'), '@errors': count('error') };
  };
  const testsuite = suites.map(({ name, classname, milliseconds, tests }) => ({
    '@name': name, ...counts(tests), '@skipped': 0, '@time': seconds(milliseconds),
    testcase: tests.map(({ name: own, outcome }, index) => {
      return { '@name': own, '@classname': classname, '@time': seconds(index === 0 ? milliseconds : 0), ...outcome };
    }),
  }));
  const time = seconds(suites.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  return xml.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': title, ...counts(suites.flatMap(({ tests }) => tests)), '@time': time, testsuite },
  });
}
