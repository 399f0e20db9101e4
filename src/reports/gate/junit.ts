import { titleText } from '../../engine/title.ts';
import { junitText } from '../junit.ts';
import { findingsOf, shownLines } from './told.ts';
import { plain } from '../plain-text.ts';
import type { GateResult, GateStep } from '../../engine/gate/result.ts';

/** A gate's result as JUnit XML: a suite a step, a failure a finding, an error where a step came to no verdict. */
export function gateJunit({ title, steps }: GateResult): string {
  return junitText(plain(`kst gate: ${titleText(title)}`), steps.length === 0 ? [nothingRan] : steps.map(suiteOf));
}

function suiteOf(step: GateStep) {
  const { name, milliseconds } = step;
  const findings = findingsOf(step);
  const names = distinct(findings.map(({ id, says }) => plain(`${id} ${says}`)));
  const tests = findings.map((finding, index) => {
    const { verdict, says } = finding;
    const shown = { '@type': verdict, '@message': plain(says), '#text': shownLines(finding).join('\n') };
    return { name: names[index]!, outcome: { [verdict === 'violated' ? 'failure' : 'error']: shown } };
  });
  const passed = { name, outcome: { 'system-out': plain(step.says) } };
  return { name, classname: `kst-gate.${name}`, milliseconds, tests: tests.length === 0 ? [passed] : tests };
}

/** Nothing looked at is no pass. */
const nothingRan = {
  name: 'gate', classname: 'kst-gate.gate', milliseconds: 0,
  tests: [{ name: 'gate', outcome: { error: { '@type': 'inconclusive', '@message': 'no step ran' } } }],
};

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
