import { message, sarifRule, sarifText } from '../sarif-message.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Title } from '../../engine/title.ts';

/**
 * A comparison as SARIF 2.1.0, as GitHub's code scanning reads it. A result stands at its scenario file, or at the file that
 * the implementation was started from, since GitHub refuses a whole file for one result without a place.
 *
 * @param started that file, relative to where the command was given.
 */
export function conformSarif(
  specification: Specification,
  title: Title,
  conformance: Conformance,
  started: string,
  files: ScenarioFiles = new Map(),
): string {
  const wrongs = toldWrongs(specification, conformance, files);
  const ids = [...new Set(wrongs.map(({ id }) => id))];
  const rules = ids.map((id) => {
    const isRule = conformance.divergences.some((divergence) => divergence.rule === id);
    const explained = `kst explain ${id} shows what it cites and a scenario of it.`;
    const help = isRule ? explained : 'The page on adapters tells how the protocol goes.';
    return sarifRule(id, wrongs.find((wrong) => wrong.id === id)!.says, help);
  });
  const results = wrongs.map(({ id, kind, says, details, file }) => ({
    ruleId: id, ruleIndex: ids.indexOf(id), level: kind === 'fault' ? 'warning' : 'error',
    message: { text: [says, ...details].map(message).join('\n') },
    locations: [{ physicalLocation: { artifactLocation: placeOf(file ?? started), region: { startLine: 1 } } }],
    partialFingerprints: { 'kstConform/v1': id },
  }));
  return sarifText('conform', title, conformance.verdict !== 'inconclusive', rules, results);
}

function placeOf(file: string): object {
  return { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
