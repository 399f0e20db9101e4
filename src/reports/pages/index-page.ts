import { code, generated, markdownTable } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';

/** A report; the index has it under its title, with others of the same title. */
export interface ReportPage {
  readonly file: string; readonly title: string; readonly text: string;
}

/** An id, what such ids name, and the file where they have their entries; where there is no such id, nothing is told of its kind. */
export type IdLine = readonly [id: string | undefined, names: string, where: string];

/**
 * reports/README.md: what each file is, and how to read the ids.
 *
 * @param rowId of some row of the table.
 */
export function indexPage({ texts }: Specification, pages: readonly ReportPage[], ids: readonly IdLine[], rowId: string): string {
  const link = (file: string) => `[${file}](${file})`;
  const titled = Map.groupBy(pages, ({ title }) => title);
  const files = [...titled].map(([title, those]) => [those.map(({ file }) => link(file)).join(', '), title]);
  const known = ids.filter(([id]) => id !== undefined).map(([id, names, where]) => {
    return [code(id!), names, `[${where.replace('../', '')}](${where})`];
  });
  const manifest = [link('manifest.json'), 'the hash of each of these files, by which `kst report` knows what it has written'];
  return `# Reports

${generated} \`kst report --check\` fails when they are not what the code generates. They are the contract: a change of behaviour
shows here, row by row, and is reviewed here.

${markdownTable(['file', 'what it is'], [...files, manifest])}

## Ids

${markdownTable(['id', 'what it names', 'where'], known)}

\`kst explain ID\` says what stands behind any of them. The id of a row of the behaviour table is its state and its command, and,
where dialects differ, what decides: ${texts?.rowId ?? `${code(rowId)}.`}
`;
}
