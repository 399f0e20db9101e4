import { type ToldFinding, toldFindings } from './told.ts';
import { titleText } from '../../engine/title.ts';
import { counted, plain } from '../plain-text.ts';
import type { GateResult } from '../../engine/gate/result.ts';

/** GitHub keeps so many annotations of each severity for a step, and drops the others without a word. */
const most = 10;

/** A gate's result as workflow commands, which GitHub shows at the lines of a change: errors, then warnings, then the verdict. */
export function gateAnnotations(result: GateResult): string {
  const told = toldFindings(result);
  return [
    data(titleText(result.title)),
    ...annotations('error', told.filter(({ verdict }) => verdict === 'violated')),
    ...annotations('warning', told.filter(({ verdict }) => verdict === 'inconclusive')),
    `kst gate: ${result.verdict}, ${counted(told.length, 'finding')}`,
    '',
  ].join('\n');
}

/** Where there are more than GitHub keeps, the last one says how many. */
function annotations(severity: 'error' | 'warning', findings: readonly ToldFinding[]) {
  const told = findings.length <= most ? findings : findings.slice(0, most - 1);
  const more = findings.length - told.length;
  return [
    ...told.map(({ step, id, says, details, place }) => {
      const where = place === null ? '' : `file=${property(place.file)},line=${place.from},endLine=${place.to},`;
      return `::${severity} ${where}title=${property(`${id} (${step})`)}::${[says, ...details].map(data).join('%0A')}`;
    }),
    ...(more === 0 ? [] : [`::${severity} title=kst gate::${counted(more, `more ${severity}`)}; the job summary tells all`]),
  ];
}

/** As a command's message: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function data(text: string) {
  return plain(text).replaceAll('%', '%25');
}

/** As the value of a command's property. */
function property(text: string) {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
