import { message, sarifRule, sarifText } from '../sarif-message.ts';
import { toldFindings } from './told.ts';
import { plain } from '../plain-text.ts';
import { stepGuide } from './step-guide.ts';
import type { GateResult, Place } from '../../engine/gate/result.ts';
import type { ToldFinding } from './told.ts';

/** A gate's result as SARIF 2.1.0, as GitHub's code scanning reads it. */
export function gateSarif(result: GateResult): string {
  const told = toldFindings(result);
  const ids = [...new Set(told.map(({ id }) => plain(id)))];
  const rules = ids.map((id) => rule(id, result, told.filter((finding) => plain(finding.id) === id)));
  const results = told.map((finding) => resultOf(finding, result.anywhere, ids.indexOf(plain(finding.id))));
  return sarifText('gate', told.every(({ verdict }) => verdict !== 'inconclusive'), rules, results);
}

/** What a finding's id is about: a rule or an invariant, or what the step that found it looks at. */
function rule(id: string, { named: all }: GateResult, findings: readonly ToldFinding[]) {
  const named = all.find((each) => each.id === id);
  const guides = [...new Set(findings.map(({ step }) => stepGuide(step)))];
  const about = named === undefined ? guides.map(({ looksAt }) => looksAt).join(' ') : `${named.says} [${named.cites.join(' ')}].`;
  const explain = named === undefined ? [] : [`kst explain ${id} shows what it cites and a scenario of it.`];
  return sarifRule(id, about, [about, ...guides.map(({ whatToDo }) => whatToDo), ...explain].join(' '));
}

/** GitHub refuses a whole file for one result without a place. */
function resultOf({ id, verdict, says, details, place, fingerprint }: ToldFinding, anywhere: Place, ruleIndex: number) {
  const { file, from, to } = place ?? anywhere;
  return {
    ruleId: plain(id),
    ruleIndex,
    level: verdict === 'violated' ? 'error' : 'warning',
    message: { text: [says, ...details].map((line) => message(plain(line))).join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: plain(file).split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
          region: { startLine: from, endLine: to },
        },
      },
    ],
    partialFingerprints: { 'kstGate/v1': plain(fingerprint) },
  };
}
