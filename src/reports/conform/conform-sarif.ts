import { message } from '../sarif-message.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';

/**
 * A comparison as SARIF 2.1.0, as GitHub's code scanning reads it. A result stands at its scenario file, or at the file that
 * the implementation was started from, since GitHub refuses a whole file for one result without a place.
 *
 * @param started that file, relative to where the command was given.
 */
export function conformSarif(
  specification: Specification,
  conformance: Conformance,
  started: string,
  files: ScenarioFiles = new Map(),
): string {
  const wrongs = toldWrongs(specification, conformance, files);
  const ids = [...new Set(wrongs.map(({ id }) => id))];
  const rule = (id: string) => {
    const { says } = wrongs.find((wrong) => wrong.id === id)!;
    const isRule = conformance.divergences.some((divergence) => divergence.rule === id);
    const explained = `kst explain ${id} shows what it cites and a scenario of it.`;
    const help = { text: isRule ? explained : 'The page on adapters tells how the protocol goes.' };
    const text = message(says);
    return { id, shortDescription: { text }, fullDescription: { text }, help, defaultConfiguration: { level: 'error' } };
  };
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kst conform', rules: ids.map(rule) } },
        automationDetails: { id: 'kst-conform/' },
        invocations: [{ executionSuccessful: conformance.verdict !== 'inconclusive' }],
        columnKind: 'utf16CodeUnits',
        results: wrongs.map(({ id, kind, says, details, file }) => ({
          ruleId: id, ruleIndex: ids.indexOf(id), level: kind === 'fault' ? 'warning' : 'error',
          message: { text: [says, ...details].map(message).join('\n') },
          locations: [{ physicalLocation: { artifactLocation: placeOf(file ?? started), region: { startLine: 1 } } }],
          partialFingerprints: { 'kstConform/v1': id },
        })),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function placeOf(file: string): object {
  return { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
