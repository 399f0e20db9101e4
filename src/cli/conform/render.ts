import { conformJson } from '../../reports/conform/conform-json.ts';
import { conformJunit } from '../../reports/conform/conform-junit.ts';
import { conformMarkdown } from '../../reports/conform/conform-markdown.ts';
import { conformSarif } from '../../reports/conform/conform-sarif.ts';
import { conformText } from '../../reports/conform/conform-text.ts';
import { exitCodes, type Io, styles } from '../io.ts';
import { type Project, titleOf } from '../project.ts';
import type { Conformance } from '../../engine/conform/result.ts';

export interface FormatOptions {
  /** `text`, `json`, `junit`, `markdown` or `sarif`. */
  readonly format: string;
}

/**
 * Prints a comparison in a format.
 *
 * @param files scenario files by rule.
 * @param started the file that the implementation was started from.
 * @returns the exit code.
 */
export async function printConformance(
  project: Project,
  result: Conformance,
  { format }: FormatOptions,
  io: Io,
  started: string,
  files: ReadonlyMap<string, string> = new Map(),
): Promise<number> {
  const { specification } = project;
  const title = titleOf(project);
  const formats: Readonly<Record<string, () => string>> = {
    text: () => conformText(specification, title, result, styles(io), files),
    json: () => conformJson(specification, title, result),
    junit: () => conformJunit(specification, title, result, files),
    markdown: () => conformMarkdown(specification, title, result, files),
    sarif: () => conformSarif(specification, title, result, started, files),
  };
  await io.out(formats[format]!());
  return { conforms: exitCodes.upheld, diverges: exitCodes.violated, inconclusive: exitCodes.inconclusive }[result.verdict];
}
