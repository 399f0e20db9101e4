import { sarifRule, sarifText } from '../sarif-message.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Title } from '../../engine/title.ts';

/**
 * A comparison as SARIF. A result stands at its scenario file, or at the file that the implementation was started from.
 *
 * @param started that file, relative to where the command was given.
 */
export function conformSarif(
  specification: Specification, title: Title, conformance: Conformance, started: string, files: ScenarioFiles = new Map(),
): string {
  const wrongs = toldWrongs(specification, conformance, files);
  const found = wrongs.map(({ id, kind, says, details, file }) => {
    const place = { file: (file ?? started).replaceAll('\\', '/'), region: { startLine: 1 } };
    return { id, isError: kind === 'divergence', lines: [says, ...details], ...place, fingerprint: id };
  });
  return sarifText('conform', title, conformance.verdict !== 'inconclusive', found, (id) => {
    const isRule = conformance.divergences.some((divergence) => divergence.rule === id);
    const explained = `kst explain ${id} shows what it cites and a scenario of it.`;
    const help = isRule ? explained : 'The page on adapters tells how the protocol goes.';
    return sarifRule(id, wrongs.find((wrong) => wrong.id === id)!.says, help);
  });
}
