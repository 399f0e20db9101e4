import { toldFindings } from './told.ts';
import { counted, plain } from '../plain-text.ts';
import type { GateResult } from '../../engine/gate/result.ts';
import type { ToldFinding } from './told.ts';

/** GitHub keeps so many annotations of each severity for a step, and drops the others without a word. */
const most = 10;

/** A gate's result as workflow commands, which GitHub shows at the lines of a change: errors, then warnings, then the verdict. */
export function gateAnnotations(result: GateResult): string {
  const told = toldFindings(result);
  return [
    ...annotations('error', told.filter(({ verdict }) => verdict === 'violated')),
    ...annotations('warning', told.filter(({ verdict }) => verdict === 'inconclusive')),
    `kst gate: ${result.verdict}, ${counted(told.length, 'finding')}`,
    '',
  ].join('\n');
}

/** Where there are more than GitHub keeps, the last one says how many. */
function annotations(severity: 'error' | 'warning', findings: readonly ToldFinding[]): readonly string[] {
  if (findings.length <= most) return findings.map((finding) => annotation(severity, finding));
  const told = findings.slice(0, most - 1);
  const more = counted(findings.length - told.length, `more ${severity}`);
  return [...told.map((finding) => annotation(severity, finding)), `::${severity} title=kst gate::${more}; the job summary tells all`];
}

function annotation(severity: 'error' | 'warning', { step, id, says, details, place }: ToldFinding): string {
  const properties = [
    ...(place === null ? [] : [`file=${property(place.file)}`, `line=${place.from}`, `endLine=${place.to}`]),
    `title=${property(`${id} (${step})`)}`,
  ];
  return `::${severity} ${properties.join(',')}::${[says, ...details].map(data).join('%0A')}`;
}

/** As a command's message: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function data(text: string): string {
  return plain(text).replaceAll('%', '%25');
}

/** As the value of a command's property. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
